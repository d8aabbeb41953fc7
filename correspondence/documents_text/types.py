"""What reading a document gives, and the measures it keeps to."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_PAGE = 1_000_000  # characters
LONGEST_DOCUMENT = 20_000_000  # characters
MOST_PAGES = 5_000
LONGEST_PART = 100_000  # characters of a part, where a file has no pages of its own
BIGGEST_FILE = 200 * 1024 * 1024  # bytes; a zip, of which names alone are read, may be bigger


class Unreadable(ValueError):
    """The file gives no text, and would not the next time; the message is one sentence for a person."""


class ReaderFailed(RuntimeError):
    """Reading ended before its time (too slow, too much memory, killed): another try may go better."""


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a document by page. page_count: what the file says, None where it has no pages.

    how: "text", or "ocr" where pictures had to be recognised. note: what was left out, "" for nothing.
    """

    pages: tuple[str, ...]
    page_count: int | None = None
    how: str = "text"
    note: str = ""


def parts(text: str) -> tuple[str, ...]:
    """A long text in parts that end with a line, so that no part is too long to be searched."""
    found: list[str] = []
    start = 0
    while start < len(text):
        end = start + LONGEST_PART
        if end < len(text):
            end = text.rfind("\n", start + LONGEST_PART // 2, end) + 1 or end
        found.append(text[start:end])
        start = end
    return tuple(found)
