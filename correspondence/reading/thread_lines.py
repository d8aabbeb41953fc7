"""Tell the lines of a pasted page apart: letters, and the page's own furniture around them.

The page is that of a public request site (WhatDoTheyKnow and its sisters); the words below are the ones it prints.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum

from correspondence.reading.dates import find_dates
from requests_app.letter_pieces import is_sign_off

_SPACES = " \t\u00a0\u2007\u202f\u200b\ufeff"


class LineKind(Enum):
    BLANK = "blank"
    TEXT = "text"
    GREETING = "greeting"  # "Dear Example Council,"
    SIGN_OFF = "sign-off"  # "Yours faithfully,"
    ATTACHMENTS = "attachments"  # "2 Attachments"
    FILE = "file"  # "answer.pdf", "30K Download View as HTML"
    DATE = "date"  # "20 July 2018", alone
    STATUS = "status"  # "Delivered"
    HIDDEN_QUOTE = "hidden quote"  # "show quoted sections"
    SITE = "site"  # "Link to this", "Report"
    FOOTER = "footer"  # the page's foot begins
    ANNOTATION = "annotation"  # "A. Person left an annotation"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: `text == thread[start:end]`; indent tells letterheads."""

    kind: LineKind
    text: str
    start: int
    end: int


_GREETING = re.compile(
    r"(?:dear|annwyl|hello|hi|good (?:morning|afternoon|evening|day)|to whom(?:soever)? it may concern|fao)\b"
    r"(?P<whom>(?:[^.!?;:]|(?:(?<=\b[a-z])|(?<=\b[md][rs])|(?<=\bmrs)|(?<=\bprof)|(?<=\bcllr))\.(?=[ a-z])){0,100})"
    r"[,.:;!-]?",
    re.IGNORECASE,
)
_ATTACHMENTS = re.compile(r"[(\[]?(?P<number>\d{1,3})[ \u00a0]attachments?[)\]]?:?", re.IGNORECASE)
_FILE = re.compile(
    r"(?:(?:attachments?:?[ \u00a0])?(?P<name>[^<>|]{1,200}?\.(?:pdf|docx?|xlsx?|csv|txt|zip|msg|eml|html?|odt|ods|rtf"
    r"|pptx?|png|jpe?g|tiff?|gif|xml|json|dat|ics)))?"
    r"(?:[ \u00a0(]{0,4}(?:\d{1,5}(?:\.\d)? ?[KMG]B?\b|download(?: original(?: attachment)?)?|view(?: as html)?"
    r"|explore in datasette)[ \u00a0)]{0,4}){0,6}",
    re.IGNORECASE,
)
_FILE_SHOWN = re.compile(r"\d[ ]?[KMG]B?\b|\bdownload\b|view as html|\Aattachment:", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:delivered|sent|sending|failed|bounced|awaiting moderation|sent and confirmed received by .{1,80}"
    r"|delivery (?:status|failed).{0,80}|message (?:sent|delivered))[ ✓✔.]*",
    re.IGNORECASE,
)
_HIDDEN_QUOTE = re.compile(r"[\[(.… ]*(?:show|hide) quoted (?:sections?|text)[\]). ]*", re.IGNORECASE)
_SITE = re.compile(
    r"(?:link to this|copy link|respond to (?:this )?request|reply to this (?:message|request)|follow this request"
    r"|show (?:all|fewer) attachments|unfold(?: all)?|fold(?: all)?|(?:expand|collapse) all|(?:add"
    r"|write) an? (?:annotation|reply|followup)"
    r"|offensive\? unsuitable\?.{0,60}|view full (?:response|letter)|we['’]re waiting for .{1,120}"
    r"|automatic anti-spam measures are in place .{1,200})",
    re.IGNORECASE,
)
_REPORT = re.compile(r"report(?: this(?: request)?)?", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:looking for an eu authority\?|you can request documents directly from eu institutions.{0,120}|asktheeu\.org"
    r"|things to do with this request|act on what you['’]ve learnt|(?:more )?similar requests|event history details"
    r"|we don['’]t know whether the most recent response .{1,250}|are you a journalist or researcher.{0,120}"
    r"|(?:about|contact|help|donate to|follow) (?:whatdotheyknow|mysociety|asktheeu).{0,80}"
    r"|whatdotheyknow also publishes.{0,200}|like requesting information\?.{0,200}"
    r"|(?:running|built|hosted) (?:by|on|with) (?:alaveteli|mysociety).{0,80}"
    r"|find out more about .{0,40}(?:whatdotheyknow|mysociety).{0,40}"
    r"|download a zip file of all correspondence.{0,60}|report this request)",
    re.IGNORECASE,
)
_ANNOTATION = re.compile(r".{1,120} left an annotation(?: \(.{1,40}\))?", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|at|on|sent|date|received|[:,✓]"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?(?:[ap]m)?|bst|gmt|utc|delivered)+",
    re.IGNORECASE,
)


