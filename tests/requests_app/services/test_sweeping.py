"""Every notice that the law and the settings call for, exactly once; and none that they do not."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from requests_app.deadlines import Calendar, EventKind, FactsError, Life, calendar_for
from requests_app.errors import AlreadyRecorded
from requests_app.models import Event, InformationRequest, Notice
from requests_app.services.embargo import set_embargo
from requests_app.services.life import life_of, record_event
from requests_app.services.reminders import send_pending
from requests_app.services.reminding import choose_for_team, finish_reminder, remind
from requests_app.services.sweeping import RIGHTS, sweep
from requests_app.services.team_days import late_since
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.requests_app.factories import make_request

FOIA = calendar_for("foia")


def told(*kinds: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind__in=kinds) if kinds else Notice.objects.all()
    return sorted(rows.values_list("kind", "recipient__email"))


@pytest.fixture
def team(db):
    team = TeamFactory()
    lead(team, email="lead@example.org")
    return team


@pytest.fixture
def ada(team):
    return researcher(team, email="ada@example.org")


@pytest.mark.parametrize("days", [1, 5, 20])
def test_late_since_is_the_latest_day_that_is_so_late(days: int) -> None:
    for shift in range(60):
        on = date(2026, 4, 1) + timedelta(shift)
        due = late_since(FOIA, on, days)
        assert FOIA.count(due + timedelta(1), on) >= days > FOIA.count(due + timedelta(2), on)


def test_after_five_working_days_the_leads_are_told_and_after_twenty_it_is_serious(team, ada) -> None:
    make_request(team=team, owner=ada)  # due Monday 20 August 2018; the 27th is a bank holiday
    for day, kinds in (("27", set()), ("28", {"escalated"})):
        sweep(on=date.fromisoformat(f"2018-08-{day}"))
        assert {kind for kind, _ in told("escalated", "serious")} == kinds
    sweep(on=date(2018, 9, 17))
    assert told("escalated", "serious") == [("escalated", "lead@example.org")]
    sweep(on=date(2018, 9, 18))
    assert told("escalated", "serious") == [
        ("escalated", "lead@example.org"),
        ("serious", "ada@example.org"),
    ]


def test_leads_are_not_told_twice_of_what_nobody_owns_or_of_their_own(team) -> None:
    make_request(team=team)
    make_request(team=team, owner=team.members.get())
    sweep(on=date(2018, 8, 29))
    assert told() == [("overdue", "lead@example.org")] * 2


def test_a_team_chooses_its_own_numbers(team, ada) -> None:
    chief = team.members.get(email="lead@example.org")
    choose_for_team(team=team, remind_before=10, escalate_after=None, serious_after=2, by=chief)
    make_request(team=team, owner=ada)
    sweep(on=date(2018, 8, 6))
    assert told() == [("due_soon", "ada@example.org")]
    sweep(on=date(2018, 8, 29))
    assert told("escalated", "serious") == [("serious", "ada@example.org")]


def test_a_right_that_ends_soon_is_told_once_and_not_when_it_was_used(team, ada) -> None:
    answered = ((EventKind.RESPONSE, date(2018, 8, 14)),)
    request = make_request(team=team, owner=ada, steps=answered)
    used = make_request(team=team, owner=ada, steps=answered)
    record_event(request=used, kind=EventKind.REVIEW_ASKED, on=date(2018, 8, 20), by=None)
    last = request.deadlines.get(kind="review_request").due_on
    sweep(on=last - timedelta(9))
    assert told("right_ending") == []
    for _ in range(2):
        sweep(on=last)
    notice = Notice.objects.get(kind="right_ending")
    assert (notice.request, notice.due_on, notice.deadline_kind) == (request, last, "review_request")


def test_what_they_ask_of_us_is_told_each_time_they_ask(team, ada) -> None:
    request = make_request(team=team, owner=ada)
    for kind, day in (
        (EventKind.CLARIFICATION_ASKED, 24),
        (EventKind.CLARIFICATION_GIVEN, 25),
        (EventKind.CLARIFICATION_ASKED, 27),
    ):
        record_event(request=request, kind=kind, on=date(2018, 7, day), by=None)
        sweep(on=date(2018, 7, day))
        sweep(on=date(2018, 7, day))
    days = Notice.objects.filter(kind="awaits_us").order_by("due_on").values_list("due_on", flat=True)
    assert list(days) == [date(2018, 7, 24), date(2018, 7, 27)]


def test_people_are_reminded_of_what_they_asked_for_and_nobody_else(team, ada) -> None:
    request = make_request(team=team)
    remind(request=request, user=ada, on=date(2018, 8, 10), note="ring them")
    gone = remind(request=request, user=ada, on=date(2018, 8, 9))
    finish_reminder(reminder=gone)
    assert sweep(on=date(2018, 8, 9)) == 0
    assert [sweep(on=date(2018, 8, 13)), sweep(on=date(2018, 8, 13))] == [1, 0]
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient, notice.note) == ("own", ada, "ring them")


def test_somebody_who_left_the_team_is_reminded_of_nothing(team, ada) -> None:
    remind(request=make_request(team=team), user=ada, on=date(2018, 8, 10))
    team.memberships.filter(user=ada).delete()
    assert sweep(on=date(2018, 8, 10)) == 0


def test_an_embargo_that_ends_is_told_five_working_days_before_and_again_when_it_is_moved(team, ada) -> None:
    request = make_request(team=team, owner=ada, steps=((EventKind.RESPONSE, date(2018, 8, 1)),))
    set_embargo(request=request, until=date(2018, 8, 14), note="the report", by=ada)
    assert [sweep(on=date(2018, 8, day)) for day in (6, 7, 7, 8)] == [0, 1, 0, 0]
    set_embargo(request=request, until=date(2018, 12, 3), note="the report", by=ada)
    assert [sweep(on=date(2018, 11, 30)), sweep(on=date(2018, 12, 1))] == [1, 0]
    assert told("embargo") == [("embargo", "ada@example.org")] * 2


@pytest.mark.parametrize("until", [date(2018, 8, 6), None])
def test_an_embargo_that_is_over_or_was_lifted_is_not_told(team, ada, until) -> None:
    request = make_request(team=team, owner=ada)
    set_embargo(request=request, until=date(2018, 8, 10), note="the report", by=ada)
    sweep(on=date(2018, 8, 7))
    set_embargo(request=request, until=until, note="", by=ada)
    assert send_pending(now=datetime(2018, 8, 7, 9, tzinfo=UTC)) == 0
    assert (sweep(on=date(2018, 8, 7)), Notice.objects.get().status) == (0, "dropped")


def test_nothing_is_told_of_closed_requests(team, ada) -> None:
    request = make_request(team=team, owner=ada)
    remind(request=request, user=ada, on=date(2018, 8, 10))
    set_embargo(request=request, until=date(2018, 12, 3), note="the report", by=ada)
    record_event(request=request, kind=EventKind.WITHDRAWN, on=date(2018, 7, 30), by=None)
    assert sweep(on=date(2018, 12, 1)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_tell_everything_once() -> None:
    for _ in range(20):
        make_request(owner=lead(TeamFactory()))
    start = threading.Barrier(4)

    def run() -> None:
        start.wait()
        sweep(on=date(2018, 8, 21))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(Notice.objects.values_list("kind", flat=True)) == {"overdue": 20}


# --- a year, day by day, held against the life of each request told anew -----------------------------

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


@dataclass(frozen=True)
class Told:
    """A request's life, and the last day on which they asked something of us; told anew after each event."""

    life: Life
    asked_on: dict[str, date]

    @classmethod
    def of(cls, request: InformationRequest) -> Told:
        events = Event.objects.standing().filter(request=request).order_by("on")
        return cls(life_of(request), {event.kind: event.on for event in events})


