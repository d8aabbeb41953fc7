"""The command line of ``manage.py read_letter``, without Django: arguments, and what they ask for."""

from __future__ import annotations

import datetime as dt
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median_low
from typing import Any, TextIO

from correspondence.reading.dates import dates_in_letter, find_dates
from correspondence.reading.letter_files import LARGEST_FILE, LetterFile, UnreadableLetter, letter_of
from correspondence.reading.reader import read_letter
from correspondence.reading.reader_report import as_dict, as_lines
from correspondence.reading.reader_scoring import BadTruth, report, score
from correspondence.reading.reader_types import Reading

_LOOKED_THROUGH = 60  # files of a run from which the years of undated letters are taken
_ENOUGH_DATED = 3
_HALF_A_YEAR = dt.timedelta(days=183)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="text, .eml, .msg, PDF or .docx; - reads stdin"
    )
    parser.add_argument("--format", choices=("jsonl", "text"), default="text")
    parser.add_argument(
        "--sent-on", type=_date, metavar="DATE", help="the day the letters were sent, as 2018-07-20"
    )
    parser.add_argument(
        "--with-text", action="store_true", help="also the text that the evidence points into"
    )
    parser.add_argument(
        "--score", metavar="FOLDER", help="measure against a folder with letters and truth.jsonl"
    )


def _date(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError as error:
        raise ArgumentTypeError(f"{words!r} is no date such as 2018-07-20") from error


def run(options: Mapping[str, Any], out: TextIO, errors: TextIO) -> int:
    """Read the files the options name; the number of those that could not be read.

    Raises BadTruth when the folder to be measured against has no labels.
    """
    if options["score"]:
        out.write(report(score(Path(options["score"]), read_files)) + "\n")
    return read_and_print(options, out, errors)


def read_and_print(options: Mapping[str, Any], out: TextIO, errors: TextIO) -> int:
    """One object, or some lines, a file."""
    paths = options["files"]
    hint = options["sent_on"] or year_hint(paths)
    failed = 0
    for path in paths:
        try:
            letter = load(path)
        except UnreadableLetter as error:
            errors.write(f"{path}: {error}\n")
            failed += 1
            continue
        reading = read_with_hint(letter, options["sent_on"], hint)
        if options["format"] == "jsonl":
            row = {
                "file": path,
                **as_dict(reading),
                **({"text": letter.text} if options["with_text"] else {}),
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            out.write("\n".join(as_lines(path, reading)) + "\n")
            out.write(f"{letter.text}\n" if options["with_text"] else "")
    return failed


def read_files(paths: Sequence[str]) -> list[Reading]:
    """The readings of some files, as the command gives them. Raises UnreadableLetter."""
    hint = year_hint(paths)
    return [read_with_hint(load(path), None, hint) for path in paths]


def load(path: str) -> LetterFile:
    """The letter in a file ("-": standard input). Raises UnreadableLetter."""
    try:
        if path == "-":
            return letter_of(sys.stdin.buffer.read(LARGEST_FILE + 1))
        with open(path, "rb") as source:
            return letter_of(source.read(LARGEST_FILE + 1), Path(path).name)
    except OSError as error:
        raise UnreadableLetter(f"It cannot be opened: {error.strerror}.") from error


def read_with_hint(letter: LetterFile, sent_on: dt.date | None, hint: dt.date | None) -> Reading:
    """Read a letter; `hint` gives the year only where the letter and its file give none."""
    known = sent_on or letter.sent_on
    reading = read_letter(letter.text, sent_on=known, automatic=letter.automatic)
    if known or not hint or reading.dates.received:
        return reading
    if any(span.year for span in find_dates(letter.text[:20_000])):
        return reading
    return read_letter(letter.text, sent_on=hint, automatic=letter.automatic)


def year_hint(paths: Sequence[str]) -> dt.date | None:
    """A day that puts dates without a year near the other letters of a run: half a year after their middle one.

    Letters read together mostly belong to one campaign. None for fewer than three letters that give their date.
    """
    days: list[dt.date] = []
    for path in (
        [path for path in paths if path != "-"][:_LOOKED_THROUGH] if len(paths) > _ENOUGH_DATED else ()
    ):
        try:
            letter = load(path)
        except UnreadableLetter:
            continue
        written = (one.day for one in dates_in_letter(letter.text[:3000]) if one.kind == "written")
        if day := letter.sent_on or next(written, None):
            days.append(day)
    return median_low(days) + _HALF_A_YEAR if len(days) >= _ENOUGH_DATED else None


__all__ = ["BadTruth", "UnreadableLetter", "add_arguments", "read_files", "run"]
