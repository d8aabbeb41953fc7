"""A pasted thread becomes a request, once, whole or not at all."""

import threading
from datetime import date

import pytest
from django.db import connection

from authorities.models import Authority
from correspondence.errors import AnotherThread, NoDate, NotYet, ThreadRefused
from correspondence.models import Attachment, Message, Suggestion
from correspondence.services import importing
from correspondence.services.importing import import_thread
from requests_app.deadlines import BeforeTheAct
from requests_app.models import Event, InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.threads import ACKNOWLEDGEMENT, ANSWER, LONG, OPENING, SHORT, THANKS, UNDATED
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2018, 8, 1)


def bring_in(text: str = SHORT, **fields):
    given = {"team": None, "by": None, "today": TODAY, **fields}
    given["team"] = given["team"] or TeamFactory()
    return import_thread(text=text, **given)


def nothing_is_kept() -> bool:
    return not any(
        model.objects.exists() for model in (InformationRequest, Message, Event, Attachment, Authority)
    )


def test_a_thread_becomes_a_request_with_all_that_it_says() -> None:
    user = researcher()
    done = bring_in(LONG, team=user.teams.get(), by=user)
    request = done.request
    assert (done.created, done.authority_created, len(done.added)) == (True, True, 4)
    assert (request.authority.name, request.authority.needs_checking) == ("Marshland District Council", True)
    assert (request.received_on, request.due_on) == (date(2018, 7, 20), date(2018, 8, 20))
    assert (request.owner, request.created_by) == (user, user)
    assert [reference.value for reference in request.references.all()] == ["FOI-18-1134"]
    assert request.questions.count() == 2
    assert request.letter.startswith("Dear Marshland District Council,")


def test_letters_stand_in_order_on_the_right_side_with_what_they_mention() -> None:
    request = bring_in(LONG).request
    letters = request.messages.all()
    assert [(m.position, m.direction, m.author_name, m.attachments.count()) for m in letters] == [
        (1, "out", "R. Researcher", 0),
        (2, "in", "Sam Clerk", 1),
        (3, "in", "Sam Clerk", 2),
        (4, "out", "R. Researcher", 0),
    ]
    assert [(m.opens_request, m.hides_quoted, m.channel) for m in letters] == [
        (True, False, "pasted"),
        (False, True, "pasted"),
        (False, True, "pasted"),
        (False, False, "pasted"),
    ]
    assert [attachment.is_held for attachment in Attachment.objects.all()] == [False] * 3


def test_an_answer_in_it_is_suggested_and_not_believed() -> None:
    request = bring_in(LONG).request
    assert [event.kind for event in request.events.all()] == ["received"]
    assert request.state == "awaiting_response"
    assert sorted(Suggestion.objects.values_list("message__position", "kind")) == [
        (2, "acknowledged"),
        (2, "received"),
        (2, "reference"),
        (3, "response"),
    ]


def test_the_same_paste_again_adds_nothing_whatever_became_of_its_spaces() -> None:
    team = TeamFactory()
    first = bring_in(LONG, team=team)
    again = bring_in(
        LONG.replace("\n", "\r\n").replace("which was received", "which  was\u00a0received"), team=team
    )
    assert (again.created, again.request, again.added) == (False, first.request, ())
    assert (InformationRequest.objects.count(), Message.objects.count()) == (1, 4)


def test_a_longer_paste_adds_its_new_letters_alone() -> None:
    team = TeamFactory()
    first = bring_in(SHORT, team=team)
    longer = bring_in(LONG, team=team)
    assert (longer.created, longer.request) == (False, first.request)
    assert [message.position for message in longer.added] == [3, 4]
    assert [m.position for m in first.request.messages.all()] == [1, 2, 3, 4]


def test_a_shorter_paste_adds_nothing() -> None:
    team = TeamFactory()
    bring_in(LONG, team=team)
    assert bring_in(SHORT, team=team).added == ()


def test_a_letter_that_was_left_out_is_put_where_it_belongs() -> None:
    team = TeamFactory()
    request = bring_in(OPENING + ACKNOWLEDGEMENT + THANKS, team=team).request
    added = bring_in(OPENING + ACKNOWLEDGEMENT + ANSWER + THANKS, team=team).added
    assert [message.position for message in added] == [3]
    assert [m.body_text.split("\n")[2][:11] for m in request.messages.all()[2:]] == [
        "Please find",
        "Many thanks",
    ]


