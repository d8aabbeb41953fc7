"""A file as its two pages show it: the facts, and one of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from correspondence import file_kinds
from correspondence.documents_text.types import ReaderFailed, Unreadable
from correspondence.file_names import shown
from correspondence.models import Attachment, Document
from correspondence.services.page_pictures import PDF, WIDTHS, page_count

PICTURES = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
_WIDTH_WORDS = dict(zip(WIDTHS, ("Small", "Medium", "Large"), strict=True))
State = Document.State


@dataclass(frozen=True)
class About:
    """What a file is: `mismatch` where it is another kind than it says, `facts` in pairs for a summary list."""

    name: str
    mismatch: str
    facts: list[dict[str, Any]]
    can_read_again: bool


def about(held: Attachment) -> About:
    document = getattr(held, "document", None)
    kind = file_kinds.in_words(held.sniffed_type)
    says = file_kinds.claimed(held.filename, held.content_type)
    letter = held.message
    facts = [
        _fact("Letter", str(letter), href=letter.get_absolute_url()),
        _fact("Size", f"{filesizeformat(held.size)} ({held.size:,} bytes)"),
        _fact("It says it is", file_kinds.in_words(says) if says else "nothing"),
        _fact("Its bytes show", kind),
        _fact("Pages", _pages(held, document)),
        _fact("Words", words_of(document)),
        _fact("Terms of re-use", _terms(held)),
        _fact("SHA-256", held.sha256),
    ]
    mismatch = file_kinds.mismatch(held.filename, held.content_type, held.sniffed_type)
    again = document is not None and document.state in (State.FAILED, State.NOTHING)
    return About(shown(held.filename) or "Attachment", mismatch, facts, again)


def _fact(key: str, value: str, href: str = "") -> dict[str, Any]:
    return {"key": key, "value": value, "href": href}


def _pages(held: Attachment, document: Document | None) -> str:
    if document is None or document.page_count is None:
        return ""
    word = file_kinds.part_word(held.sniffed_type)
    word = "page" if word == "part" else word
    return f"{document.page_count:,} {word}{'' if document.page_count == 1 else 's'}"


def words_of(document: Document | None) -> str:
    """How far the reading of a file has come, in words."""
    if document is None:
        return State.WAITING.label
    note = f". {document.error}" if document.error else ""
    return f"{_state_of(document)}{note}"


def _state_of(document: Document) -> str:
    recognised = ", recognised from pictures" if document.how == Document.How.OCR else ""
    return f"{document.get_state_display()}{recognised}"


def _why_no_words(document: Document | None, where: str, *, told: str) -> str:
    """How far the reading has come, in whole sentences; what stood in its way, unless `told` says it already."""
    state = _state_of(document) if document else State.WAITING.label
    error = document.error.rstrip(".") if document else ""
    why = f" {error}." if error and error != told.rstrip(".") else ""
    return f"{state}{where}.{why}"


def _terms(held: Attachment) -> str:
    if not held.reuse_said_at:
        return "Not known"
    who = f"{held.reuse_said_by}, " if held.reuse_said_by else ""
    note = f": {held.reuse_note}" if held.reuse_note else ""
    terms = held.get_reuse_terms_display() or "Not known"
    return f"{terms}{note} ({who}{held.reuse_said_at:%-d %B %Y})"


@dataclass(frozen=True)
class ShownDocument:
    """One page of a file. `picture`: the address of its picture, "" where it has none; `trouble`: why not.

    `text` are its words, None where they were not read: `why_no_words` tells why, in sentences. `widths` are the sizes
    to choose from.
    """

    name: str
    page: int
    pages: int
    word: str
    picture: str
    width: int
    widths: list[tuple[int, str]]
    text: str | None
    why_no_words: str
    trouble: str = ""

    @property
    def before(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def shown_document(held: Attachment, *, page: int, width: int) -> ShownDocument | None:
    """A page of a file as far as it can be shown; None where the file has no such page."""
    width = width if width in WIDTHS else WIDTHS[1]
    document = getattr(held, "document", None)
    is_pdf, count, trouble = held.sniffed_type == PDF, 1, ""
    if is_pdf:
        try:
            count = max(page_count(held), 1)
        except (Unreadable, ReaderFailed) as error:
            trouble = str(error)
        except FileNotFoundError:
            trouble = "The file is no longer in the storage."
    elif document is not None:
        count = max(document.pages.count(), 1)
    if not 1 <= page <= count:
        return None
    read = document.pages.filter(number=page).first() if document else None
    picture, word = "" if trouble else _picture(held, page, width), file_kinds.part_word(held.sniffed_type)
    return ShownDocument(
        name=shown(held.filename) or "Attachment",
        page=page,
        pages=count,
        word=word,
        picture=picture,
        width=width,
        widths=[(each, _WIDTH_WORDS[each]) for each in WIDTHS] if is_pdf and picture else [],
        text=read.text if read else None,
        why_no_words=_why_no_words(document, f" on this {word}" if count > 1 else "", told=trouble),
        trouble=trouble,
    )


def _picture(held: Attachment, page: int, width: int) -> str:
    if held.sniffed_type == PDF:
        return reverse("correspondence:file_page", args=[held.pk, page, width])
    if held.sniffed_type in PICTURES:
        return reverse("correspondence:picture", args=[held.pk])
    return ""
