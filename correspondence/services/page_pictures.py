"""Pages of PDFs as pictures: drawn by a process of its own, kept in the storage once they have been drawn."""

from __future__ import annotations

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from correspondence.documents_text import apart
from correspondence.models import Attachment
from correspondence.services.local_files import local_path

WIDTHS = (600, 900, 1400)  # pixels
PDF = "application/pdf"
_A_DAY = 86_400


def page_count(attachment: Attachment) -> int:
    """How many pages a PDF has, also before its words were read. Raises `Unreadable`, `ReaderFailed`."""
    document = getattr(attachment, "document", None)
    if document is not None and document.page_count is not None:
        return int(document.page_count)
    key = f"pages-of-{_of(attachment)}"
    if (known := cache.get(key)) is not None:
        return int(known)
    with local_path(attachment.file) as path:
        count = apart.count_pages(path)
    cache.set(key, count, _A_DAY)
    return count


def page_picture(attachment: Attachment, number: int, width: int) -> bytes:
    """Page `number` of a PDF, from 1, as a PNG of one of the `WIDTHS`. Raises `Unreadable`, `ReaderFailed`.

    The same bytes give the same picture, whatever letter they came with: it is kept under their digest.
    """
    key = f"page-pictures/{_of(attachment)}/{number}-{width}.png"
    if default_storage.exists(key):
        with default_storage.open(key) as kept:
            return bytes(kept.read())
    with local_path(attachment.file) as path:
        drawn = apart.render(path, number, width)
    default_storage.save(
        key, ContentFile(drawn)
    )  # two at once: the second is kept under a name nobody asks for
    return drawn


def _of(attachment: Attachment) -> str:
    return attachment.sha256 or f"attachment-{attachment.pk}"
