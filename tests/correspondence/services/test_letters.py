"""Letters that people write down stand where their date puts them."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from correspondence.errors import TooBig
from correspondence.models import Attachment, Message
from correspondence.services import files
from tests.correspondence.factories import PDF, make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def days(request) -> list[int | None]:
    assert [message.position for message in request.messages.all()] == list(
        range(1, request.messages.count() + 1)
    )
    return [message.on.day if message.on else None for message in request.messages.all()]


def test_letters_stand_in_the_order_of_their_dates_however_they_came() -> None:
    request = make_request()
    for day in (14, 3, 9, 20, 3):
        make_letter(request, on=date(2018, 8, day))
    assert days(request) == [3, 3, 9, 14, 20]


def test_an_undated_letter_goes_to_the_end_and_stays_before_later_ones() -> None:
    request = make_request()
    make_letter(request, on=date(2018, 8, 3))
    make_letter(request, on=None)
    make_letter(request, on=date(2018, 8, 20))
    make_letter(request, on=date(2018, 8, 9))
    assert days(request) == [3, None, 9, 20]


def test_the_letter_that_was_logged_is_known_again_when_it_is_added() -> None:
    request = make_request(letter="Dear Council, please send me it.")
    again = make_letter(request, direction="out", text="Dear Council,\n\nplease send me it.")
    other = make_letter(request, direction="out", text="Thank you.")
    theirs = make_letter(request, text="Dear Council, please send me it.")
    assert [message.opens_request for message in (again, other, theirs)] == [True, False, False]


def test_nothing_that_is_added_moves_the_clock() -> None:
    request = make_request()
    make_letter(request, text="Please find attached our response to your request.")
    request.refresh_from_db()
    assert (request.state, request.events.count()) == ("awaiting_response", 1)


def test_what_an_incoming_letter_seems_to_say_is_written_down() -> None:
    request = make_request()
    theirs = make_letter(request, text="Please find attached our response to your request.")
    ours = make_letter(request, text="Please find attached our response to your request.", direction="out")
    note = make_letter(request, text="They say: in response to your request.", channel="note")
    assert [message.suggestions.count() for message in (theirs, ours, note)] == [1, 0, 0]
    assert theirs.suggestions.get().on == date(2018, 8, 14)


def test_its_files_are_kept_under_keys_that_no_sender_chose() -> None:
    message = make_letter(
        make_request(), files=[upload("../../etc/passwd.pdf"), upload("b.txt", b"words", "text/plain")]
    )
    first, second = message.attachments.all()
    assert first.file.name.startswith("attachments/")
    assert len(first.file.name.removeprefix("attachments/")) == 32
    assert "passwd" not in first.file.name
    assert (first.size, first.sniffed_type, first.content_type) == (
        len(PDF),
        "application/pdf",
        "application/pdf",
    )
    assert (second.filename, second.sniffed_type) == ("b.txt", "text/plain")


def test_a_lying_type_is_found_out() -> None:
    message = make_letter(
        make_request(), files=[upload("photo.png", b"<html><script>x</script>", "image/png")]
    )
    attachment = message.attachments.get()
    assert (attachment.content_type, attachment.sniffed_type) == ("image/png", "text/html")


def test_a_file_that_is_too_big_keeps_the_letter_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BIGGEST_FILE", 5)
    with pytest.raises(TooBig, match=r"“answer\.pdf” is 20\xa0bytes; 5\xa0bytes is the most it can be"):
        make_letter(make_request(), files=[upload()])
    assert not Message.objects.exists()


def test_when_the_second_file_fails_the_first_does_not_stay_in_the_storage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, seen = files.sniff, []

    def fail_at_the_second(file):
        seen.append(file)
        if len(seen) == 2:
            raise OSError("the disk is full")
        return real(file)

    monkeypatch.setattr(files, "sniff", fail_at_the_second)
    before = (
        set(default_storage.listdir("attachments")[1]) if default_storage.exists("attachments") else set()
    )
    with pytest.raises(OSError, match="disk"):
        make_letter(make_request(), files=[upload("a.pdf"), upload("b.pdf")])
    after = set(default_storage.listdir("attachments")[1]) if default_storage.exists("attachments") else set()
    assert after == before
    assert (Message.objects.count(), Attachment.objects.count()) == (0, 0)
