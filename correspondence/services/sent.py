"""What follows from a letter having gone: it stands in the thread, and what it means in law is recorded."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction

from accounts.audit import record
from correspondence.errors import AlreadyHere
from correspondence.mail.parse import parse
from correspondence.models import Message, OutgoingLetter
from correspondence.services.files import written_files
from correspondence.services.mail import put_mail
from requests_app.deadlines import EventKind, Fact, FactsError, check, in_words, law
from requests_app.errors import RequestError
from requests_app.models import Event, InformationRequest
from requests_app.services.calendars import current_calendar
from requests_app.services.life import correct_event, facts_of, lock, record_event

log = logging.getLogger(__name__)
Kind, State = OutgoingLetter.Kind, OutgoingLetter.State
# What sending a letter is in law: nothing but a request and a demand for a review moves a clock by being sent.
_MEANS = {Kind.REQUEST.value: EventKind.SENT, Kind.REVIEW.value: EventKind.REVIEW_ASKED}


def file_sent(*, at_most: int = 500) -> int:
    """Put the letters that have gone into their threads; how many.

    Apart from the sending, so that nothing which fails here can make a letter that has gone look as if it had not.
    """
    waiting = OutgoingLetter.objects.filter(state=State.SENT, letter=None, request__discarded_at=None)
    done = 0
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)[:at_most]):
        try:
            done += _file_one(pk)
        except (OSError, DatabaseError, FactsError, RequestError):
            log.exception("letter %s has gone, but is not in its thread yet", pk)
    return done


def _file_one(pk: int) -> bool:
    with written_files() as keys, transaction.atomic():
        found = OutgoingLetter.objects.select_related("request__authority", "request__team", "written_by")
        lock(found.get(pk=pk).request)  # calendars, then the request: everybody in this order
        letter = found.get(pk=pk)
        if letter.state != State.SENT or letter.letter_id or letter.sent_at is None:
            return False
        day = day_of(letter.request, letter.sent_at)
        plan = plan_for(letter, on=day)
        letter.letter = _into_the_thread(letter, day, keys, opens=plan.first)
        letter.clock_note = _carry_out(plan, letter, day)[:300]
        letter.save(update_fields=["letter", "clock_note"])
        record(actor=letter.written_by, action="mail.sent", subject=letter.request, kind=letter.kind, on=day)
    return True


def day_of(request: InformationRequest, at: datetime) -> date:
    """The legal day of an instant: that of the authority's zone."""
    return at.astimezone(ZoneInfo(law(request.law).zone)).date()


def _into_the_thread(letter: OutgoingLetter, day: date, keys: list[str], *, opens: bool) -> Message:
    """The letter in its place, read from the very bytes that went. One that came back by another door is taken."""
    with letter.raw.open("rb") as kept:
        mail = replace(parse(kept.read()), date=letter.sent_at)
    try:
        with transaction.atomic():
            message = put_mail(
                request=letter.request,
                mail=mail,
                raw_name=letter.raw.name or "",
                by=letter.written_by,
                today=day,
                keys=keys,
                direction=Message.Direction.OUTGOING,
            )
    except AlreadyHere as error:
        message = error.message
    if opens and letter.kind == Kind.REQUEST and not message.opens_request:
        message.opens_request = True
        message.save(update_fields=["opens_request"])
    return message


@dataclass(frozen=True)
class Plan:
    """What the sending of a letter on a day records. `kind` None: nothing. `first`: no letter opens the request yet.

    `corrects`: the event whose day it changes. `stands`: the event that says it already. `refused`: why the law knows
    no such order of events.
    """

    kind: EventKind | None
    first: bool
    corrects: Event | None = None
    stands: Event | None = None
    refused: str = ""

    @property
    def words(self) -> str:
        """For the preview, in a sentence."""
        if self.kind is None:
            return "No date moves by sending it."
        if self.refused:
            return f"No date moves by sending it: {self.refused}"
        if self.stands:
            day = in_words(self.stands.on)
            return f"“{self.kind.label}” stands recorded for {day}: no date moves by sending it."
        what = "is corrected to the" if self.corrects else "is recorded for the"
        return f"Once it has gone, “{self.kind.label}” {what} day on which it went, and every date follows."


def plan_for(letter: OutgoingLetter, *, on: date) -> Plan:
    """What sending the letter on that day would record. Writes nothing."""
    request, kind = letter.request, _MEANS.get(letter.kind)
    first = not request.messages.standing().filter(opens_request=True).exists()
    if kind is None:
        return Plan(None, first)
    standing = request.events.standing().filter(kind=kind).first()
    if standing and kind is EventKind.SENT:
        if standing.on == on or not first:
            return Plan(kind, first, stands=standing)
        others = [fact for fact in facts_of(request.events.all()) if fact.id != standing.pk]
        return Plan(kind, first, corrects=standing, refused=_refusal(request, *others, Fact(kind, on)))
    facts = facts_of(request.events.all())
    return Plan(kind, first, refused=_refusal(request, *facts, Fact(kind, on)))


def _refusal(request: InformationRequest, *facts: Fact) -> str:
    """Why the law knows no such order of events; "" where it does."""
    try:
        check(facts, request.law, request.body, calendar=current_calendar(request.law), terms=request.terms)
    except FactsError as error:
        return str(error)
    return ""


def _carry_out(plan: Plan, letter: OutgoingLetter, day: date) -> str:
    """Record what the sending is in law; what was recorded, or why nothing was. Blank where it means nothing."""
    if plan.kind is None:
        return ""
    if plan.stands or plan.refused:
        return plan.words.replace("by sending it", "by its sending")
    note = "The letter was sent from here."
    try:
        with transaction.atomic():
            if plan.corrects and letter.written_by:
                correct_event(event=plan.corrects, on=day, by=letter.written_by, because=note)
            else:
                record_event(request=letter.request, kind=plan.kind, on=day, by=letter.written_by, note=note)
    except (FactsError, RequestError) as error:
        return f"“{plan.kind.label}” was not recorded: {error}"
    return f"“{plan.kind.label}” was recorded for {in_words(day)}."
