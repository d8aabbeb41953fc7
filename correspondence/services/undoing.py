"""Taking back where a person put a letter or a mail."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from correspondence.errors import CannotUndo
from correspondence.models import Arrival, MailMove, Message
from correspondence.services.inbox import check_alone
from correspondence.services.moving import put_into, take_out, transfer
from requests_app.services.discarding import discard_request

Kind, State = MailMove.Kind, Arrival.State


@transaction.atomic
def undo(*, move: MailMove, by: User) -> int:
    """Take back a move and all that was done with it at once; how many were. Done already: nothing, 0.

    A request that was logged for the letter is taken out again where nothing else has come to it. Raises `CannotUndo`
    (or what the deed itself raises), and then all of it stays as it is.
    """
    moves = (
        MailMove.objects.standing().select_for_update(of=("self",)).filter(batch=move.batch, team=move.team)
    )
    done = list(
        moves.select_related("from_request__authority", "to_request__team", "arrival", "letter__request")
    )
    for each in done:
        _BACK[each.kind](each, by)
        if each.made_request:
            _take_back_request(each, by)
        each.undone_at, each.undone_by = timezone.now(), by
        each.save(update_fields=["undone_at", "undone_by"])
        record(actor=by, action="move.undone", subject=each.letter or each.arrival, kind=each.kind)
    return len(done)


def _unfile(move: MailMove, by: User) -> None:
    """What was filed waits again, with the reason it had."""
    arrival = _arrival(move)
    reason = str(move.was.get("reason", ""))
    if arrival.state == State.DUPLICATE and arrival.letter_id == move.letter_id:
        check_alone(arrival)
        arrival.state, arrival.letter, arrival.reason = State.UNFILED, None, reason
        arrival.save()
        return
    letter = _letter(move)
    if arrival.state != State.FILED or letter.request_id != move.to_request_id or letter.removed_at:
        raise CannotUndo
    take_out(letter, by, reason)


def _bring_back(move: MailMove, by: User) -> None:
    """What was put aside waits again."""
    arrival = _arrival(move)
    if arrival.state != State.NOT_OURS:
        raise CannotUndo
    check_alone(arrival)
    arrival.state, arrival.handled_by, arrival.handled_at = State.UNFILED, None, None
    arrival.save()


def _move_back(move: MailMove, by: User) -> None:
    letter = _letter(move)
    if letter.request_id != move.to_request_id or letter.removed_at:
        raise CannotUndo
    if move.from_request is None or move.from_request.discarded_at:
        raise CannotUndo("The request it came from has been taken out")
    if letter.opens_request:  # it became the other request's own letter by being moved there
        letter.opens_request = False
        letter.save(update_fields=["opens_request"])
    transfer(letter, move.from_request, move.was.get("answers", []))


def _file_again(move: MailMove, by: User) -> None:
    """What was put back into the inbox stands in its request again."""
    arrival, letter = _arrival(move), _letter(move)
    waits = arrival.state == State.UNFILED and letter.removed_at
    if not waits or letter.request_id != move.from_request_id:
        raise CannotUndo
    if move.from_request is None or move.from_request.discarded_at:
        raise CannotUndo("The request it came from has been taken out")
    put_into(letter, move.from_request)
    arrival.state, arrival.how, arrival.reason = State.FILED, Arrival.How.PERSON, ""
    arrival.handled_by, arrival.handled_at = by, timezone.now()
    arrival.save()


_BACK: dict[str, Callable[[MailMove, User], None]] = {
    Kind.FILED: _unfile,
    Kind.NOT_OURS: _bring_back,
    Kind.MOVED: _move_back,
    Kind.UNFILED: _file_again,
}


def _take_back_request(move: MailMove, by: User) -> None:
    made = move.to_request
    if made is None or made.discarded_at:
        return
    if made.messages.standing().exists():
        raise CannotUndo("Other letters have come to the new request")
    discard_request(request=made, by=by, because="The letter it was logged for was put back")


def _arrival(move: MailMove) -> Arrival:
    if move.arrival_id is None:
        raise CannotUndo
    return Arrival.objects.select_for_update(of=("self",)).get(pk=move.arrival_id)


def _letter(move: MailMove) -> Message:
    letter = Message.objects.select_related("request__authority", "request__team").filter(pk=move.letter_id)
    return letter.first() or _gone()


def _gone() -> Message:
    raise CannotUndo("The letter is no longer there")
