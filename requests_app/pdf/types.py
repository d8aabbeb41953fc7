"""What the two processes that make a PDF have in common. Pure."""

from __future__ import annotations

TOO_LARGE = 3
"""The exit status that says: it needed more memory than it may have."""


class PrintFailed(Exception):
    """No PDF came of it; the message is a sentence for a person."""


class TooLarge(PrintFailed):
    """It needs more memory or time than a PDF may have: trying again gives the same."""
