"""A pasted thread is taken apart into letters, whatever the page or program it was copied from."""

import datetime as dt
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence.reading.thread_text import NotAThread, decode_thread, read_thread
from correspondence.reading.thread_types import LONGEST_THREAD
from requests_app.letter_items import find_items
from tests.correspondence.reading.layouts import (
    ACKNOWLEDGEMENT,
    ANSWER,
    BARE,
    DATED,
    LAYOUTS,
    MAIL,
    REQUEST,
    THANKS,
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_same_thread_is_read_the_same_from_every_layout(layout: str, ends: str) -> None:
    text = LAYOUTS[layout].replace("\n", ends)
    thread = read_thread(text)
    assert thread.authority_name == "Example Borough Council"
    assert thread.requester_name == "Open Parks Lab"
    assert [letter.side for letter in thread.letters] == ["requester", "authority", "authority", "requester"]
    assert [letter.author for letter in thread.letters] == [
        "Open Parks Lab",
        "Robin Field",
        "Robin Field",
        "Open Parks Lab",
    ]
    assert [letter.organisation for letter in thread.letters] == [
        None,
        *["Example Borough Council"] * 2,
        None,
    ]
    assert [letter.attachments_mentioned for letter in thread.letters] == [0, 1, 2, 0]
    bodies = [letter.body for letter in thread.letters]
    assert bodies[0] == REQUEST
    assert bodies[1].startswith(ACKNOWLEDGEMENT)
    assert bodies[2:] == [ANSWER, THANKS]
    assert [item.label for item in find_items(bodies[0])] == ["1", "2"]
    assert [(one.value, one.role) for one in thread.references] == [("FOI-21-0042", "authority")]
    assert thread.received_on == dt.date(2021, 3, 3)
    (evidence,) = thread.received_evidence
    assert text[evidence.start : evidence.end].split() == evidence.text.split()


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "bare"])
def test_dates_are_taken_where_the_text_gives_them(layout: str) -> None:
    text = LAYOUTS[layout]
    letters = read_thread(text).letters
    assert [letter.date for letter in letters] == [
        dt.date(2021, 3, 2),
        dt.date(2021, 3, 5),
        dt.date(2021, 3, 30),
        dt.date(2021, 3, 31),
    ]
    for letter in letters:
        assert letter.date_evidence is not None
        assert text[letter.date_evidence.start : letter.date_evidence.end] == letter.date_evidence.text


def test_without_dates_no_date_is_invented() -> None:
    assert [letter.date for letter in read_thread(BARE).letters] == [None] * 4


def test_links_and_hidden_quotes_are_told_from_the_words() -> None:
    letters = read_thread(BARE).letters
    assert letters[1].links == ("https://example.org/notice...", "https://example.org/other...")
    assert letters[1].body.endswith("see our [1]notice.")
    assert [letter.has_hidden_quote for letter in letters] == [False, False, True, False]


def test_names_of_attachments_are_kept_where_the_page_gives_them() -> None:
    assert [letter.attachment_names for letter in read_thread(DATED).letters] == [
        (),
        ("acknowledgement.pdf",),
        ("contract.pdf", "cost.xlsx"),
        (),
    ]


def test_annotations_are_no_letters_and_are_noted() -> None:
    thread = read_thread(DATED)
    assert thread.title == "Park wardens"
    assert "Annotations by readers of the page were left out." in thread.notes
    assert not any("older request" in letter.body for letter in thread.letters)


def test_places_of_letters_follow_each_other_and_hold_their_words() -> None:
    for text in LAYOUTS.values():
        letters = read_thread(text).letters
        assert all(one.end <= other.start for one, other in pairwise(letters))
        for letter in letters:
            assert letter.body.splitlines()[-1] in text[letter.start : letter.end]


def test_a_team_that_signs_with_the_authoritys_name_begins_no_letter() -> None:
    text = BARE.replace("2. https://example.org/other...", "").replace("1 Attachment\n", "1 Attachment\n", 1)
    assert len(read_thread(text).letters) == 4


def test_an_original_message_below_an_answer_is_its_quote() -> None:
    quoted = "-----Original Message-----\nFrom: Open Parks Lab\nSent: 2 March 2021\n\n" + REQUEST
    thread = read_thread(BARE.replace("show quoted sections", quoted))
    assert [letter.side for letter in thread.letters][:3] == ["requester", "authority", "authority"]
    assert thread.letters[2].body == ANSWER
    assert thread.letters[2].quoted.startswith("-----Original Message-----")


def test_an_officer_of_another_authority_is_an_authority_too() -> None:
    text = (
        BARE
        + "\n\nSam Hill, Other County Council\n\n1 Attachment\n\nDear Open Parks Lab,\n\nIt was passed to us.\n"
    )
    thread = read_thread(text.replace("Looking for an EU Authority?", ""))
    assert thread.authority_name == "Example Borough Council"
    assert (thread.letters[-1].side, thread.letters[-1].organisation) == ("authority", "Other County Council")


