"""A letter made ready for reading: cut into parts, each also in a plain spelling that phrases are looked for in.

The plain spelling ("flat") has lower case, straight quotation marks, one sort of dash and single spaces; every place
in it can be traced back to the letter, so that what is shown to people are the letter's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from correspondence.reading.reader_types import Quote
from requests_app.letter_pieces import Piece, pieces, roman_value

LONGEST_READ = (
    120_000  # characters; some forty pages, and what a letter says about its case stands near the top
)
LONG_PART = 120  # characters; a part so long and without a digit holds neither a number's label nor a date

# head: letterhead, greeting. asked: the request repeated. said: what the authority says. heading: "Our response".
# cited: an Act's own words. rights: how to complain. foot: signature and small print. quoted: earlier mail below.
Zone = Literal["head", "asked", "said", "heading", "cited", "rights", "foot", "quoted"]
_OWN: frozenset[str] = frozenset({"head", "said", "heading", "cited"})

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‛´`′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00a0": " ",
        "\u00ad": "-",
    }
)
_WORD = re.compile(r"\S+")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_CONDITIONAL = re.compile(
    r"[ \n]*(?:(?:if|where|unless|should) (?:your request|the (?:information|request)|any|some|information"
    r"|it|we (?:need|require"
    r"|consider|think)|a fee|an exemption|further|that|this)\b|in (?:some|certain|such) (?:cases|"
    r"circumstances|instances)"
    r"|some (?:information|requests|of the information)\b[^.]{0,30}\b(?:may|might))"
)
_UNLESS = re.compile(r"\b(?:unless|in case|subject to the information)\b")
_STOP = re.compile(r"[.?!] |\n")
_FAR = 400  # characters to either side of a word in which its sentence is looked for
# Lines that begin something new although they could go on with the line above: an address of its own, a label.
_NEW_LINE = re.compile(
    r"\n[ \t\u00a0]*(?=https?://|www\.|(?:Q|A|Question|Answer|Response|Reply) "
    r"?\d{0,2}[a-z]?[ ]?[:.)–-][ \t\n]"
    r"|[QA]\d{1,2}[a-z]?[:.)]?[ \t]|(?:No information|Information not|Not held|None|N/A|Nil|See "
    r"(?:attached|above|below)|Attached|Yes|No"
    r"|Please (?:see|find|refer)|We (?:do not|don['’]t|hold|have|are|can)|This information|The (?:Council|"
    r"Trust|Force|Authority|University"
    r"|Board|Department|Constabulary|Service) (?:does|do|has|holds|is|uses|did))\b)"
)
# "Who supplies it? Hollin Ltd.": one question, and then what asks nothing.
_THEN_ANSWERED = re.compile(
    r"(?<=[^?]{12})\?[\"”’']?[ \t]+(?!If|Please|This|These|For|How|What|Also|And|Or|I\b|We would|Could|Any"
    r"|Can|In particular|Note)"
    r"(?=[A-Z£\d][^?]{0,400}\Z)"
)
_QUESTION_ENDS = re.compile(r"\?[\"”’']?[ \t\u00a0]*\n[ \t\u00a0]*(?=[A-Z£\d])")
# "Contracts - not held" and the like, where at least two lines look so.
_LABEL_LINE = re.compile(
    r"\n[ \t]*(?=[A-Z][A-Za-z/&',()]{1,30}(?: [A-Za-z/&',()]{1,30}){0,5} ?(?:[-–—=] |: ?)(?=[A-Z~£\d\"“]))"
)
_NEXT_CELL = re.compile(r"(?<=[^\t\n]{15})\t+(?=\S)")  # the row of a table: question, answer
# A question and its answer on one line: "Do you use it? Yes, since 2015."
_ANSWERED_INLINE = re.compile(
    r"\?[\"”’']?[ \t\u00a0]*[-–—:]?[ \t\u00a0]+(?=(?:Yes|No|None|N/A|Not|Nil|We|The (?:Council|Trust|Force"
    r"|Authority"
    r"|University|Department|Service|Board|College)|There|Information (?:is )?not|This information|Please "
    r"(?:see|find"
    r"|refer)|See|£)\b|[-–—][ ]|\d[\d,.]*[ .]?(?:\n|\Z))"
)


@dataclass(slots=True)
class Part:
    """A paragraph or list entry: `letter[start:end]`; `flat` is its plain spelling, which begins at `at` in the whole
    (told by LetterText.arrange).

    marker: the list marker's label ("1", "a"), "" for a bullet, None for a plain paragraph.
    lead: what stands before the words on their line ("Q1\t", "2.  ").
    """

    start: int
    end: int
    flat: str
    marker: str | None
    lead: str
    sign_off: bool
    at: int = 0


@dataclass(slots=True)
class LetterText:
    """A letter, its parts in order, and the zone of each part.

    flat: the parts' plain spellings, one a line; first the authority's own words, then (from `own` on) all others, so
    that phrases are looked for among the former alone.
    """

    text: str
    parts: tuple[Part, ...]
    zones: list[Zone]
    flat: str = ""
    own: int = 0
    _starts: list[int] = field(default_factory=list)
    _order: list[int] = field(default_factory=list)
    _stops: list[int] = field(default_factory=list)
    _first: dict[tuple[str, int], int] = field(
        default_factory=dict
    )  # where each word looked for first stands
    _words: dict[int, tuple[list[int], list[tuple[int, int]]]] = field(default_factory=dict)

    def arrange(self) -> None:
        """Lay out `flat` by the zones as they are; to be called again when they have changed."""
        own = [index for index, zone in enumerate(self.zones) if zone in _OWN]
        self._order = own + [index for index, zone in enumerate(self.zones) if zone not in _OWN]
        self._starts, self._first, at = [], {}, 0
        for count, index in enumerate(self._order):
            if count == len(own):
                self.own = at
            self.parts[index].at = at
            self._starts.append(at)
            at += len(self.parts[index].flat) + 1
        if len(own) == len(self._order):
            self.own = at
        self.flat = "\n".join(self.parts[index].flat for index in self._order)
        self._stops = [match.start() + 1 for match in _STOP.finditer(self.flat)]

    def index_at(self, place: int) -> int:
        """The index of the part that holds a place of the plain spelling."""
        return self._order[max(0, bisect_right(self._starts, place) - 1)]

    def zone_at(self, place: int) -> Zone:
        return self.zones[self.index_at(place)] if self.parts else "said"

    def matches(self, pattern: re.Pattern[str], *zones: Zone) -> Iterator[re.Match[str]]:
        """Where a pattern stands in the plain spelling, in parts of these zones."""
        last = self.own if set(zones) <= _OWN else len(self.flat)
        for match in pattern.finditer(self.flat, 0, last):
            if self.zone_at(match.start()) in zones:
                yield match

    def near(
        self, needles: tuple[str, ...], pattern: re.Pattern[str], zones: tuple[Zone, ...]
    ) -> Iterator[re.Match[str]]:
        """As `matches`, looking only in the sentences that hold one of some fixed words: much faster."""
        last = self.own if set(zones) <= _OWN else len(self.flat)
        for needle in needles:
            key = (needle, last)
            at = (
                self._first[key]
                if key in self._first
                else self._first.setdefault(key, self.flat.find(needle, 0, last))
            )
            while at >= 0:
                begin, end = self._sentence_at(at)
                if self.zone_at(at) in zones and (match := pattern.search(self.flat, begin, end)):
                    yield match
                at = self.flat.find(needle, max(end, at + 1), last)

    def _sentence_at(self, place: int) -> tuple[int, int]:
        """The bounds of the sentence that holds a place, no more than _FAR to either side of it."""
        at = bisect_right(self._stops, place)
        begin = self._stops[at - 1] if at else 0
        end = self._stops[at] if at < len(self._stops) else len(self.flat)
        return max(begin, place - _FAR), min(end, place + _FAR)

    def is_conditional(self, place: int) -> bool:
        """Whether a place is in a sentence of what may happen: "If information is exempt we will say so"."""
        begin, _ = self._sentence_at(place)
        if _CONDITIONAL.match(self.flat, begin):
            return True
        return _UNLESS.search(self.flat, begin, place) is not None

    def sentence_number(self, place: int) -> int:
        """Which sentence of the plain spelling holds a place; equal for places of one sentence."""
        return bisect_right(self._stops, place)

    def place(self, place: int) -> int:
        """Where a place of the plain spelling stands in the letter."""
        index = self.index_at(place)
        left = place - self.parts[index].at
        starts, words = self._words_of(index)
        at = bisect_right(starts, left) - 1
        if at >= 0:
            begin, end = words[at]
            past = left - starts[at] - (end - begin)
            if past <= 0:
                return end + past
        return self.parts[index].end

    def _words_of(self, index: int) -> tuple[list[int], list[tuple[int, int]]]:
        """Where each word of a part begins in the part's plain spelling, and its bounds in the letter."""
        if index not in self._words:
            part, starts, at = self.parts[index], [], 0
            words = [word.span() for word in _WORD.finditer(self.text, part.start, part.end)]
            for begin, end in words:
                starts.append(at)
                at += end - begin + 1
            self._words[index] = starts, words
        return self._words[index]

    def quote(self, start: int, end: int) -> Quote:
        """The letter's own words for a stretch of the plain spelling (`end` excluded, at least one character)."""
        first, last = self.place(start), self.place(max(start, end - 1)) + 1
        return Quote(first, last, self.text[first:last])

    def sentence(self, match: re.Match[str], longest: int = 300) -> Quote:
        """The sentence a match stands in, within its part, as far as it is not too long."""
        part = self.parts[self.index_at(match.start())]
        begin, end = sentence_around(part.flat, match.start() - part.at, match.end() - part.at, longest)
        return self.quote(part.at + begin, part.at + end)

    def whole(self, first: int, last: int, longest: int = 600) -> Quote:
        """The words of parts `first` to `last`, cut after `longest` characters."""
        start, end = self.parts[first].start, self.parts[last].end
        end = min(end, start + longest)
        return Quote(start, end, self.text[start:end])


