"""What is shown of each thing that was found. Extracts are made for the rows of one page alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Value
from django.db.models.functions import Left

from accounts.querysets import Viewer
from correspondence.file_names import shown
from correspondence.models import Attachment, DocumentPage, Message
from correspondence.search.extracts import BETWEEN, START, STOP, Part, parts_of
from correspondence.search.finding import Search
from correspondence.search.words import CONFIG, TextQuery
from requests_app.models import InformationRequest

_LOOKED_THROUGH = 50_000  # characters of a text, for an extract: beyond that its beginning is shown
_FRAGMENTS: dict[str, Any] = {
    "max_fragments": 2,
    "max_words": 24,
    "min_words": 10,
    "fragment_delimiter": BETWEEN,
}


@dataclass(frozen=True)
class Hit:
    """One thing that was found. `where`: the page of a document; `of`: the request it belongs to."""

    url: str
    title: tuple[Part, ...]
    extract: tuple[Part, ...]
    of: InformationRequest
    on: date | None = None
    said: str = ""
    where: str = ""


def letter_hits(search: Search, keys: Sequence[int]) -> list[Hit]:
    rows = _texts(Message.objects.visible_to(search.user).standing(), keys, "body_text", search.query)
    rows = rows.annotate(title_found=_headline("subject", search.query, highlight_all=True))
    rows = rows.select_related("request__authority").defer(
        "search", "body_text", "quoted_text", "request__letter"
    )
    return [_letter_hit(message) for message in _in_order(rows, keys)]


def _letter_hit(message: Message) -> Hit:
    who = message.author_name or message.organisation
    side = "Note" if message.is_note else message.get_direction_display()
    return Hit(
        url=message.get_absolute_url(),
        title=parts_of(message.title_found) or (Part(str(message)),),  # type: ignore[attr-defined]
        extract=parts_of(message.extract),  # type: ignore[attr-defined]
        of=message.request,
        on=message.on,
        said=f"{side}: {who}" if who else side,
    )


def document_hits(search: Search, keys: Sequence[tuple[str, int]]) -> list[Hit]:
    """Files and pages in the order of their keys."""
    files = [pk for kind, pk in keys if kind == "file"]
    pages = [pk for kind, pk in keys if kind == "page"]
    hits: dict[tuple[str, int], Hit] = {}
    if files:
        named = Attachment.objects.visible_to(search.user).filter(pk__in=files)
        for each in named.select_related("message__request__authority"):
            hits["file", each.pk] = _file_hit(each, (), "")
    if pages:
        rows = _texts(DocumentPage.objects.visible_to(search.user), pages, "text", search.query)
        rows = rows.select_related("document__attachment__message__request__authority").defer(
            "search", "text"
        )
        for page in rows:
            found = parts_of(page.extract)
            hits["page", page.pk] = _file_hit(page.document.attachment, found, f"Page {page.number}")
    return [hits[key] for key in keys if key in hits]


def _file_hit(file: Attachment, extract: tuple[Part, ...], where: str) -> Hit:
    letter = file.message
    return Hit(
        url=letter.get_absolute_url(),
        title=(Part(shown(file.filename) or "Attachment"),),
        extract=extract,
        of=letter.request,
        on=letter.on,
        said=f"With “{letter}”",
        where=where,
    )


def page_extracts(query: TextQuery, files: Sequence[int]) -> dict[int, tuple[int, tuple[Part, ...]]]:
    """Of each of the files the first page that has the words: its number, and an extract. One query.

    The caller has made sure that the files may be seen.
    """
    fitting = DocumentPage.objects.filter(document__attachment__in=files, search=query)
    first = fitting.order_by("document_id", "number").distinct("document_id").values("pk")
    pages = DocumentPage.objects.filter(pk__in=first).annotate(extract=_headline("text", query, **_FRAGMENTS))
    columns = pages.values_list("document__attachment", "number", "extract")
    return {file: (number, parts_of(extract)) for file, number, extract in columns}


def request_hits(user: Viewer, keys: Sequence[int]) -> list[InformationRequest]:
    """The requests, ready to become rows of a list."""
    rows = InformationRequest.objects.visible_to(user).filter(pk__in=keys).with_people()
    return _in_order(rows.prefetch_related("references").defer("letter"), keys)


def _texts(rows: Any, keys: Sequence[int], field: str, query: TextQuery | None) -> Any:
    return rows.filter(pk__in=keys).annotate(extract=_headline(field, query, **_FRAGMENTS))


def _headline(field: str, query: TextQuery | None, **how: Any) -> Any:
    if query is None:
        return Left(field, Value(240))
    text = Left(field, Value(_LOOKED_THROUGH))
    return SearchHeadline(text, query, config=CONFIG, start_sel=START, stop_sel=STOP, **how)


def _in_order(rows: Iterable[Any], keys: Sequence[int]) -> list[Any]:
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]
