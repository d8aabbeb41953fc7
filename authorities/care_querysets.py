"""Which sets, proposals and merges somebody may see."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.models import Team
from accounts.querysets import Viewer


class SetQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Viewer) -> Self:
        """The sets of everybody and of the user's teams: another team's set does not exist for them."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(Q(team=None) | Q(team__in=Team.objects.visible_to(user)))


class ProposalQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Those nobody has decided, the oldest first: whoever waits longest comes first."""
        return self.filter(decision="").order_by("made_at", "pk")

    def made_by_user(self, user: Viewer) -> Self:
        """What the user proposed, the newest first."""
        return self.filter(made_by=user.pk).order_by("-made_at", "-pk")
