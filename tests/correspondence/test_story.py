"""The whole story in one order."""

from datetime import date

import pytest

from correspondence import story
from correspondence.models import Message
from correspondence.shown_letter import letter_entry
from correspondence.story_entries import Entry, EventEntry, LetterEntry, LimitEntry
from requests_app.deadlines import EventKind
from requests_app.services.life import correct_event, life_of, record_event
from tests.accounts.factories import UserFactory
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
TODAY = date(2018, 8, 10)


def told(request, today: date = TODAY) -> list[str]:
    """The story in words: "letter 2", "received", "response due", "today"."""
    entries = story.tell(
        request,
        messages=list(request.messages.prefetch_related("attachments")),
        events=list(request.events.all()),
        limits=life_of(request, on=today).deadlines,
        today=today,
    )
    return [words(entry) for entry in entries]


def words(entry: Entry) -> str:
    if isinstance(entry, LetterEntry):
        kind = "note" if entry.is_note else "letter"
        return f"{kind} {entry.message.position}" if entry.message else "the logged letter"
    if isinstance(entry, EventEntry):
        return entry.event.kind
    if isinstance(entry, LimitEntry):
        return f"{entry.limit.kind.value} {'missed' if entry.missed else 'to come'}"
    return "today"


def undated(request, number: int) -> None:
    for position in range(1, number + 1):
        Message.objects.create(
            request=request,
            position=position,
            direction="out" if position == 1 else "in",
            channel="pasted",
            opens_request=position == 1,
        )


def test_undated_letters_keep_the_order_of_the_thread_and_the_receipt_follows_the_first() -> None:
    request = make_request()
    undated(request, 3)
    assert told(request) == ["letter 1", "received", "letter 2", "letter 3", "today", "response to come"]


def test_letters_and_events_are_merged_by_their_dates() -> None:
    request = make_request(letter="Dear Council")
    make_letter(request, on=date(2018, 7, 24))
    make_letter(request, on=date(2018, 8, 8), channel="note", direction="out")
    record_event(request=request, kind=EventKind.ACKNOWLEDGED, on=date(2018, 7, 24), by=None)
    record_event(request=request, kind=EventKind.EXTENSION, on=date(2018, 8, 1), by=None)
    assert told(request)[:7] == [
        "the logged letter",
        "received",
        "letter 1",
        "acknowledged",
        "extension",
        "note 2",
        "today",
    ]


def test_an_event_between_dated_letters_stands_between_them() -> None:
    request = make_request()
    undated(request, 1)
    make_letter(request, on=date(2018, 7, 24))
    make_letter(request, on=date(2018, 8, 8))
    record_event(request=request, kind=EventKind.ACKNOWLEDGED, on=date(2018, 7, 30), by=None)
    assert told(request)[:6] == ["letter 1", "received", "letter 2", "acknowledged", "letter 3", "today"]


def test_a_limit_that_ran_out_stands_at_its_day_and_one_kept_does_not() -> None:
    late, kept = make_request(), make_request(steps=((EventKind.RESPONSE, date(2018, 8, 20)),))
    day = date(2018, 8, 21)
    assert told(late, day) == ["received", "response missed", "today"]
    assert told(kept, day)[:3] == ["received", "response", "today"]


def test_on_the_due_day_itself_nothing_has_run_out() -> None:
    assert told(make_request(), date(2018, 8, 20)) == ["received", "today", "response to come"]


def test_a_corrected_event_stays_where_it_was_with_its_correction() -> None:
    request = make_request()
    event = request.events.get()
    correct_event(event=event, on=date(2018, 7, 23), by=UserFactory(), because="Read wrongly")
    entries = story.tell(
        request,
        messages=[],
        events=list(request.events.select_related("corrected_by")),
        limits=(),
        today=TODAY,
    )
    first = entries[0]
    assert isinstance(first, EventEntry)
    assert (first.event.pk, first.corrected_on) == (event.pk, date(2018, 7, 23))


def test_two_mails_of_one_id_are_flagged() -> None:
    request = make_request()
    for position in (1, 2):
        Message.objects.create(
            request=request,
            position=position,
            direction="in",
            channel="email",
            message_id="<1@x>",
            body_sha256=position,
        )
    letters = story.tell(request, messages=list(request.messages.all()), events=[], limits=(), today=TODAY)[
        :2
    ]
    assert [letter.badge for letter in letters] == ["Came twice, with different words"] * 2


def test_the_name_of_an_attachment_is_shown_with_its_direction_marks_spelled_out() -> None:
    message = make_letter(make_request())
    message.attachments.create(filename="annex\u202efdp.exe")
    [file] = letter_entry(message).files
    assert (file.filename, file.is_held) == ("annex[U+202E]fdp.exe", False)
