"""What reading a pasted thread gives: plain, frozen facts, each with the place it was read from."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from requests_app.reference_numbers import FoundReference

Side = Literal["requester", "authority"]
LONGEST_THREAD = (
    3_000_000  # characters: some six seconds of reading; a thread of 200 letters has half a million
)


class NotAThread(ValueError):
    """The text cannot be read as a thread of letters; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the thread that show a fact: `thread[start:end]`, with line wraps undone in `text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a thread.

    side: who wrote it. author: the person or team named, "" where the text names none.
    organisation: the public authority an officer writes for, None for the requester.
    body: the words, without the page's furniture, the list of links below them and quoted earlier mail.
    quoted: earlier mail quoted under it, "" when none. links: addresses of the "Visible links" list.
    date: the day the page or the letter gives for it, None where there is none; date_evidence says from where.
    attachments_mentioned: how many the page says there are. attachment_names: those it names.
    has_hidden_quote: the page says "show quoted sections" there.
    start, end: where it stands in the thread, its author line included (code points).
    """

    side: Side
    author: str
    organisation: str | None
    body: str
    quoted: str
    links: tuple[str, ...]
    date: dt.date | None
    date_evidence: Evidence | None
    attachments_mentioned: int
    attachment_names: tuple[str, ...]
    has_hidden_quote: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A whole thread as it was pasted, its letters in the order of the text.

    received_on: the day the authority says it received the request; received_evidence: every place that says so.
    references: each once, in the order they first stand. notes: what a person should look at, in plain sentences.
    """

    title: str | None
    authority_name: str | None
    requester_name: str | None
    letters: tuple[Letter, ...]
    references: tuple[FoundReference, ...]
    received_on: dt.date | None
    received_evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