def called_for(pk: int, told: Told, on: date, calendar: Calendar) -> set[tuple]:
    """What must have been told by the end of a day on which somebody looked, worked out for one request."""
    life, found = told.life, set()
    due = life.due
    if due and life.state in ("awaiting_response", "in_review"):
        late = calendar.count(due.due_on + timedelta(1), on) if due.due_on < on else 0
        left = calendar.count(on + timedelta(1), due.due_on) if due.due_on > on else 0
        about = (pk, due.kind.value, due.due_on)
        found |= {("due_soon", *about, "ada")} if due.due_on > on and left <= 3 else set()
        found |= {("due_today", *about, "ada")} if due.due_on == on else set()
        found |= {("overdue", *about, "ada")} if due.due_on < on else set()
        found |= {("escalated", *about, "lead")} if late >= 5 else set()
        found |= {("serious", *about, "ada")} if late >= 20 else set()
    if life.state in ("awaiting_response", "answered", "in_review"):
        for each in life.deadlines:
            near = on <= each.due_on and calendar.count(on + timedelta(1), each.due_on) <= 5
            if each.kind in RIGHTS and each.owed_by == "requester" and each.met_on is None and near:
                found.add(("right_ending", pk, each.kind.value, each.due_on, "ada"))
    asked = {"awaiting_clarification": "clarification_asked", "awaiting_fee": "fees_notice"}.get(life.state)
    if asked:
        found.add(("awaits_us", pk, asked, told.asked_on[asked], "ada"))
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_a_year_of_many_requests_with_missed_days_and_two_schedulers() -> None:
    days_of(YEAR, number=150)


