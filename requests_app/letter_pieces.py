"""Cut a letter into pieces: paragraphs and list entries, each with its place in the letter.

A piece is what a reader sees as one unit: a paragraph whose lines were wrapped, or one entry of a list.
Everything here is one pass over the lines with short anchored patterns, so the time is linear in the length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Style = Literal["bullet", "number", "letter", "roman"]

SPACES = " \t\u00a0\u2007\u202f\u200b\ufeff"
# Glyphs that are bullets wherever they begin a line; the private ones are what Word's symbol fonts paste as.
_GLYPHS = "·•◦▪▫●○■□‣⁃∙⦁➢➤►▶✓✔→\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf02d"
_LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SPACE = f"[{SPACES}]"
_BULLET = re.compile(
    rf"(?:(?P<glyph>[{_GLYPHS}]){_SPACE}*|(?P<mark>[-–—−*+.§Øü]){_SPACE}+|(?P<dash>[-–—])(?=[A-Z])"
    rf"|(?P<o>o)(?:\t|{_SPACE}{{2}}|{_SPACE}(?=[A-Z0-9\"“‘'])){_SPACE}*)"
)
_LONE_MARK = re.compile(rf"[-–—*+o{_GLYPHS}]{_SPACE}*\Z")
_NUMBER = re.compile(
    rf"#?[(]?(?P<n>\d{{1,3}})(?P<dotted>(?:\.\d{{1,2}}){{0,2}})(?P<sub>[a-z]?)"
    rf"(?:[.)]{{1,2}}:?|:|{_SPACE}{{1,3}}[-–—](?={_SPACE})|(?=\t))(?={_SPACE}|[A-Z\"“‘']|\Z){_SPACE}*"
)
_DOTTED = re.compile(rf"(?P<n>\d{{1,2}})(?P<dotted>(?:\.\d{{1,2}}){{1,2}})(?P<sub>){_SPACE}+(?=[A-Z\"“‘'])")
_QUESTION = re.compile(
    rf"(?:Q(?:uestion)?{_SPACE}{{0,3}}(?P<n>\d{{1,3}})(?P<sub>[a-z]?){_SPACE}{{0,2}}[.):–—-]{{0,2}}"
    rf"|(?:Item|Request|Part"
    rf"|Point){_SPACE}{{1,3}}(?P<m>\d{{1,3}}){_SPACE}{{0,2}}[.):–—-]{{1,2}})(?={_SPACE}|\Z){_SPACE}*",
    re.IGNORECASE,
)
_LETTER = re.compile(rf"[(]?(?P<l>[A-Za-z])[.)]{{1,2}}(?={_SPACE}|\Z){_SPACE}*")
_ROMAN = re.compile(rf"[(]?(?P<r>[ivx]{{1,5}}|[IVX]{{1,5}})[.)]{{1,2}}(?={_SPACE}|\Z){_SPACE}*")
_MID_BULLET = re.compile(rf"(?<={_SPACE})(?:[·•●▪\uf0b7](?={_SPACE}|\Z)|Q\d{{1,2}}[.:)](?={_SPACE}))")
# Letters a marker can begin with although no full stop or bracket follows at once ("Question 1", "iv.").
_MARKER_LETTERS = frozenset("oqQiIrRpPvVxXØü")
_SIGN_OFF = re.compile(
    r"(?:yours(?: (?:very )?(?:sincerely|faithfully|truly))?"
    r"|(?:(?:with )?(?:kind|kindest|best|warm|warmest|many) )?(?:regards|wishes)"
    r"|(?:very )?(?:many )?thanks(?: (?:very much|so much|in advance|again|and regards))*"
    r"|thank you(?: (?:very much|so much|in advance|again|for your (?:help|time|assistance)))*"
    r"|all the (?:very )?best|sincerely|faithfully|respectfully|cheers|best"
    r"|cofion(?: gorau)?|yn (?:gywir|ddiffuant)|thanks and (?:kind |best )?regards)[ ,.!]*",
    re.IGNORECASE,
)
_ROMAN_VALUES = {
    word: value
    for value, word in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
        start=1,
    )
}


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list entry begins with; `value` is its place in the numbering (0 for bullets)."""

    style: Style
    label: str
    value: int


_A_BULLET = Marker("bullet", "", 0)


class Piece(NamedTuple):
    """A paragraph or a list entry: `letter[start:end]` is its words without the marker."""

    start: int
    end: int
    indent: int
    marker: Marker | None
    sign_off: bool = False


