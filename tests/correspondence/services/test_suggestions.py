"""What letters seem to say is recorded when a person says so, and not before."""

from datetime import date

import pytest

from correspondence.errors import AlreadyAnswered
from correspondence.models import Message, Suggestion
from correspondence.services.suggestions import (
    confirm,
    confirm_all,
    dismiss,
    open_suggestions,
    read_unread,
    standing_of,
    suggest,
    suggestions_of,
)
from requests_app.deadlines import EventKind, WrongOrder
from requests_app.services.life import record_event
from tests.accounts.factories import UserFactory
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
ACKNOWLEDGEMENT = """Our ref: FOI-18-1134. We acknowledge receipt of your request, received on 23 July 2018.
It is being considered."""
ANSWER = "Please find attached our response to your request."


def shown(request) -> list[str]:
    found = Suggestion.objects.filter(message__request=request).select_related("message")
    standing = standing_of(request, request.events.all(), request.references.all())
    return [suggestion.kind for suggestion in open_suggestions(found, standing)]


def of(request, kind: str) -> Suggestion:
    return Suggestion.objects.filter(message__request=request, kind=kind).earliest("pk")


def test_reading_a_letter_twice_suggests_once() -> None:
    message = make_letter(make_request(), text=ACKNOWLEDGEMENT)
    suggest(messages=[message])
    assert message.suggestions.count() == 3


def test_what_is_recorded_already_is_no_news() -> None:
    request = make_request(received_on=date(2018, 7, 23), reference="foi-18-1134")
    make_letter(request, text=ACKNOWLEDGEMENT)
    assert shown(request) == ["acknowledged"]
    record_event(request=request, kind=EventKind.ACKNOWLEDGED, on=date(2018, 7, 24), by=None)
    assert shown(request) == []


@pytest.mark.parametrize("said", ["FOI-2102-26", "FOI/2102/26", "FOI2102/26", "2102/26"])
def test_a_number_that_is_held_is_not_asked_about_however_it_is_spelled(said: str) -> None:
    request, other = make_request(reference="FOI 2102/26"), make_request(reference="EIR 9/26")
    for each in (request, other):
        make_letter(each, text=f"Our ref: {said}\n\nDear Sam")
    assert (shown(request), shown(other)) == ([], ["reference"])


def test_the_same_said_in_two_letters_is_shown_once() -> None:
    request = make_request()
    make_letter(request, text=ANSWER)
    make_letter(request, text=ANSWER, on=date(2018, 8, 16))
    assert shown(request) == ["response"]


def test_an_answered_request_is_not_asked_about_its_answer() -> None:
    request = make_request(steps=((EventKind.RESPONSE, date(2018, 8, 14)),))
    make_letter(request, text=ANSWER)
    assert shown(request) == []


def test_confirming_a_date_of_receipt_corrects_the_one_recorded() -> None:
    request, user = make_request(), UserFactory()
    make_letter(request, text=ACKNOWLEDGEMENT, on=date(2018, 7, 24))
    confirm(suggestion=of(request, "received"), by=user)
    request.refresh_from_db()
    assert (request.received_on, request.due_on) == (date(2018, 7, 23), date(2018, 8, 21))
    assert [(event.on.day, event.withdrawn_by) for event in request.events.all()] == [(20, user), (23, None)]


def test_confirming_a_date_of_receipt_where_only_the_sending_is_known_records_it() -> None:
    request = make_request(received_on=None, sent_on=date(2018, 7, 19))
    make_letter(request, text=ACKNOWLEDGEMENT, on=date(2018, 7, 24))
    confirm(suggestion=of(request, "received"), by=UserFactory())
    assert [event.kind for event in request.events.standing()] == ["sent", "received"]


def test_confirming_an_answer_records_it_and_dates_the_letter() -> None:
    request, user = make_request(), UserFactory()
    message = make_letter(request, text=ANSWER, on=None)
    confirm(suggestion=of(request, "response"), by=user, on=date(2018, 8, 14))
    request.refresh_from_db()
    message.refresh_from_db()
    event = request.events.get(kind="response")
    assert (request.state, event.recorded_by, event.note, message.on) == (
        "answered",
        user,
        "Read in letter 1",
        date(2018, 8, 14),
    )


