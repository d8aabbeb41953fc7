"""Every notice that the law and the settings call for, exactly once; and none that they do not."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from requests_app.deadlines import EventKind, calendar_for
from requests_app.models import Notice
from requests_app.services.embargo import set_embargo
from requests_app.services.life import record_event
from requests_app.services.reminders import send_pending
from requests_app.services.reminding import choose_for_team, finish_reminder, remind
from requests_app.services.sweeping import sweep
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
