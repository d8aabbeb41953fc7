"""The numbers a request goes by."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from requests_app.models.request import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class ReferenceQuerySet(OfRequestQuerySet):
    pass


class Reference(models.Model):
    """A reference number: the authority's ("FOI-18-1134"), ours, the review's or the regulator's."""

    class Role(models.TextChoices):
        AUTHORITY = "authority", "The authority's"
        OURS = "ours", "Ours"
        REVIEW = "review", "The review's"
        REGULATOR = "regulator", "The regulator's"

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="references")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.AUTHORITY)
    value = models.CharField("reference number", max_length=80)
    normalised = models.CharField(
        max_length=80, editable=False, help_text="However it is spelled: for finding it."
    )

    search_key = models.CharField(
        max_length=80, editable=False, default="", help_text="Its letters and digits alone: for searching."
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "normalised"], name="reference_once_per_request")
        ]
        indexes = [
            GinIndex(OpClass("search_key", "gin_trgm_ops"), name="reference_search_trgm"),
            models.Index(fields=["normalised"], name="reference_normalised", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.value