@pytest.mark.django_db
def test_four_months_of_a_few_requests_with_missed_days_and_two_schedulers() -> None:
    days_of(YEAR[:120], number=30)


def days_of(days: list[date], *, number: int) -> None:
    """Live through the days with so many requests and random events; what was told must be what was called for."""
    chance = random.Random(number)  # noqa: S311
    team = TeamFactory()
    lead(team, email="lead@example.org")
    ada = researcher(team, email="ada@example.org")
    calendars = {law: calendar_for(law) for law in ("foia", "eir", "foisa")}
    starting: dict[date, list[str]] = {}
    for _ in range(number):
        law = chance.choice(("foia", "foia", "eir", "foisa"))
        starting.setdefault(chance.choice(days[: len(days) // 2]), []).append(law)
    living: dict[int, InformationRequest] = {}
    told: dict[int, Told] = {}
    expected: set[tuple] = set()
    for day in days:
        for law in starting.get(day, []):
            request = make_request(team=team, owner=ada, law=law, received_on=day)
            living[request.pk], told[request.pk] = request, Told.of(request)
        for pk, request in living.items():
            if chance.random() < 0.03 and _happen(request, chance.choice(CHANCES), day):
                told[pk] = Told.of(request)
        if chance.random() < 0.2:  # nobody looked on that day
            continue
        for pk, request in living.items():
            expected |= called_for(pk, told[pk], day, calendars[request.law])
        for _ in range(2):
            sweep(on=day)
    rows = Notice.objects.values_list("kind", "request", "deadline_kind", "due_on", "recipient__email")
    made = [(kind, pk, limit, due_on, email.partition("@")[0]) for kind, pk, limit, due_on, email in rows]
    assert len(made) == len(set(made))
    assert set(made) == expected
    assert {kind for kind, *_ in made} >= {"due_soon", "due_today", "overdue", "escalated", "awaits_us"}


def _happen(request: InformationRequest, kind: EventKind, day: date) -> bool:
    """Record an event where the law knows it at this point; whether it did."""
    try:
        record_event(request=request, kind=kind, on=day, by=None)
    except (FactsError, AlreadyRecorded):
        return False
    return True