def is_sign_off(line: str) -> bool:
    """Whether a line stands where a letter is signed ("Yours faithfully,", "Many thanks")."""
    return len(line) <= 60 and _SIGN_OFF.fullmatch(line.strip(SPACES)) is not None


def roman_value(word: str) -> int:
    """1 for "i" to 12 for "xii"; 0 for what is none of these."""
    return _ROMAN_VALUES.get(word.lower(), 0)


def marker_at(line: str) -> tuple[Marker, int] | None:
    """The list marker a line (already without its indent) begins with, and where the words after it start."""
    if line[:1].isalpha() and line[1:2] not in ".)" and line[0] not in _MARKER_LETTERS:
        return None
    if match := _BULLET.match(line):
        return _A_BULLET, match.end()
    if _LONE_MARK.match(line):
        return _A_BULLET, len(line)
    if match := _QUESTION.match(line):
        number = match["n"] or match["m"]
        return Marker("number", number + (match["sub"] or ""), int(number)), match.end()
    if match := _NUMBER.match(line) or _DOTTED.match(line):
        return Marker("number", match["n"] + match["dotted"] + match["sub"], int(match["n"])), match.end()
    if match := _LETTER.match(line):
        return Marker("letter", match["l"], ord(match["l"].lower()) - 96), match.end()
    if (match := _ROMAN.match(line)) and roman_value(match["r"]):
        return Marker("roman", match["r"], roman_value(match["r"])), match.end()
    return None


def _lines(letter: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line without its newline; a round bullet or “Q2:” in mid-line begins one too."""
    in_line = _MID_BULLET.search(letter) is not None
    position = 0
    for raw in letter.splitlines(keepends=True):
        start, end = position, position + len(raw.rstrip(_LINE_ENDS))
        position += len(raw)
        for bullet in _MID_BULLET.finditer(letter, start, end) if in_line else ():
            if letter[start : bullet.start()].strip(SPACES):
                yield start, bullet.start()
                start = bullet.start()
        yield start, end


def _wrap_width(lengths: list[int]) -> int:
    """The column at which the letter's lines were wrapped, or a number no line reaches if they were not."""
    width = sorted(lengths)[len(lengths) * 9 // 10] if lengths else 0
    return max(width, 60) if width <= 120 else 1 << 40


@dataclass(slots=True)
class _Open:
    """A piece while lines are added to it."""

    start: int
    end: int
    indent: int
    marker: Marker | None
    signed: bool
    last_length: int


def pieces(letter: str) -> list[Piece]:
    """All paragraphs and list entries of a letter, in order.

    A line goes on with the piece above it when it starts in lower case or when its first word would not have
    fitted on the line above (the lines were wrapped). A marker alone on its line belongs to the words below
    it.
    """
    spans = list(_lines(letter))
    width = _wrap_width([end - start for start, end in spans if end > start])
    found: list[_Open] = []
    pending: tuple[Marker, int] | None = None
    blank = True
    for line_start, line_end in spans:
        line = letter[line_start:line_end].rstrip(SPACES)
        words = line.lstrip(SPACES)
        if not words:
            blank = True
            continue
        indent = len(line) - len(words)
        start, end = line_start + indent, line_start + len(line)
        marked = marker_at(words)
        if marked and start + marked[1] >= end:
            pending, blank = (marked[0], indent), False
            continue
        if marked:
            found.append(_Open(start + marked[1], end, indent, marked[0], False, len(line)))
        elif pending:
            found.append(_Open(start, end, pending[1], pending[0], False, len(line)))
        elif (
            (signed := is_sign_off(words))
            or not found
            or not _joins(letter, found[-1], start, end, blank, width)
        ):
            found.append(_Open(start, end, indent, None, signed, len(line)))
        else:
            found[-1].end, found[-1].last_length = end, len(line)
        pending, blank = None, False
    return [Piece(one.start, one.end, one.indent, one.marker, one.signed) for one in found]


def _joins(letter: str, before: _Open, start: int, end: int, blank: bool, width: int) -> bool:
    """Whether the line letter[start:end] belongs to the piece before it."""
    first = letter[start]
    if before.signed:
        return False
    if blank:
        return before.marker is not None and first.islower() and letter[before.end - 1] not in '.?!:;)”"'
    if first.islower() or first in ",;)":
        return True
    space = letter.find(" ", start, end)
    word = (space if space != -1 else end) - start
    return (before.last_length + 1 + word) * 10 >= width * 8
