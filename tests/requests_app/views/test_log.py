from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db
LETTER = "Dear Anytown Council,\n\nPlease send me:\n\n1. the contracts\n2. any impact assessments\n\nYours"


@pytest.fixture
def person(client):
    person = researcher()
    client.force_login(person)
    return person


def _fields(person, **changes):
    AuthorityFactory(name="Anytown Council")
    return {
        "authority": "Anytown Council",
        "day": "2018-07-20",
        "day_is": "received",
        "letter": LETTER,
        "reference": "FOI-18-1134",
        "team": person.teams.get().pk,
        **changes,
    }


def _post(client, fields):
    return client.post(reverse("requests:log"), fields)


def test_a_request_is_logged_with_what_the_letter_holds(client, person):
    answer = _post(client, _fields(person))
    request = InformationRequest.objects.get()
    assert answer.status_code == 302
    assert (f"{request.due_on}", request.title, request.owner) == ("2018-08-20", "The contracts", person)
    assert [q.text for q in request.questions.all()] == ["the contracts", "any impact assessments"]
    assert [r.value for r in request.references.all()] == ["FOI-18-1134"]


def test_only_the_ticked_questions_are_kept(client, person):
    fields = _fields(person, questions_seen="1", question=["the contracts"], more_questions="maps\nplans")
    _post(client, fields)
    assert [q.text for q in InformationRequest.objects.get().questions.all()] == [
        "the contracts",
        "maps",
        "plans",
    ]


def test_what_follows_is_shown_before_saving_and_nothing_is_saved(client, person):
    page = client.post(reverse("requests:log_preview"), _fields(person)).content.decode()
    assert "Monday 20 August 2018" in page
    assert "any impact assessments" in page
    assert InformationRequest.objects.count() == 0


def test_without_a_script_the_same_button_shows_the_same(client, person):
    page = _post(client, _fields(person, preview="1")).content.decode()
    assert "Monday 20 August 2018" in page
    assert "There is a problem" not in page
    assert InformationRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "1066-10-14"}, "1 January 2005"),
        ({"day": "not a day"}, "Enter a real date"),
        ({"day": ""}, "Enter a date"),
        ({"authority": "Nowhere"}, "No authority is called “Nowhere”"),
        ({"authority": ""}, "Enter the name of an authority"),
        ({"letter": "x" * 1_000_001}, "a million"),
        ({"reference": "9" * 81}, "80"),
    ],
)
def test_bad_input_gets_its_sentence_and_loses_nothing(client, person, changes, sentence):
    answer = _post(client, _fields(person, **changes))
    page = answer.content.decode()
    assert (answer.status_code, InformationRequest.objects.count()) == (422, 0)
    assert "There is a problem" in page
    assert "<title>Error: " in page
    assert sentence in page
    assert "any impact assessments" in page or "letter" in changes


def test_the_same_number_of_the_same_authority_is_asked_about_first(client, person):
    fields = _fields(person)
    _post(client, fields)
    page = _post(client, {**fields, "reference": "foi - 18 - 1134"}).content.decode()
    assert InformationRequest.objects.count() == 1
    assert InformationRequest.objects.get().get_absolute_url() in page
    _post(client, {**fields, "another": "on"})
    assert InformationRequest.objects.count() == 2


def test_a_day_in_the_future_is_refused(client, person):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = _post(client, _fields(person, day=tomorrow.isoformat())).content.decode()
    assert "is in the future" in page
    assert InformationRequest.objects.count() == 0


def test_a_request_cannot_be_slipped_into_another_team(client, person):
    answer = _post(client, _fields(person, team=TeamFactory().pk))
    assert (answer.status_code, InformationRequest.objects.count()) == (422, 0)


def test_dates_are_read_as_the_british_write_them(client, person):
    _post(client, _fields(person, day="20/07/2018"))
    assert f"{InformationRequest.objects.get().received_on}" == "2018-07-20"
