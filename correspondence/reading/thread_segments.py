"""Find where each letter of a pasted thread begins and ends, and what its author line says.

Three layouts are read: a request site's page (author lines such as "Jane Doe, Example Council", then "2 Attachments" or
a date), the same without author lines (a greeting after a signature begins the next letter), and mail with
"From: / Sent: / To: / Subject:" headers.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from correspondence.mail.quotes import is_header_block
from correspondence.reading.dates import find_dates
from correspondence.reading.thread_lines import Line, LineKind, addressee

Origin = Literal["preface", "author line", "greeting", "mail header", "text"]

_HEAD_FOLLOWERS = (LineKind.ATTACHMENTS, LineKind.DATE, LineKind.STATUS, LineKind.FILE)
_IN_HEAD = (*_HEAD_FOLLOWERS, LineKind.BLANK)
_CLOSERS = (LineKind.HIDDEN_QUOTE, LineKind.SITE)
# Words that stay small inside names, English, Welsh and Gaelic ones among them.
_SMALL = re.compile(
    r"of|the|and|for|on|in|at|to|with|upon|under|by|de|la|le|di|da|du|van|von|der|den|y|yr|a|ac|o['’]r|na|nan|an|&|[–-]"
)
_FROM = re.compile(r"from[ ]?:[ ]?", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"https?:|www\.|@|[.:;!?…]\Z|\.{3}|^[\W\d]|\d{4,}")
_MAIL_HEADER = re.compile(
    r"\*?(?P<name>from|sent|date|to|cc|bcc|subject|importance|attachments?|reply-to)[ ]?:\*?[ \u00a0\t]*(?P<value>.*)",
    re.IGNORECASE,
)
_QUOTE_BEGINS = re.compile(r"-{2,}[ ]?(?:original (?:message|e-?mail)|forwarded message)", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:council|cyngor|borough|county|city of|constabulary|police|heddlu|nhs|trust|university|prifysgol"
    r"|college|school"
    r"|academy|ministry|department|dept|agency|authority|commission(?:er)?|office|service|board|government|llywodraeth"
    r"|parliament|senedd|executive|inspectorate|regulator|ofcom|ofsted|ofgem|transport|ombudsman|tribunal|committee"
    r"|partnership|hospitals?|museum|library|corporation|directorate|assembly|treasury|limited|ltd|plc|cyf)\b",
    re.IGNORECASE,
)
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "cllr", "councillor", "")
)
_LONGEST_NAME = 160  # characters


@dataclass(slots=True)
class Segment:
    """The lines of one letter: its head is lines[first:body], its words lines[body:last]."""

    origin: Origin
    first: int
    body: int
    last: int
    author: str = ""
    organisation: str | None = None
    headers: dict[str, Line] = field(default_factory=dict)
    annotation: bool = False


def segments_of(lines: list[Line], known_organisation: str | None) -> list[Segment]:
    """The letters (and annotations) of a thread in order; one segment of everything when nothing tells them apart.

    known_organisation: the public authority's name when it is already known, so that "Jane Doe, Example Council"
    is believed to be an author line where nothing else in the layout shows it.
    """
    found = _by_page(lines, known_organisation)
    if not any(one.origin == "author line" for one in found):
        by_mail = _by_mail_headers(lines)
        if any(one.origin == "mail header" for one in by_mail):
            found = by_mail
    for one, following in pairwise(found):
        one.last = following.first
    return found or [Segment("text", 0, 0, len(lines))]


class _Page:
    """Reads a page from top to bottom, keeping what the current letter has shown so far."""

    def __init__(self, lines: list[Line], known_organisation: str | None) -> None:
        self.lines = lines
        self.known = (known_organisation or "").casefold()
        self.found: list[Segment] = []
        self.greeted = self.signed = self.closed = self.quoting = self.begun = False
        self.heads: set[tuple[str, str]] = set()  # author lines that were shown to be such
        self.before: Line | None = None  # the last line that is not blank

    def open(self, segment: Segment) -> None:
        self.found.append(segment)
        self.signed = self.closed = self.quoting = self.begun = False
        self.greeted = segment.origin == "greeting"
        self.before = None

    def step(self, at: int) -> int:
        """Read the line at an index; returns the index to go on with."""
        line = self.lines[at]
        if line.kind is LineKind.BLANK:
            return at + 1
        if head := self._head(at):
            self.open(head)
            return head.body
        if line.kind is LineKind.ANNOTATION:
            self.open(Segment("text", at, at + 1, len(self.lines), annotation=True))
        elif line.kind is LineKind.GREETING and self._begins_letter(line):
            first = 0 if not self.found else at
            self.open(Segment("greeting" if self.found else "preface", first, at, len(self.lines)))
            self.greeted = True
        self._note(line)
        return at + 1

    def _note(self, line: Line) -> None:
        self.greeted |= line.kind is LineKind.GREETING
        self.signed |= line.kind is LineKind.SIGN_OFF and (self.greeted or self.begun)
        self.quoting |= _QUOTE_BEGINS.match(line.text) is not None
        if line.kind in _CLOSERS:
            self.closed, self.quoting = self.begun, False
        elif line.kind not in _HEAD_FOLLOWERS:
            self.begun = True
        self.before = line

    def _begins_letter(self, greeting: Line) -> bool:
        """Whether a letter begins with a greeting: the first, one behind an end, or one of who wrote what is above."""
        if not self.found:
            return True
        said = self.greeted or self.found[-1].origin == "author line"
        return not self.quoting and (
            self.closed or (said and self.signed) or (self.begun and self._greets_the_author(greeting))
        )

    def _greets_the_author(self, greeting: Line) -> bool:
        """Whether it greets who wrote the letter above it: nobody greets himself."""
        above = self.found[-1]
        whom = addressee(greeting).casefold()
        if above.organisation and whom == above.organisation.casefold():
            return True
        words = {word.strip("().,") for word in whom.split()} - _TITLES
        return bool(words) and words <= {word.strip("().,") for word in above.author.casefold().split()}

    def _head(self, at: int) -> Segment | None:
        """The author line at an index with all that belongs to it, or None."""
        line = self.lines[at]
        named = _FROM.match(line.text) is not None
        text = _FROM.sub("", line.text, count=1) if named else line.text
        bare = _without_date(text)
        _, _, behind = bare.partition(", ")
        name = looks_like_name(bare) or (
            looks_like_name(behind) and looks_like_organisation(behind) and len(bare) < 120
        )
        if line.kind is not LineKind.TEXT or not name or not self._stands_free(at, named):
            return None
        if named and at + 1 < len(self.lines) and _MAIL_HEADER.fullmatch(self.lines[at + 1].text):
            return None
        dated, text = bare != text, bare
        author, _, organisation = (part.strip() for part in text.partition(","))
        if text.casefold() == self.known:
            author, organisation = text, ""
        at_once, after = _followers(self.lines, at)
        below = at + 1
        if at_once.kind is LineKind.TEXT and not organisation and after.kind in _HEAD_FOLLOWERS:
            if not (named or at_once.text.casefold() == self.known) or not looks_like_name(at_once.text):
                return None
            organisation, below = at_once.text, self.lines.index(at_once, at) + 1
            at_once = after
        if not (dated or self._head_is_shown(at_once, author, organisation, named)):
            return None
        while below < len(self.lines) and self.lines[below].kind in _IN_HEAD:
            below += 1
        self.heads.add((author, organisation))
        return Segment("author line", at, below, len(self.lines), author, organisation or None)

    def _stands_free(self, at: int, named: bool) -> bool:
        above = self.lines[at - 1].kind if at else LineKind.BLANK
        if self.quoting or (above not in (LineKind.BLANK, *_CLOSERS) and not named):
            return False
        return self.before is None or self.before.kind is not LineKind.SIGN_OFF

    def _head_is_shown(self, follower: Line, author: str, organisation: str, named: bool) -> bool:
        """Whether what stands around a name shows that a letter begins with it."""
        if follower.kind in _HEAD_FOLLOWERS:
            return True
        known = organisation.casefold() == self.known and self.known != ""
        if follower.kind is LineKind.GREETING:
            return bool(organisation) and (known or self.closed or self.signed or named)
        again = (author, organisation) in self.heads and self.found[-1].author != author
        return (known and self.closed and author != "") or (again and self.signed)


def _by_page(lines: list[Line], known_organisation: str | None) -> list[Segment]:
    page = _Page(lines, known_organisation)
    at = 0
    while at < len(lines):
        at = page.step(at)
    return page.found


def _without_date(text: str) -> str:
    """ "Jane Doe, Example Council 20 July 2018 Delivered" without what follows the name."""
    shown = text.removesuffix("Delivered").rstrip(" \u00a0,")
    span = next(
        (one for one in find_dates(shown) if one.year and one.end == len(shown) and one.start > 2), None
    )
    return shown[: span.start].rstrip(" \u00a0,-–") if span else text


_NOTHING = Line(LineKind.BLANK, "", 0, 0)


def _followers(lines: list[Line], at: int) -> tuple[Line, Line]:
    """The next two lines that are not blank, within eight."""
    below = [line for line in lines[at + 1 : at + 9] if line.kind is not LineKind.BLANK]
    return (*below, _NOTHING, _NOTHING)[0], (*below, _NOTHING, _NOTHING)[1]


def looks_like_name(text: str) -> bool:
    """Whether a line can be a person's, team's or authority's name: short, capitalised, no sentence."""
    if not 2 <= len(text) <= _LONGEST_NAME or _NOT_A_NAME.search(text) or len(text.split()) > 16:
        return False
    words = [word.strip("()[]'’\"“”") for word in re.split(r"[\s,]+", text)]
    return all(not word or not word[0].islower() or _SMALL.fullmatch(word) for word in words)


