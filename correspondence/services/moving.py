"""Letters that stand in the wrong place: to another request, to one of their own, or back to the unfiled inbox."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from correspondence.errors import AlreadyHere, NoMail, OpensRequest, TakenOut, WaitsAlready
from correspondence.models import Arrival, MailMove, Message, Suggestion
from correspondence.services import filing
from correspondence.services.suggestions import suggest
from correspondence.waiting_mail import MOST_FILES
from requests_app.models import InformationRequest

Kind, State = MailMove.Kind, Arrival.State
BACK = "Put back into the unfiled inbox"


@transaction.atomic
def move_letter(
    *, message: Message, to: InformationRequest, by: User, made_request: bool = False
) -> MailMove | None:
    """Put a letter, with all that hangs on it, into another request of the same team; None where it is there already.

    Effects: it gets the place its date asks for, what it seems to say is asked again there, mail that became it
    follows, an entry of the audit. No clock moves, and what was recorded from it stays where it is. Raises
    `OpensRequest` for the letter that made its request, `AlreadyHere` where the other request holds the same letter,
    `TakenOut` for one that stands in no thread.
    """
    message.refresh_from_db()
    if message.removed_at:
        raise TakenOut
    if message.request_id == to.pk:
        return None
    come_from = message.request
    was = {"answers": transfer(message, to)}
    move = MailMove.objects.create(
        team=to.team,
        kind=Kind.MOVED,
        letter=message,
        from_request=come_from,
        to_request=to,
        made_request=made_request,
        was=was,
        by=by,
    )
    record(actor=by, action="message.moved", subject=message, from_request=come_from.pk, to_request=to.pk)
    return move


@transaction.atomic
def unfile_letter(*, message: Message, by: User, batch: uuid.UUID | None = None) -> MailMove:
    """Take a letter out of its request and let its mail wait in the unfiled inbox.

    The letter is kept with its files, and goes where the mail is filed next. Raises `NoMail` for one that did not come
    as an e-mail, `OpensRequest`, `TakenOut`, `WaitsAlready`.
    """
    filing.lock(message.request)
    letter = Message.objects.select_related("request__team").get(pk=message.pk)
    if letter.opens_request:
        raise OpensRequest
    if letter.removed_at:
        raise TakenOut
    if not letter.raw:
        raise NoMail
    arrival = take_out(letter, by)
    move = MailMove.objects.create(
        team=letter.request.team,
        batch=batch or uuid.uuid4(),
        kind=Kind.UNFILED,
        arrival=arrival,
        letter=letter,
        from_request=letter.request,
        by=by,
    )
    record(actor=by, action="message.unfiled", subject=letter, request=letter.request_id)
    return move


def take_out(letter: Message, by: User, reason: str = "") -> Arrival:
    """The letter leaves the story, its mail waits again. Lock first. Raises `WaitsAlready`."""
    arrival = letter.arrivals.select_for_update().filter(state=State.FILED).first() or _arrival_of(letter)
    waiting = Arrival.objects.unfiled().filter(
        team=arrival.team, message_id=arrival.message_id, body_sha256=arrival.body_sha256
    )
    if arrival.message_id and waiting.exclude(pk=arrival.pk).exists():
        raise WaitsAlready
    letter.removed_at, letter.removed_by, letter.removed_because = timezone.now(), by, BACK
    letter.save(update_fields=["removed_at", "removed_by", "removed_because"])
    arrival.state, arrival.how, arrival.letter = State.UNFILED, "", letter
    arrival.reason = reason or f"{by} put it back into the inbox."[:300]
    arrival.handled_by, arrival.handled_at = None, None
    arrival.save()
    return arrival


def _arrival_of(letter: Message) -> Arrival:
    """A row of the inbox for an e-mail that a person had brought in. It is not saved yet."""
    names = letter.attachments.filter(is_inline=False).values_list("filename", flat=True)
    return Arrival(
        team=letter.request.team,
        door=Arrival.Door.UPLOAD,
        raw=letter.raw.name,
        raw_sha256="",
        size=letter.raw.size if letter.raw.storage.exists(letter.raw.name or "") else 0,
        message_id=letter.message_id,
        body_sha256=letter.body_sha256,
        author_name=letter.author_name,
        author_email=letter.author_email,
        subject=letter.subject,
        body_text=letter.body_text,
        sent_at=letter.sent_at,
        automatic=letter.automatic,
        attachment_names=list(names)[:MOST_FILES],
    )


def put_into(letter: Message, to: InformationRequest) -> None:
    """A letter that had been taken out stands in a request's thread again, in another's or in its own."""
    if letter.request_id != to.pk:
        transfer(letter, to)
    letter.removed_at, letter.removed_by, letter.removed_because = None, None, ""
    letter.save(update_fields=["removed_at", "removed_by", "removed_because"])


def transfer(
    letter: Message, to: InformationRequest, answers: list[list[Any]] | None = None
) -> list[list[Any]]:
    """Give a letter to another request, in the place its date asks for; what was answered about it is returned.

    `answers`: what had been answered about it there before. Raises `OpensRequest`, `AlreadyHere`.
    """
    come_from = letter.request
    for each in sorted(
        (come_from, to), key=lambda request: request.pk
    ):  # the same order for all: no deadlock
        filing.lock(each)
    letter.refresh_from_db()
    if letter.opens_request:
        raise OpensRequest
    same = to.messages.filter(message_id=letter.message_id, body_sha256=letter.body_sha256)
    if letter.message_id and (twin := same.first()):
        raise AlreadyHere(twin)
    old, place = letter.position, filing.place_for(to, letter.on)
    to.messages.filter(position__gte=place).update(position=F("position") + 1)
    if letter.organisation == come_from.authority.name:
        letter.organisation = to.authority.name
    letter.request, letter.position = to, place
    letter.opens_request = filing.opens(to, letter)
    letter.save(update_fields=["request", "position", "organisation", "opens_request"])
    come_from.messages.filter(position__gt=old).update(position=F("position") - 1)
    return _asked_again(letter, answers or [])


def _asked_again(letter: Message, answers: list[list[Any]]) -> list[list[Any]]:
    """Its suggestions afresh, but for those that had been answered in this request; returns what was answered."""
    given = letter.suggestions.exclude(answer="").values_list("kind", "value", "answer")
    answered = [list(each) for each in given]
    letter.suggestions.all().delete()
    suggest(messages=[letter])
    for kind, value, answer in answers:
        Suggestion.objects.filter(message=letter, kind=kind, value=value).update(answer=answer)
    return answered
