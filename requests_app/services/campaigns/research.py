"""Research fields of a campaign, and what they say of each request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import User
from requests_app.errors import CampaignRefused
from requests_app.field_values import read_value
from requests_app.models import Campaign, FieldValue, InformationRequest, ResearchField
from requests_app.services.campaigns.editing import refuse_archived


@transaction.atomic
def save_field(
    *,
    campaign: Campaign,
    name: str,
    kind: str,
    by: User,
    help_text: str = "",
    choices: str = "",
    field: ResearchField | None = None,
) -> ResearchField:
    """Make a field, or change one. What was filled in keeps its kind: that of a filled field cannot change.

    Raises `CampaignRefused`.
    """
    refuse_archived(campaign)
    last = campaign.fields.aggregate(last=Max("position"))["last"] or 0
    field = field or ResearchField(campaign=campaign, position=last + 1)
    if field.pk and field.kind != kind and field.values.exists():
        raise CampaignRefused("Something is filled in already: make another field for another kind.")
    field.name, field.kind, field.help_text, field.choices = " ".join(name.split()), kind, help_text, choices
    if kind == ResearchField.Kind.CHOICE and len(field.options) < 2:
        raise CampaignRefused("Give at least two choices, one a line.")
    try:
        with transaction.atomic():
            field.save()
    except IntegrityError as error:
        raise CampaignRefused(f"There is a field called {field.name} already.") from error
    record(actor=by, action="campaign.field_saved", subject=campaign, field=field.name, kind=kind)
    return field


@transaction.atomic
def move_field(*, field: ResearchField, by: int) -> None:
    """One place up (`by` -1) or down (1)."""
    fields = list(ResearchField.objects.select_for_update().filter(campaign=field.campaign_id))
    at = [each.pk for each in fields].index(field.pk)
    to = min(max(at + by, 0), len(fields) - 1)
    fields.insert(to, fields.pop(at))
    for position, each in enumerate(fields, start=1):
        ResearchField.objects.filter(pk=each.pk).update(position=position)


@transaction.atomic
def remove_field(*, field: ResearchField, by: User) -> None:
    """Take a field away, with what was filled in. How many values went is noted in the audit."""
    record(
        actor=by,
        action="campaign.field_removed",
        subject=field.campaign,
        field=field.name,
        values=field.values.count(),
    )
    field.delete()


@transaction.atomic
def set_values(*, request: InformationRequest, typed: Mapping[int, str], by: User) -> int:
    """Fill in fields (by their keys) of a request; a blank one is emptied. How many changed.

    Raises `BadValue` for what a field cannot hold; nothing is written then. Each change is an entry of the audit.
    """
    locked = InformationRequest.objects.select_for_update().get(pk=request.pk)
    fields = ResearchField.objects.filter(campaign=locked.campaign_id, pk__in=typed)
    held = {each.field_id: each for each in FieldValue.objects.filter(request=locked)}
    changed = 0
    for field in fields:
        value = read_value(field.kind, typed[field.pk], field.options)
        before = held.get(field.pk)
        if (before.value if before else None) == value:
            continue
        _write(field, locked, value, before)
        record(
            actor=by,
            action="field.filled",
            subject=locked,
            field=field.name,
            was=_short(before.value if before else None),
            now=_short(value),
        )
        changed += 1
    return changed


def _write(field: ResearchField, request: InformationRequest, value: Any, before: FieldValue | None) -> None:
    if value is None:
        if before:
            before.delete()
        return
    FieldValue.objects.update_or_create(field=field, request=request, defaults={"value": value})


def _short(value: Any) -> Any:
    return [str(each)[:100] for each in value[:10]] if isinstance(value, list) else value