def test_confirming_a_reference_adds_it() -> None:
    request = make_request()
    make_letter(request, text=ACKNOWLEDGEMENT)
    confirm(suggestion=of(request, "reference"), by=UserFactory())
    assert [reference.value for reference in request.references.all()] == ["FOI-18-1134"]


def test_what_the_law_does_not_know_is_refused_and_stays_open() -> None:
    request = make_request()
    make_letter(request, text=ANSWER)
    with pytest.raises(WrongOrder):
        confirm(suggestion=of(request, "response"), by=UserFactory(), on=date(2018, 7, 1))
    assert shown(request) == ["response"]


def test_a_suggestion_is_answered_once() -> None:
    request, user = make_request(), UserFactory()
    make_letter(request, text=ANSWER)
    suggestion = of(request, "response")
    dismiss(suggestion=suggestion, by=user)
    assert shown(request) == []
    with pytest.raises(AlreadyAnswered):
        confirm(suggestion=suggestion, by=user)
    suggestion.refresh_from_db()
    assert (suggestion.answer, suggestion.answered_by) == ("dismissed", user)


EXTENSION = """We need more time to consider the public interest test under section 10(3) of the Act.
We will respond by 17 September 2018."""


def asked(request) -> list[Suggestion]:
    return suggestions_of(request, request.events.all(), request.references.all())


def test_an_extension_is_recorded_once_somebody_says_so() -> None:
    request = make_request()
    make_letter(request, text=EXTENSION, on=date(2018, 8, 17))
    [extension] = asked(request)
    assert (extension.kind, extension.until, request.due_on) == (
        "extension",
        date(2018, 9, 17),
        date(2018, 8, 20),
    )
    confirm(suggestion=extension, by=UserFactory())
    assert [event.kind for event in request.events.standing()] == ["received", "extension"]
    assert asked(request) == []


def test_a_clarification_asked_for_stops_the_clock_once_somebody_says_so() -> None:
    request = make_request()
    make_letter(
        request, text="We would like you to clarify your request. Please clarify which service you mean."
    )
    [one] = asked(request)
    confirm(suggestion=one, by=UserFactory())
    request.refresh_from_db()
    assert request.state == "awaiting_clarification"


def test_a_file_that_a_letter_names_and_that_is_not_here_becomes_one_mentioned() -> None:
    request, user = make_request(), UserFactory()
    letter = make_letter(request, text=f"{ANSWER} I have attached the rota. The price list is attached.")
    files = [one for one in asked(request) if one.kind == "attachment"]
    assert [one.value for one in files] == ["rota", "price list"]
    confirm(suggestion=files[0], by=user)
    assert [one.value for one in asked(request) if one.kind == "attachment"] == ["price list"]
    assert [(one.filename, one.is_held, one.added_by) for one in letter.attachments.all()] == [
        ("rota", False, user)
    ]


def test_a_letter_that_came_with_its_files_is_not_asked_about_them() -> None:
    request = make_request()
    make_letter(request, text="I have attached the rota.", files=[upload("rota.pdf")])
    assert [one.kind for one in asked(request)] == ["response"]


def test_all_are_recorded_at_once_and_what_has_no_date_is_left() -> None:
    request = make_request()
    make_letter(request, text=ACKNOWLEDGEMENT, on=None)
    done, refused = confirm_all(suggestions=asked(request), by=UserFactory())
    assert (done, refused) == (2, ["Acknowledgement: say when, the letter gives no date."])
    assert [one.kind for one in asked(request)] == ["acknowledged"]


def test_letters_that_came_before_the_reader_are_read_once() -> None:
    letter = make_letter(make_request(), text=ACKNOWLEDGEMENT)
    letter.suggestions.all().delete()
    Message.objects.update(reader_version=0)
    assert (read_unread(), read_unread()) == (1, 0)
    assert letter.suggestions.count() == 3
