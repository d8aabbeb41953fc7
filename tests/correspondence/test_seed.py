"""The real thread that everything began with, brought in without a hand on it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import Team
from correspondence.models import Attachment, Message
from correspondence.services.answering import suggested_for, take_all
from correspondence.services.suggestions import suggestions_of
from requests_app.models import Answer, InformationRequest
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed(shared_dir: Path) -> str:
    found = sorted((shared_dir / "seed").glob("*.txt"))
    if not found:
        pytest.skip(f"no thread in {shared_dir / 'seed'}")
    return str(found[0])


def imported(seed: str) -> dict:
    out = StringIO()
    call_command("import_thread", seed, format="json", stdout=out)
    return json.loads(out.getvalue())


def test_it_is_read_whole_from_the_command_line(seed: str) -> None:
    report = imported(seed)
    assert report["created"] is True
    assert report["authority"] == "Blaby District Council"
    assert report["references"] == ["FOI-18-1134"]
    assert (report["received_on"], report["due_on"]) == ("2018-07-20", "2018-08-20")
    assert report["why"] == [{"on": "2018-08-06", "reason": "Summer bank holiday (Scotland)"}]
    assert len(report["questions"]) == 7
    assert [
        (letter["side"], letter["attachments"], letter["attachments_held"]) for letter in report["letters"]
    ] == [
        ("requester", 0, 0),
        ("authority", 1, 0),
        ("authority", 2, 0),
        ("authority", 3, 0),
        ("requester", 0, 0),
        ("authority", 1, 0),
        ("authority", 1, 0),
    ]
    assert [letter["position"] for letter in report["letters"]] == [1, 2, 3, 4, 5, 6, 7]


def test_no_footer_of_the_site_is_in_any_letter(seed: str) -> None:
    imported(seed)
    everything = "\n".join(Message.objects.values_list("body_text", flat=True))
    assert "AskTheEU" not in everything
    assert "show quoted sections" not in everything
    assert "Visible links" not in everything


def test_a_second_run_changes_nothing(seed: str) -> None:
    first, second = imported(seed), imported(seed)
    assert second == first | {"created": False, "letters_added": 0, "authority_created": False}
    counts = [model.objects.count() for model in (InformationRequest, Message, Attachment, Team)]
    assert counts == [1, 7, 8, 1]


def test_nothing_that_arrived_moved_the_clock(seed: str) -> None:
    imported(seed)
    request = InformationRequest.objects.get()
    assert request.state == "awaiting_response"
    assert list(request.events.values_list("kind", flat=True)) == ["received"]
    asked = suggestions_of(request, request.events.all(), request.references.all())
    assert [(one.kind, one.message.position) for one in asked] == [("acknowledged", 2), ("response", 3)]


def test_it_shows_its_seven_answers_each_with_its_words_and_asks(seed: str) -> None:
    imported(seed)
    request = InformationRequest.objects.get()
    questions = list(request.questions.all())
    found = suggested_for(request, questions)
    best = [found.best(question) for question in questions]
    assert [(one.label, one.outcome) for one in best if one] == [
        ("Briefing notes", "disclosed"),
        ("Overviews", "disclosed"),
        ("Training", "disclosed"),
        ("Impact Assessments", "not_held"),
        ("Data visualisation", "disclosed"),
        ("Material", "disclosed"),
        ("Contracts", "not_held"),
    ]
    assert all(one.evidence == one.message.body_text[one.start : one.end] for one in best if one)
    assert (found.unmatched, request.outcome, Answer.objects.count()) == ([], "", 0)
    assert take_all(request=request, by=UserFactory()) == 7
    assert InformationRequest.objects.get().outcome == "granted_as_held"
