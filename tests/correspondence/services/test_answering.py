"""Answers are recorded by a person, with the words that show them."""

import pytest

from correspondence.models import DocumentPage, Evidence, Suggestion
from correspondence.models.document import Document
from correspondence.services.answering import (
    WordsNotThere,
    quote,
    record_answer,
    suggested_for,
    take_all,
    take_suggestion,
)
from correspondence.services.suggestions import dismiss
from requests_app.models import Answer, InformationRequest
from tests.accounts.factories import UserFactory
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.test_findings import ANSWER
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
QUESTIONS = ["The name of each system in use", "Any assessment of its impact", "The contract, and its value"]


@pytest.fixture
def answered() -> InformationRequest:
    request = make_request(questions=QUESTIONS)
    make_letter(request, text=ANSWER)
    return request


def best(request: InformationRequest) -> list[str]:
    questions = list(request.questions.all())
    found = suggested_for(request, questions)
    return [one.outcome if (one := found.best(question)) else "" for question in questions]


def test_a_letter_suggests_an_answer_to_each_question_and_records_none(answered: InformationRequest) -> None:
    assert best(answered) == ["disclosed", "not_held", "partly_disclosed"]
    assert (Answer.objects.count(), answered.outcome) == (0, "")


def test_all_are_taken_at_once_each_with_its_words_and_sections(answered: InformationRequest) -> None:
    ann = UserFactory()
    assert (take_all(request=answered, by=ann), take_all(request=answered, by=ann)) == (3, 0)
    answers = Answer.objects.prefetch_related("exemptions", "evidence__message")
    assert [[str(one) for one in answer.exemptions.all()] for answer in answers] == [[], [], ["FOIA s43(2)"]]
    for evidence in Evidence.objects.select_related("message"):
        assert evidence.message.body_text[evidence.start : evidence.end] == evidence.text
    assert Evidence.objects.count() == 3
    given = Suggestion.objects.filter(kind="answer").values_list("answer", "answered_by")
    assert set(given) == {("taken", ann.pk)}
    assert InformationRequest.objects.get().outcome == "partly"


def test_a_second_coder_is_offered_what_the_first_took(answered: InformationRequest) -> None:
    take_all(request=answered, by=UserFactory())
    assert take_all(request=answered, by=UserFactory()) == 3


def test_what_is_not_so_is_suggested_no_more(answered: InformationRequest) -> None:
    first = answered.questions.first()
    found = suggested_for(answered, [first]).best(first)
    dismiss(suggestion=found, by=UserFactory())
    assert best(answered) == ["", "not_held", "partly_disclosed"]


def test_the_latest_letter_counts(answered: InformationRequest) -> None:
    make_letter(
        answered, text="Question 2: any assessment\nThe assessment of its impact is attached.", on=None
    )
    assert best(answered)[1] == "disclosed"


def test_a_letter_removed_suggests_nothing(answered: InformationRequest) -> None:
    answered.messages.update(removed_at="2018-08-20T09:00Z")
    assert best(answered) == ["", "", ""]


def test_a_refusal_of_everything_is_offered_for_each_question() -> None:
    request = make_request(questions=QUESTIONS)
    make_letter(
        request,
        text="Freedom of Information Act 2000: refusal notice\n\nWe have decided to refuse your request. All of the "
        "information is exempt from disclosure under section 31(1)(a) of the Act, and we will not be releasing it.",
    )
    assert best(request) == ["refused"] * 3
    question = request.questions.first()
    found = suggested_for(request, [question]).best(question)
    answer = take_suggestion(question=question, suggestion=found, by=UserFactory())
    assert [str(one) for one in answer.exemptions.all()] == ["FOIA s31(1)(a)"]
    assert best(request) == ["refused"] * 3


def test_words_are_quoted_as_the_letter_writes_them(answered: InformationRequest) -> None:
    letter = answered.messages.get()
    quoted = quote(words="the contract\nis  attached", message=letter, attachment=None, page=None)
    assert quoted.text == letter.body_text[quoted.start : quoted.end] == "the contract is attached"
    with pytest.raises(WordsNotThere, match="do not stand in letter 1"):
        quote(words="the contract is not attached", message=letter, attachment=None, page=None)


def test_words_of_a_file_are_found_on_their_page() -> None:
    request = make_request(questions=QUESTIONS)
    letter = make_letter(request, text="See attached.", files=[upload()])
    file = letter.attachments.get()
    document = Document.objects.create(attachment=file, state="read", page_count=2)
    for number, text in ((1, "A list of systems"), (2, "No assessment\nwas made")):
        DocumentPage.objects.create(document=document, number=number, text=text)
    quoted = quote(words="no assessment was made".capitalize(), message=letter, attachment=file, page=None)
    assert (quoted.page, quoted.start, quoted.end, quoted.text) == (2, 0, 22, "No assessment\nwas made")
    with pytest.raises(WordsNotThere, match="on page 1 of that file"):
        quote(words="No assessment", message=letter, attachment=file, page=1)
    answer = record_answer(
        question=request.questions.first(), outcome="not_held", by=UserFactory(), quotes=[quoted]
    )
    assert [(one.attachment, one.page) for one in answer.evidence.all()] == [(file, 2)]


def test_words_of_a_file_that_was_not_read_are_taken_as_typed() -> None:
    letter = make_letter(make_request(), text="See attached.", files=[upload()])
    quoted = quote(words=" a scan ", message=letter, attachment=letter.attachments.get(), page=3)
    assert (quoted.text, quoted.page, quoted.start) == ("a scan", 3, None)
