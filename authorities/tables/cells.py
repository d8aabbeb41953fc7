"""Cells as text: without what cannot be seen, and inert where a spreadsheet would compute them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAKS = re.compile(r"\r\n?")


def text_of(value: Any) -> str:
    """A value of a workbook's cell as a person would have typed it: 54906.0 is "54906", a day is ISO."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | float | timedelta) else clean(str(value))


def clean(text: str) -> str:
    """Without spaces at the ends, unseen characters, and the quote that makes a formula inert (see `inert`)."""
    if not text.isascii() or not text.isprintable():
        text = _BREAKS.sub("\n", _UNSEEN.sub("", text.replace("\u00a0", " ")))
    text = text.strip()
    if text.startswith("'") and text[1:2] in FORMULA and len(text) > 1:
        return text[1:].strip()
    return text


def inert(text: str) -> str:
    """The text with a quote before it where a spreadsheet would take it for a formula; `clean` takes it off again."""
    return f"'{text}" if text.startswith(FORMULA) else text
