"""The unfiled inbox: a person says where a mail belongs, or that it is not ours."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import Team, User
from correspondence.errors import CorrespondenceError, DealtWith, WaitsAlready
from correspondence.models import Arrival, MailMove, Message
from correspondence.services import inbound
from correspondence.services.moving import put_into
from requests_app.models import InformationRequest

Kind, State = MailMove.Kind, Arrival.State


@transaction.atomic
def file_here(
    *,
    arrival: Arrival,
    request: InformationRequest,
    by: User,
    today: date,
    batch: uuid.UUID | None = None,
    made_request: bool = False,
) -> MailMove:
    """File a waiting mail with a request of its own team, open or closed.

    Effects: its letter stands in the thread (one that had been there before comes back with all that hangs on it), an
    entry of the audit, a `MailMove` by which it is undone. No clock moves. Raises `DealtWith`, `AlreadyHere`.
    """
    waiting = _hold(arrival)
    if waiting.team_id != request.team_id:
        raise ValueError("a mail is filed with a request of its own team")
    was = {"reason": waiting.reason}
    letter = Message.objects.select_related("request__authority").filter(pk=waiting.letter_id).first()
    if letter and letter.removed_at:
        put_into(letter, request)
        _settle(waiting, State.FILED, by, how=Arrival.How.PERSON, reason="")
        record(actor=by, action="mail.filed", subject=waiting, request=request.pk)
    else:
        waiting = inbound.file_arrival(arrival=waiting, request=request, by=by, today=today)
    return MailMove.objects.create(
        team=request.team,
        batch=batch or uuid.uuid4(),
        kind=Kind.FILED,
        arrival=waiting,
        letter=waiting.letter,
        to_request=request,
        made_request=made_request,
        was=was,
        by=by,
    )


@transaction.atomic
def mark_not_ours(*, arrival: Arrival, by: User, batch: uuid.UUID | None = None) -> MailMove:
    """Put a mail aside that belongs to no request of the team. It is kept, and can be put back. Raises `DealtWith`."""
    waiting = _hold(arrival)
    team = waiting.team
    assert team is not None  # noqa: S101 - for the type checker: nobody sees a mail of no team in an inbox
    _settle(waiting, State.NOT_OURS, by, how="", reason=waiting.reason)
    record(actor=by, action="mail.not_ours", subject=waiting)
    return MailMove.objects.create(
        team=team, batch=batch or uuid.uuid4(), kind=Kind.NOT_OURS, arrival=waiting, by=by
    )


def file_several(
    *, pairs: Iterable[tuple[Arrival, InformationRequest]], by: User, today: date
) -> tuple[list[MailMove], list[str]]:
    """File each mail with its request, to be undone at once; what went wrong with one stops no other."""
    moves, problems, batch = [], [], uuid.uuid4()
    for arrival, request in pairs:
        try:
            moves.append(file_here(arrival=arrival, request=request, by=by, today=today, batch=batch))
        except CorrespondenceError as error:
            problems.append(f"{arrival}: {error}")
    return moves, problems


def put_aside(*, arrivals: Iterable[Arrival], by: User) -> tuple[list[MailMove], list[str]]:
    """Mark several as not ours, to be undone at once."""
    moves, problems, batch = [], [], uuid.uuid4()
    for arrival in arrivals:
        try:
            moves.append(mark_not_ours(arrival=arrival, by=by, batch=batch))
        except CorrespondenceError as error:
            problems.append(f"{arrival}: {error}")
    return moves, problems


@transaction.atomic
def wait_again(*, arrival: Arrival, by: User) -> None:
    """A mail that was put aside by mistake waits in the inbox again. Doing it twice does it once."""
    aside = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if aside.state != State.NOT_OURS:
        return
    check_alone(aside)
    aside.state, aside.handled_by, aside.handled_at = State.UNFILED, None, None
    aside.save()
    record(actor=by, action="mail.waits_again", subject=aside)


@transaction.atomic
def give_to_team(*, arrival: Arrival, team: Team, by: User) -> None:
    """A mail of no team becomes a team's, and is read again for it (`inbound.process`). Raises `DealtWith`.

    Who gives it has not seen its words: it is the team's affair what it says.
    """
    stray = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if stray.team_id or stray.state not in (State.UNFILED, State.QUARANTINED):
        raise DealtWith
    stray.team, stray.state, stray.reason = team, State.STORED, ""
    stray.attempts, stray.next_attempt_at, stray.last_error = 0, None, ""
    stray.save()
    record(actor=by, action="mail.given_to_team", subject=team, mail=stray.pk)


def check_alone(arrival: Arrival) -> None:
    """Raise `WaitsAlready` where the same mail waits in the inbox."""
    same = Arrival.objects.unfiled().filter(
        team=arrival.team, message_id=arrival.message_id, body_sha256=arrival.body_sha256
    )
    if arrival.message_id and same.exclude(pk=arrival.pk).exists():
        raise WaitsAlready


def _hold(arrival: Arrival) -> Arrival:
    held = Arrival.objects.select_for_update(of=("self",)).select_related("team").get(pk=arrival.pk)
    if held.state != State.UNFILED:
        raise DealtWith
    return held


def _settle(arrival: Arrival, state: str, by: User, **fields: str) -> None:
    arrival.state, arrival.handled_by, arrival.handled_at = state, by, timezone.now()
    for name, value in fields.items():
        setattr(arrival, name, value)
    arrival.save()
