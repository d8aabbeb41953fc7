from datetime import date

import pytest

from accounts.models import User
from requests_app.errors import AlreadyHere
from requests_app.models import Event, InformationRequest
from requests_app.services.discarding import discard_request, restore_request
from requests_app.services.recompute import recompute
from requests_app.services.sweeping import sweep
from tests.accounts.factories import researcher
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db


def _taken_out(**fields) -> tuple[InformationRequest, User]:
    person = researcher()
    request = make_request(team=person.teams.get(), owner=person, **fields)
    discard_request(request=request, by=person, because="logged twice")
    return request, person


def test_what_was_logged_by_mistake_is_out_of_lists_reminders_and_side_doors():
    request, person = _taken_out()
    late = date(2019, 1, 7)
    assert not InformationRequest.objects.visible_to(person).exists()
    assert not InformationRequest.objects.overdue(on=late).exists()
    assert not Event.objects.visible_to(person).exists()
    assert (sweep(on=late), recompute().seen) == (0, 0)
    assert InformationRequest.everything.get() == request


def test_it_comes_back_as_it_was():
    request, person = _taken_out()
    restore_request(request=request, by=person)
    back = InformationRequest.objects.visible_to(person).get()
    assert (back.due_on, back.discarded_by, back.discarded_because) == (DUE, None, "")


def test_the_same_thread_may_come_in_again_and_then_the_first_stays_out():
    request, person = _taken_out(source_key="digest")
    make_request(team=person.teams.get(), source_key="digest")
    with pytest.raises(AlreadyHere):
        restore_request(request=request, by=person)
    assert InformationRequest.objects.count() == 1
