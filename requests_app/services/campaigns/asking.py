"""A campaign's request to one authority: made when its letter's turn comes, or logged as sent elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from requests_app import campaign_letter
from requests_app.campaign_letter import Item, fill, law_asked_under
from requests_app.deadlines import FactsError
from requests_app.models import (
    Campaign,
    CampaignAuthority,
    CampaignLetter,
    InformationRequest,
    Question,
    Reference,
)
from requests_app.models.campaign_authority import Reason
from requests_app.services.campaigns.editing import current_letter, items_of, refuse_archived
from requests_app.services.campaigns.places import add_authorities
from requests_app.services.requests import add_reference, log_request


@dataclass(frozen=True)
class Words:
    """The letter to one authority."""

    subject: str
    body: str


@dataclass(frozen=True)
class Elsewhere:
    """A request that was sent by other means: to whom, on which day, under which number, and where it can be seen."""

    authority_id: int
    sent_on: date
    link: str = ""
    reference: str = ""


def words_for(
    place: CampaignAuthority, letter: CampaignLetter, items: Sequence[Item], *, by: User | None, on: date
) -> Words:
    """The letter as it would go to that authority on that day. Writes nothing."""
    campaign = place.campaign
    facts = campaign_letter.facts_of(
        authority=place.authority.name,
        law_code=law_asked_under(place.authority.law, campaign.asks_under),
        title=campaign.title,
        team=campaign.team.name,
        name=by.name if by else "",
        our_reference=place.our_reference,
        items=items,
        on=on,
    )
    return Words(" ".join(fill(letter.subject, facts).split()), fill(letter.body, facts))


@transaction.atomic
def ask(
    *,
    place: CampaignAuthority,
    letter: CampaignLetter,
    by: User | None,
    on: date,
    sent_on: date | None = None,
    reference: str = "",
    link: str = "",
) -> tuple[InformationRequest, Words]:
    """Make the request to that authority from a version of the letter, which is frozen by it. No mail is sent.

    `sent_on`: the day on which it was sent by other means; else it is sent on `on`, and the sending itself corrects the
    day should it go on another.
    Raises `FactsError` where the law knows no such dates.
    """
    items = items_of(letter)
    words = words_for(place, letter, items, by=by, on=sent_on or on)
    request = log_request(
        team=place.campaign.team,
        authority=place.authority,
        by=by,
        title=place.campaign.title,
        letter=words.body,
        law=law_asked_under(place.authority.law, place.campaign.asks_under),
        sent_on=sent_on or on,
        reference=reference,
        campaign=place.campaign,
    )
    add_reference(request=request, value=place.our_reference, role=Reference.Role.OURS)
    Question.objects.bulk_create(
        Question(request=request, position=each.position, text=each.text, campaign_question=each)
        for each in letter.questions.all()
    )
    place.request, place.letter, place.link = request, letter, link
    place.left_out = place.left_out_note = ""
    place.save(update_fields=["request", "letter", "link", "left_out", "left_out_note"])
    CampaignLetter.objects.filter(pk=letter.pk, frozen_at=None).update(frozen_at=timezone.now())
    Campaign.objects.filter(pk=place.campaign_id, state=Campaign.State.DRAFT).update(
        state=Campaign.State.RUNNING
    )
    return request, words


def log_sent_elsewhere(*, campaign: Campaign, entries: Sequence[Elsewhere], by: User, on: date) -> int:
    """Log requests of the campaign that were sent by other means; how many. Each is committed for itself.

    An authority that was asked already in this campaign is passed over. Raises `CampaignRefused`.
    """
    refuse_archived(campaign)
    add_authorities(campaign=campaign, authorities=[each.authority_id for each in entries], by=by)
    letter, logged = current_letter(campaign), 0
    for entry in entries:
        logged += _log_one(campaign, letter, entry, by, on)
    record(actor=by, action="campaign.logged_elsewhere", subject=campaign, number=logged)
    return logged


@transaction.atomic
def _log_one(campaign: Campaign, letter: CampaignLetter, entry: Elsewhere, by: User, on: date) -> bool:
    place = hold_place(campaign.authorities.filter(authority=entry.authority_id))
    if place is None or place.request_id:
        return False
    given = {"sent_on": entry.sent_on, "reference": entry.reference, "link": entry.link}
    try:
        with transaction.atomic():
            ask(place=place, letter=letter, by=by, on=on, **given)  # type: ignore[arg-type]
    except FactsError as error:
        mark_problem(place, str(error))
        return False
    return True


def hold_place(places: object, *, skip_locked: bool = False) -> CampaignAuthority | None:
    """The first of these places, locked until the transaction ends."""
    held = places.select_for_update(of=("self",), skip_locked=skip_locked)  # type: ignore[attr-defined]
    found: CampaignAuthority | None = held.select_related("campaign__team", "authority").first()
    return found


def mark_problem(place: CampaignAuthority, why: str) -> None:
    """Note why an authority could not be written to: nobody tries again before a person says so."""
    place.left_out, place.left_out_note = Reason.PROBLEM, why[:300]
    place.save(update_fields=["left_out", "left_out_note"])
