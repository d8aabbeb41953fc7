"""Hypothesis strategies: lives of requests that the law can follow."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from requests_app.deadlines import LAWS, EventKind, Fact, ProclaimedDay

# Every law of this tracker was in force, and no emergency limit applies, within these years.
days = st.dates(date(2020, 9, 1), date(2035, 12, 31))
laws = st.sampled_from(sorted(LAWS))
bodies = st.sampled_from(["", "school", "archive", "armed_forces"])
gaps = st.integers(0, 90).map(lambda number: timedelta(days=number))
UK = frozenset({"England", "Wales", "Scotland", "Northern Ireland"})


@st.composite
def lives(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Received, perhaps questions and fees, an answer, a review and a complaint, in a lawful order."""
    day = draw(days)
    facts = [Fact(EventKind.SENT, day)]
    if draw(st.booleans()):
        day += draw(gaps)
        facts.append(Fact(EventKind.RECEIVED, day))
    stages = [
        (EventKind.ACKNOWLEDGED,),
        (EventKind.CLARIFICATION_ASKED, EventKind.CLARIFICATION_GIVEN),
        (EventKind.FEES_NOTICE, EventKind.FEE_PAID),
        (EventKind.EXTENSION,),
        (EventKind.RESPONSE, EventKind.REVIEW_ASKED, EventKind.REVIEW_EXTENSION, EventKind.REVIEW_DECIDED,
         EventKind.COMPLAINT, EventKind.COMPLAINT_DECIDED),
    ]  # fmt: skip
    for stage in stages:
        for kind in stage[: draw(st.integers(0, len(stage)))]:
            day += draw(gaps)
            facts.append(Fact(kind, day, id=len(facts)))
    return tuple(facts)


@st.composite
def terms(draw: st.DrawFn) -> tuple[tuple[date, date], ...]:
    """Up to four school terms, one after another."""
    day, found = draw(days), []
    for _ in range(draw(st.integers(0, 4))):
        first = day + draw(gaps)
        day = first + draw(gaps)
        found.append((first, day))
    return tuple(found)


@st.composite
def proclaimed(draw: st.DrawFn, near: date) -> ProclaimedDay:
    """A day within a few months of `near`, holding in some of the nations."""
    nations = draw(st.sets(st.sampled_from(sorted(UK)), min_size=1))
    return ProclaimedDay(
        near + timedelta(days=draw(st.integers(0, 200))), "Proclaimed day", frozenset(nations)
    )
