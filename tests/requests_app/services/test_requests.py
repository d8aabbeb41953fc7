from datetime import date

import pytest

from requests_app.deadlines import EventKind, FactsError
from requests_app.errors import EditedMeanwhile
from requests_app.models import InformationRequest
from requests_app.services.life import record_event
from requests_app.services.recompute import recompute
from requests_app.services.requests import add_reference, edit_request, log_request
from tests.accounts.factories import TeamFactory, UserFactory
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db


def test_the_due_date_stands_the_moment_a_request_is_logged():
    request = make_request()
    assert InformationRequest.objects.get(pk=request.pk).due_on == DUE


def test_a_scottish_authority_is_logged_under_the_scottish_act():
    request = make_request(authority=AuthorityFactory(nation="scotland", law="foisa"))
    assert (request.law, request.due_on) == ("foisa", date(2018, 8, 20))


def test_a_law_given_beats_the_authoritys_own():
    assert make_request(law="eir").law == "eir"


def test_an_e_mail_sent_counts_as_received_that_day():
    request = make_request(received_on=None, sent_on=date(2018, 7, 20))
    assert (request.received_on, request.due_on) == (date(2018, 7, 20), DUE)


def test_a_date_before_the_act_is_refused_and_nothing_is_kept():
    with pytest.raises(FactsError):
        make_request(received_on=date(1066, 10, 14))
    assert InformationRequest.objects.count() == 0


def test_a_request_without_any_date_is_refused():
    with pytest.raises(FactsError):
        log_request(team=TeamFactory(), authority=AuthorityFactory(), by=None, title="x")


def test_questions_are_numbered_and_blank_ones_left_out():
    request = make_request(questions=["contracts", " ", "impact assessments"])
    assert list(request.questions.values_list("position", "text")) == [
        (1, "contracts"),
        (2, "impact assessments"),
    ]


def test_a_reference_is_kept_once_however_it_is_spelled():
    request = make_request(reference="FOI-18-1134")
    add_reference(request=request, value="foi - 18 - 1134")
    assert [reference.value for reference in request.references.all()] == ["FOI-18-1134"]


def _edit(request, **changes):
    fields = {
        "seen_version": request.version,
        "title": request.title,
        "law": request.law,
        "body": request.body,
        "letter": request.letter,
        "owner": request.owner,
        "references": [],
        "questions": [],
    }
    edit_request(request=request, **{**fields, **changes})


def test_changing_the_law_moves_the_due_date():
    request = make_request(received_on=date(2026, 2, 20))
    _edit(request, law="foisa")
    assert request.due_on == date(2026, 3, 20)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing():
    request = make_request()
    second = InformationRequest.objects.get(pk=request.pk)
    _edit(request, title="First", seen_version=1)
    with pytest.raises(EditedMeanwhile):
        _edit(second, title="Second", seen_version=1)
    assert InformationRequest.objects.get(pk=request.pk).title == "First"


def test_editing_replaces_references_and_questions():
    request = make_request(reference="A-1", questions=["a", "b"])
    _edit(request, references=["B-2", "A-1"], questions=["b", "c", "d"], owner=UserFactory())
    assert sorted(r.value for r in request.references.all()) == ["A-1", "B-2"]
    assert [q.text for q in request.questions.all()] == ["b", "c", "d"]


def test_a_schools_terms_count_school_days_and_stay_right_when_recomputed():
    # 20 school days from the first day of term, or 60 working days, whichever is earlier
    request = make_request(authority=AuthorityFactory(body="school"), received_on=date(2026, 8, 5))
    assert request.due_on == date(2026, 10, 29)
    _edit(request, school_terms="2026-09-02/2026-10-23")
    assert request.due_on == date(2026, 9, 29)
    assert (recompute().changed, request.due_on) == (0, date(2026, 9, 29))


def test_a_term_that_ends_before_it_starts_is_refused():
    request = make_request(authority=AuthorityFactory(body="school"), received_on=date(2026, 8, 5))
    with pytest.raises(FactsError, match="before it starts"):
        _edit(request, school_terms="2026-10-23/2026-09-02")


def test_an_extension_that_names_its_day_is_due_that_day_and_stays_so():
    request = make_request(law="oia-nz", received_on=date(2026, 8, 3))
    record_event(
        request=request, kind=EventKind.EXTENSION, on=date(2026, 8, 20), until=date(2026, 10, 1), by=None
    )
    request.refresh_from_db()
    assert request.due_on == date(2026, 10, 1)
    assert recompute().changed == 0


def test_link_and_notes_are_changed_where_given_and_stay_where_not():
    request = make_request()
    _edit(request, link="https://example.org/r/1", notes=" Sent by post \n")
    _edit(request, title="Other")
    assert (request.link, request.notes) == ("https://example.org/r/1", "Sent by post")
