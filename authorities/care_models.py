"""Looking after the list: merges that can be undone, pairs that are no duplicates, what researchers propose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from authorities.care_querysets import ProposalQuerySet


class ExactEncoder(DjangoJSONEncoder):
    """As Django's, but with the whole time of day: Django's leaves microseconds out, and undo restores exactly."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class AuthorityMerge(models.Model):
    """Two authorities that became one, and everything that is needed to take them apart again.

    `kept_key` is the one that was kept; `kept` follows it through later merges and is empty once it is deleted.
    `moved`: rows by model and field, as primary keys. `dropped`: rows the kept one had already, as they were.
    `filled`: blanks of the kept one that were filled, field to text before and after.
    """

    kept = models.ForeignKey(
        "authorities.Authority", null=True, on_delete=models.SET_NULL, related_name="merges"
    )
    kept_key = models.BigIntegerField()
    gone_key = models.BigIntegerField(db_index=True)
    gone_name = models.CharField(max_length=255)
    gone = models.JSONField(encoder=ExactEncoder)
    moved = models.JSONField(default=dict)
    dropped = models.JSONField(default=list, encoder=ExactEncoder)
    filled = models.JSONField(default=dict)
    name_added = models.BigIntegerField(null=True, help_text="The other name made of the official one.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "merge"

    def __str__(self) -> str:
        return self.gone_name


class DifferentAuthorities(models.Model):
    """Two that look alike and are not the same, as somebody has said: they are not asked about again."""

    first = models.ForeignKey("authorities.Authority", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("authorities.Authority", on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="different_said_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


class Proposal(models.Model):
    """What a researcher says is wrong with the list, until a site admin accepts or declines it."""

    class Kind(models.TextChoices):
        WRONG_ADDRESS = "wrong_address", "An address is wrong"
        ADDRESS = "address", "Here is an address"
        MISSING = "missing", "An authority is missing"
        SAME = "same", "It is the same as another authority"
        REPLACED = "replaced", "It was replaced by another authority"

    class Decision(models.TextChoices):
        WAITING = "", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    kind = models.CharField("what is it about?", max_length=20, choices=Kind.choices)
    authority = models.ForeignKey(
        "authorities.Authority", null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    other = models.ForeignKey("authorities.Authority", null=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey("authorities.Contact", null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.CharField(max_length=255, help_text="The authority's name that day.")
    old_email = models.EmailField(max_length=254, blank=True)
    email = models.EmailField("right address", max_length=254, blank=True)
    role = models.CharField(max_length=20, blank=True)
    why = models.CharField("how do you know?", max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="authority_proposals"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.WAITING, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["made_at"], condition=Q(decision=""), name="proposal_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_kind_display()}"
