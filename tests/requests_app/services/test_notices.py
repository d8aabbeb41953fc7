from datetime import date

import pytest

from requests_app.deadlines import EventKind
from requests_app.models import Notice
from requests_app.services.sweeping import sweep
from tests.accounts.factories import TeamFactory, UserFactory, lead, researcher
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db
QUERIES = 24


def _kinds():
    return [(n.kind, n.recipient.email) for n in Notice.objects.order_by("pk")]


def test_the_owner_is_told_three_working_days_before():
    make_request(owner=UserFactory(email="ada@example.org"))
    assert (sweep(on=date(2018, 8, 14)), _kinds()) == (0, [])
    assert (sweep(on=date(2018, 8, 15)), _kinds()) == (1, [("due_soon", "ada@example.org")])


def test_on_the_due_day_nobody_is_told_that_it_is_late():
    make_request(owner=UserFactory())
    sweep(on=DUE)
    assert [kind for kind, _ in _kinds()] == ["due_today"]


def test_the_day_after_the_owner_is_told_that_it_is_late():
    make_request(owner=UserFactory(email="ada@example.org"))
    sweep(on=date(2018, 8, 21))
    assert _kinds() == [("overdue", "ada@example.org")]


def test_sweeping_again_tells_nobody_again():
    make_request(owner=UserFactory())
    assert [sweep(on=date(2018, 8, 21)), sweep(on=date(2018, 8, 21)), sweep(on=date(2018, 8, 31))] == [
        1,
        0,
        0,
    ]


def test_missed_days_are_caught_up():
    make_request(owner=UserFactory())
    sweep(on=date(2019, 3, 1))
    assert [kind for kind, _ in _kinds()] == ["overdue", "serious"]


def test_a_request_that_nobody_owns_is_told_to_the_leads_of_its_team():
    team = TeamFactory()
    lead(team, email="lead@example.org")
    researcher(team)
    make_request(team=team)
    sweep(on=date(2018, 8, 21))
    assert _kinds() == [("overdue", "lead@example.org")]


def test_an_answered_request_calls_for_no_notice():
    make_request(owner=UserFactory(), steps=((EventKind.RESPONSE, date(2018, 8, 14)),))
    assert sweep(on=date(2018, 8, 15)) + sweep(on=date(2018, 8, 21)) == 0


def test_scottish_working_days_count_for_a_scottish_request():
    # 17 March is a bank holiday in Northern Ireland alone: in between for FOIA, a working day for FOISA
    make_request(owner=UserFactory(), law="foisa", received_on=date(2026, 2, 20))  # due 20 March
    assert sweep(on=date(2026, 3, 16)) == 0
    assert sweep(on=date(2026, 3, 17)) == 1


def test_a_sweep_asks_no_more_of_the_database_for_more_requests(django_assert_max_num_queries):
    for count in (1, 5):
        for _ in range(count):
            make_request(owner=UserFactory())
        with django_assert_max_num_queries(QUERIES):
            sweep(on=date(2018, 8, 21))
