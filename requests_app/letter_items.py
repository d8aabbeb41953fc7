"""Find the items asked for in a request letter (pure: the standard library only).

FOIA 2000 s.8(1)(c) asks a requester to describe "the information requested"; most letters do so in a list.
Each entry becomes a question that is answered, refused or not held on its own. What stands in a footnote,
below the signature or under an argument ("we argue that:") asks for nothing.
"""

import re
from dataclasses import dataclass

from requests_app import letter_prose as prose
from requests_app.letter_pieces import Marker, Piece, Style, pieces, roman_value


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked for.

    label: the letter's own number ("1", "2a", "b", "iv"), "" for a bullet or a sentence.
    text: the words with line wraps undone. start, end: where they stand in the letter (code points).
    """

    label: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Entry:
    label: str
    start: int
    end: int
    style: Style
    indent: int
    children: "list[_Entry]"


_DEEPEST = 4  # levels of a list; what is indented further stays on the last one


@dataclass(slots=True)
class _List:
    lead_in: str
    entries: list[_Entry]
    continues: bool


_FOOTNOTE = re.compile(r"(?:[*†‡]+\s?[A-Z\"“‘'(]|\[\d+\]|notes?\b|source)", re.IGNORECASE)
_ARGUING = re.compile(
    r"\b(?:argu(?:e|ment|ing)|reasons?\b|because|definitions?\b|defined as|public interest"
    r"|commercial(?:ly)? sensitiv|exempt|withhold|withheld|refus|redact|background|we note|guidance"
    r"|principles)",
    re.IGNORECASE,
)
_STRONG_ASK = re.compile(
    r"\b(?:requesting|request(?:ed)? (?:the|that|copies|information)|(?:provide|supply|send)\b"
    r"|following (?:information|questions|documents)|would like|answer)",
    re.IGNORECASE,
)


def find_items(letter: str) -> tuple[Item, ...]:
    """The items a letter asks for, in its order; () when nothing is asked for.

    Looks for, in this order: lists in the body; lines under "we are requesting:"; numbering within a
    paragraph; questions and "Please provide ..." sentences; and only then a list below the signature. Never
    raises; takes time linear in the length of the letter.
    """
    found = pieces(letter)
    signed = _signed_at(letter, found)
    body, below = found[:signed], found[signed:]
    if entries := _chosen(_lists(letter, body)):
        return tuple(_items(letter, entries))
    plain = [piece for piece in body if piece.marker is None]
    for look in (prose.under_lead_in, prose.numbered_inline, prose.asking_sentences):
        if spans := look(letter, plain):
            return tuple(Item(label, _squeeze(letter[start:end]), start, end) for label, start, end in spans)
    asked = [
        one
        for one in _lists(letter, below)
        if prose.ASKING.search(one.lead_in) and not _is_aside(one.lead_in)
    ]
    return tuple(_items(letter, _chosen(asked)))


def _signed_at(letter: str, found: list[Piece]) -> int:
    """Index of the first piece of the signature or of a footnote under it; their number if unsigned."""
    for index, piece in enumerate(found):
        if piece.sign_off and index:
            return index
    return len(found)


def _squeeze(words: str) -> str:
    return " ".join(words.split())


class _Numbering:
    """Which markers carry on a numbering; "3." in the middle of a sentence does not."""

    def __init__(self) -> None:
        self.last: dict[Style, int] = {}

    def read(self, marker: Marker, next_value: int) -> Marker | None:
        """The marker with its style settled ("i." after "h." is a letter), or None for what is only text."""
        if marker.style == "bullet":
            return marker
        if marker.style == "letter" and self._is_roman(marker, next_value):
            marker = Marker("roman", marker.label, roman_value(marker.label))
        last = self.last.get(marker.style)
        starts = marker.value <= 1 or (last is None and next_value == marker.value + 1)
        goes_on = last is not None and last <= marker.value <= last + 2
        if not (starts or goes_on):
            return None
        self.last[marker.style] = marker.value
        for deeper in {"number": ("letter", "roman"), "letter": ("roman",)}.get(marker.style, ()):
            self.last.pop(deeper, None)  # type: ignore[call-overload]
        return marker

    def _is_roman(self, marker: Marker, next_value: int) -> bool:
        value = roman_value(marker.label)
        if not value or self.last.get("letter", 0) == marker.value - 1:
            return False
        return value == 1 or self.last.get("roman", 0) == value - 1


def _lists(letter: str, body: list[Piece]) -> list[_List]:
    """The lists among the pieces; a paragraph between two entries ends one unless the numbers go on."""
    numbering = _Numbering()
    lists: list[_List] = []
    lead_in, between, previous = "", True, 0
    for index, piece in enumerate(body):
        marker = None
        if piece.marker:
            upcoming = body[index + 1].marker if index + 1 < len(body) else None
            same = upcoming is not None and upcoming.style == piece.marker.style
            marker = numbering.read(piece.marker, upcoming.value if upcoming and same else 0)
        if marker is None:
            lead_in, between = _lead_in(letter, piece), True
            continue
        if between:
            carries_on = marker.style == "number" and previous > 0 and marker.value == previous + 1
            lists.append(_List(lead_in, [], carries_on))
        lists[-1].entries.append(_Entry(marker.label, piece.start, piece.end, marker.style, piece.indent, []))
        previous = marker.value if marker.style == "number" else previous
        between = False
    return lists


def _lead_in(letter: str, piece: Piece) -> str:
    """The words that lead to a list: the last sentence above it, or the head of a footnote."""
    if _FOOTNOTE.match(letter, piece.start, piece.end):
        return letter[piece.start : min(piece.end, piece.start + 200)]
    text = letter[max(piece.start, piece.end - 400) : piece.end]
    cut = max(text.rfind(". ", 0, len(text) - 1), text.rfind("? ", 0, len(text) - 1))
    return text[cut + 1 :].strip()


def _is_aside(lead_in: str) -> bool:
    """Whether a list under these words argues or explains, and asks for nothing."""
    if _FOOTNOTE.match(lead_in):
        return True
    return _ARGUING.search(lead_in) is not None and not _STRONG_ASK.search(lead_in)


def _chosen(lists: list[_List]) -> list[_Entry]:
    """The entries of the lists that ask: none under an argument, no background list beside an asking one."""
    chosen: list[_Entry] = []
    neutral: list[_Entry] = []
    asking = False
    for one in lists:
        lead_in = one.lead_in
        lone = len(one.entries) == 1 and one.entries[0].style == "bullet"
        if not one.continues and _is_aside(lead_in):
            continue
        if prose.ASKING.search(lead_in):
            if one.continues and not asking:
                chosen = neutral
            asking = True
        elif not one.continues:
            if lone and not lead_in.endswith(":"):
                continue
            if asking and lead_in.endswith(":") and len(lead_in.split()) > 6:
                continue
        (chosen if asking else neutral).extend(one.entries)
    return chosen or neutral


def _nested(letter: str, entries: list[_Entry]) -> list[_Entry]:
    """The entries of the first level, each with the sub-list that stands under it."""
    top: list[_Entry] = []
    path: list[_Entry] = []
    last_numbered = max(
        (index for index, one in enumerate(entries) if one.style != "bullet"),
        default=-1,
    )
    for index, entry in enumerate(entries):
        depth = None
        for at, above in enumerate(path):
            if _same_level(above, entry):
                depth = at
                break
        if depth is None:
            inside = path and _belongs_under(letter, path[-1], entry, numbering_goes_on=index < last_numbered)
            depth = min(len(path), _DEEPEST - 1) if inside else 0
        del path[depth:]
        (path[-1].children if path else top).append(entry)
        path.append(entry)
    return top


def _same_level(above: _Entry, entry: _Entry) -> bool:
    return above.style == entry.style and (entry.style != "bullet" or entry.indent <= above.indent + 1)


def _belongs_under(letter: str, above: _Entry, entry: _Entry, *, numbering_goes_on: bool) -> bool:
    if entry.indent > above.indent + 1 or letter[above.end - 1] == ":":
        return True
    if entry.style == "bullet":
        return above.style != "bullet" and numbering_goes_on
    return above.style != "bullet"


def _items(letter: str, entries: list[_Entry]) -> list[Item]:
    top = _nested(letter, entries)
    if len(top) == 1 and len(top[0].children) > 1 and letter[top[0].end - 1] == ":":
        top = top[0].children
    found: list[Item] = []
    for entry in top:
        _add(letter, entry, "", found)
    return found


def _add(letter: str, entry: _Entry, prefix: str, found: list[Item]) -> None:
    """Append an entry; its bullets, and a sub-list announced by a colon or an unfinished sentence, are its words."""
    label = f"{prefix}({entry.label})" if prefix and entry.style == "roman" else prefix + entry.label
    lines, end = [_squeeze(letter[entry.start : entry.end])], entry.end
    apart: list[_Entry] = []
    for child in entry.children:
        unfinished = letter[entry.end - 1] not in ".?!;" and letter[child.start].islower()
        if child.style == "bullet" or letter[entry.end - 1] == ":" or unfinished:
            lines.extend(_lines(letter, child))
            end = _last(child)
        else:
            apart.append(child)
    found.append(Item(label, "\n".join(lines), entry.start, end))
    for child in apart:
        _add(letter, child, label, found)


def _lines(letter: str, entry: _Entry) -> list[str]:
    own = f"{entry.label or '-'} {_squeeze(letter[entry.start : entry.end])}"
    return [own, *(line for child in entry.children for line in _lines(letter, child))]


def _last(entry: _Entry) -> int:
    return _last(entry.children[-1]) if entry.children else entry.end
