"""What the letter asks for, item by item."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Q

from requests_app.models.campaign import CampaignQuestion
from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class QuestionQuerySet(OfRequestQuerySet):
    def disputed(self) -> QuestionQuerySet:
        """Those whose coders differ about what came back, and that no lead has settled."""
        standing = Q(answers__replaced_at=None, answers__settles=False)
        settled = Q(answers__replaced_at=None, answers__settles=True)
        counted = self.annotate(
            codings=Count("answers__outcome", distinct=True, filter=standing),
            settlements=Count("answers", distinct=True, filter=settled),
        )
        return counted.filter(codings__gt=1, settlements=0)


class Question(models.Model):
    """Information asked for: one item of the letter ("any impact assessments")."""

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    campaign_question = models.ForeignKey(
        CampaignQuestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "position"],
                name="question_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.text
