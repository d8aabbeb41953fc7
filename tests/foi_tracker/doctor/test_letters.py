"""What the doctor says of letters coming in."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from correspondence.models import Arrival, Mailbox
from foi_tracker.doctor import letters
from tests.accounts.factories import TeamFactory

pytestmark = pytest.mark.django_db


def mailbox(**fields) -> Mailbox:
    made = Mailbox.objects.create(
        team=TeamFactory(name="Blue"),
        name="Replies",
        host="mail.invalid",
        username="foi",
        sealed_password="x",
    )
    Mailbox.objects.filter(pk=made.pk).update(**fields)
    return made


def said() -> list[tuple[str, str]]:
    return [(finding.state.value, finding.says) for finding in letters.mailboxes(timezone.now())]


def test_without_a_mailbox_it_says_so() -> None:
    assert said() == [("note", "none is fetched from")]


def test_one_that_answers_and_brings_letters_is_well() -> None:
    mailbox(checked_at=timezone.now(), last_arrival_at=timezone.now())
    assert said() == [("good", "1 fetched from, all answer")]


@pytest.mark.parametrize(
    ("fields", "state", "words"),
    [
        (
            {"failing_since": timedelta(hours=1), "last_error": "No answer."},
            "broken",
            "It has not worked since",
        ),
        ({"checked_at": timedelta(hours=2)}, "note", "Nobody has looked into it for over an hour"),
        ({"last_arrival_at": timedelta(days=15)}, "note", "No letter has come from it for two weeks"),
    ],
)
def test_failing_and_fallen_silent_are_told_apart(fields: dict, state: str, words: str) -> None:
    now = timezone.now()
    given = {"checked_at": now, "last_arrival_at": now, **fields}
    mailbox(**{name: now - value if isinstance(value, timedelta) else value for name, value in given.items()})
    ((found, says),) = said()
    assert found == state
    assert says.startswith(f"“Replies” of Blue: {words}")


def test_one_switched_off_is_no_trouble() -> None:
    mailbox(is_active=False, failing_since=timezone.now())
    assert said() == [("note", "none is fetched from")]


def test_mail_that_waits_and_mail_that_could_not_be_read() -> None:
    assert [letters.waiting(timezone.now()).state.value, letters.unreadable().state.value] == ["good", "good"]
    for state in ("stored", "quarantined"):
        Arrival.objects.create(door="pipe", state=state, size=1, raw=ContentFile(b"x", "raw"))
    later = timezone.now() + timedelta(minutes=11)
    assert letters.waiting(later).says == "1 waiting for over ten minutes"
    assert letters.unreadable().says == "1 could not be read"
