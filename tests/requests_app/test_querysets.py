from datetime import date

import pytest

from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, UserFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db


def _overdue(on):
    return list(InformationRequest.objects.overdue(on=on))


def test_the_due_day_itself_is_not_late():
    make_request()
    assert _overdue(DUE) == []


def test_the_day_after_the_due_day_is_late():
    request = make_request()
    assert _overdue(date(2018, 8, 21)) == [request]


def test_an_answered_request_is_not_overdue():
    make_request(steps=((EventKind.RESPONSE, date(2018, 9, 15)),))
    assert _overdue(date(2018, 10, 1)) == []


def test_a_stopped_clock_is_not_overdue():
    make_request(steps=((EventKind.CLARIFICATION_ASKED, date(2018, 8, 1)),))
    assert _overdue(date(2018, 10, 1)) == []


def test_a_review_that_is_late_is_overdue():
    request = make_request(
        steps=((EventKind.RESPONSE, date(2018, 8, 15)), (EventKind.REVIEW_ASKED, date(2018, 8, 16)))
    )
    assert _overdue(date(2018, 12, 1)) == [request]


def test_another_teams_requests_do_not_exist():
    person = researcher()
    mine = make_request(team=person.teams.get())
    make_request(team=TeamFactory())
    assert list(InformationRequest.objects.visible_to(person)) == [mine]


def test_a_site_admin_who_is_no_member_sees_no_requests():
    make_request()
    assert not InformationRequest.objects.visible_to(UserFactory(is_site_admin=True)).exists()


@pytest.mark.parametrize(
    "words",
    [
        *(
            "FOI-18-1134",
            "foi-18 - 1134",
            "FOI – 18 – 1134",
            "FOI 18 1134",
            "foi181134",
            "FOI/18/1134",
            "foi_18_1134",
        ),
        *("18-1134", "1134", "ref FOI-18-1134", "Our reference: foi 18 1134", "foi-18"),
        *("scoring", "ANYTOWN scor"),
    ],
)
def test_a_request_is_found_by_its_number_its_authority_or_its_subject(words):
    request = make_request(authority=AuthorityFactory(name="Anytown Council"), reference="FOI-18-1134")
    make_request(authority=AuthorityFactory(name="Elsewhere Council"), title="Parking")
    assert list(InformationRequest.objects.search(words)) == [request]
