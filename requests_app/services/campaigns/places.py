"""The authorities of a campaign: adding them, leaving some out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import User
from authorities.models import Authority
from requests_app.errors import CampaignRefused
from requests_app.models import Campaign, CampaignAuthority
from requests_app.models.campaign_authority import Reason

MOST = 5_000


@dataclass(frozen=True)
class Added:
    """How many were new, and how many were in the campaign before."""

    new: int
    already: int


@transaction.atomic
def add_authorities(*, campaign: Campaign, authorities: Sequence[int], by: User) -> Added:
    """Put the authorities of these keys on the list, in this order. One that is on it stays as it is.

    Those that cannot be written to are on the list too, and it says why. Raises `CampaignRefused`.
    """
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if held.is_archived:
        raise CampaignRefused("This campaign is archived: put it back first.")
    there = set(held.authorities.values_list("authority_id", flat=True))
    known = set(Authority.objects.filter(pk__in=authorities).values_list("pk", flat=True))
    wanted = [pk for pk in dict.fromkeys(authorities) if pk in known]
    new = [pk for pk in wanted if pk not in there]
    if len(there) + len(new) > MOST:
        raise CampaignRefused(f"A campaign can go to {MOST:,} authorities.")
    last = held.authorities.aggregate(last=Max("number"))["last"] or 0
    CampaignAuthority.objects.bulk_create(
        CampaignAuthority(campaign=held, authority_id=pk, number=number, added_by=by)
        for number, pk in enumerate(new, start=last + 1)
    )
    if new:
        record(actor=by, action="campaign.authorities_added", subject=held, number=len(new))
    return Added(len(new), len(wanted) - len(new))


@transaction.atomic
def leave_out(*, campaign: Campaign, places: Collection[int], note: str, by: User) -> int:
    """Leave these out, with a word why; how many were not left out, and not asked yet."""
    rows = (
        campaign.authorities.select_for_update()
        .filter(pk__in=places, request=None)
        .exclude(left_out=Reason.BY_HAND)
    )
    changed = rows.update(left_out=Reason.BY_HAND, left_out_note=note.strip()[:300])
    record(actor=by, action="campaign.left_out", subject=campaign, number=changed, note=note)
    return changed


@transaction.atomic
def take_in(*, campaign: Campaign, places: Collection[int], by: User) -> int:
    """Take in again what was left out by hand, or try again what could not be written to; how many."""
    rows = campaign.authorities.select_for_update().filter(pk__in=places, request=None).exclude(left_out="")
    changed = rows.update(left_out="", left_out_note="")
    record(actor=by, action="campaign.taken_in", subject=campaign, number=changed)
    return changed
