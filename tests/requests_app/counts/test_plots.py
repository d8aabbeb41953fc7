from datetime import date, timedelta

import pytest

from requests_app.counts import plots
from requests_app.deadlines import EventKind, calendar_for
from requests_app.figures.survival import Wait
from requests_app.models import InformationRequest
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
ON = date(2018, 9, 10)
EVERY = InformationRequest.objects


def _waits(by=""):
    return plots.waits(EVERY.all(), on=ON, by=by, calendar_of=calendar_for)


def test_a_wait_is_counted_in_working_days_after_receipt():
    """Received on Friday 20 July 2018, due on Monday 20 August: twenty, for 6 August was a holiday in Scotland."""
    make_request(steps=((EventKind.RESPONSE, date(2018, 8, 20)),))
    assert _waits() == {"": [Wait(20, True)]}


def test_what_has_no_answer_waits_until_today():
    make_request()
    assert _waits() == {"": [Wait(34, False)]}


def test_what_we_withdrew_waited_until_then():
    make_request(steps=((EventKind.WITHDRAWN, date(2018, 7, 25)),))
    assert _waits() == {"": [Wait(3, False)]}


@pytest.mark.parametrize(
    ("by", "groups"),
    [("law", {"foia", "foisa"}), ("nation", {"wales", "scotland"}), ("kind", {"police", "health"})],
)
def test_waits_are_told_apart_by(by, groups):
    make_request(authority=AuthorityFactory(nation="wales", kind="police"))
    make_request(authority=AuthorityFactory(nation="scotland", kind="health", law="foisa"))
    assert set(_waits(by)) == groups


def test_states_come_in_the_order_of_a_requests_life():
    make_request()
    make_request(steps=((EventKind.RESPONSE, date(2018, 8, 15)),))
    assert [(code, number) for code, _, number in plots.states(EVERY.all()) if number] == [
        ("awaiting_response", 1),
        ("answered", 1),
    ]


def test_the_due_day_itself_is_in_time_and_has_not_fallen_due_while_it_lasts():
    make_request(steps=((EventKind.RESPONSE, date(2018, 8, 20)),))
    make_request(steps=((EventKind.RESPONSE, date(2018, 8, 21)),))
    make_request()
    months = plots.on_time_by_month(EVERY.all(), on=ON, months=2)
    assert [(m.first, m.on_time.hits, m.on_time.cases) for m in months] == [
        (date(2018, 8, 1), 1, 3),
        (date(2018, 9, 1), 0, 0),
    ]
    assert plots.on_time_by_month(EVERY.all(), on=date(2018, 8, 20), months=1)[0].on_time.cases == 0


def test_what_we_withdrew_unanswered_is_no_case():
    make_request(steps=((EventKind.WITHDRAWN, date(2018, 7, 25)),))
    assert plots.league(EVERY.all(), on=ON, best=False) == []


def test_three_late_answers_alone_put_nobody_at_the_top():
    few, many = AuthorityFactory(name="Few"), AuthorityFactory(name="Many")
    for _ in range(3):
        make_request(authority=few)
    for number in range(20):
        make_request(authority=many, steps=((EventKind.RESPONSE, date(2018, 8, 20)),) if number < 3 else ())
    worst, best = (plots.league(EVERY.all(), on=ON, best=best) for best in (False, True))
    assert [(one.name, one.late.hits, one.late.cases) for one in worst] == [("Many", 17, 20), ("Few", 3, 3)]
    assert [one.name for one in best] == ["Many", "Few"]


def test_a_day_of_the_calendar_holds_what_authorities_owe_on_it():
    make_request()
    make_request(steps=((EventKind.RESPONSE, date(2018, 8, 15)),))
    weeks = plots.falling_due(EVERY.all(), on=date(2018, 8, 15), weeks=2)
    assert [len(week) for week in weeks] == [7, 7]
    assert (weeks[0][0].on, weeks[0][0].past, weeks[0][2].past) == (date(2018, 8, 13), True, False)
    assert [(day.on, day.number, day.level) for week in weeks for day in week if day.number] == [
        (date(2018, 8, 20), 1, 4)
    ]


def test_the_months_reach_back_over_the_year():
    months = plots.on_time_by_month(EVERY.all(), on=date(2018, 2, 28), months=3)
    assert [m.first for m in months] == [date(2017, 12, 1), date(2018, 1, 1), date(2018, 2, 1)]


def test_each_count_is_one_query(django_assert_num_queries):
    make_request()
    for count in (
        lambda: _waits("kind"),
        lambda: plots.states(EVERY.all()),
        lambda: plots.outcomes(EVERY.all()),
        lambda: plots.on_time_by_month(EVERY.all(), on=ON),
        lambda: plots.league(EVERY.all(), on=ON, best=True),
        lambda: plots.falling_due(EVERY.all(), on=ON - timedelta(days=30)),
    ):
        with django_assert_num_queries(1):
            count()
