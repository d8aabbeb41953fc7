"""Letters as they read best: line breaks that a mail program put in are taken out again, for the screen only. Pure."""

from __future__ import annotations

import re

_WIDEST = 82  # mail programs break lines at 72 to 80 characters
_NARROWEST = 55
_OWN_LINE = re.compile(r"\s|[-–•·*>]|\(?[0-9A-Za-z]{1,3}[.):]\s|[A-Z][\w/ ]{1,40}(?: [-–] |: )")


def unwrapped(text: str) -> str:
    """The text with the breaks undone that a fixed line width explains, and every other break kept.

    A break is one of width where the next line's first word would not have fitted any more. A text whose lines are
    longer than mail programs make them was never wrapped, and is left alone.
    """
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    joined: list[list[str]] = []
    open_end = ""  # the last line as it was, while it may go on
    for line in lines:
        if open_end and _goes_on(open_end, line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
        open_end = line.strip()
    return "\n".join(" ".join([*(part.rstrip() for part in parts[:-1]), parts[-1]]) for parts in joined)


def _goes_on(line: str, following: str, width: int) -> bool:
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return bool(word) and not _OWN_LINE.match(following) and len(line) + 1 + len(word) > width
