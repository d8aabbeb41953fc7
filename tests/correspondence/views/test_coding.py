"""Coding what came back: by hand, by suggestion, by two people, one request after the other."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from correspondence.models import Evidence, Suggestion
from requests_app.models import Answer, InformationRequest
from requests_app.services.coding import code_question
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.services.test_answering import QUESTIONS
from tests.correspondence.test_findings import ANSWER
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered() -> InformationRequest:
    request = make_request(team=TeamFactory(), questions=QUESTIONS)
    make_letter(request, text=ANSWER)
    return request


@pytest.fixture
def ann(client: Client, answered: InformationRequest) -> User:
    ann = researcher(answered.team)
    client.force_login(ann)
    return ann


def address(request: InformationRequest) -> str:
    return f"/requests/{request.pk}/coding/"


def save(client: Client, request: InformationRequest, number: int, *, do: str = "save", **given: object):
    question = request.questions.get(position=number)
    fields = {f"q{question.pk}-{name}": value for name, value in given.items()}
    return client.post(address(request), {"question": question.pk, "do": do, **fields})


def shown(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.usefixtures("ann")
def test_the_page_shows_each_suggestion_with_its_words_marked_and_records_nothing(
    client: Client, answered: InformationRequest
) -> None:
    page = shown(client, address(answered))
    assert page.count("seems to say") == 3
    marked = re.findall(r'<mark class="is-us">(.*?)<span class="coding__of">(.*?)</span>', page, re.DOTALL)
    assert marked[1] == ("We hold no assessment of its impact.", "Question 2")
    assert re.findall(r'value="(\w+)" [^>]*checked', page) == ["disclosed", "not_held", "partly_disclosed"]
    assert Answer.objects.count() == 0


def test_a_saved_answer_has_sections_words_and_coder_and_the_next_question_follows(
    client: Client, answered: InformationRequest, ann: User
) -> None:
    letter = answered.messages.get()
    response = save(
        client,
        answered,
        3,
        outcome="refused",
        exemptions="s43(2), section 40(2)",
        weighs="on",
        words="withheld under section 43(2)",
        source=f"m{letter.pk}",
        note="prices alone",
    )
    assert response.status_code == 302
    assert (
        response.headers["Location"]
        == f"{address(answered)}#question-{answered.questions.get(position=3).pk}"
    )
    answer = Answer.objects.get()
    assert (answer.coder, answer.outcome, answer.note) == (ann, "refused", "prices alone")
    assert [(str(one), one.kind, one.weighs_public_interest) for one in answer.exemptions.all()] == [
        ("FOIA s43(2)", "qualified", True),
        ("FOIA s40(2)", "absolute", False),
    ]
    evidence = Evidence.objects.get()
    assert evidence.text == letter.body_text[evidence.start : evidence.end] == "withheld under section 43(2)"
    assert Suggestion.objects.get(label__startswith="Question 3").answer == "corrected"
    first = save(client, answered, 1, outcome="disclosed")
    assert first.headers["Location"].endswith(f"#question-{answered.questions.get(position=2).pk}")


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Say what came back"),
        ({"outcome": "mislaid"}, "Say what came back"),
        ({"outcome": "refused", "exemptions": "s50"}, "“s50” is no ground for refusing of FOIA"),
        ({"outcome": "refused", "words": "We hold"}, "Say in which letter or file these words stand"),
        ({"outcome": "refused", "words": "never said", "source": "letter"}, "do not stand in letter 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    client: Client, answered: InformationRequest, given: dict[str, str], says: str
) -> None:
    if given.get("source") == "letter":
        given = {**given, "source": f"m{answered.messages.get().pk}"}
    response = save(client, answered, 1, **given)
    assert (response.status_code, says in response.content.decode()) == (422, True)
    assert Answer.objects.count() == 0


@pytest.mark.usefixtures("ann")
def test_words_may_stand_in_a_file(client: Client, answered: InformationRequest) -> None:
    file = make_letter(answered, text="See attached.", files=[upload()]).attachments.get()
    save(client, answered, 1, outcome="disclosed", words="a list", source=f"a{file.pk}", page=4)
    assert [(one.attachment, one.page, one.text) for one in Evidence.objects.all()] == [(file, 4, "a list")]
    assert "a list" in shown(client, answered.get_absolute_url())


@pytest.mark.usefixtures("ann")
def test_one_and_then_all_are_taken_as_suggested(client: Client, answered: InformationRequest) -> None:
    question = answered.questions.get(position=2)
    client.post(f"{address(answered)}take/", {"question": question.pk})
    assert list(Answer.objects.values_list("question", "outcome")) == [(question.pk, "not_held")]
    client.post(f"{address(answered)}take/")
    answered.refresh_from_db()
    assert (Answer.objects.count(), answered.outcome) == (3, "partly")


@pytest.mark.usefixtures("ann")
def test_another_requests_question_is_not_found(client: Client, answered: InformationRequest) -> None:
    other = make_request(questions=["Secret"]).questions.get()
    assert client.post(address(answered), {"question": other.pk}).status_code == 404
    assert client.post(f"{address(answered)}take/", {"question": other.pk}).status_code == 404


@pytest.mark.usefixtures("ann")
def test_an_answer_can_be_taken_back(client: Client, answered: InformationRequest) -> None:
    save(client, answered, 1, outcome="disclosed")
    save(client, answered, 1, do="take_back")
    assert Answer.objects.standing().count() == 0
    assert save(client, answered, 1, do="take_back").status_code == 302


def test_the_second_coder_sees_the_first_ones_answer_only_after_their_own(
    client: Client, answered: InformationRequest, ann: User
) -> None:
    bob = researcher(answered.team)
    code_question(question=answered.questions.first(), outcome="refused", by=bob, note="so says Bob")
    assert "so says Bob" not in shown(client, address(answered))
    save(client, answered, 1, outcome="disclosed")
    page = shown(client, address(answered))
    assert ("so says Bob" in page, "Coders differ" in page) == (True, True)


def test_a_lead_settles_what_coders_differ_about_and_nobody_else(
    client: Client, answered: InformationRequest, ann: User
) -> None:
    bob, boss = researcher(answered.team), lead(answered.team)
    for who, outcome in ((ann, "disclosed"), (bob, "refused")):
        code_question(question=answered.questions.first(), outcome=outcome, by=who, note=f"By {who}.")
    assert "Settle it so" not in shown(client, address(answered))
    assert save(client, answered, 1, do="settle", outcome="disclosed").status_code == 403
    assert "question 1</a>" in shown(client, "/coding/")
    client.force_login(boss)
    assert "Settle it so" in shown(client, address(answered))
    told = shown(client, address(answered))
    assert [f"By {who}." in told for who in (ann, bob)] == [True, True]
    save(client, answered, 1, do="settle", outcome="partly_disclosed")
    assert Answer.objects.get(settles=True).coder == boss
    overview = shown(client, "/coding/")
    assert ("Nowhere." in overview, f"{ann} and {bob}" in overview) == (True, True)
    save(client, answered, 1, do="take_back_settle")
    assert Answer.objects.standing().filter(settles=True).count() == 0


@pytest.mark.usefixtures("ann")
def test_the_queue_goes_on_within_the_list_and_ends(client: Client, answered: InformationRequest) -> None:
    places = {name: AuthorityFactory(name=name, nation="wales") for name in ("Aber", "Bangor", "Conwy")}
    made = [make_request(team=answered.team, authority=one, questions=["All"]) for one in places.values()]
    for each in made[:2]:
        make_letter(each, text=ANSWER)
    make_letter(made[2], text="We acknowledge receipt of your request. It is being considered.")
    query = "?nation=wales&sort=authority"
    overview = shown(client, f"/coding/{query}")
    assert "2 requests were answered" in overview
    assert f'href="{address(made[0])}{query.replace("&", "&amp;")}"' in overview
    page = shown(client, address(made[0]) + query)
    assert f'id="coding-next" href="{address(made[1])}{query.replace("&", "&amp;")}"' in page
    save(client, made[0], 1, outcome="disclosed")
    save(client, made[1], 1, outcome="disclosed")
    assert "coding-next" not in shown(client, address(made[1]) + query)
    assert "Nothing is left for you to code among these" in shown(client, f"/coding/{query}")


@pytest.mark.usefixtures("ann")
def test_a_request_without_questions_leads_to_where_they_are_written_down(client: Client) -> None:
    bare = make_request(team=InformationRequest.objects.get().team)
    assert f'href="/requests/{bare.pk}/edit/"' in shown(client, address(bare))


@pytest.mark.usefixtures("ann")
def test_the_page_of_the_request_asks_and_then_tells(client: Client, answered: InformationRequest) -> None:
    page = shown(client, answered.get_absolute_url())
    assert ("Record all 3 as suggested" in page, page.count("Is this so? ")) == (True, 3)
    client.post(f"{address(answered)}take/")
    page = shown(client, answered.get_absolute_url())
    assert ("as suggested" in page, "FOIA s43(2), qualified" in page) == (False, True)


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_the_pages_ask_the_database_as_often_for_many_as_for_one(client: Client) -> None:
    ann = researcher()
    client.force_login(ann)
    counts = []
    for number in (1, 3):
        request = make_request(team=ann.teams.get(), questions=[f"Thing {n}" for n in range(number)])
        for _ in range(number):
            make_letter(request, text="Kind regards", files=[upload()])
        for question in request.questions.all():
            for who in (ann, researcher(request.team)):
                code_question(question=question, outcome="disclosed", by=who)
        counts.append((queries(client, address(request)), queries(client, "/coding/")))
    assert counts == [(16, 10), (16, 10)]