def test_letters_added_in_other_ways_stay_in_place() -> None:
    team = TeamFactory()
    request = bring_in(SHORT, team=team).request
    note = make_letter(request, channel="note", direction="out", on=date(2018, 7, 30), text="They rang.")
    bring_in(LONG, team=team)
    note.refresh_from_db()
    assert [message.position for message in request.messages.all()] == [1, 2, 3, 4, 5]
    assert note.position == 5


def test_another_team_has_a_request_of_its_own() -> None:
    first, second = bring_in(SHORT), bring_in(SHORT)
    assert first.request != second.request
    assert second.request.authority == first.request.authority


def test_the_same_letter_with_another_case_number_is_another_request() -> None:
    team = TeamFactory()
    first = bring_in(SHORT, team=team)
    second = bring_in(SHORT.replace("FOI-18-1134", "FOI-18-9999").replace("20/07", "24/07"), team=team)
    assert (second.created, second.request == first.request) == (True, False)


def test_a_request_logged_by_form_is_found_by_its_letter() -> None:
    authority = AuthorityFactory(name="Marshland District Council")
    letter = OPENING.split("\n\n", 1)[1]
    request = make_request(authority=authority, letter=letter)
    done = bring_in(LONG, team=request.team)
    assert (done.created, done.request) == (False, request)
    assert request.messages.count() == 4


def test_the_authority_given_goes_before_the_one_in_the_text() -> None:
    authority = AuthorityFactory(name="Fenland County Council")
    assert bring_in(authority=authority).request.authority == authority


def test_an_authority_found_by_another_name_is_not_made_again() -> None:
    authority = AuthorityFactory(name="Marshland Council", other_names=["Marshland District Council"])
    done = bring_in()
    assert (done.request.authority, done.authority_created) == (authority, False)


def test_without_any_date_it_asks_for_one_and_takes_what_it_is_given() -> None:
    with pytest.raises(NoDate):
        bring_in(UNDATED)
    assert nothing_is_kept()
    assert bring_in(UNDATED, sent_on=date(2018, 7, 19)).request.received_on == date(2018, 7, 19)


def test_a_date_given_goes_before_the_one_read() -> None:
    request = bring_in(received_on=date(2018, 7, 23)).request
    assert (request.received_on, request.due_on) == (date(2018, 7, 23), date(2018, 8, 21))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The text is empty: paste the whole thread."),
        ("  \n ", "The text is empty: paste the whole thread."),
        (SHORT.replace("20/07/2018", "20/09/2018"), "received on 20 September 2018, which is in the future"),
    ],
)
def test_what_cannot_be_right_gets_its_own_sentence_and_leaves_nothing(text: str, sentence: str) -> None:
    with pytest.raises(ThreadRefused, match=sentence):
        bring_in(text)
    assert nothing_is_kept()


def test_a_date_given_that_has_not_come_is_refused_for_a_thread_that_is_here_too() -> None:
    team = TeamFactory()
    bring_in(SHORT, team=team)
    with pytest.raises(NotYet, match="received on 1 January 2099"):
        bring_in(SHORT, team=team, received_on=date(2099, 1, 1))


def test_a_date_before_the_act_is_refused_in_the_words_of_the_clock() -> None:
    with pytest.raises(BeforeTheAct):
        bring_in(SHORT.replace("20/07/2018", "20/07/1998"))
    assert nothing_is_kept()


def test_an_import_that_fails_late_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(importing, "suggest", fail)
    with pytest.raises(RuntimeError):
        bring_in()
    assert nothing_is_kept()


def test_a_thread_of_another_request_is_not_pasted_into_this_one() -> None:
    request = bring_in(SHORT).request
    with pytest.raises(AnotherThread):
        bring_in(THANKS + ANSWER, team=request.team, into=request)
    assert request.messages.count() == 2


def test_more_of_its_thread_is_pasted_into_a_request() -> None:
    request = bring_in(SHORT).request
    done = bring_in(LONG, team=request.team, into=request)
    assert (done.request, done.created, len(done.added)) == (request, False, 2)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one() -> None:
    team = TeamFactory()
    start, created = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait()
            created.append(bring_in(LONG, team=team).created)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(created) == [False, True]
    assert (InformationRequest.objects.count(), Message.objects.count(), Authority.objects.count()) == (
        1,
        4,
        1,
    )
