"""A deadline as one cites it in a letter: the law, the facts it was worked out from, and when."""

from __future__ import annotations

from datetime import date

from requests_app.deadlines import Deadline, EventKind, Fact, in_words

_WORDS = {
    EventKind.SENT: "sent {day} (taken as the day of receipt)",
    EventKind.RECEIVED: "received {day}",
    EventKind.RESPONSE: "response {day}",
}


def citation(limit: Deadline, *, on: date, as_at: date | None = None) -> str:
    """For example: "FOIA 2000 s.10(1); worked out on 21 August 2018 from: received 20 July 2018".

    `on`: the day of the working out; `as_at`: the earlier day whose facts alone it was worked out from.
    """
    when = f"worked out on {in_words(on)}" + (f" as at {in_words(as_at)}" if as_at else "")
    return f"{limit.section}; {when} from: {', '.join(_fact(fact) for fact in limit.rests_on)}"


def _fact(fact: Fact) -> str:
    words = _WORDS.get(fact.kind, fact.kind.label.lower() + " {day}").format(day=in_words(fact.on))
    return f"{words} (until {in_words(fact.until)})" if fact.until else words
