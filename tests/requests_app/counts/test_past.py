"""The numbers of earlier weeks against the life of each request, replayed to that day."""

from datetime import date, timedelta

import pytest

from requests_app.counts.past import overdue_at, sundays, trend, unanswered_at
from requests_app.deadlines import EventKind, FactsError, State
from requests_app.models import InformationRequest
from requests_app.services.life import life_of, record_event, withdraw_event
from tests.accounts.factories import TeamFactory, UserFactory
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
UNANSWERED = (State.AWAITING_RESPONSE, State.AWAITING_CLARIFICATION, State.AWAITING_FEE, State.IN_REVIEW)
STORIES = (
    (),
    ((EventKind.RESPONSE, 20),),
    ((EventKind.RESPONSE, 45),),
    ((EventKind.WITHDRAWN, 10),),
    ((EventKind.WITHDRAWN, 40),),
    ((EventKind.REVIEW_ASKED, 50),),
    ((EventKind.REVIEW_ASKED, 50), (EventKind.REVIEW_DECIDED, 60)),
    ((EventKind.RESPONSE, 30), (EventKind.REVIEW_ASKED, 33)),
    ((EventKind.RESPONSE, 30), (EventKind.REVIEW_ASKED, 33), (EventKind.REVIEW_DECIDED, 75)),
    ((EventKind.RESPONSE, 30), (EventKind.REVIEW_ASKED, 33), (EventKind.WITHDRAWN, 70)),
    (
        (EventKind.RESPONSE, 30),
        (EventKind.REVIEW_ASKED, 33),
        (EventKind.REVIEW_DECIDED, 55),
        (EventKind.COMPLAINT, 60),
    ),
)


@pytest.fixture
def requests():
    team, body = TeamFactory(), AuthorityFactory()
    for back in (20, 50, 85, 120):
        received = ON - timedelta(days=back)
        for story in STORIES:
            made = make_request(team=team, authority=body, received_on=received)
            for kind, after in story:
                if (day := received + timedelta(days=after)) <= ON:
                    record_event(request=made, kind=kind, on=day, by=None)
    return InformationRequest.objects.all()


def _replayed(requests, day):
    """The requests unanswered, and those overdue, as their lives tell it."""
    unanswered, overdue = set(), set()
    for request in requests:
        try:
            life = life_of(request, on=day)
        except FactsError:  # not received yet
            continue
        if life.state in UNANSWERED:
            unanswered.add(request.pk)
            if life.is_overdue(day):
                overdue.add(request.pk)
    return unanswered, overdue


def test_every_day_of_twelve_weeks_is_as_the_lives_tell_it(requests):
    seen = 0
    for day in [ON - timedelta(days=back) for back in range(0, 84, 3)]:
        unanswered, overdue = _replayed(requests, day)
        assert set(unanswered_at(requests, day).values_list("pk", flat=True)) == unanswered, day
        assert set(overdue_at(requests, day).values_list("pk", flat=True)) == overdue, day
        seen += len(overdue)
    assert seen > 100


def test_the_trend_counts_what_its_links_list(requests):
    weeks = trend(requests, sundays(until=ON, number=12))
    assert len(weeks) == 12
    for week in weeks:
        assert (week.unanswered, week.overdue) == (
            unanswered_at(requests, week.on).count(),
            overdue_at(requests, week.on).count(),
        )


def test_the_numbers_of_today_are_those_of_the_states(requests):
    assert set(overdue_at(requests, ON)) == set(requests.overdue(on=ON))


def test_what_was_withdrawn_from_the_record_does_not_count(requests):
    made = make_request(
        received_on=ON - timedelta(days=60), steps=((EventKind.REVIEW_ASKED, ON - timedelta(days=20)),)
    )
    withdraw_event(event=made.events.get(kind="review_asked"), by=UserFactory(), because="a mistake")
    assert overdue_at(InformationRequest.objects.filter(pk=made.pk), ON - timedelta(days=1)).count() == 1


def test_weeks_end_on_sundays_before_this_week():
    assert sundays(until=date(2026, 11, 24), number=2) == [date(2026, 11, 15), date(2026, 11, 22)]
    assert sundays(until=date(2026, 11, 22), number=1) == [date(2026, 11, 15)]
