"""What is done to a request stands in the audit, in the same transaction, without a word of its letter."""

from datetime import date

import pytest

from accounts.audit import entries_about
from accounts.models import AuditEntry
from requests_app.deadlines import EventKind, FactsError
from requests_app.models import InformationRequest
from requests_app.services.life import correct_event, record_event, withdraw_event
from requests_app.services.requests import edit_request
from tests.accounts.factories import UserFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def _entries():
    found = entries_about(InformationRequest).order_by("pk")
    return [(entry.action, entry.actor_text, entry.details) for entry in found]


def test_the_whole_story_of_a_request_names_who_did_what():
    ada, ben = UserFactory(name="Ada"), UserFactory(name="Ben")
    request = make_request(by=ada, letter="Please send me the contracts.")
    event = record_event(request=request, kind=EventKind.RESPONSE, on=date(2018, 8, 15), by=ben)
    event = correct_event(event=event, on=date(2018, 8, 16), by=ada, because="postmark")
    withdraw_event(event=event, by=ben, because="another request's")
    edit_request(
        request=request,
        seen_version=1,
        title="Scoring",
        law="eir",
        body="",
        letter="Please send me all of it.",
        owner=ben,
        references=[],
        questions=[],
        by=ben,
    )
    assert _entries() == [
        ("request.logged", "Ada", {"law": "foia", "sent_on": None, "received_on": "2018-07-20"}),
        ("event.recorded", "Ben", {"kind": "response", "on": "2018-08-15"}),
        ("event.corrected", "Ada", {"kind": "response", "was": "2018-08-15", "on": "2018-08-16"}),
        ("event.withdrawn", "Ben", {"kind": "response", "on": "2018-08-16"}),
        ("request.edited", "Ben", {"law": "eir", "owner": ben.pk}),
    ]
    assert {entry.subject_id for entry in AuditEntry.objects.all()} == {str(request.pk)}


def test_what_was_refused_leaves_no_entry():
    request = make_request()
    with pytest.raises(FactsError):
        record_event(request=request, kind=EventKind.FEE_PAID, on=date(2018, 8, 1), by=UserFactory())
    assert [action for action, _, _ in _entries()] == ["request.logged"]
