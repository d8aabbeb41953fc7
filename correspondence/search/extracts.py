"""Extracts of a text with the words that were found in it. Pure: no markup is made here, and none is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Marks that the database puts around what was found. A letter that brings them along only marks its own words.
START, STOP = "\ue000", "\ue001"
BETWEEN = " … "
_MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """A piece of an extract: `is_hit` where it is what was looked for."""

    text: str
    is_hit: bool = False


def parts_of(marked: str) -> tuple[Part, ...]:
    """The pieces of an extract in which the database marked what it found; spaces and line breaks become one space."""
    marked = _SPACES.sub(" ", marked).strip()
    parts: list[Part] = []
    at = 0
    for hit in _MARKED.finditer(marked):
        parts += [Part(_plain(marked[at : hit.start()])), Part(hit.group(1), is_hit=True)]
        at = hit.end()
    parts.append(Part(_plain(marked[at:])))
    return tuple(part for part in parts if part.text)


def _plain(text: str) -> str:
    return text.replace(START, "").replace(STOP, "")
