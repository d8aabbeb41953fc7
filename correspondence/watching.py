"""Words and phrases that a team watches for, found in a text. Pure.

Whole words, in small letters and capitals alike. What is only typography does not count: accents, ligatures, the form
of quotes, how many spaces there are, where a line breaks, and hyphens within a word, for what makes a PDF puts them in
where it breaks a line. No expression here looks at a character more than a few times, whatever the text is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

MOST_HITS = 200  # of a term in one text: a page that is a list of one name says no more with ten thousand
_FEWEST = 2  # letters or digits of a term: fewer would find every "a"
_LONGEST_WORDS = 200  # characters
_BROKEN = "\x01"  # stands for a hyphen within a word
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_PIECE = re.compile(
    r"(?P<plain>[!-,./0-^`-~]+)"
    r"|(?P<hyphen>(?<=[^\W_])[-\u00ac\u00ad\u2010\u2011](?:[ \t]{0,8}\r?\n[ \t]{0,8})?(?=[^\W_]))"
    r"|(?P<space>[\s_\x00-\x1f\u00ac\u00ad\u2010-\u2015\u2212-]+)"
    rf"|(?P<unseen>[{_UNSEEN}]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_LETTERS = re.compile(r"[^\W_]+")
_STRAIGHT = str.maketrans("“”„‟«»‘’‚‛", '""""""\'\'\'\'')


@dataclass(frozen=True)
class Watched:
    """A term, as it is looked for.

    `forms`: each spelling with its hyphens closed up, and with spaces for them. `letters`: the letters and digits of
    each: a text that does not have them in a row has not got the term, and most texts are done with that.
    """

    key: int
    forms: tuple[tuple[str, str], ...]
    letters: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Hit:
    """Where a term stands in a text: from `start` to `end`."""

    start: int
    end: int
    key: int


def watched(key: int, spellings: Iterable[str]) -> Watched:
    """A term with all its spellings; those too short to mean anything are left out."""
    folded = [_Folded(spelling) for spelling in spellings if can_be_watched(spelling)]
    forms = dict.fromkeys((each.closed.strip(), each.spaced.strip()) for each in folded)
    return Watched(key, tuple(forms), tuple(dict.fromkeys(_letters(closed) for closed, _ in forms)))


def can_be_watched(spelling: str) -> bool:
    """Whether it has enough letters or digits to mean something."""
    return len(_letters(spelling)) >= _FEWEST


def _letters(text: str) -> str:
    """The letters and digits of a text alone, folded."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_LETTERS.findall(text.lower()))


def find(text: str, terms: Sequence[Watched]) -> Iterator[Hit]:
    """Where the terms stand in the text, at most `MOST_HITS` each. Spellings of one term that overlap count once."""
    if not terms:
        return
    letters = _letters(text)
    there = [term for term in terms if any(each in letters for each in term.letters)]
    folded = _Folded(text if there else "")
    for term in there:
        yield from islice(_apart(sorted(folded.hits(term))), MOST_HITS)


def around(text: str, start: int, end: int, *, room: int = 100) -> tuple[str, str, str]:
    """The words before, the words found and those after, as one line each: whole words of about `room` characters."""
    before, after = text[max(start - room, 0) : start], text[end : end + room]
    if start > room and not text[start - room - 1].isspace():
        before = before.partition(" ")[2] or before
    if end + room < len(text) and not text[end + room].isspace():
        after = after.rpartition(" ")[0] or after
    return _line(before).lstrip(), _line(text[start:end])[:_LONGEST_WORDS], _line(after).rstrip()


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of hits that overlap the one that begins first and is longest. They come sorted by their start."""
    held: Hit | None = None
    for hit in hits:
        if held is None or hit.start >= held.end:
            if held is not None:
                yield held
            held = hit
        elif hit.start == held.start and hit.end > held.end:
            held = hit
    if held is not None:
        yield held


class _Folded:
    """A text without what is only typography, and the way back from a place in it to the text's own.

    `spaced` has a space where a word has a hyphen, `closed` has nothing there.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        parts: list[str] = []
        self._at: list[int] = []  # where each piece begins in `spaced`
        self._from: list[tuple[int, int, bool]] = []  # where it comes from: start, end, one character for one
        self._hyphens: list[int] = []  # where `closed` has dropped a hyphen, counted in `closed`
        length = 0
        for found in _PIECE.finditer(text):
            part = _fold_piece(found.lastgroup or "", found.group())
            if not part:
                continue
            if part == _BROKEN:
                self._hyphens.append(length - len(self._hyphens))
            parts.append(part)
            self._at.append(length)
            self._from.append((found.start(), found.end(), found.lastgroup == "plain"))
            length += len(part)
        whole = "".join(parts)
        self.spaced = whole.replace(_BROKEN, " ")
        self.closed = whole.replace(_BROKEN, "")

    def hits(self, term: Watched) -> Iterator[Hit]:
        for closed, spaced in term.forms:
            for start, end in _places(self.spaced, spaced):
                yield self._hit(term.key, start, end)
            if self._hyphens or closed != spaced:
                for start, end in _places(self.closed, closed):
                    first, last = (at + bisect_right(self._hyphens, at) for at in (start, end - 1))
                    yield self._hit(term.key, first, last + 1)

    def _hit(self, key: int, start: int, end: int) -> Hit:
        first, last = self._piece(start), self._piece(end - 1)
        begins, ends, is_plain = self._from[first]
        came = begins + (start - self._at[first] if is_plain else 0)
        begins, ends, is_plain = self._from[last]
        until = begins + (end - self._at[last]) if is_plain else ends
        while until < len(self._text) and unicodedata.combining(self._text[until]):
            until += 1
        return Hit(came, until, key)

    def _piece(self, at: int) -> int:
        return bisect_right(self._at, at) - 1


def _fold_piece(kind: str, piece: str) -> str:
    if kind == "plain":
        return piece.lower()
    if kind == "hyphen":
        return _BROKEN
    if kind == "space":
        return " "
    return "" if kind == "unseen" else _fold_character(piece)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """The letters a character stands for, without its accents: "ﬁ" is "fi", "É" is "e"."""
    apart = unicodedata.normalize("NFKD", character.translate(_STRAIGHT)).casefold()
    apart = unicodedata.normalize("NFKD", apart)
    return "".join(each for each in apart if not unicodedata.combining(each))


def _places(folded: str, form: str) -> Iterator[tuple[int, int]]:
    """Where the form stands as whole words."""
    if form and form in folded:
        for found in islice(_as_words(form).finditer(folded), 2 * MOST_HITS):
            yield found.span()


@lru_cache(maxsize=4096)
def _as_words(form: str) -> re.Pattern[str]:
    """The form itself, letter for letter; no letter or digit may stand beside it where it ends with one."""
    before = r"(?<![^\W_])" if form[0].isalnum() else ""
    after = r"(?![^\W_])" if form[-1].isalnum() else ""
    return re.compile(f"{before}{re.escape(form)}{after}")
