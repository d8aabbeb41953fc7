"""Free words of a team on its requests."""

from django.db import models
from django.db.models.functions import Lower

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet
from requests_app.models.request import InformationRequest

LONGEST_TAG = 40


class TagQuerySet(TeamOwnedQuerySet):
    pass


class Tag(models.Model):
    """A word or two by which a team finds requests again. Written by `requests_app.services.tagging` alone."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=LONGEST_TAG)
    requests = models.ManyToManyField(InformationRequest, related_name="tags", through="Tagging")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("team", Lower("name"), name="tag_once_per_team")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A tag on a request of the same team."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "request"], name="tagging_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.request_id}"
