"""A year of many requests, day by day, held against the life of each request worked out anew from its events alone.

Random events, days on which nobody looked, sweeps that were killed half-way, and two schedulers. Events are recorded
and derived by the day, not one by one, or the recording would take most of the time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts.models import User
from authorities.models import Authority
from requests_app.deadlines import Calendar, EventKind, Fact, FactsError, Life, calendar_for, check, replay
from requests_app.models import Event, InformationRequest, Notice, Reminder
from requests_app.services import sweeping
from requests_app.services.recompute import recompute
from requests_app.services.sweeping import RIGHTS, sweep
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory

YEAR = [date(2026, 1, 1) + timedelta(number) for number in range(365)]
CHANCES = (
    EventKind.ACKNOWLEDGED,
    EventKind.CLARIFICATION_ASKED,
    EventKind.CLARIFICATION_GIVEN,
    EventKind.FEES_NOTICE,
    EventKind.FEE_PAID,
    EventKind.RESPONSE,
    EventKind.REVIEW_ASKED,
    EventKind.REVIEW_DECIDED,
    EventKind.COMPLAINT,
    EventKind.WITHDRAWN,
)
ASKED = {"awaiting_clarification": "clarification_asked", "awaiting_fee": "fees_notice"}
KINDS = {"due_soon", "due_today", "overdue", "escalated", "serious", "right_ending", "awaits_us"}


@dataclass
class Case:
    """A request by its events alone: what the database has of it is never asked for."""

    row: InformationRequest
    calendar: Calendar
    facts: list[Fact]
    reminded_on: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.life: Life = replay(self.facts, self.row.law, "", calendar=self.calendar)

    def happens(self, kind: EventKind, on: date) -> bool:
        """Have it happen, where the law knows it at this point; whether it did."""
        facts = [*self.facts, Fact(kind, on)]
        if any((fact.kind, fact.on) == (kind, on) for fact in self.facts):
            return False
        try:
            check(facts, self.row.law, "", calendar=self.calendar)
        except FactsError:
            return False
        self.facts = facts
        self.__post_init__()
        return True

    def called_for(self, on: date) -> set[tuple]:
        """What must have been told by the end of a day on which somebody looked."""
        life, pk, found = self.life, self.row.pk, set()
        if life.state == "closed":
            return found
        in_five = self.calendar.add(on, 5)
        if life.due and life.state in ("awaiting_response", "in_review"):
            found |= self._of_the_limit(on)
        if life.state in ("awaiting_response", "answered", "in_review"):
            for each in life.deadlines:
                if each.kind in RIGHTS and each.owed_by == "requester" and each.met_on is None:
                    near = on <= each.due_on <= in_five
                    found |= {("right_ending", pk, each.kind.value, each.due_on, "ada")} if near else set()
        if asked := ASKED.get(life.state):
            day = max(fact.on for fact in self.facts if fact.kind == asked)
            found.add(("awaits_us", pk, asked, day, "ada"))
        until = self.row.embargo_until
        found |= {("embargo", pk, "", until, "ada")} if until and on <= until <= in_five else set()
        return found | {("own", pk, "", day, "ada") for day in self.reminded_on if day <= on}

    def _of_the_limit(self, on: date) -> set[tuple]:
        due = self.life.due
        about = (self.row.pk, due.kind.value, due.due_on)
        if due.due_on == on:
            return {("due_today", *about, "ada")}
        if due.due_on > on:
            left = self.calendar.count(on + timedelta(1), due.due_on)
            return {("due_soon", *about, "ada")} if left <= 3 else set()
        late = self.calendar.count(due.due_on + timedelta(1), on)
        found = {("overdue", *about, "ada")}
        found |= {("escalated", *about, "lead")} if late >= 5 else set()
        return found | ({("serious", *about, "ada")} if late >= 20 else set())


class Killed(BaseException):
    """The worker ended here."""


class Days:
    """The days as they pass, for one team and the one person who looks after all its requests."""

    def __init__(self, days: list[date], number: int) -> None:
        self.chance = random.Random(number)  # noqa: S311
        self.team = TeamFactory()
        lead(self.team, email="lead@example.org")
        self.ada: User = researcher(self.team, email="ada@example.org")
        self.authority: Authority = AuthorityFactory()
        self.calendars = {law: calendar_for(law) for law in ("foia", "eir", "foisa")}
        self.cases: list[Case] = []
        self.starting: dict[date, list[str]] = {}
        for _ in range(number):
            law = self.chance.choice(("foia", "foia", "eir", "foisa"))
            self.starting.setdefault(self.chance.choice(days[: len(days) // 2]), []).append(law)

    def begin(self, day: date) -> list[int]:
        """The requests that are received on the day, some of them under an embargo; their ids."""
        new = [
            InformationRequest(
                team=self.team,
                authority=self.authority,
                owner=self.ada,
                law=law,
                title="Scoring systems",
                embargo_until=day + timedelta(self.chance.randint(20, 200))
                if self.chance.random() < 0.1
                else None,
            )
            for law in self.starting.get(day, ())
        ]
        InformationRequest.objects.bulk_create(new)
        Event.objects.bulk_create(Event(request=row, kind=EventKind.RECEIVED, on=day) for row in new)
        received = [Fact(EventKind.RECEIVED, day)]
        self.cases += [Case(row, self.calendars[row.law], list(received)) for row in new]
        return [row.pk for row in new]

    def live(self, day: date) -> None:
        """Have things happen on the day, and derive everything that they concern."""
        changed, events, reminders = self.begin(day), [], []
        for case in self.cases:
            if self.chance.random() < 0.03 and case.happens(kind := self.chance.choice(CHANCES), day):
                events.append(Event(request=case.row, kind=kind, on=day))
                changed.append(case.row.pk)
            if self.chance.random() < 0.001:
                case.reminded_on.append(on := day + timedelta(21))
                reminders.append(Reminder(request=case.row, user=self.ada, on=on))
        Event.objects.bulk_create(events)
        Reminder.objects.bulk_create(reminders)
        recompute(request_ids=changed)

    def look(self, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
        """One scheduler sweeps, or two do; the first may be killed at any of its writings."""
        if self.chance.random() < 0.2:
            left = self.chance.randint(0, 7)
            real = sweeping.write_notices

            def until_killed(*args, **kwargs):
                nonlocal left
                if left == 0:
                    raise Killed
                left -= 1
                return real(*args, **kwargs)

            with monkeypatch.context() as patched:
                patched.setattr(sweeping, "write_notices", until_killed)
                with pytest.raises(Killed):
                    sweep(on=day)
        elif self.chance.random() < 0.5:
            sweep(on=day)
        sweep(on=day)


def live_through(days: list[date], number: int, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What was told must be what was called for, and once; the kinds that were."""
    life, expected = Days(days, number), set()
    for day in days:
        life.live(day)
        if day.day == 1:
            _take_stock()
        if life.chance.random() < 0.2:  # nobody looked on that day
            continue
        for case in life.cases:
            expected |= case.called_for(day)
        life.look(day, monkeypatch)
    rows = Notice.objects.exclude(kind="moved").values_list(
        "kind", "request", "deadline_kind", "due_on", "recipient__email"
    )
    made = [(kind, pk, limit, due_on, email.partition("@")[0]) for kind, pk, limit, due_on, email in rows]
    assert len(made) == len(set(made))
    assert set(made) == expected
    return {kind for kind, *_ in made}


def _take_stock() -> None:
    """As autovacuum would: of a transaction's own rows the database's planner knows nothing otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.slow
@pytest.mark.django_db
def test_a_year_of_a_thousand_requests(monkeypatch) -> None:
    assert live_through(YEAR, 1000, monkeypatch) == {*KINDS, "embargo", "own"}


@pytest.mark.django_db
def test_four_months_of_a_few_requests(monkeypatch) -> None:
    assert live_through(YEAR[:90], 40, monkeypatch) >= KINDS - {"serious", "right_ending"}
