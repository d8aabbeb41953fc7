"""Sending a campaign: starting, pausing, calling back, and each authority's turn.

A request is made in the moment its letter is queued, both in one transaction: no list shows a request that nobody has
sent, the letter bears the day on which it goes, and a worker that dies loses nothing but the turn it was at.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from correspondence.errors import BadLetter, TooLate
from correspondence.models import CampaignSending, OutgoingLetter
from correspondence.pacing import FASTEST, turn_after
from correspondence.services.composing import LONGEST_SUBJECT, delete_draft, keep_draft
from correspondence.services.outbox import call_back, queue
from correspondence.services.recipients import first_choice
from requests_app.deadlines import FactsError
from requests_app.errors import CampaignRefused
from requests_app.models import Campaign, CampaignAuthority, CampaignLetter
from requests_app.services.calendars import current_calendar
from requests_app.services.campaigns.asking import ask, hold_place, mark_problem
from requests_app.services.campaigns.editing import current_letter, refuse_archived
from requests_app.services.discarding import discard_request

log = logging.getLogger(__name__)
State = CampaignSending.State
LONDON = ZoneInfo("Europe/London")
LONGEST_RUN = 60  # seconds
KIND = OutgoingLetter.Kind.REQUEST


@dataclass(frozen=True)
class Progress:
    """Where the authorities of a campaign are: each is in one of these."""

    to_go: int
    waiting: int
    gone: int
    to_check: int
    elsewhere: int
    left_out: int

    @property
    def asked(self) -> int:
        return self.waiting + self.gone + self.to_check + self.elsewhere

    @property
    def total(self) -> int:
        """Those it goes to."""
        return self.asked + self.to_go


@transaction.atomic
def start_sending(
    *, campaign: Campaign, per_hour: int, working_days_only: bool, by: User, at: datetime
) -> CampaignSending:
    """Have the letters sent, one at each turn; also for authorities that were added later.

    Started twice at once it is one sending. Raises `CampaignRefused` where there is nothing to send.
    """
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    refuse_archived(held)
    _check_letter(current_letter(held))
    if not 1 <= per_hour <= FASTEST:
        raise CampaignRefused(f"Say how many letters an hour, from 1 to {FASTEST:,}.")
    if not by.name.strip():
        raise CampaignRefused("Give your name in your profile first: the letters are signed with it.")
    if not held.authorities.ready(held).exists():
        raise CampaignRefused("There is no authority that a letter could go to.")
    sending, made = CampaignSending.objects.select_for_update(of=("self",)).get_or_create(
        campaign=held, defaults={"per_hour": per_hour, "next_at": at}
    )
    if not made and sending.state == State.RUNNING:
        return sending
    sending.state, sending.per_hour, sending.working_days_only = State.RUNNING, per_hour, working_days_only
    sending.started_by, sending.next_at = by, at
    sending.save()
    record(actor=by, action="campaign.started", subject=held, per_hour=per_hour)
    return sending


@transaction.atomic
def pause(*, campaign: Campaign, by: User) -> None:
    """No letter is queued any more; those that wait for their minute still go."""
    if CampaignSending.objects.filter(campaign=campaign, state=State.RUNNING).update(state=State.PAUSED):
        record(actor=by, action="campaign.paused", subject=campaign)


@transaction.atomic
def go_on(*, campaign: Campaign, by: User, at: datetime) -> None:
    """Go on after a pause, as fast as before. Raises `CampaignRefused` for an archived campaign."""
    refuse_archived(Campaign.objects.select_for_update().get(pk=campaign.pk))
    paused = CampaignSending.objects.filter(campaign=campaign, state=State.PAUSED)
    if paused.update(state=State.RUNNING, next_at=at, started_by=by):
        record(actor=by, action="campaign.went_on", subject=campaign)


def call_back_waiting(*, campaign: Campaign, by: User) -> int:
    """Pause, and take back every letter that has not gone: how many. Their requests are taken out again too."""
    pause(campaign=campaign, by=by)
    waiting = OutgoingLetter.objects.filter(
        request__campaign=campaign, kind=KIND, state=OutgoingLetter.State.WAITING
    )
    called = 0
    for letter in waiting.select_related("request"):
        try:
            _take_back(letter, by)
        except TooLate:
            continue
        called += 1
    return called


@transaction.atomic
def _take_back(letter: OutgoingLetter, by: User) -> None:
    draft = call_back(letter=letter, by=by)
    if draft.request.messages.exists():
        return  # it was written to otherwise meanwhile: the request stands
    delete_draft(letter=draft, by=by)
    CampaignAuthority.objects.filter(request=letter.request).update(request=None, letter=None)
    discard_request(request=letter.request, by=by, because="Called back before its letter went.")


def work_on_campaigns(*, clock: Callable[[], datetime] = timezone.now, at_most: int = 500) -> int:
    """Give every authority whose turn has come its letter; how many. Any number of workers may do it at once."""
    done, began = 0, monotonic()
    running = CampaignSending.objects.filter(state=State.RUNNING, next_at__lte=clock())
    for pk in running.order_by("next_at").values_list("pk", flat=True):
        try:
            while done < at_most and monotonic() - began < LONGEST_RUN and _turn(pk, clock()):
                done += 1
        except DatabaseError:
            log.exception("the sending %s stopped; it will be gone on with", pk)
    return done


@transaction.atomic
def _turn(pk: int, at: datetime) -> bool:
    """The next authority's turn; False where none has come, or somebody else is at it."""
    running = CampaignSending.objects.filter(pk=pk, state=State.RUNNING, next_at__lte=at)
    held = running.select_for_update(skip_locked=True, of=("self",))
    sending = held.select_related("campaign__team", "started_by").first()
    if sending is None or sending.campaign.is_archived or not _is_a_day(sending, at):
        return False
    ready = sending.campaign.authorities.ready(sending.campaign).order_by("number")
    next_pk = ready.values_list("pk", flat=True).first()
    if next_pk is None:
        sending.state = State.DONE
        sending.save(update_fields=["state"])
        return False
    place = hold_place(CampaignAuthority.objects.filter(pk=next_pk, request=None, left_out=""))
    if place is None:
        return True  # it was left out, or logged as sent elsewhere, a moment ago
    _write_to(place, sending, at)
    sending.next_at = turn_after(sending.next_at, now=at, per_hour=sending.per_hour)
    sending.save(update_fields=["next_at"])
    return True


