"""Free words of a team on the files it received."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet
from correspondence.models.attachment import Attachment
from requests_app.models.tag import LONGEST_TAG


class DocumentTagQuerySet(TeamOwnedQuerySet):
    pass


class DocumentTag(models.Model):
    """A word or two by which a team finds files again. Written by `correspondence.services.document_tags` alone."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="document_tags")
    name = models.CharField(max_length=LONGEST_TAG)
    attachments = models.ManyToManyField(Attachment, related_name="tags", through="DocumentTagging")

    objects = DocumentTagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("team", Lower("name"), name="document_tag_once_per_team")]

    def __str__(self) -> str:
        return self.name


class DocumentTagging(models.Model):
    """A tag on a file that the same team received."""

    tag = models.ForeignKey(DocumentTag, on_delete=models.CASCADE, related_name="taggings")
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "attachment"], name="document_tagging_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.attachment_id}"
