"""Bank holidays proclaimed after the calendars were printed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Place(models.TextChoices):
    """Where a holiday may hold. The labels are the names by which `requests_app.deadlines` knows the places."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"
    EU = "eu", "European Union institutions"
    IRELAND = "ireland", "Ireland"
    UNITED_STATES = "us", "United States"
    NEW_ZEALAND = "new_zealand", "New Zealand"
    AUSTRALIA = "australia", "Australia"
    CANADA = "canada", "Canada"


class ProclaimedQuerySet(models.QuerySet["Proclaimed"]):
    def standing(self) -> ProclaimedQuerySet:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)


class Proclaimed(models.Model):
    """A day that an admin adds to the calendars, such as a bank holiday under the 1971 Act proclaimed late.

    Append-only: one that was wrong is withdrawn, with who and when, and may be proclaimed again. Written by
    `requests_app.services.proclaiming` alone.
    """

    on = models.DateField("day")
    name = models.CharField("name of the holiday", max_length=120)
    nations = ArrayField(
        models.CharField(max_length=20, choices=Place.choices), verbose_name="where it holds"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = ProclaimedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "name"],
                condition=models.Q(withdrawn_at=None),
                name="proclaimed_stands_once",
            )
        ]
        verbose_name = "proclaimed bank holiday"

    def __str__(self) -> str:
        return f"{self.name}, {self.on:%-d %B %Y}"

    @property
    def places(self) -> list[str]:
        """Where it holds, by name."""
        return [Place(code).label for code in self.nations]
