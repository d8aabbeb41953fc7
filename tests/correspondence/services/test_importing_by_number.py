"""A pasted thread whose reference number a request has goes to that request."""

from datetime import date

import pytest

from authorities.models import Authority
from correspondence.errors import SeveralFit
from correspondence.models import Message
from correspondence.services.importing import import_thread
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.threads import LONG, OPENING, SHORT
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2018, 8, 1)


def bring_in(text: str = SHORT, **fields):
    given = {"team": None, "by": None, "today": TODAY, **fields}
    given["team"] = given["team"] or TeamFactory()
    return import_thread(text=text, **given)


def with_number(team, reference: str = "foi - 18 - 1134", **fields) -> InformationRequest:
    """A request that was logged by hand with the thread's number."""
    name = "Marshland District Council"
    authority = Authority.objects.filter(name=name).first() or AuthorityFactory(name=name)
    return make_request(team=team, authority=authority, reference=reference, **fields)


def test_a_thread_whose_number_a_request_has_goes_to_that_request() -> None:
    request = with_number(TeamFactory())
    done = bring_in(LONG, team=request.team)
    assert (done.request, done.created, done.by_number, done.new_letters) == (request, False, True, 4)
    assert InformationRequest.objects.count() == 1
    again = bring_in(LONG, team=request.team)
    assert (again.request, again.new_letters) == (request, 0)


def test_another_teams_or_authoritys_request_with_the_number_is_no_matter() -> None:
    team = TeamFactory()
    with_number(TeamFactory())
    make_request(team=team, authority=AuthorityFactory(name="Uplands Council"), reference="FOI-18-1134")
    with_number(team, "FOI-18-1135")
    assert bring_in(LONG, team=team).created


def test_on_request_it_makes_another_and_makes_it_once() -> None:
    request = with_number(TeamFactory())
    done = bring_in(LONG, team=request.team, add_to="new")
    assert done.created
    assert done.request != request
    again = bring_in(LONG, team=request.team, add_to="new")
    assert (again.request, again.created, again.new_letters) == (done.request, False, 0)


def test_where_several_have_the_number_a_person_says_which() -> None:
    team = TeamFactory()
    first, second = with_number(team), with_number(team)
    for wrong in (None, make_request(team=team).pk):
        with pytest.raises(SeveralFit, match="2 requests to this authority have this number"):
            bring_in(LONG, team=team, add_to=wrong)
    assert not Message.objects.exists()
    assert bring_in(LONG, team=team, add_to=second.pk).request == second
    assert not first.messages.exists()


def test_the_letter_that_was_logged_is_not_counted_as_new() -> None:
    letter = OPENING.split("\n\n", 1)[1]
    for request in (
        with_number(TeamFactory(), letter=letter),
        with_number(TeamFactory(), reference="", letter=letter),
    ):
        make_letter(request, channel="note", direction="out", text="They rang.")
        done = bring_in(LONG, team=request.team)
        assert (done.request, done.new_letters, len(done.added)) == (request, 3, 4)
        assert request.messages.get(opens_request=True).body_text.startswith("Dear Marshland")


def test_a_thread_with_its_number_is_pasted_into_a_request_that_holds_other_letters() -> None:
    request = with_number(TeamFactory())
    make_letter(request, text="Quite another letter.")
    assert bring_in(SHORT, team=request.team, into=request).new_letters == 2
