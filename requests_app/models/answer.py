"""What came back for a question, as a person coded it, and the exemptions that the authority relied on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from requests_app.law_sections import KIND_LABELS
from requests_app.models.question import Question
from requests_app.outcomes import ANSWER_LABELS, SHADES
from requests_app.querysets import OfRequestQuerySet


class AnswerQuerySet(OfRequestQuerySet):
    request_path = "question__request"

    def standing(self) -> AnswerQuerySet:
        """The latest of each coder, and what a lead settled: the others are history."""
        return self.filter(replaced_at=None)


class Answer(models.Model):
    """What one person says came back for a question. Append-only: a changed one is replaced, and stays.

    `settles`: a lead's word where coders differ; it counts instead of theirs. Written by
    `requests_app.services.coding` alone.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="answers_coded"
    )
    outcome = models.CharField("what came back", max_length=20, choices=ANSWER_LABELS.items())
    note = models.CharField(max_length=500, blank=True)
    settles = models.BooleanField(default=False, help_text="Settles what coders disagree about.")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, help_text="When it was changed or taken back.")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "coder"],
                condition=models.Q(replaced_at=None, settles=False),
                name="answer_stands_once_per_coder",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(replaced_at=None, settles=True),
                name="answer_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def shade(self) -> str:
        """The kind of its tag."""
        return SHADES.get(self.outcome, "neutral")


class ExemptionQuerySet(OfRequestQuerySet):
    request_path = "answer__question__request"


class Exemption(models.Model):
    """A section that the authority relied on for not giving something (FOIA 2000 s.17(1))."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="exemptions")
    law = models.CharField(max_length=10, help_text="FOIA, EIR, FOISA or EISR.")
    section = models.CharField(max_length=20, help_text='As "s43(2)" or "reg12(4)(b)".')
    kind = models.CharField(max_length=10, choices=KIND_LABELS.items())
    weighs_public_interest = models.BooleanField(
        default=False, help_text="The letter says how the public interest was weighed (FOIA 2000 s.2(2)(b))."
    )

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "law", "section"], name="exemption_once_per_answer"),
        ]
        indexes = [models.Index(fields=["law", "section"], name="exemption_section")]

    def __str__(self) -> str:
        return f"{self.law} {self.section}"
