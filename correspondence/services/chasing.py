"""Chasing many authorities at once: a reminder for each request that may be chased, a reason for each that may not.

What is shown beforehand is what goes: each letter has a digest, and one that reads otherwise by the time it is sent is
left out. Queries do not grow with the requests.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.audit import record_many
from accounts.models import User
from correspondence.errors import CorrespondenceError
from correspondence.models import Message, OutgoingLetter
from correspondence.services.addresses import make_reply_addresses
from correspondence.services.batches import call_back_batch, queue_many
from correspondence.services.composing import Composed, compose_chaser, write_words
from correspondence.services.known import Known, know
from correspondence.services.outbox import check_ready
from correspondence.services.outbox_mail import check_headers
from requests_app.deadlines import Calendar, FactsError, in_words
from requests_app.models import InformationRequest
from requests_app.querysets import AWAITING_THEM, InformationRequestQuerySet
from requests_app.services.life import life_of
from requests_app.standing import days_between

Kind, State = OutgoingLetter.Kind, OutgoingLetter.State
MOST_AT_ONCE = 200
LATELY = 5  # working days: whoever was chased so lately is not ticked
_ON_ITS_WAY = (State.WAITING, State.SENDING)
_WHY_NOT = {
    InformationRequest.State.CLOSED: "It is closed.",
    InformationRequest.State.ANSWERED: "It has been answered.",
    InformationRequest.State.AWAITING_CLARIFICATION: "They wait for our clarification.",
    InformationRequest.State.AWAITING_FEE: "They wait for our fee.",
    InformationRequest.State.WITH_REGULATOR: "It is with the regulator.",
}


@dataclass(frozen=True)
class Chaser:
    """A reminder as it would go out. `chased_on`: when the last one went; `unread`: letters of theirs nobody has read.

    `is_ticked`: False where the last one went lately, or where what they wrote may be the answer.
    """

    request: InformationRequest
    composed: Composed
    reference: str
    days_late: int
    chased_on: date | None
    unread: int
    is_ticked: bool

    @property
    def digest(self) -> str:
        """Of what would go out, and where to: another one means that somebody should look again."""
        words = "\n".join((self.composed.to_email, self.composed.subject, self.composed.body))
        return sha256(words.encode()).hexdigest()[:16]


class LeftOut(NamedTuple):
    """A request that is not chased, and why, in a sentence."""

    request: InformationRequest
    reason: str


@dataclass(frozen=True)
class Chase:
    letters: Sequence[Chaser]
    left_out: Sequence[LeftOut]


@dataclass(frozen=True)
class Sent:
    """`batch` is None where nothing was sent off."""

    batch: uuid.UUID | None
    number: int
    left_out: Sequence[LeftOut]


class MayNotBeChased(CorrespondenceError):
    """A reminder of this request cannot go out now."""


def prepare(*, requests: InformationRequestQuerySet, by: User, today: date) -> Chase:
    """The reminders for the first `MOST_AT_ONCE` of these requests, in their order. Nothing is written.

    Ten queries, or eleven, whatever their number.
    """
    found = list(requests.select_related("authority", "owner", "team")[:MOST_AT_ONCE])
    known, earlier, unread = know(found), _earlier(found), Message.objects.unread_of(found)
    letters, left_out = [], []
    for request in found:
        try:
            chaser = _chaser(
                request, earlier.get(request.pk, ()), known, by, today, unread=unread.get(request.pk, 0)
            )
            letters.append(chaser)
        except CorrespondenceError as error:
            left_out.append(LeftOut(request, str(error)))
    return Chase(letters, left_out)


def _chaser(
    request: InformationRequest,
    earlier: Sequence[OutgoingLetter],
    known: Known,
    by: User,
    today: date,
    *,
    unread: int,
) -> Chaser:
    """Raises `CorrespondenceError` with the reason where it may not be chased."""
    calendar = known.calendar_of(request.law)
    _check_late(request, calendar, today)
    _check_earlier(earlier)
    composed = compose_chaser(request=request, by=by, today=today, known=known)
    if not composed.to_email:
        bounces = any(each.retired_at is None for each in request.authority.contacts.all())
        raise MayNotBeChased(
            "Mail to its address came back: find another." if bounces else "No address of it is known."
        )
    letter = _letter(request, composed, by)
    check_ready(letter)
    check_headers(letter)
    chased = max((timezone.localdate(each.sent_at) for each in earlier if each.sent_at), default=None)
    return Chaser(
        request=request,
        composed=composed,
        reference=next((each.value for each in request.references.all()), ""),
        days_late=days_between(calendar, request.due_on or today, today),
        chased_on=chased,
        unread=unread,
        is_ticked=not unread and (chased is None or days_between(calendar, chased, today) >= LATELY),
    )


def _check_late(request: InformationRequest, calendar: Calendar, today: date) -> None:
    if request.state not in AWAITING_THEM:
        raise MayNotBeChased(_WHY_NOT[InformationRequest.State(request.state)])
    if request.due_on is None:
        raise MayNotBeChased("It has no date of receipt, so nobody can say that it is late.")
    if request.due_on >= today:
        raise MayNotBeChased(f"It is not late: the last lawful day is {in_words(request.due_on)}.")
    try:
        life_of(request, on=today, calendar=calendar)
    except FactsError as error:
        raise MayNotBeChased(f"Its record contradicts itself. {error}") from error


def _check_earlier(letters: Iterable[OutgoingLetter]) -> None:
    for letter in letters:
        if letter.state in _ON_ITS_WAY:
            raise MayNotBeChased("A reminder is on its way already.")
        if letter.state != State.SENT or (letter.came_back and not letter.settled_at):
            raise MayNotBeChased("A reminder may not have arrived: say first what became of it.")


def _earlier(requests: Sequence[InformationRequest]) -> dict[int, list[OutgoingLetter]]:
    """The reminders of each request that went, or are to go."""
    letters = OutgoingLetter.objects.filter(request__in=requests, kind=Kind.CHASER)
    found: dict[int, list[OutgoingLetter]] = {}
    for each in letters.exclude(state__in=(State.DRAFT, State.DROPPED)).defer("body").order_by("pk"):
        found.setdefault(each.request_id, []).append(each)
    return found


def _letter(request: InformationRequest, composed: Composed, by: User) -> OutgoingLetter:
    """The reminder as a draft that is not stored. Raises `BadLetter` for words that cannot go out."""
    letter = OutgoingLetter(request=request, kind=Kind.CHASER, answers=composed.answers, written_by=by)
    write_words(letter, composed.to_email, composed.subject, composed.body)
    return letter


@transaction.atomic
def send_chasers(*, chosen: Mapping[int, str], by: User, at: datetime, today: date) -> Sent:
    """Send the reminders off whose digests are given by request, as they were seen; the others are left out.

    The requests are locked, so that of two people who chase the same at once only one does. Effects: an
    `OutgoingLetter` each, waiting, all of one batch; entries of the audit.
    """
    visible = InformationRequest.objects.visible_to(by).filter(pk__in=chosen)
    ids = visible.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    found = InformationRequest.objects.filter(pk__in=list(ids)).order_by("due_on", "pk")
    chase = prepare(requests=found, by=by, today=today)
    seen = [each for each in chase.letters if chosen[each.request.pk] == each.digest]
    left_out = [
        *chase.left_out,
        *(
            LeftOut(each.request, "The letter reads otherwise by now: look at it again.")
            for each in chase.letters
            if each not in seen
        ),
    ]
    if not seen:
        return Sent(None, 0, left_out)
    drafts = OutgoingLetter.objects.bulk_create([_letter(each.request, each.composed, by) for each in seen])
    make_reply_addresses([each.request for each in seen])
    return Sent(queue_many(letters=drafts, by=by, at=at), len(drafts), left_out)


@transaction.atomic
def undo_chase(*, batch: uuid.UUID, by: User) -> int:
    """Call back what still waits of a batch, and throw the drafts away, for nobody wrote them; how many."""
    drafts = call_back_batch(batch=batch, by=by)
    record_many(
        actor=by, action="draft.deleted", about=[(each.request, {"kind": each.kind}) for each in drafts]
    )
    OutgoingLetter.objects.filter(pk__in=[each.pk for each in drafts]).delete()
    return len(drafts)
