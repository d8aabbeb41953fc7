"""Where a letter of ours stands on its way, in a word, a shape and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.formats import date_format
from django.utils.timezone import localtime

from correspondence.models import OutgoingLetter

State = OutgoingLetter.State
SENDS_NO_MAIL = "This installation sends no mail: nobody has received it."


@dataclass(frozen=True)
class Delivery:
    """`kind`: shape and colour of the tag; `note`: one sentence more, "" for none; `moves`: it changes by itself soon.

    `seconds_left`: how long it can surely be called back; None where it is not waiting for that.
    """

    kind: str
    word: str
    note: str = ""
    moves: bool = False
    seconds_left: int | None = None

    @property
    def can_be_called_back(self) -> bool:
        return self.seconds_left is not None


def delivery(letter: OutgoingLetter, *, at: datetime) -> Delivery:
    """How the letter stands at an instant. Makes no query."""
    if letter.came_back and letter.state in (State.SENT, State.FAILED):
        return Delivery("late", "Came back", _sentence("It was not delivered", letter.bounce_reason))
    match letter.state:
        case State.DRAFT:
            return Delivery("neutral", "Draft", "Nobody has sent it yet.")
        case State.WAITING:
            return _waiting(letter, at)
        case State.SENDING:
            return Delivery("info", "Being sent", "The mail server is being spoken to.", moves=True)
        case State.UNCERTAIN:
            why = _sentence("Nobody can tell whether it arrived", letter.last_error)
            return Delivery("soon", "Check delivery", why)
        case State.FAILED:
            return Delivery("late", "Not delivered", _sentence("It was refused", letter.last_error))
        case State.DROPPED:
            return Delivery("neutral", "Dropped", "It is not sent any more.")
    return _sent(letter)


def _waiting(letter: OutgoingLetter, at: datetime) -> Delivery:
    if letter.next_attempt_at and letter.last_error:
        when = date_format(localtime(letter.next_attempt_at), "H:i, j F")
        tries = f"{letter.attempts} attempt{'' if letter.attempts == 1 else 's'} so far, the next at {when}"
        note = f"{_sentence('The mail server does not take it yet', letter.last_error)} {tries}."
        return Delivery("soon", "Will be tried again", note, seconds_left=0)
    left = max(0, ceil((letter.send_after - at).total_seconds())) if letter.send_after else 0
    said = f"It goes in {left} second{'' if left == 1 else 's'}." if left else "It goes any moment now."
    return Delivery("info", "Waiting to be sent", said, moves=True, seconds_left=left)


def _sent(letter: OutgoingLetter) -> Delivery:
    when = f"{date_format(localtime(letter.sent_at), 'j F Y, H:i')}" if letter.sent_at else ""
    if letter.bounced_at:
        return Delivery("soon", "Delayed", _sentence("A mail server reports a delay", letter.bounce_reason))
    if letter.written_to:
        where = "Written to a file" if letter.written_to == "file" else "Printed, not sent"
        return Delivery("neutral", where, f"{when}. {SENDS_NO_MAIL}" if when else SENDS_NO_MAIL)
    return Delivery("ok", "Sent", f"The mail server took it on {when}." if when else "")


def _sentence(what: str, said: str) -> str:
    return f"{what}: {said.rstrip('.')}." if said else f"{what}."
