"""Every request has one outcome, and the share in time is that of the page with the plots."""

from datetime import date, timedelta

import pytest

from requests_app.counts.outcomes import LABELS, outcomes
from requests_app.counts.plots import on_time_by_month
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from requests_app.standing import State
from tests.accounts.factories import TeamFactory
from tests.requests_app.factories import DUE, RECEIVED, make_request

pytestmark = pytest.mark.django_db
ON = date(2018, 8, 30)
STORIES = {
    "in_time": ((EventKind.RESPONSE, DUE),),
    "late": ((EventKind.RESPONSE, DUE + timedelta(1)),),
    "unanswered": (),
    "given_up": ((EventKind.WITHDRAWN, date(2018, 8, 10)),),
    "no_limit": ((EventKind.CLARIFICATION_ASKED, date(2018, 8, 1)),),
}


@pytest.fixture
def every():
    team = TeamFactory()
    for steps in STORIES.values():
        make_request(team=team, steps=steps)
    make_request(team=team, received_on=RECEIVED + timedelta(30))
    return InformationRequest.objects.all()


def test_each_request_is_counted_once_under_what_became_of_it(every):
    found = outcomes(every, on=ON)
    assert found.numbers == dict.fromkeys(LABELS, 1)
    assert found.total == every.count()
    assert every.filter(state=State.CLOSED).count() == 1


def test_the_share_in_time_is_that_of_the_months(every):
    months = on_time_by_month(every, on=ON)
    found = outcomes(every, on=ON).on_time
    assert (found.hits, found.cases) == (
        sum(month.on_time.hits for month in months),
        sum(month.on_time.cases for month in months),
    )
    assert (found.hits, found.cases) == (1, 3)


def test_of_nothing_there_is_nothing():
    found = outcomes(InformationRequest.objects.none(), on=ON)
    assert (found.total, found.on_time.cases) == (0, 0)


def test_of_many_it_takes_as_few_queries_as_of_one(every, django_assert_num_queries):
    for some in (every[:1], every[:3]):
        with django_assert_num_queries(2):
            outcomes(every.filter(pk__in=some.values("pk")), on=ON)
