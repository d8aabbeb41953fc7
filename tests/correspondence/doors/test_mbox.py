"""Mails out of an mbox file, as different programs write it."""

import io

import pytest

from correspondence.doors.mbox import is_mbox, mails_in

DATED = b"From sam@marshland.example Tue Aug 14 23:30:00 2018\n"


def words(raw: bytes) -> list[bytes]:
    return [mail.raw.read() for mail in mails_in(io.BytesIO(raw))]


@pytest.mark.parametrize(
    "separator",
    [
        DATED,
        b"From - Tue Aug 14 23:30:00 2018\n",
        b"From 1612345678901234567@xxx Tue Aug 14 23:30:00 +0000 2018\n",
        b"From MAILER-DAEMON Tue Aug 14 23:30 2018\n",
        b"From nobody\n",
        b"From \n",
    ],
)
def test_each_mail_comes_without_its_separator(separator: bytes) -> None:
    raw = separator + b"Subject: a\n\none\n\n" + separator + b"Subject: b\n\ntwo\n"
    assert words(raw) == [b"Subject: a\n\none\n", b"Subject: b\n\ntwo\n"]


def test_lines_end_as_they_ended() -> None:
    separator = DATED.replace(b"\n", b"\r\n")
    raw = separator + b"Subject: a\r\n\r\none\r\n\r\n" + separator + b"Subject: b\r\n\r\ntwo\r\n"
    assert words(raw) == [b"Subject: a\r\n\r\none\r\n", b"Subject: b\r\n\r\ntwo\r\n"]


def test_marked_lines_are_as_they_were() -> None:
    raw = DATED + b"Subject: a\n\n>From me\n>>From you\n> From them\n"
    assert words(raw) == [b"Subject: a\n\nFrom me\n>From you\n> From them\n"]


def test_a_sentence_that_begins_with_from_separates_nothing() -> None:
    text = b"Subject: a\n\nDear all\n\nFrom 1 May the office is closed.\nYours\n\nFrom the archive: a list.\n"
    assert words(DATED + text) == [text]


def test_each_mail_says_how_far_into_the_file_it_reaches() -> None:
    first, second = DATED + b"Subject: a\n\none\n\n", DATED + b"Subject: b\n\ntwo\n"
    ends = [mail.end for mail in mails_in(io.BytesIO(first + second))]
    assert ends == [len(first), len(first + second)]


def test_empty_files_and_lone_separators_hold_no_mail() -> None:
    assert [words(raw) for raw in (b"", b"\n\n", DATED, DATED + DATED)] == [[], [], [], []]


def test_an_mbox_is_known_by_its_beginning() -> None:
    assert [is_mbox(raw) for raw in (DATED, b"\r\n" + DATED, b"From: a\n", b"")] == [True, True, False, False]