def looks_like_organisation(name: str) -> bool:
    """Whether a name is rather that of a public authority or firm than a person's."""
    return _ORGANISATION.search(name) is not None


def _by_mail_headers(lines: list[Line]) -> list[Segment]:
    """Letters that begin with a block of mail headers; what stands above the first block is a letter of its own."""
    found: list[Segment] = []
    bare = [line.text for line in lines]
    at = 0
    while at < len(lines):
        if not (bare[at][:6].lower().strip("*").startswith("from") and _begins_mail(bare, at)):
            at += 1
            continue
        first = at
        headers: dict[str, Line] = {}
        while at < len(lines) and (match := _MAIL_HEADER.fullmatch(bare[at])):
            value = match["value"].rstrip("*")
            start = lines[at].start + match.start("value")
            headers.setdefault(match["name"].lower(), Line(LineKind.TEXT, value, start, start + len(value)))
            at += 1
        author, _, organisation = (part.strip() for part in headers["from"].text.partition(","))
        named = "@" not in organisation and looks_like_organisation(organisation)
        found.append(
            Segment("mail header", first, at, len(lines), author, organisation if named else None, headers)
        )
    if found and any(line.kind is LineKind.GREETING for line in lines[: found[0].first]):
        found.insert(0, Segment("preface", 0, 0, found[0].first))
    return found


def _begins_mail(bare: list[str], at: int) -> bool:
    if is_header_block(bare, at):
        return True
    below = _MAIL_HEADER.fullmatch(bare[at + 1]) if at + 1 < len(bare) else None
    return below is not None and below["name"].lower() in ("sent", "date")
