"""Why this date."""

from datetime import date

import pytest
from django.urls import reverse

from requests_app.deadlines import EventKind
from requests_app.models import Event
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
LIFE = (
    (EventKind.ACKNOWLEDGED, date(2018, 7, 23)),
    (EventKind.CLARIFICATION_ASKED, date(2018, 7, 25)),
    (EventKind.CLARIFICATION_GIVEN, date(2018, 8, 1)),
    (EventKind.FEES_NOTICE, date(2018, 8, 8)),
    (EventKind.FEE_PAID, date(2018, 8, 10)),
    (EventKind.EXTENSION, date(2018, 8, 20)),
    (EventKind.RESPONSE, date(2018, 9, 20)),
    (EventKind.REVIEW_ASKED, date(2018, 10, 1)),
    (EventKind.REVIEW_DECIDED, date(2018, 10, 22)),
    (EventKind.COMPLAINT, date(2018, 11, 1)),
    (EventKind.COMPLAINT_DECIDED, date(2019, 3, 1)),
)


@pytest.fixture
def ask(client):
    """Ask why, of a request: `ask(request, kind="response")`."""

    def asked(request, **query):
        client.force_login(researcher(request.team))
        return client.get(reverse("requests:why", args=[request.pk]), query)

    return asked


def test_every_time_limit_has_its_page_and_links_to_the_others(ask) -> None:
    request = make_request(steps=LIFE)
    kinds = set(request.deadlines.values_list("kind", flat=True))
    assert len(kinds) == 10
    for kind in kinds:
        answer = ask(request, kind=kind)
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert "To cite" in shown
        assert [other for other in kinds if f'?kind={other}"' not in shown] == [kind]


def test_it_says_how_to_cite_the_date(ask) -> None:
    shown = ask(make_request()).content.decode()
    assert "Response due 20 August 2018: FOIA 2000 s.10(1); worked out on" in shown
    assert "from: received 20 July 2018." in shown


def test_a_closed_request_shows_when_the_answer_was_due(ask) -> None:
    request = make_request(steps=((EventKind.WITHDRAWN, date(2018, 7, 25)),))
    assert "Why 20 August 2018?" in ask(request).content.decode()


def test_a_date_can_be_explained_as_it_stood_before_the_clock_began_anew(ask) -> None:
    request = make_request(steps=LIFE[:3])
    assert "Why 31 August 2018?" in ask(request, kind="response").content.decode()
    before = ask(request, kind="response", as_at="2018-07-24").content.decode()
    assert "Why 20 August 2018?" in before
    assert "as at 24 July 2018 from: received 20 July 2018." in before


@pytest.mark.parametrize("query", [{"kind": "no such limit"}, {"kind": "appeal"}])
def test_a_limit_that_there_is_not_is_not_found(ask, query: dict[str, str]) -> None:
    assert ask(make_request(), **query).status_code == 404


def test_events_that_contradict_each_other_lead_to_the_page_that_says_so(ask) -> None:
    request = make_request()
    Event.objects.create(request=request, kind="review_decided", on=date(2018, 8, 1))
    assert ask(request).headers["Location"] == request.get_absolute_url()
