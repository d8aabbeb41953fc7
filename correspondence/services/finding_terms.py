"""Finding the terms of campaigns in what has come: by state, so that nothing is missed and nothing kept twice.

A letter or file is looked through where no `TermReading` says that it was, for the terms as they are worded now. So a
new letter, a file that was read since, a new term and one that was changed are all found by one sweep. Any number of
workers may do it: the terms are held while a batch is written, and constraints keep each mention once.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from correspondence.models import Document, DocumentPage, Mention, Message, TermReading, WatchTerm
from correspondence.watching import Watched, around, find, watched
from requests_app.models import Campaign

log = logging.getLogger(__name__)
MOST_IN_A_FILE = 1000  # mentions of a term: a file that is full of one name says no more with a million
_FINDER = 1  # counts the changes of what is found: a new one has everything looked through again
_AT_ONCE = {Message: 20, Document: 5}  # written together
_FETCHED = 2000  # keys of what waits, taken at once
_LONGEST_ROUND = 50.0  # seconds after which no further batch is begun


def find_terms(*, seconds: float = _LONGEST_ROUND) -> int:
    """Look through what waits for the terms of all campaigns, for about so long; how many letters and files."""
    until, done = time.monotonic() + seconds, 0
    own = Q(campaign=OuterRef("pk")) | Q(campaign=None, team=OuterRef("team"))
    for campaign in Campaign.objects.filter(Exists(WatchTerm.objects.filter(own))).order_by("pk"):
        for texts in (letters_of(campaign), documents_of(campaign)):
            done += _look_through(campaign, texts, until)
    return done


def letters_of(campaign: Campaign) -> Any:
    """The letters that came for a campaign; a mail server's report is none, it returns what we wrote."""
    came = Message.objects.standing().filter(direction="in", request__campaign=campaign)
    return (
        came.filter(request__discarded_at=None).exclude(channel="note").exclude(automatic__in=Message.REPORTS)
    )


def documents_of(campaign: Campaign) -> Any:
    """The files that came with them and whose words were read."""
    held = Document.objects.filter(attachment__message__in=letters_of(campaign).order_by().values("pk"))
    return held.filter(state=Document.State.READ, attachment__kept_back="").exclude(attachment__file="")


def number_waiting(campaign: Campaign) -> int:
    """How many letters and files are still to be looked through. 0 where nothing is watched."""
    if not (terms := list(WatchTerm.objects.of(campaign))):
        return 0
    digest = _digest(terms)
    return sum(_unread(texts, digest).count() for texts in (letters_of(campaign), documents_of(campaign)))


def _digest(terms: Iterable[WatchTerm]) -> str:
    words = [f"{_FINDER}", *sorted(f"{term.pk}:{term.version}" for term in terms)]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _unread(texts: QuerySet[Any], digest: str) -> Any:
    """Those of the letters, or files, in which these terms were not looked for."""
    reading = TermReading.objects.filter(terms=digest)
    if texts.model is Message:
        return texts.filter(~Exists(reading.filter(message=OuterRef("pk"))))
    return texts.filter(~Exists(reading.filter(document=OuterRef("pk"), text_at=OuterRef("read_at"))))


def _look_through(campaign: Campaign, texts: QuerySet[Any], until: float) -> int:
    digest = _digest(WatchTerm.objects.of(campaign))
    waiting = list(_unread(texts, digest).order_by("pk").values_list("pk", flat=True)[:_FETCHED])
    size, done = _AT_ONCE[texts.model], 0
    for at in range(0, len(waiting), size):
        if time.monotonic() >= until:
            break
        try:
            done += _batch(campaign, texts, waiting[at : at + size], digest)
        except DatabaseError as error:  # what it was about was taken away meanwhile: the next round sees
            log.warning("terms of campaign %s could not be kept: %s", campaign.pk, error)
    return done


@transaction.atomic
def _batch(campaign: Campaign, texts: QuerySet[Any], keys: Sequence[int], digest: str) -> int:
    """Look through some texts and keep what was found: how many. None where the terms were changed meanwhile."""
    terms = list(WatchTerm.objects.of(campaign).select_for_update(no_key=True).order_by("pk"))
    rows = list(_unread(texts.filter(pk__in=keys), digest)) if _digest(terms) == digest else []
    if rows:
        keys = [row.pk for row in rows]
        looked_for = [watched(term.pk, term.all_spellings) for term in terms]
        of_letters = texts.model is Message
        found = _in_letters(rows, looked_for) if of_letters else _in_documents(keys, looked_for)
        before = Mention.objects.filter(term__in=terms)
        kept = (
            before.filter(message__in=keys, page=None)
            if of_letters
            else before.filter(page__document__in=keys)
        )
        _keep(list(found), kept)
        _note(rows, digest)
    return len(rows)


def _in_letters(letters: Sequence[Message], terms: Sequence[Watched]) -> Iterator[Mention]:
    for letter in letters:
        yield from _mentions(letter.body_text, terms, message_id=letter.pk)


def _in_documents(keys: Sequence[int], terms: Sequence[Watched]) -> Iterator[Mention]:
    pages = DocumentPage.objects.filter(document__in=keys).order_by("document", "number")
    columns = pages.values_list("document", "document__attachment__message", "pk", "text")
    so_far: Counter[tuple[int, int]] = Counter()
    for document, letter, page, text in columns.iterator(chunk_size=10):
        for mention in _mentions(text, terms, message_id=letter, page_id=page):
            so_far[document, mention.term_id] += 1
            if so_far[document, mention.term_id] <= MOST_IN_A_FILE:
                yield mention


def _mentions(text: str, terms: Sequence[Watched], **where: int) -> Iterator[Mention]:
    for hit in find(text, terms):
        before, words, after = around(text, hit.start, hit.end)
        yield Mention(
            term_id=hit.key, start=hit.start, end=hit.end, before=before, words=words, after=after, **where
        )


def _keep(found: Sequence[Mention], kept: QuerySet[Mention]) -> None:
    """Write what is new, and take away what stands there no longer."""
    known = {_place(each): each.pk for each in kept.only("message", "page", "term", "start", "end")}
    new = {_place(each): each for each in found}
    if gone := [pk for place, pk in known.items() if place not in new]:
        Mention.objects.filter(pk__in=gone).delete()
    fresh = [each for place, each in new.items() if place not in known]
    Mention.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)


def _place(mention: Mention) -> tuple[int | None, ...]:
    return (mention.message_id, mention.page_id, mention.term_id, mention.start, mention.end)


def _note(rows: Sequence[Any], digest: str) -> None:
    """Note in which texts these terms were looked for."""
    name = "message" if isinstance(rows[0], Message) else "document"
    readings = [
        TermReading(**{f"{name}_id": row.pk}, terms=digest, text_at=getattr(row, "read_at", None))
        for row in rows
    ]
    TermReading.objects.bulk_create(
        readings, update_conflicts=True, unique_fields=[name], update_fields=["terms", "text_at"]
    )