def lines_of(text: str) -> list[Line]:
    """Every line of a pasted text with its kind, in order; linear in the length of the text."""
    found: list[Line] = []
    position = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip().strip(_SPACES)
        start = position + raw.find(words) if words else position
        found.append(Line(_kind(words), words, start, start + len(words)))
        position += len(raw)
    _settle(found)
    return found


def _kind(words: str) -> LineKind:
    if not words:
        return LineKind.BLANK
    if len(words) > 300:
        return LineKind.TEXT
    for pattern, kind in (
        (_ATTACHMENTS, LineKind.ATTACHMENTS),
        (_HIDDEN_QUOTE, LineKind.HIDDEN_QUOTE),
        (_STATUS, LineKind.STATUS),
        (_SITE, LineKind.SITE),
        (_FOOTER, LineKind.FOOTER),
        (_ANNOTATION, LineKind.ANNOTATION),
        (_GREETING, LineKind.GREETING),
    ):
        if pattern.fullmatch(words) and (kind is not LineKind.GREETING or _greets(words)):
            return kind
    if is_sign_off(words):
        return LineKind.SIGN_OFF
    if _is_date(words):
        return LineKind.DATE
    return LineKind.FILE if _FILE_SHOWN.search(words) and _FILE.fullmatch(words) else LineKind.TEXT


def _greets(words: str) -> bool:
    """Whether a line that begins like a greeting is short enough to be nothing else."""
    return len(words.split()) <= (14 if words[:4].lower() in ("dear", "anny", "to w") else 5)


def _is_date(words: str) -> bool:
    """Whether a line holds one date and, at most, a weekday and a time."""
    if len(words) > 60 or not any(map(str.isdigit, words)):
        return False
    span = next((one for one in find_dates(words) if one.year), None)
    if span is None:
        return False
    rest = (words[: span.start] + words[span.end :]).replace(" ", "").replace("\u00a0", "")
    return not rest or _CLOCK.fullmatch(rest) is not None


def _settle(found: list[Line]) -> None:
    """Tell by their neighbours: "Report" is the page's link only below another one, and in a letter a heading; a file
    name alone is an attachment above "30K Download"."""
    above: int | None = None
    for at, line in enumerate(found):
        if line.kind is LineKind.BLANK:
            continue
        before = found[above] if above is not None else None
        if before and before.kind is LineKind.SITE and _REPORT.fullmatch(line.text):
            found[at] = replace(line, kind=LineKind.SITE)
        if before and above is not None and line.kind is LineKind.FILE and _names_it(before, line):
            found[above] = replace(before, kind=LineKind.FILE)
        above = at


def _names_it(name: Line, size: Line) -> bool:
    return name.kind is LineKind.TEXT and file_named(name) is not None and file_named(size) is None


def addressee(line: Line) -> str:
    """Whom a greeting greets ("Example Council"), "" for nobody in particular ("Good morning")."""
    match = _GREETING.fullmatch(line.text) if line.kind is LineKind.GREETING else None
    return match["whom"].strip(" ,.:;!-") if match else ""


def attachments_said(line: Line) -> int:
    """The number in "3 Attachments"."""
    match = _ATTACHMENTS.fullmatch(line.text)
    return int(match["number"]) if match else 0


def file_named(line: Line) -> str | None:
    """The file name on a line of a page's list of attachments."""
    match = _FILE.fullmatch(line.text)
    return match["name"].strip() if match and match["name"] else None
