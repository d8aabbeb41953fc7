"""Many authorities chased at once: who is and who is not; each as it was seen, once, and undone together."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from accounts.audit_models import AuditEntry
from authorities.models import Contact
from correspondence.models import Message, OutgoingLetter
from correspondence.services.chasing import prepare, send_chasers, undo_chase
from correspondence.services.composing import compose_chaser
from correspondence.services.marking import mark_read
from correspondence.services.outbox import send_due
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from requests_app.services.life import record_event
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.outgoing import LATER, NOW, TO, make_case, make_draft, make_queued, state_of
from tests.requests_app.factories import make_request

TODAY = date(2018, 8, 22)


@pytest.fixture
def ada(db):
    return researcher(TeamFactory(), name="Ada Quill")


def case(ada, **fields) -> InformationRequest:
    return make_case(team=ada.teams.get(), **fields)


def wrote_last(request: InformationRequest, email: str) -> None:
    message = make_letter(request, subject="We have your request")
    Message.objects.filter(pk=message.pk).update(author_email=email)


def prepared(ada, today: date = TODAY):
    return prepare(requests=InformationRequest.objects.order_by("pk"), by=ada, today=today)


def chosen(ada, today: date = TODAY) -> dict[int, str]:
    return {each.request.pk: each.digest for each in prepared(ada, today).letters}


def send_all(ada, digests: dict[int, str] | None = None, today: date = TODAY):
    return send_chasers(chosen=digests or chosen(ada), by=ada, at=NOW, today=today)


def test_each_letter_is_the_one_that_is_written_to_one_authority_alone(ada) -> None:
    plain, answered = case(ada), case(ada, reference="A/2", law="foisa", received_on=date(2018, 7, 2))
    wrote_last(answered, "sam@anytown.gov.example")
    letters = {each.request.pk: each.composed for each in prepared(ada).letters}
    for request in InformationRequest.objects.filter(pk__in=[plain.pk, answered.pk]):
        assert letters[request.pk] == compose_chaser(request=request, by=ada, today=TODAY)
    assert letters[answered.pk].subject == "Answer overdue: Scoring systems (your reference A/2)"
    assert "Your reference: A/2" in letters[answered.pk].body


def test_what_it_answers_is_the_last_letter_that_a_person_wrote(ada) -> None:
    request = case(ada)
    make_letter(request, on=date(2018, 7, 24))
    by_person = make_letter(request, on=date(2018, 7, 25), text="We are on it.")
    machine = make_letter(request, on=date(2018, 7, 26), text="Out of office.")
    Message.objects.filter(pk=machine.pk).update(automatic="auto_reply")
    (letter,) = prepared(ada).letters
    assert letter.composed.answers == by_person


def test_what_a_stranger_wrote_is_not_answered_whoever_filed_it(ada) -> None:
    request = case(ada)
    known = make_letter(request, on=date(2018, 7, 24))
    strangers = make_letter(request, on=date(2018, 7, 25), text="I am not the council.")
    doubted = make_letter(request, on=date(2018, 7, 26), text="Nor am I.")
    make_letter(request, on=date(2018, 7, 27), text="Files.", channel="upload")
    Message.objects.filter(pk__in=[known.pk, doubted.pk]).update(raw="x.eml", author_email=TO)
    Message.objects.filter(pk=doubted.pk).update(sender_check="failed")
    Message.objects.filter(pk=strangers.pk).update(raw="x.eml", author_email="anybody@derby.gov.uk")
    assert [each.composed.answers for each in prepared(ada).letters] == [known]
    assert compose_chaser(request=request, by=ada, today=TODAY).answers == known
    Message.objects.filter(pk=known.pk).delete()
    assert [each.composed.answers for each in prepared(ada).letters] == [None]
    assert compose_chaser(request=request, by=ada, today=TODAY).answers is None


STEPS = {
    "It has been answered.": ((EventKind.RESPONSE, date(2018, 8, 14)),),
    "They wait for our clarification.": ((EventKind.CLARIFICATION_ASKED, date(2018, 8, 14)),),
    "They wait for our fee.": ((EventKind.FEES_NOTICE, date(2018, 8, 14)),),
    "It is closed.": ((EventKind.WITHDRAWN, date(2018, 8, 14)),),
}


@pytest.mark.parametrize(("reason", "steps"), STEPS.items())
def test_what_they_do_not_owe_is_left_out_with_the_reason(ada, reason, steps) -> None:
    case(ada, steps=steps)
    chase = prepared(ada)
    assert ([each.reason for each in chase.left_out], chase.letters) == ([reason], [])


def test_the_due_day_itself_is_not_late(ada) -> None:
    case(ada)
    (left,) = prepared(ada, date(2018, 8, 20)).left_out
    assert left.reason == "It is not late: the last lawful day is 20 August 2018."
    assert prepared(ada, date(2018, 8, 21)).left_out == []


def test_an_authority_without_an_address_or_with_one_that_bounces_is_left_out(ada) -> None:
    make_request(team=ada.teams.get())
    request = case(ada)
    Contact.objects.filter(authority=request.authority).update(status="bouncing")
    assert [each.reason for each in prepared(ada).left_out] == [
        "No address of it is known.",
        "Mail to its address came back: find another.",
    ]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("waiting", "A reminder is on its way already."),
        ("sending", "A reminder is on its way already."),
        ("uncertain", "A reminder may not have arrived: say first what became of it."),
        ("failed", "A reminder may not have arrived: say first what became of it."),
    ],
)
def test_one_whose_reminder_is_on_its_way_or_may_be_lost_is_left_out(ada, state, reason) -> None:
    letter = make_queued(case(ada))
    OutgoingLetter.objects.filter(pk=letter.pk).update(state=state)
    assert [each.reason for each in prepared(ada).left_out] == [reason]


def test_a_draft_or_a_reminder_that_was_dropped_is_no_hindrance(ada) -> None:
    request = case(ada)
    make_draft(request)
    OutgoingLetter.objects.filter(pk=make_draft(request).pk).update(state="dropped")
    assert len(prepared(ada).letters) == 1


def test_whoever_was_chased_within_five_working_days_is_shown_and_not_ticked(ada) -> None:
    letter = make_draft(case(ada))
    OutgoingLetter.objects.filter(pk=letter.pk).update(state="sent", sent_at=NOW)
    ticked = {day: prepared(ada, day).letters[0].is_ticked for day in (date(2018, 8, 29), date(2018, 8, 30))}
    assert list(ticked.values()) == [False, True]  # the 27th is a bank holiday
    assert prepared(ada).letters[0].chased_on == date(2018, 8, 22)


def test_a_name_that_would_break_into_the_headers_leaves_one_out_and_the_others_go(ada) -> None:
    bad, good = case(ada, title="Scoring"), case(ada)
    InformationRequest.objects.filter(pk=bad.pk).update(title="Scoring\nBcc: all@example.org")
    chase = prepared(ada)
    assert [each.request for each in chase.letters] == [good]
    assert chase.left_out[0].reason == "The subject must be one line, without control characters."


def test_they_wait_together_one_mail_each_and_go_after_their_minute(ada, mailoutbox) -> None:
    for number in range(3):
        case(ada, reference=f"FOI-{number}")
    sent = send_all(ada)
    assert (sent.number, sent.left_out) == (3, [])
    letters = OutgoingLetter.objects.filter(batch=sent.batch)
    assert set(letters.values_list("state", "to_email", "written_by")) == {("waiting", TO, ada.pk)}
    assert send_due(clock=lambda: NOW + timedelta(seconds=59)) == 0
    assert send_due(clock=lambda: LATER) == 3
    said = sorted(re.search(rb"your reference FOI-\d", out.raw)[0] for out in mailoutbox)
    assert said == [b"your reference FOI-0", b"your reference FOI-1", b"your reference FOI-2"]
    assert AuditEntry.objects.filter(action="mail.queued").count() == 3


def test_undone_within_the_minute_none_goes_and_no_draft_is_left(ada, mailoutbox) -> None:
    kept = make_draft(case(ada))
    case(ada)
    sent = send_all(ada)
    assert (sent.number, undo_chase(batch=sent.batch, by=ada)) == (2, 2)
    assert send_due(clock=lambda: LATER) == 0
    assert (list(OutgoingLetter.objects.all()), len(mailoutbox)) == ([kept], 0)
    assert send_all(ada).number == 2


def test_what_a_worker_has_already_is_not_undone(ada) -> None:
    case(ada), case(ada)
    sent = send_all(ada)
    gone = OutgoingLetter.objects.filter(batch=sent.batch).first()
    OutgoingLetter.objects.filter(pk=gone.pk).update(state="sending", claimed_at=NOW)
    assert undo_chase(batch=sent.batch, by=ada) == 1
    assert list(OutgoingLetter.objects.all()) == [gone]


def test_a_stranger_undoes_nothing_and_chases_nobody(ada) -> None:
    case(ada)
    stranger, digests = researcher(), chosen(ada)
    sent = send_all(ada, digests)
    assert undo_chase(batch=sent.batch, by=stranger) == 0
    undo_chase(batch=sent.batch, by=ada)
    assert send_chasers(chosen=digests, by=stranger, at=NOW, today=TODAY).number == 0


def test_a_letter_that_reads_otherwise_by_now_is_left_out(ada) -> None:
    moved, same = case(ada), case(ada)
    digests = chosen(ada)
    Contact.objects.filter(authority=moved.authority).update(email="new@anytown.gov.example")
    sent = send_all(ada, digests)
    assert (sent.number, [each.request for each in sent.left_out]) == (1, [moved])
    assert sent.left_out[0].reason == "The letter reads otherwise by now: look at it again."
    assert OutgoingLetter.objects.get().request == same


def test_an_answer_that_came_after_the_look_leaves_it_out(ada) -> None:
    request = case(ada)
    digests = chosen(ada)
    record_event(request=request, kind=EventKind.RESPONSE, on=TODAY, by=None)
    sent = send_all(ada, digests)
    assert (sent.batch, sent.number, sent.left_out[0].reason) == (None, 0, "It has been answered.")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_chase_the_same_at_once_one_does() -> None:
    ada = researcher(TeamFactory(), name="Ada Quill")
    for _ in range(3):
        case(ada)
    digests, start = chosen(ada), Barrier(2)

    def go(_: int) -> int:
        start.wait()
        try:
            return send_chasers(chosen=digests, by=ada, at=NOW, today=TODAY).number
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, range(2))) == [0, 3]
    assert OutgoingLetter.objects.count() == 3


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_queries_do_not_grow_with_the_letters(ada, settings, number, django_assert_num_queries) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example"
    authority = AuthorityFactory()
    ContactFactory(authority=authority, email=TO)
    team = ada.teams.get()
    first = make_request(team=team, authority=authority, reference="FOI-1", owner=ada)
    wrote_last(first, TO)
    for each in range(number - 1):
        copy_of(first, each)
    with django_assert_num_queries(10):
        digests = chosen(ada)
    with django_assert_num_queries(20):
        sent = send_all(ada, digests)
    assert sent.number == number
    with django_assert_num_queries(11):
        assert undo_chase(batch=sent.batch, by=ada) == number


def copy_of(request: InformationRequest, number: int) -> None:
    """Another request like it, to another authority, with its events, reference and letter; made quickly."""
    one = InformationRequest.objects.get(pk=request.pk)
    one.pk, one.authority = None, AuthorityFactory()
    ContactFactory(authority=one.authority, email=TO)
    one.save(force_insert=True)
    for rows in (request.events, request.references, request.messages):
        for row in rows.all():
            row.pk, row.request = None, one
            if hasattr(row, "message_id"):
                row.message_id = ""
            row.save(force_insert=True)


def test_the_state_of_a_letter_sent_off_with_others_is_that_of_one_sent_alone(ada) -> None:
    alone = make_queued(case(ada))
    other = case(ada)
    send_chasers(chosen=chosen(ada), by=ada, at=NOW, today=TODAY)
    together = OutgoingLetter.objects.get(request=other)
    same = ("state", "send_after", "attempts", "next_attempt_at", "last_error", "kind", "to_email", "raw")
    assert [getattr(together, name) for name in same] == [getattr(alone, name) for name in same]
    assert state_of(together) == "waiting"
    assert together.send_after == datetime(2018, 8, 22, 10, 1, tzinfo=UTC)


def test_one_whose_answer_may_lie_unread_is_shown_and_not_ticked(ada) -> None:
    request, other = case(ada), case(ada)
    for _ in range(2):
        make_letter(request)
    letters = prepare(requests=InformationRequest.objects.order_by("pk"), by=ada, today=TODAY).letters
    assert [(each.request, each.unread, each.is_ticked) for each in letters] == [
        (request, 2, False),
        (other, 0, True),
    ]
    mark_read(user=ada, request=request, up_to=request.messages.last().pk, at=NOW)
    letters = prepare(requests=InformationRequest.objects.order_by("pk"), by=ada, today=TODAY).letters
    assert [each.is_ticked for each in letters] == [True, True]