def sentence_around(flat: str, start: int, end: int, longest: int = 300) -> tuple[int, int]:
    """The bounds of the sentence around `flat[start:end]`, at most `longest` characters to either side."""
    begin = max(flat.rfind(stop, max(0, start - longest), start) for stop in (". ", "? ", "! "))
    begin = begin + 2 if begin >= 0 else max(0, start - longest)
    stops = [at for stop in (". ", "? ", "! ") if (at := flat.find(stop, end - 1, end + longest)) >= 0]
    finish = min(stops) + 1 if stops else min(len(flat), end + longest)
    return begin, max(finish, end)


def following_marker(marker: str | None) -> str:
    """The marker that goes on with a list: "2" after "1", "b" after "a", "ii" after "i"; "" where none can."""
    label = (marker or "").lower()
    if label.isdecimal():
        return str(int(label) + 1)
    if value := roman_value(label):
        return next((roman for roman in _ROMANS if roman_value(roman) == value + 1), "")
    return chr(ord(label) + 1) if len(label) == 1 and "a" <= label < "z" else ""


def fold(words: str) -> str:
    """The plain spelling of some words, their spaces as they are; as long as the words themselves."""
    plain = words.translate(_PLAIN)
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in plain)


def prepare(text: str) -> LetterText:
    """Cut a letter into parts, to be zoned and arranged.

    Never raises; linear in the length; reads at most LONGEST_READ characters.
    """
    text = text[:LONGEST_READ]
    parts: list[Part] = []
    for piece in pieces(text):
        for start, end in _cut(text, piece):
            flat = fold(" ".join(text[start:end].split()))
            first = start == piece.start
            marker = piece.marker.label if piece.marker and first else None
            parts.append(Part(start, end, flat, marker, _lead(text, start), piece.sign_off and first))
    return LetterText(text, tuple(parts), ["said"] * len(parts))


