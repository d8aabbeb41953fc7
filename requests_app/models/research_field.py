"""What a team wants to know of each answer, besides the answers: fields of a campaign, and their values."""

from __future__ import annotations

from typing import Any

from django.db import models

from requests_app.models.campaign import Campaign, OfCampaignQuerySet
from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class ResearchField(models.Model):
    """A field that the team fills in for each request of a campaign. `choices`: one a line."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text"
        NUMBER = "number", "Number"
        CHOICE = "choice", "One of several choices"
        YES_NO = "yes_no", "Yes or no"
        DATE = "date", "Date"
        LIST = "list", "List, one a line"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    name = models.CharField("name", max_length=80)
    kind = models.CharField("kind", max_length=10, choices=Kind.choices, default=Kind.TEXT)
    help_text = models.CharField("what it means", max_length=300, blank=True)
    choices = models.TextField("choices", blank=True)

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="research_field_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def options(self) -> list[str]:
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


class FieldValueQuerySet(OfRequestQuerySet):
    pass


class FieldValue(models.Model):
    """What a field says of a request, as `requests_app.field_values` writes it. Earlier ones stand in the audit."""

    field = models.ForeignKey(ResearchField, on_delete=models.CASCADE, related_name="values")
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="field_values")
    value: Any = models.JSONField()

    objects = FieldValueQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "request"], name="field_value_once")]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
