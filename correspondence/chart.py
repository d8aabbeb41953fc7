"""The clocks of a request drawn on one line of time: where each bar begins and ends, in percent of the width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from correspondence.clocks import Clock
from correspondence.scale import Scale, Tick, scale_of
from requests_app.deadlines import Deadline, DeadlineKind, EventKind, Fact, Life, in_words
from requests_app.deadlines.counting import Count, Pause

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A piece of a row. `look`: gone, left, over (late), stop (the clock stands), earlier (before it began anew)."""

    look: str
    x: str
    width: str


@dataclass(frozen=True)
class Row:
    """A clock on the line. `clock` is None for the time to answer while it stands: then it has no last day.

    `due_x`: its last lawful day; `ordinary_x`: what that was before an extension; `met_x`: when it was met; `runs_on`:
    it goes on beyond the right edge.
    """

    title: str
    kind: str
    words: str
    starts_on: date
    bars: tuple[Bar, ...]
    clock: Clock | None = None
    due_x: str = ""
    ordinary_x: str = ""
    met_x: str = ""
    runs_on: bool = False


@dataclass(frozen=True)
class Chart:
    """All rows on the same scale.

    `today_x` is empty where that day is beyond the scale; `anchor`: how its label hangs; `last`: the last day that
    anything falls on.
    """

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    last: date
    today_x: str
    anchor: str

    @property
    def key(self) -> list[tuple[str, str]]:
        """The signs that occur, each with its meaning."""
        found = {bar.look for row in self.rows for bar in row.bars}
        found |= {"due"} | ({"met"} if any(row.met_x for row in self.rows) else set())
        return [(look, words) for look, words in _KEY.items() if look in found]


_KEY = {
    "gone": "time gone",
    "left": "time left",
    "earlier": "counted before the clock began anew",
    "stop": "clock stopped",
    "over": "late",
    "due": "last lawful day",
    "met": "done",
}


def chart(life: Life, clocks: Sequence[Clock], *, on: date) -> Chart:
    """The clocks of a life as at a day, on the scale of their own span."""
    scale = scale_of(life, clocks, on=on)
    rows = [_row(life, each, scale, on) for each in clocks]
    if stopped := life.story.stopped_by:
        rows.append(_stopped(life, stopped, scale, on))
    today = scale.mark(on) if on <= scale.last else ""
    place = scale.at(on)
    return Chart(
        rows=tuple(rows),
        ticks=scale.ticks(),
        last=scale.known,
        today_x=today,
        anchor="start" if place < 15 else "end" if place > 85 else "middle",
    )


def _row(life: Life, clock: Clock, scale: Scale, on: date) -> Row:
    limit, story = clock.limit, life.story
    extended = limit.kind is DeadlineKind.RESPONSE and story.ordinary and story.ordinary.due < limit.due_on
    return Row(
        title=clock.title,
        kind=clock.kind,
        words=clock.words,
        starts_on=clock.starts_on,
        bars=tuple(_bars(life, clock, scale, on)),
        clock=clock,
        due_x=scale.end(limit.due_on),
        ordinary_x=scale.end(story.ordinary.due) if extended and story.ordinary else "",
        met_x=scale.mark(clock.met_on) if clock.met_on else "",
        runs_on=_is_over(clock) and clock.met_on is None and clock.closed_on is None and on > scale.last,
    )


def _is_over(clock: Clock) -> bool:
    """Whether a piece in red belongs behind the last lawful day."""
    if clock.days_late is None or clock.is_courtesy:
        return False
    return clock.limit.owed_by == "authority" or clock.met_on is not None


def _bars(life: Life, clock: Clock, scale: Scale, on: date) -> Iterator[Bar]:
    limit = clock.limit
    first, due = limit.opens_on or clock.starts_on, limit.due_on
    stop = min(clock.met_on or clock.closed_on or on, on)
    if limit.kind is DeadlineKind.RESPONSE and life.story.start is not life.story.receipt:
        yield from _earlier(life, life.story.start.on, scale)
    if stop < due:
        yield _bar("left", max(first, stop + _DAY), due, scale)
    if first <= stop:
        yield _bar("gone", first, min(stop, due), scale)
    for pause in _pauses(limit):
        yield _bar("stop", pause.first, min(pause.last, due), scale)
    if _is_over(clock):
        yield _bar("over", due + _DAY, stop, scale)


def _pauses(limit: Deadline) -> Iterator[Pause]:
    count: Count | None = limit.count
    while count:
        yield from count.pauses
        count = count.before


def _earlier(life: Life, until: date, scale: Scale) -> Iterator[Bar]:
    """The runs of the time to answer before a clarification began it anew, and the days it stood in between."""
    start = life.story.receipt.on
    given = life.story.of(EventKind.CLARIFICATION_GIVEN)
    for question in life.story.of(EventKind.CLARIFICATION_ASKED):
        if not start <= question.on <= until:
            continue
        reply = next((fact.on for fact in given if fact.on >= question.on), until)
        yield _bar("earlier", start, question.on, scale)
        yield _bar("stop", question.on, reply, scale)
        start = reply


def _stopped(life: Life, by: Fact, scale: Scale, on: date) -> Row:
    """The time to answer while nobody owes us an answer."""
    since = life.story.start.on
    return Row(
        title="Time to answer",
        kind="us",
        words=f"clock stopped since {in_words(by.on)}: {by.kind.label.lower()}",
        starts_on=since,
        bars=(
            *_earlier(life, since, scale),
            _bar("gone", since, by.on, scale),
            _bar("stop", by.on, min(on, scale.last), scale),
        ),
    )


def _bar(look: str, first: date, last: date, scale: Scale) -> Bar:
    """From the beginning of one day to the end of another, cut at the edge."""
    x, end = scale.at(first), scale.at(min(last, scale.last) + _DAY)
    return Bar(look, f"{x:.2f}%", f"{max(end - x, 0.4):.2f}%")