def _lead(text: str, start: int) -> str:
    """What stands before a part on its line: its marker."""
    line = text.rfind("\n", max(0, start - 30), start) + 1
    return text[max(line, start - 30) : start].strip()


def _cut(text: str, piece: Piece) -> list[tuple[int, int]]:
    """A piece cut where a question ends and its answer begins, or where a line begins something new."""
    words = text[piece.start : piece.end]
    cuts: set[int] = set()
    if "\n" in words:
        cuts |= {match.end() for match in _NEW_LINE.finditer(text, piece.start, piece.end)}
        labels = [match.end() for match in _LABEL_LINE.finditer("\n" + words)]
        cuts.update(piece.start + end - 1 for end in (labels if len(labels) > 1 else ()))
    if "?" in words:
        cuts |= {match.end() for match in _QUESTION_ENDS.finditer(text, piece.start, piece.end)}
        if words.count("?") == 1 and (match := _THEN_ANSWERED.search(text, piece.start, piece.end)):
            cuts.add(match.end())
        inline = [match.end() for match in _ANSWERED_INLINE.finditer(text, piece.start, piece.end)]
        cuts.update(inline[-1:])
    if "\t" in words:
        cuts |= {match.end() for match in _NEXT_CELL.finditer(text, piece.start, piece.end)}
    if not cuts:
        return [(piece.start, piece.end)]
    bounds = sorted({piece.start, *cuts, piece.end})
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(bounds):
        words = text[start:end]
        if words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    return spans or [(piece.start, piece.end)]
