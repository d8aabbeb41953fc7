"""Everything that can go wrong at a mail server, and what the letter is then."""

from datetime import timedelta

import pytest

from authorities.models import Contact
from correspondence.models import Message, OutgoingLetter
from correspondence.services import outbox
from correspondence.services.outbox import mark_abandoned, queue
from tests.correspondence.factories import upload
from tests.correspondence.outgoing import (
    LATER,
    NOW,
    make_case,
    make_draft,
    make_queued,
    send,
    state_of,
)
from tests.correspondence.post_office import PostOffice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answer", ["451 try later", "421 too busy", "452 no room"])
def test_a_server_that_says_not_now_is_asked_again_later_and_later(office: PostOffice, answer: str) -> None:
    letter = make_queued()
    office.rcpt = answer
    assert send() == 0
    assert state_of(letter) == "waiting"
    assert answer.split(" ", 1)[1] in letter.last_error
    assert LATER < letter.next_attempt_at <= LATER + timedelta(minutes=1)
    assert send(LATER + timedelta(seconds=10)) == 0
    assert letter.attempts == 1
    office.rcpt = "250 OK"
    assert send(LATER + timedelta(minutes=1)) == 1
    assert state_of(letter) == "sent"


def test_waits_grow_to_a_day_and_are_never_longer() -> None:
    waits = [max(outbox._wait(attempt) for _ in range(50)) for attempt in range(1, 30)]
    assert waits[0] <= timedelta(minutes=1)
    assert waits[4] <= timedelta(minutes=16)
    assert timedelta(hours=20) < waits[-1] <= timedelta(hours=24)
    assert len({outbox._wait(5) for _ in range(20)}) > 15


def test_a_server_that_is_not_there_is_asked_again(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = make_queued()
    assert send() == 0
    assert (state_of(letter), letter.attempts) == ("waiting", 1)
    assert "refused" in letter.last_error


def test_after_many_attempts_a_person_is_asked(office: PostOffice) -> None:
    letter = make_queued()
    OutgoingLetter.objects.update(attempts=outbox.MOST_ATTEMPTS - 1)
    office.data = "451 no"
    send()
    assert state_of(letter) == "failed"
    assert list(OutgoingLetter.objects.to_check()) == [letter]


def test_an_address_that_is_refused_for_good_fails_and_marks_the_contact(office: PostOffice) -> None:
    letter = make_queued()
    office.rcpt = "550 5.1.1 no such person"
    send()
    assert (state_of(letter), letter.last_error) == ("failed", "550 5.1.1 no such person")
    assert Contact.objects.get().status == "bouncing"
    assert (letter.letter, Message.objects.count()) == (None, 0)


def test_a_text_that_is_refused_says_nothing_about_the_address(office: PostOffice) -> None:
    letter = make_queued()
    office.data = "554 5.7.1 looks like advertising"
    send()
    assert (state_of(letter), letter.last_error) == ("failed", "554 5.7.1 looks like advertising")
    assert Contact.objects.get().status == "good"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_connection_lost_after_the_text_leaves_it_uncertain(office: PostOffice, keeps: bool) -> None:
    letter = make_queued()
    office.hangs_up, office.keeps = True, keeps
    send()
    office.hangs_up, office.keeps = False, True
    assert send(LATER + timedelta(days=3)) == 0
    assert (state_of(letter), len(office.letters)) == ("uncertain", int(keeps))
    assert list(OutgoingLetter.objects.to_check()) == [letter]


def test_no_answer_in_time_after_the_text_leaves_it_uncertain(office: PostOffice, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.services.handing_over.PATIENCE", 1)
    letter = make_queued()
    office.waits = 1.6
    send()
    assert (state_of(letter), letter.last_error) == (
        "uncertain",
        "The mail server did not answer in time.",
    )


def test_a_slow_server_is_waited_for(office: PostOffice) -> None:
    letter = make_queued()
    office.waits = 1.5  # longer than any other answer may take
    assert send() == 1
    assert state_of(letter) == "sent"


def test_one_that_fails_does_not_hold_up_the_others(office: PostOffice) -> None:
    lost = make_queued(files=[upload()])
    lost_file = lost.files.get()
    lost_file.file.storage.delete(lost_file.file.name)
    other = make_queued(make_case())
    assert send() == 1
    assert (state_of(lost), state_of(other)) == ("waiting", "sent")
    assert "could not be read" in lost.last_error


def test_a_row_left_in_sending_is_uncertain_and_never_sent_by_itself(office: PostOffice) -> None:
    letter = make_queued()
    OutgoingLetter.objects.update(state="sending", claimed_at=LATER)
    assert mark_abandoned(at=LATER) == 1
    assert send(LATER + timedelta(days=1)) == 0
    assert (state_of(letter), office.letters) == ("uncertain", [])


def test_a_clock_set_back_sends_nothing_twice(office: PostOffice) -> None:
    letter = make_queued()
    waiting = make_draft(letter.request, by=letter.written_by)
    send(LATER)
    assert send(NOW - timedelta(days=1)) == 0
    queue(letter=waiting, by=letter.written_by, at=NOW - timedelta(days=1))
    assert send(NOW - timedelta(days=1, seconds=-90)) == 1
    assert (len(office.letters), set(office.counts().values())) == (2, {1})


def test_what_fails_behind_the_sending_is_made_good_later(office: PostOffice, monkeypatch) -> None:
    letter = make_queued()

    def full(*args, **kwargs):
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr("correspondence.services.sent.put_mail", full)
        assert send() == 1
    assert (state_of(letter), letter.letter, len(office.letters)) == ("sent", None, 1)
    assert send() == 0
    assert state_of(letter) == "sent"
    assert (letter.letter.body_text, len(office.letters)) == (letter.body, 1)