def _is_a_day(sending: CampaignSending, at: datetime) -> bool:
    """Whether letters go on that day; by the bank holidays of England, where the sender is."""
    day = at.astimezone(LONDON).date()
    return not sending.working_days_only or current_calendar("foia").is_working(day)


def _write_to(place: CampaignAuthority, sending: CampaignSending, at: datetime) -> None:
    """Make the request and queue its letter; where that cannot be, note why, and the others go on."""
    by = sending.started_by
    if by is None or not by.is_active:
        sending.state = State.PAUSED
        sending.save(update_fields=["state"])
        return
    try:
        with transaction.atomic():
            request, words = ask(
                place=place,
                letter=current_letter(sending.campaign),
                by=by,
                on=at.astimezone(LONDON).date(),
            )
            letter = keep_draft(
                request=request,
                kind=KIND,
                to_email=first_choice(request, KIND),
                subject=words.subject[:LONGEST_SUBJECT],
                body=words.body,
                by=by,
            )
            queue(letter=letter, by=by, at=at, batch=sending.batch)
    except (BadLetter, FactsError) as error:
        mark_problem(place, str(error))


def progress_of(campaign: Campaign) -> Progress:
    """Where its authorities are. Two queries."""
    waiting = Q(state__in=("draft", "waiting", "sending"))
    letters = OutgoingLetter.objects.filter(
        request__campaign=campaign, request__discarded_at=None, kind=KIND
    ).exclude(state="dropped")
    written = letters.aggregate(
        waiting=Count("pk", filter=waiting),
        check=Count("pk", filter=Q(state__in=("uncertain", "failed"))),
        gone=Count("pk", filter=Q(state="sent")),
    )
    places = campaign.authorities.of(campaign).aggregate(
        asked=Count("pk", filter=Q(request__isnull=False, request__discarded_at=None)),
        ready=Count("pk", filter=Q(request=None, reason="")),
        left=Count("pk", filter=~Q(reason="")),
    )
    by_letter = sum(written.values())
    return Progress(
        to_go=places["ready"],
        waiting=written["waiting"],
        gone=written["gone"],
        to_check=written["check"],
        elsewhere=max(places["asked"] - by_letter, 0),
        left_out=places["left"],
    )


def _check_letter(letter: CampaignLetter) -> None:
    """Raises `CampaignRefused` where the letter says nothing."""
    if not letter.body.strip() or not letter.subject.strip():
        raise CampaignRefused("Write the letter first, with a subject.")
    if "{questions}" in letter.body and not letter.questions.exists():
        raise CampaignRefused("The letter has no questions yet: write them first.")
