"""A letter is read as a person would: what sort it is, whose case, which dates, what it gives and refuses."""

import datetime as dt
import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from correspondence.reading.reader import KINDS, OUTCOMES, Quote, Reading, align, read_letter
from correspondence.reading.reader_command import read_files
from correspondence.reading.reader_report import as_dict
from correspondence.reading.reader_scoring import score
from correspondence.reading.thread_text import read_thread
from requests_app.letter_items import find_items

LETTERS = Path(__file__).parent / "letters"
PARTIAL = """Our ref: FOI-21-0042
Date: 30 March 2021

Dear Open Parks Lab

Thank you for your request, which was received on 2 March 2021.

Q1. Do you employ park wardens?
A1. Yes, six.

Q2. Please send their rota.
A2. This is exempt under section 38(1)(b) of the Freedom of Information Act 2000.

Q3. Please send any assessment of the scheme.
A3. We do not hold one.

If you are unhappy with this answer you may ask for an internal review: review@mellor.example.

Yours sincerely
Information Team
"""


def quotes_of(value: object) -> list[Quote]:
    """Every quote anywhere in a reading."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [quote for one in value for quote in quotes_of(one)]
    slots = getattr(type(value), "__slots__", ())
    return [quote for name in slots for quote in quotes_of(getattr(value, name))]


def test_a_letter_with_questions_and_answers_is_read_in_full():
    reading = read_letter(PARTIAL)
    assert reading.kind.value == "partial_disclosure"
    assert [(one.value, one.role) for one in reading.references] == [("FOI-21-0042", "authority")]
    assert reading.dates.received is not None
    assert reading.dates.received.value == dt.date(2021, 3, 2)
    assert reading.dates.letter is not None
    assert reading.dates.letter.value == dt.date(2021, 3, 30)
    assert reading.dates.due is None
    assert reading.law == "FOIA"
    assert [one.section for one in reading.exemptions] == ["s38(1)(b)"]
    assert [(one.number, one.outcome, one.exemptions) for one in reading.answers] == [
        ("1", "disclosed", ()),
        ("2", "refused", ("s38(1)(b)",)),
        ("3", "not_held", ()),
    ]
    assert reading.answers[2].evidence.text == "We do not hold one."
    assert reading.review_contact is not None
    assert reading.review_contact.value == "review@mellor.example"


@pytest.mark.parametrize("path", sorted(LETTERS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_finding_shows_words_that_stand_in_the_letter(path):
    text = path.read_text(encoding="utf-8")
    found = quotes_of(read_letter(text))
    assert all(text[quote.start : quote.end] == quote.text for quote in found)
    assert all(quote.text.strip() for quote in found)


def test_reading_twice_gives_the_same():
    assert read_letter(PARTIAL) == read_letter(PARTIAL)


def test_a_reading_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        read_letter(PARTIAL).kind.value = "refusal"  # type: ignore[misc]


def test_an_empty_letter_is_of_no_known_kind():
    reading = read_letter("")
    assert reading.kind.value == "other"
    assert (reading.references, reading.answers, reading.exemptions, reading.law) == ((), (), (), None)


def test_kinds_and_outcomes_are_those_of_the_labels():
    assert len(KINDS) == 12
    assert set(OUTCOMES) >= {"disclosed", "not_held", "refused", "published_elsewhere", "no_answer"}


def test_a_year_left_out_is_taken_from_the_day_it_was_sent():
    text = "Dear Lab\n\nThank you for your request of 9 February. We do not hold the information."
    assert read_letter(text).dates.received is None
    received = read_letter(text, sent_on=dt.date(2022, 3, 4)).dates.received
    assert received is not None
    assert (received.value, received.year_assumed) == (dt.date(2022, 2, 9), True)


def test_mail_headers_that_name_a_machine_tell_an_automatic_reply():
    text = "Thank you for your message. We aim to reply to general enquiries as soon as we can."
    assert read_letter(text).kind.value != "automatic_reply"
    assert read_letter(text, automatic=True).kind.value == "automatic_reply"


def test_an_acknowledgement_relies_on_no_exemption_it_mentions():
    text = (
        "Dear Lab\n\nWe acknowledge receipt of your request. It will be dealt with under the Freedom of Information"
        " Act. Some information may be exempt under section 40(2); if so we will tell you."
    )
    reading = read_letter(text)
    assert (reading.kind.value, reading.exemptions) == ("acknowledgement", ())


def test_earlier_mail_below_the_reply_does_not_speak_for_it():
    text = (
        "Dear Lab\n\nWe do not hold the information you asked for.\n\nRegards\n\n"
        "From: Records\nSent: 1 May 2018\nTo: Lab\nSubject: Request\n\n"
        "We acknowledge receipt of your request, received on 1 May 2018. It will be dealt with within 20 working days."
    )
    assert read_letter(text).kind.value == "not_held"
    assert read_letter(text).dates.received is None


def test_the_made_up_letters_of_many_authorities_are_read_right():
    result = score(LETTERS, read_files)
    assert result.kinds / result.letters >= 0.95
    assert result.references / result.letters >= 0.95
    assert result.invented_references == 0
    assert result.received / result.letters >= 0.95
    assert result.exemptions_f1 >= 0.95
    assert result.aligned / result.items >= 0.9
    assert result.outcomes / result.items >= 0.9


def test_the_real_letters_are_read_right(shared_dir):
    result = score(shared_dir / "letters", read_files)
    assert result.kinds / result.letters >= 0.85
    assert result.references / result.letters >= 0.95
    assert result.invented_references == 0
    assert result.received / result.letters >= 0.95
    assert result.exemptions_f1 >= 0.9
    assert result.aligned / result.items >= 0.8


def test_the_first_thread_shows_its_seven_answers(shared_dir):
    thread = read_thread(next((shared_dir / "seed").glob("*.txt")).read_text(encoding="utf-8"))
    questions = [item.text for item in find_items(thread.letters[0].body)]
    answer = next(read_letter(one.body) for one in thread.letters if "brochures" in one.body)
    assert [one.outcome for one in answer.answers] == [
        *("disclosed", "disclosed", "disclosed", "not_held", "disclosed", "disclosed", "not_held")
    ]
    assert align(answer.answers, questions) == (0, 1, 2, 3, 4, 5, 6)
    assert all(one.evidence.text for one in answer.answers)


def test_the_real_letters_show_words_that_stand_in_them(shared_dir):
    for path in sorted((shared_dir / "letters").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert all(text[quote.start : quote.end] == quote.text for quote in quotes_of(read_letter(text)))


def test_a_reading_is_plain_data_for_json():
    data = json.loads(json.dumps(as_dict(read_letter(PARTIAL))))
    assert list(data) == [
        *("kind", "references", "dates", "law", "exemptions", "answers", "attachments_mentioned"),
        *("review_contact", "promises"),
    ]
    assert data["dates"]["received"]["value"] == "2021-03-02"
    assert data["dates"]["due"] == {"value": None, "year_assumed": False, "evidence": None}
    assert set(data["answers"][0]) == {"label", "outcome", "exemptions", "evidence"}
    assert set(data["kind"]["evidence"][0]) == {"start", "end", "text"}
    assert isinstance(read_letter(PARTIAL), Reading)
