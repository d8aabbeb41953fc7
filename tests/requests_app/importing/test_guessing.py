"""Columns of a spreadsheet of requests that are known by what stands in them."""

from collections.abc import Sequence

import pytest

from authorities.tables.guessing import guess_columns
from authorities.tables.headers import find_header
from requests_app.importing.fields import REQUEST_FIELDS
from requests_app.importing.guessing import guess_contents

ROWS = [
    ["Council", "When we wrote", "Their ref", "What happened", "Which wave"],
    ["Blaby", "2/7/2018", "FOI-2018-1", "Refused", "one"],
    ["Fife", "3 July 2018", "18/1134", "Part disclosed", "one"],
    ["Adur", "2018-07-04", "RFI20181", "refused", "two"],
    ["Arun", "5/7/18", "FOI/77", "Part disclosed", "two"],
]


def _guessed(rows: Sequence[Sequence[str]]) -> list[str]:
    header = find_header(rows, REQUEST_FIELDS)
    columns = guess_columns(rows, header, REQUEST_FIELDS)
    return [column.field for column in guess_contents(columns, rows[header.first :])]


def test_days_numbers_and_outcomes_are_known_by_their_cells() -> None:
    assert _guessed(ROWS) == ["authority", "sent", "reference", "outcome", ""]


@pytest.mark.parametrize(
    ("at", "cells"),
    [
        (1, ["in July", "3 July 2018", "later", "5/7/18"]),
        (2, ["none", "asked twice", "see notes", "FOI/77"]),
        (3, ["Rang them", "Refused", "Wrote again", "Sam looks"]),
    ],
    ids=["no days", "no numbers", "no outcomes"],
)
def test_other_cells_are_left_out(at: int, cells: list[str]) -> None:
    rows = [ROWS[0], *([*row[:at], cell, *row[at + 1 :]] for row, cell in zip(ROWS[1:], cells, strict=True))]
    expected = ["authority", "sent", "reference", "outcome", ""]
    expected[at] = ""
    assert _guessed(rows) == expected


def test_a_column_whose_name_says_it_is_not_given_twice() -> None:
    rows = [[*ROWS[0], "Date sent"], *([*row, "2/7/2018"] for row in ROWS[1:])]
    assert _guessed(rows) == ["authority", "", "reference", "outcome", "", "sent"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Day we asked", "sent"),
        ("When they replied", "answered"),
        ("Response sent to us", "answered"),
        ("Response is due", ""),
        ("Reminder sent", ""),
        ("Day of the meeting", ""),
    ],
)
def test_a_column_of_days_is_what_its_words_say(name: str, field: str) -> None:
    rows = [["Council", name], ["Blaby", "2/7/2018"], ["Fife", "3 July 2018"]]
    assert _guessed(rows) == ["authority", field]
