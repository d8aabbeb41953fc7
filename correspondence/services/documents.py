"""Reading the words of attachments in the background: a row first, the reading after."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db import DatabaseError, DataError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from correspondence.documents_text import apart
from correspondence.documents_text.types import ReaderFailed, Unreadable
from correspondence.models import Attachment, Document, DocumentPage
from correspondence.services.local_files import local_path

log = logging.getLogger(__name__)
State = Document.State
MOST_TRIES = 3
LONGEST_READING = timedelta(minutes=10)  # longer than reading may take: who has not answered then is gone
_AT_ONCE = 50  # pages written together
_LONGEST_ROUND = 60.0  # seconds after which no further document is begun


def note_new(*, at_most: int = 5000) -> int:
    """A row for every held attachment that has none yet, however it got here; how many were new."""
    without = Attachment.objects.filter(document=None).exclude(file="").filter(kept_back="").order_by("pk")
    rows = [Document(attachment_id=pk) for pk in without.values_list("pk", flat=True)[:at_most]]
    Document.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(rows)


def read_waiting(*, seconds: float = _LONGEST_ROUND) -> int:
    """Read what waits, one after the other, for about so long; how many. Any number of workers may do it at once."""
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until and (document := _claim()) is not None:
        _try(document)
        done += 1
    return done


def read_again(*, document: Document, by: User) -> None:
    """Have a document read again that gave no text, because a person asks for it."""
    with transaction.atomic():
        Document.objects.filter(pk=document.pk).exclude(state=State.READING).update(
            state=State.WAITING, attempts=0, next_attempt_at=None, error=""
        )
        record(actor=by, action="document.read_again", subject=document.attachment)


@transaction.atomic
def _claim() -> Document | None:
    """Take the next one that is due. The try is counted before it begins: what kills the worker counts too."""
    due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now())
    waiting = Document.objects.filter(due, state__in=(State.WAITING, State.READING))
    document = (
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("attachment")
        .order_by("next_attempt_at", "pk")
        .first()
    )
    if document is not None:
        document.attempts += 1
        document.state, document.next_attempt_at = State.READING, timezone.now() + LONGEST_READING
        document.save(update_fields=["attempts", "state", "next_attempt_at"])
    return document


def _try(document: Document) -> None:
    """Read one; what goes wrong with it is its own affair, and the next ones go on."""
    if document.attempts > MOST_TRIES:
        _end(document, State.FAILED, "The program ended three times while it was being read.")
        return
    try:
        _read(document)
    except FileNotFoundError:
        _end(document, State.FAILED, "The file is no longer in the storage.")
    except Unreadable as error:
        _end(document, State.FAILED, str(error))
    except DataError:
        _end(document, State.FAILED, "Its text is of a kind that cannot be searched.")
    except (ReaderFailed, OSError, DatabaseError) as error:
        log.warning("document %s could not be read: %s", document.pk, error)
        if document.attempts >= MOST_TRIES:
            _end(document, State.FAILED, f"It could not be read in three tries. {error}")
        else:
            wait = timedelta(minutes=1) * 4**document.attempts
            Document.objects.filter(pk=document.pk).update(
                state=State.WAITING, next_attempt_at=timezone.now() + wait, error=str(error)[:300]
            )


def _read(document: Document) -> None:
    attachment = document.attachment
    if attachment.is_inline and attachment.sniffed_type.startswith("image/"):  # a logo, a signature
        _end(document, State.NOTHING, "")
        return
    with (
        local_path(attachment.file) as path,
        apart.read(path, attachment.sniffed_type) as heard,
        transaction.atomic(),
    ):
        document.pages.all().delete()
        any_text = False
        for pages in _in_batches(heard.pages):
            any_text = any_text or any(text.strip() for _, text in pages)
            rows = [DocumentPage(document=document, number=number, text=text) for number, text in pages]
            DocumentPage.objects.bulk_create(rows)
        if not any_text:
            document.pages.all().delete()
        _end(
            document,
            State.READ if any_text else State.NOTHING,
            heard.note,
            page_count=heard.page_count,
            how=heard.how if any_text else "",
        )


def _in_batches(pages: Iterator[str]) -> Iterator[list[tuple[int, str]]]:
    numbered = enumerate(pages, start=1)
    while batch := list(islice(numbered, _AT_ONCE)):
        yield batch


def _end(
    document: Document, state: str, sentence: str, *, page_count: int | None = None, how: str = ""
) -> None:
    Document.objects.filter(pk=document.pk).update(
        state=state,
        error=sentence[:300],
        page_count=page_count,
        how=how,
        read_at=timezone.now(),
        next_attempt_at=None,
    )
