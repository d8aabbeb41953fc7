"""What was known of a request on an earlier day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from correspondence.models import Message
from requests_app.models import Event


@dataclass(frozen=True)
class Known:
    """Letters and events up to the end of a day.

    `hidden` counts those that came after it, `undated` the letters here of which that cannot be known.
    """

    messages: Sequence[Message]
    events: Collection[Event]
    hidden: int
    undated: int


def known(messages: Sequence[Message], events: Collection[Event], *, by: date) -> Known:
    """What had been written and had happened by the end of that day. Messages come in the order of the thread.

    An undated letter is as late as the latest letter before it, as in the story. An event that was withdrawn since
    is told with its day, struck through.
    """
    written: list[Message] = []
    latest = date.min
    for message in messages:
        latest = max(latest, message.on or latest)
        if (message.on or latest) <= by:
            written.append(message)
    happened = [event for event in events if event.on <= by]
    hidden = len(messages) - len(written) + len(events) - len(happened)
    return Known(written, happened, hidden, sum(message.on is None for message in written))
