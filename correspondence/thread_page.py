"""What helps to read a long thread: what is new, where the months begin, which files came and which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from correspondence.models import LastRead, Message
from correspondence.story_entries import Entry, LetterEntry, ShownFile
from requests_app.models import InformationRequest

LONG = 12  # letters; a shorter thread needs no way around in it


@dataclass(frozen=True)
class Reading:
    """How far a person has read. `since` is None where they have not marked anything yet."""

    since: LastRead | None
    new: Sequence[Message]
    up_to: int

    @cached_property
    def new_ids(self) -> frozenset[int]:
        """The letters to be marked on the page: none for somebody to whom all are new."""
        return frozenset(message.pk for message in self.new) if self.since else frozenset()

    @property
    def first(self) -> Message:
        return self.new[0]


def reading(user: User, request: InformationRequest, messages: Sequence[Message]) -> Reading:
    """What is new to a person since they last marked the thread as read; what they added themselves is not."""
    since = LastRead.objects.visible_to(user).filter(user=user, request=request).first()
    seen = since.up_to if since else 0
    new = [message for message in messages if message.pk > seen and message.added_by_id != user.pk]
    return Reading(since, new, max((message.pk for message in messages), default=0))


def marked(request: InformationRequest, entries: Iterable[Entry], seen: Reading) -> list[Entry]:
    """The entries, the new letters marked, and those of which files are missing with a way to ask for them."""
    return [
        replace(each, is_new=each.message.pk in seen.new_ids, ask_url=ask_for(request, each))
        if isinstance(each, LetterEntry) and each.message
        else each
        for each in entries
    ]


@dataclass(frozen=True)
class Files:
    """The files of a request by letter; `held` of `told` (those that came, and those the letters speak of).

    One that a letter speaks of and that came with another counts once.
    """

    letters: Sequence[tuple[LetterEntry, Sequence[ShownFile]]]

    @property
    def told(self) -> int:
        return sum(file.came is None for _, files in self.letters for file in files)

    @property
    def held(self) -> int:
        return sum(file.is_held for _, files in self.letters for file in files)


def files_of(entries: Iterable[Entry]) -> Files:
    return Files([(each, each.files) for each in entries if isinstance(each, LetterEntry) and each.files])


@dataclass(frozen=True)
class Month:
    """Where a month's letters begin. `number`: how many there are."""

    label: str
    anchor: str
    number: int


def months(entries: Iterable[Entry]) -> list[tuple[int, list[Month]]]:
    """The months of the thread's dated letters by year; nothing for a short thread."""
    letters = [each for each in entries if isinstance(each, LetterEntry)]
    if len(letters) <= LONG:
        return []
    told: dict[tuple[int, int], list[LetterEntry]] = {}
    for letter in letters:
        if letter.on:
            told.setdefault((letter.on.year, letter.on.month), []).append(letter)
    every = [
        (year, Month(f"{these[0].on:%B}", these[0].anchor, len(these)))
        for (year, _), these in sorted(told.items())
    ]
    return [(year, [month for _, month in group]) for year, group in groupby(every, key=lambda each: each[0])]


def ask_for(request: InformationRequest, entry: LetterEntry) -> str:
    """Where to write a letter that asks for what this one speaks of and did not come; "" where nothing is missing."""
    if entry.message is None or entry.held == len(entry.files):
        return ""
    query = urlencode({"kind": "reply", "answers": entry.message.pk, "ask": "files"})
    return f"{reverse('correspondence:write', args=[request.pk])}?{query}"
