"""A name for an address of the list."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.models import Team
from accounts.querysets import Viewer


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Viewer) -> Self:
        """One's own, and those shared with a team one is a member of."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        mine = models.Q(owner=user.pk, team=None)
        return self.filter(mine | models.Q(team__memberships__user=user.pk)).distinct()


class SavedView(models.Model):
    """A name for the filters in an address. The address stays the truth: nothing is remembered but its words.

    Its owner's alone while `team` is None, else the team's too. Written by `requests_app.services.saved_views` alone.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="The address behind the question mark.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=models.Q(team=None), name="saved_view_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["team", "name"],
                condition=models.Q(team__isnull=False),
                name="saved_view_once_per_team",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('requests:list')}?{self.query}"
