"""A pasted thread as it is shown before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from correspondence.services.reading import Reading, mentioned_in
from requests_app.deadlines import Deadline
from requests_app.titles import shortened

_FIRST_WORDS = 110


@dataclass(frozen=True)
class LetterRow:
    position: int
    direction: str
    author: str
    on: date | None
    attachments: int
    first_words: str
    is_new: bool


@dataclass(frozen=True)
class Preview:
    """`due` follows from the dates as they stand in the form now; None where they give none."""

    reading: Reading
    due: Deadline | None
    letters: tuple[LetterRow, ...]

    @property
    def attachments(self) -> int:
        return sum(letter.attachments for letter in self.letters)

    @property
    def evidence(self) -> str:
        """The words that give the date of receipt."""
        found = self.reading.thread.received_evidence
        words = found[0].text if found else ""
        return words if len(words) <= _FIRST_WORDS else "…" + words[-_FIRST_WORDS:].partition(" ")[2]


def preview_of(reading: Reading, *, received_on: date | None, sent_on: date | None) -> Preview:
    letters = tuple(
        LetterRow(
            position=number,
            direction="out" if letter.side == "requester" else "in",
            author=letter.author or letter.organisation or "",
            on=letter.date,
            attachments=mentioned_in(letter),
            first_words=shortened(_without_greeting(letter.body), _FIRST_WORDS),
            is_new=position is None and not (reading.merges and number == 1),
        )
        for number, (letter, position) in enumerate(
            zip(reading.letters, reading.match.positions, strict=True), start=1
        )
    )
    return Preview(reading, reading.due(received_on=received_on, sent_on=sent_on), letters)


def _without_greeting(body: str) -> str:
    first, _, rest = body.strip().partition("\n")
    return rest if first.casefold().startswith("dear") and rest.strip() else body
