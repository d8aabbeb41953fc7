"""What the letter asks for, item by item."""

from django.db import models

from requests_app.models.campaign import CampaignQuestion
from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class QuestionQuerySet(OfRequestQuerySet):
    pass


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
