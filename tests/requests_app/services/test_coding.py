"""What came back is coded by people, with history, and the request's outcome follows."""

from itertools import pairwise

import pytest

from accounts.audit_models import AuditEntry
from requests_app.errors import NotCoded, QuestionCoded
from requests_app.law_sections import parse_grounds
from requests_app.models import Answer, InformationRequest
from requests_app.services.coding import code_question, take_back
from requests_app.services.requests import replace_questions
from tests.accounts.factories import UserFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_coded() -> InformationRequest:
    return make_request(questions=["The name", "The contract"])


def outcome(request: InformationRequest) -> str:
    return InformationRequest.objects.get(pk=request.pk).outcome


def test_the_outcome_follows_each_answer(request_coded: InformationRequest) -> None:
    first, second = request_coded.questions.all()
    ann = UserFactory()
    assert outcome(request_coded) == ""
    code_question(question=first, outcome="disclosed", by=ann)
    assert outcome(request_coded) == "incomplete"
    code_question(question=second, outcome="refused", by=ann)
    assert outcome(request_coded) == "partly"
    take_back(question=second, by=ann)
    assert outcome(request_coded) == "incomplete"


def test_a_changed_answer_keeps_what_was_said_before(request_coded: InformationRequest) -> None:
    question, ann = request_coded.questions.first(), UserFactory()
    code_question(question=question, outcome="disclosed", by=ann)
    code_question(question=question, outcome="not_held", by=ann, note=" a letter says so ")
    rows = Answer.objects.values_list("outcome", "note", "coder", "replaced_at")
    assert [(*row[:3], row[3] is None) for row in rows] == [
        ("disclosed", "", ann.pk, False),
        ("not_held", "a letter says so", ann.pk, True),
    ]
    assert list(AuditEntry.objects.filter(action="answer.coded").values_list("details", flat=True)) == [
        {"outcome": "not_held", "question": 1},
        {"outcome": "disclosed", "question": 1},
    ]


def test_exemptions_are_rows_and_the_public_interest_belongs_to_qualified_ones(
    request_coded: InformationRequest,
) -> None:
    answer = code_question(
        question=request_coded.questions.first(),
        outcome="refused",
        by=UserFactory(),
        grounds=parse_grounds("s43(2), s40(2), s12", law="FOIA"),
        weighs_public_interest=True,
    )
    rows = answer.exemptions.values_list("law", "section", "kind", "weighs_public_interest")
    assert list(rows) == [
        ("FOIA", "s43(2)", "qualified", True),
        ("FOIA", "s40(2)", "absolute", False),
        ("FOIA", "s12", "no_test", False),
    ]


def test_two_who_differ_leave_it_open_until_it_is_settled(request_coded: InformationRequest) -> None:
    ann, bob, lead = (UserFactory() for _ in range(3))
    for question in request_coded.questions.all():
        code_question(question=question, outcome="disclosed", by=ann)
    code_question(question=question, outcome="refused", by=bob)
    assert outcome(request_coded) == "incomplete"
    code_question(question=question, outcome="partly_disclosed", by=lead, settles=True)
    assert outcome(request_coded) == "partly"
    assert Answer.objects.standing().count() == 4
    code_question(question=question, outcome="disclosed", by=ann, settles=True)
    assert (outcome(request_coded), Answer.objects.standing().filter(settles=True).count()) == ("granted", 1)
    take_back(question=question, by=bob, settles=True)
    assert outcome(request_coded) == "incomplete"


def test_what_is_not_there_cannot_be_taken_back(request_coded: InformationRequest) -> None:
    question = request_coded.questions.first()
    code_question(question=question, outcome="disclosed", by=UserFactory())
    with pytest.raises(NotCoded):
        take_back(question=question, by=UserFactory())


def test_another_wording_keeps_the_question_and_its_answer(request_coded: InformationRequest) -> None:
    first, second = request_coded.questions.all()
    code_question(question=second, outcome="disclosed", by=UserFactory())
    replace_questions(request=request_coded, texts=["The contracts", "The name", "The value"])
    kept = list(request_coded.questions.values_list("pk", "text"))
    assert kept[1] == (first.pk, "The name")
    assert all(one[0] != other[0] for one, other in pairwise(kept))
    assert second.pk in {pk for pk, _ in kept}
    assert outcome(request_coded) == "incomplete"


def test_a_coded_question_is_not_thrown_away(request_coded: InformationRequest) -> None:
    code_question(question=request_coded.questions.last(), outcome="disclosed", by=UserFactory())
    with pytest.raises(QuestionCoded, match="Question 2 has been coded"):
        replace_questions(request=request_coded, texts=["The name"])
    replace_questions(request=request_coded, texts=["The contract"])
    assert outcome(request_coded) == "granted"
