"""The whole story of a request in one order: letters, events, notes, time limits and today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from correspondence.models import Message
from correspondence.places import found
from correspondence.senders import NOBODY
from correspondence.shown_letter import is_unverified, known_to_write, letter_entry
from correspondence.story_entries import Entry, EventEntry, LetterEntry, LimitEntry, TodayEntry
from correspondence.typeset import unwrapped
from requests_app.deadlines import Deadline, EventKind
from requests_app.models import Event, InformationRequest

_LIFE_ORDER = {kind: place for place, kind in enumerate(EventKind)}
_ROOTED = (EventKind.SENT, EventKind.RECEIVED)


@dataclass
class _Dated:
    """An entry that is placed by its date among the letters."""

    entry: Entry
    on: date
    order: int
    rooted: bool = field(default=False)


def tell(
    request: InformationRequest,
    *,
    messages: Sequence[Message],
    events: Collection[Event],
    limits: Iterable[Deadline],
    today: date,
    past: bool = False,
) -> list[Entry]:
    """The entries of the time line, the first first. Messages come in the order of the thread.

    Makes no query, but one for the authority's contacts where an e-mail of theirs came as a file.

    An undated letter keeps its place in the thread: it counts as being as late as the letter before it. `past`: the
    story is told as at an earlier day, which `today` names; what came after it is left out already (`as_at.known`).
    """
    ids = Counter(message.message_id for message in messages if message.message_id)
    mailed = any(message.is_incoming and message.raw for message in messages)
    known = known_to_write(request.authority) if mailed else NOBODY
    places = found(messages)
    letters = [
        letter_entry(
            message,
            places=places,
            has_twin=ids[message.message_id] > 1,
            unverified=is_unverified(message, known),
            past=past,
        )
        for message in messages
    ]
    if request.letter and not any(message.opens_request for message in messages):
        letters.insert(
            0, LetterEntry(on=_sent_on(events), message=None, direction="out", text=unwrapped(request.letter))
        )
    dated = [_event(event) for event in events]
    dated += [_limit(limit, today) for limit in limits if _tells(limit, today)]
    dated.append(_Dated(TodayEntry(on=today, past=past), today, order=100))
    return _merged(letters, sorted(dated, key=lambda each: (each.on, each.order)))


def _sent_on(events: Iterable[Event]) -> date | None:
    return next(
        (event.on for event in events if event.kind == EventKind.SENT and not event.withdrawn_at), None
    )


def _event(event: Event) -> _Dated:
    kind = EventKind(event.kind)
    corrected = getattr(event, "corrected_by", None)
    entry = EventEntry(
        on=event.on,
        event=event,
        kind=_KINDS.get(kind, "neutral"),
        corrected_on=corrected.on if corrected else None,
    )
    return _Dated(entry, event.on, _LIFE_ORDER[kind], rooted=kind in _ROOTED)


_KINDS = {
    EventKind.RECEIVED: "info",
    EventKind.RESPONSE: "ok",
    EventKind.REVIEW_DECIDED: "ok",
    EventKind.CLARIFICATION_ASKED: "us",
    EventKind.FEES_NOTICE: "us",
    EventKind.EXTENSION: "soon",
    EventKind.REVIEW_EXTENSION: "soon",
}


def _tells(limit: Deadline, today: date) -> bool:
    """Whether a time limit belongs on the time line: not a courtesy, and not what was done in time."""
    if limit.basis.value == "courtesy" or limit.kind.value == "extension_notice":
        return False
    if limit.owed_by == "requester":
        return limit.met_on is None and limit.due_on >= today
    return limit.met_on is None or limit.met_on > limit.due_on


def _limit(limit: Deadline, today: date) -> _Dated:
    missed = limit.is_late(today)
    return _Dated(
        LimitEntry(on=limit.due_on, limit=limit, missed=missed), limit.due_on, order=90 if missed else 101
    )


def _merged(letters: Sequence[LetterEntry], dated: Sequence[_Dated]) -> list[Entry]:
    """Letters in their order, each dated entry behind the letters that are not later than it."""
    after: dict[int, list[Entry]] = {}
    latest: list[date | None] = []
    running: date | None = None
    for letter in letters:
        running = max(filter(None, (running, letter.on)), default=None)
        latest.append(running)
    reached = 0
    for each in dated:
        place = _behind_the_opening(letters, each.on) if each.rooted else _behind(latest, each.on)
        reached = max(reached, place) if not each.rooted else reached
        after.setdefault(place if each.rooted else reached, []).append(each.entry)
    told: list[Entry] = list(after.get(0, []))
    for number, letter in enumerate(letters, start=1):
        told += [letter, *after.get(number, [])]
    return told


def _behind(latest: Sequence[date | None], on: date) -> int:
    """How many letters stand before an entry of that day."""
    return next((number for number, day in enumerate(latest) if day is not None and day > on), len(latest))


def _behind_the_opening(letters: Sequence[LetterEntry], on: date) -> int:
    """Sending and receipt follow the first letter, and what is surely older than they are."""
    surely = [
        number for number, letter in enumerate(letters, start=1) if letter.on is not None and letter.on < on
    ]
    return max([min(1, len(letters)), *surely])
