"""What the dates in a letter mean, with the words that say so."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.reading.dates import dates_in_letter, find_dates

NEAR = dt.date(2021, 3, 30)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20/07/2018", dt.date(2018, 7, 20)),
        ("3/4/2021", dt.date(2021, 4, 3)),
        ("07/20/2018", dt.date(2018, 7, 20)),
        ("20.07.18", dt.date(2018, 7, 20)),
        ("20-07-2018", dt.date(2018, 7, 20)),
        ("2018-07-20", dt.date(2018, 7, 20)),
        ("20 July 2018", dt.date(2018, 7, 20)),
        ("20th of July, 2018", dt.date(2018, 7, 20)),
        ("Friday 20 July 2018", dt.date(2018, 7, 20)),
        ("July 20, 2018", dt.date(2018, 7, 20)),
        ("01-May-18", dt.date(2018, 5, 1)),
        ("1st Sept 2018", dt.date(2018, 9, 1)),
        ("20 Gorffennaf 2018", dt.date(2018, 7, 20)),
        ("29 February 2020", dt.date(2020, 2, 29)),
    ],
)
def test_a_date_is_read_day_first_in_every_spelling(written: str, day: dt.date) -> None:
    text = f"It came on {written} by post."
    (found,) = find_dates(text)
    assert (found.day, found.year) == (day, True)
    assert text[found.start : found.end] in written


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2018",
        "29 February 2019",
        "reg. 12(4)",
        "0303 123 1113",
        "£12.50.10",
        "20 may be",
        "1/2",
        "99/99/2018",
    ],
)
def test_what_is_no_day_of_the_calendar_is_left_out(text: str) -> None:
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("your request, which was received\non the 20/07/2018.", ("received", "request", True)),
        ("Thank you for your request received on 20 July 2018.", ("received", "request", True)),
        ("Date received : 20 July 2018", ("received", "request", True)),
        (
            "Your request was received by Example Council (EC) on 20th July 2018",
            ("received", "request", True),
        ),
        ("On 20 July 2018 we received your request.", ("received", "request", True)),
        ("We acknowledge receipt of your e-mail of 20 July 2018", ("received", "request", True)),
        ("Derbyniwyd eich cais ar 20 Gorffennaf 2018", ("received", "request", True)),
        ("Thank you for your letter dated 20 July 2018", ("received", "request", False)),
        ("You sent us a Freedom of Information request on 20/07/2018", ("received", "request", False)),
        ("We received your request for an internal review on 20 July 2018", ("received", "review", True)),
        ("We received your clarification on 20 July 2018", ("received", "clarification", True)),
        ("We will reply by 20 July 2018.", ("due", "request", True)),
        ("You should receive a response no later than Friday 20 July 2018", ("due", "request", True)),
        ("The statutory deadline for responding is 20 July 2018", ("due", "request", True)),
        ("Due date: 20 July 2018", ("due", "request", True)),
        ("20 day response deadline : 20 July 2018", ("due", "request", True)),
        ("Date: 20 July 2018\n\nDear Sam", ("written", "request", True)),
        ("20 July 2018\n\nDear Sam", ("written", "request", True)),
        ("Ref: 12345                20 July 2018\n", ("written", "request", True)),
    ],
)
def test_the_words_before_a_date_say_what_it_is(text: str, meant: tuple[str, str, bool]) -> None:
    (found,) = dates_in_letter(text)
    assert (found.kind, found.about, found.stated) == meant
    assert found.day == dt.date(2018, 7, 20)
    assert " ".join(text[found.start : found.end].split()) == found.text


@pytest.mark.parametrize(
    "text",
    [
        "The contract runs from 01/04/2018 to 31/03/2019.",
        "If you wish a review, ask for it by 20 September 2018.",
        "The policy was last changed on 20 July 2018 and covers all staff of the council.",
    ],
)
def test_other_dates_mean_nothing_for_the_clock(text: str) -> None:
    assert dates_in_letter(text) == ()


def test_a_year_left_out_is_the_last_one_before_the_letter_or_the_next_for_a_promise() -> None:
    text = "Date: 12 January 2021\nWe received your request on 18 December. We will reply by 19 January."
    assert [(one.kind, one.day, one.year_assumed) for one in dates_in_letter(text)] == [
        ("written", dt.date(2021, 1, 12), False),
        ("received", dt.date(2020, 12, 18), True),
        ("due", dt.date(2021, 1, 19), True),
    ]


def test_a_year_left_out_is_taken_from_the_thread_when_the_letter_has_none() -> None:
    text = "Thank you for your request of 1st March."
    assert dates_in_letter(text) == ()
    assert [one.day for one in dates_in_letter(text, near=NEAR)] == [dt.date(2021, 3, 1)]


def test_real_letters_give_the_day_of_receipt_a_reader_finds(shared_dir: Path) -> None:
    rows = [json.loads(line) for line in (shared_dir / "letters" / "truth.jsonl").read_text().splitlines()]
    for row in rows:
        near = dt.date.fromisoformat(row["letter_date"]) if row["letter_date"] else dt.date(2018, 9, 7)
        text = (shared_dir / "letters" / row["file"]).read_text()
        found = [one.day.isoformat() for one in dates_in_letter(text, near=near) if one.kind == "received"]
        assert (found[0] if found else None) == row["received_date"], row["file"]


@given(
    st.text(alphabet="0123456789/-. JanuaryMayof\nreceivedbyduedate:", max_size=200) | st.text(max_size=200)
)
def test_any_text_is_read_and_places_hold_the_words(text: str) -> None:
    for one in dates_in_letter(text, near=NEAR):
        assert " ".join(text[one.start : one.end].split()) == " ".join(one.text.split())
