"""Words and lists that people put authorities under: tags, and the sets that campaigns are sent to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from accounts.models import Team
from authorities.care_querysets import SetQuerySet


class Tag(models.Model):
    """A free word or two, as `authorities.names.tag_name` writes them: lower case, one space between words."""

    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AuthoritySet(models.Model):
    """A list of chosen authorities. It belongs to a team, or to everybody where it has none."""

    name = models.CharField("name of the set", max_length=120)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="authority_sets"
    )
    authorities = models.ManyToManyField("authorities.Authority", related_name="sets", blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SetQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "team", Upper("name"), name="set_name_once_per_team", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("authorities:set", args=[self.pk])