def test_an_author_line_in_small_letters_or_without_a_greeting_is_one_too() -> None:
    text = BARE.replace("Robin Field, Example", "foi requests, Example", 1).replace(
        "Looking for an EU Authority?",
        "Many thanks\n\nOpen Parks Lab\n\nRobin Field, Example Borough Council\n\nThank you, it is closed now.",
    )
    letters = read_thread(text).letters
    assert [letter.author for letter in letters if letter.side == "authority"] == [
        "foi requests",
        "Robin Field",
        "Robin Field",
    ]
    assert letters[-1].body.startswith("Thank you, it is closed now.")


def test_an_authority_with_commas_in_its_name_keeps_them() -> None:
    name = "Department for Parks, Rivers and Rural Affairs"
    thread = read_thread(BARE.replace("Example Borough Council", name))
    assert thread.authority_name == name
    assert thread.letters[1].author == "Robin Field"


def test_newest_first_keeps_the_order_and_says_so() -> None:
    blocks = ["From: " + part for part in MAIL.split("From: ")[1:]]
    thread = read_thread("\n\n".join(reversed(blocks)))
    assert [letter.side for letter in thread.letters] == ["requester", "authority", "authority", "requester"]
    assert thread.letters[-1].body == REQUEST
    assert "The newest letter stands first; the order of the text was kept." in thread.notes


def test_two_dates_of_receipt_are_noted() -> None:
    text = BARE.replace("The contract is attached.", "Your request was received on 4 March 2021. Here it is.")
    thread = read_thread(text)
    assert thread.received_on == dt.date(2021, 3, 3)
    assert "Other letters give 4 March 2021 as the date of receipt." in thread.notes


def test_one_letter_alone_is_a_thread_of_one() -> None:
    thread = read_thread(REQUEST)
    assert [letter.side for letter in thread.letters] == ["requester"]
    assert (thread.authority_name, thread.requester_name) == ("Example Borough Council", "Open Parks Lab")


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\n"])
def test_an_empty_thread_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(NotAThread, match=r"^The text is empty: paste the whole thread\.$"):
        read_thread(text)


@pytest.mark.parametrize("text", ["Dear\0Council", "\x01\x02\x03\x04" * 50, "\ufffd" * 40])
def test_binary_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(NotAThread, match="binary file"):
        read_thread(text)


def test_a_text_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(NotAThread, match="longer than 3 million"):
        read_thread("a" * (LONGEST_THREAD + 1))


@pytest.mark.parametrize("raw", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x89PNG....", b"\xff\xfe\x00"])
def test_a_file_that_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAThread):
        read_thread(decode_thread(raw))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_in_the_usual_encodings(encoding: str) -> None:
    assert decode_thread(REQUEST.replace("-", "–").encode(encoding)) == REQUEST.replace("-", "–")


def test_the_real_thread_is_read_without_a_hand_on_it(shared_dir: Path) -> None:
    text = (shared_dir / "seed" / "000_78992ad83ab1f308.txt").read_text()
    thread = read_thread(text)
    assert (thread.authority_name, thread.requester_name) == ("Blaby District Council", "Data Justice Lab")
    sides = ["requester", "authority", "authority", "authority", "requester", "authority", "authority"]
    assert [letter.side for letter in thread.letters] == sides
    assert [letter.attachments_mentioned for letter in thread.letters] == [0, 1, 2, 3, 0, 1, 1]
    assert [letter.has_hidden_quote for letter in thread.letters] == [False] * 3 + [True, False, True, True]
    assert [(one.value, one.role) for one in thread.references] == [("FOI-18-1134", "authority")]
    assert thread.received_on == dt.date(2018, 7, 20)
    assert len(thread.received_evidence) == 2
    assert thread.notes == ()
    assert len(find_items(thread.letters[0].body)) == 7
    bodies = "\n".join(letter.body for letter in thread.letters)
    for furniture in ("AskTheEU", "Looking for", "quoted sections", "Visible links", "Attachment\n"):
        assert furniture not in bodies
    assert "Telephone:" in thread.letters[3].body


PARTS = st.lists(
    st.sampled_from(
        [*BARE.splitlines(), *DATED.splitlines(), *MAIL.splitlines(), "> a", "On 3 May A <a@b.c> wrote:"]
    )
    | st.text(max_size=30),
    max_size=60,
)


@settings(max_examples=200)
@given(PARTS | st.lists(st.text(max_size=80)))
def test_any_text_is_read_or_refused(parts: list[str]) -> None:
    text = "\n".join(parts)
    try:
        thread = read_thread(text)
    except NotAThread:
        return
    assert thread.letters
    assert all(0 <= letter.start <= letter.end <= len(text) for letter in thread.letters)


@pytest.mark.parametrize(
    "unit", [BARE, "Dear A,\n\nRegards\n", "A B, C D\n\n", "From: A\nSent: B\n", "On 1\n", "20 July 2018\n"]
)
def test_a_long_thread_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit) + 1)
        start = time.process_time()
        read_thread(text)
        return time.process_time() - start

    short = max(seconds(50_000), 0.2)
    assert seconds(200_000) < 12 * short
