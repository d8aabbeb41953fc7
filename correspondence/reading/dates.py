"""Find the dates a letter gives: when the request was received, when an answer is due, when it was written.

Dates are read day first, as in the United Kingdom ("20/07/2018" is 20 July). Pure: the standard library only.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["received", "due", "written"]
About = Literal["request", "review", "clarification"]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as it stands in a text; `year` is False where the text leaves the year out (then `day` has year 4)."""

    day: dt.date
    year: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its meaning and its evidence.

    kind: "received" (the authority had the letter), "due" (it promises an answer), "written" (the letter's own date).
    about: what was received: the request, a request for review, or a clarification.
    stated: the text says "received"; False where it only dates our letter ("your request of 1 May").
    year_assumed: the text leaves the year out. text, start, end: the words of the evidence (code points).
    """

    kind: Kind
    day: dt.date
    about: About
    stated: bool
    year_assumed: bool
    text: str
    start: int
    end: int


_NAMES = {
    1: ("january", "jan", "ionawr"),
    2: ("february", "feb", "chwefror"),
    3: ("march", "mar", "mawrth"),
    4: ("april", "apr", "ebrill"),
    5: ("may", "mai"),
    6: ("june", "jun", "mehefin"),
    7: ("july", "jul", "gorffennaf"),
    8: ("august", "aug", "awst"),
    9: ("september", "sept", "sep", "medi"),
    10: ("october", "oct", "hydref"),
    11: ("november", "nov", "tachwedd"),
    12: ("december", "dec", "rhagfyr"),
}
_MONTHS = {name: number for number, names in _NAMES.items() for name in names}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|af|fed|ain|eg)?"
_DATE = re.compile(
    rf"(?<![\w/.£-])(?:"
    rf"{_DAY.format('d1')}[ \u00a0]{{0,2}}(?:of |o )?(?P<m1>{_MONTH})\b\.?(?:,?[ \u00a0]{{1,2}}(?P<y1>\d{{4}})"
    rf"|[ ]?'(?P<z1>\d\d))?"
    rf"|{_DAY.format('d2')}[-/.](?P<m2>{_MONTH})[-/.](?P<y2>\d{{4}}|\d\d)"
    rf"|(?P<m3>{_MONTH})\b\.?[ \u00a0]{{1,2}}{_DAY.format('d3')}(?:,[ ]?|[ ]{{1,2}})(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})(?P<s>[/.-])(?P<m4>\d{1,2})(?P=s)(?P<y4>\d{4}|\d\d)"
    r"|(?P<y5>(?:19|20)\d\d)-(?P<m5>\d\d)-(?P<d5>\d\d)"
    r")(?![\w/])",
    re.IGNORECASE,
)
_WRAP = re.compile(r"\s+")
_STOP = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n[ \t\u00a0]*\n|\u2022")
_DUE_WORD = r"(?:by|before|until|(?:no|not) later than|on or before)"
_DUE = re.compile(
    rf"\b(?:{_DUE_WORD}(?: the)?(?: end of| close of (?:business|play) on)?(?: the)?"
    r"|(?:due|deadline|target|response|reply|compliance) (?:date )?(?:for (?:a |our |the |your )?\w+ )?"
    r"(?:is|is on|on|by|of|date|will be)?(?: the)?|deadline(?: [\w ]{0,60}?(?:is|of|on))?|due)"
    r" ?[:–-]? ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?\Z",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:respon|repl|answer|due|deadline|send|provide|disclos|expect|issue|complet|receive (?:a|our|the)|target"
    r"|statutory|conclu|decision|hear from)",
    re.IGNORECASE,
)
_OUR_TURN = re.compile(
    r"\b(?:if you|you (?:must|should|may|can|have|need|wish)(?! (?:receive|expect|get|hear))"
    r"|hear from you|your (?:review|appeal|payment))\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\b(?:recei(?:ved|pt|ving)|derbyniwyd|derbyn|logged)\b[^;]{0,120}\Z", re.IGNORECASE)
_RECEIVED_AFTER = re.compile(
    r",? (?:we|i|(?:the|this) [\w ]{3,60}?|[A-Z][\w ]{3,60}?) (?:have )?received (?:your|a|this|the)\b",
    re.IGNORECASE,
)
_OUR_LETTER = re.compile(
    r"\b(?:your|you sent|you made|you submitted)\b[^;]{0,100}\b(?:of|dated|date|sent|submitted|made|on"
    r"|from)(?: the)? ?\Z",
    re.IGNORECASE,
)
_WHAT_WE_SENT = re.compile(
    r"\b(?:request|e-?mail|letter|correspondence|enquiry|enquiries|application|questions?|foi|clarification|cais)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\b(?:internal review|review of|for (?:a )?review|reconsider|complaint)", re.IGNORECASE)
_CLARIFIED = re.compile(
    r"\bclarif(?:ication|ied|ying)|refined|revised request|further information from you", re.IGNORECASE
)
_OWN_LABEL = re.compile(
    r"(?:\A|\s)(?:(?:date|dated|sent|dyddiad|date of (?:letter|reply|response))[ \t]*:?|response:)[ \t]*\Z",
    re.IGNORECASE,
)
_APART = re.compile(r"\S(?:[ \u00a0]{4,}|\t[ \t]*)\Z")


def find_dates(text: str) -> Iterator[DateSpan]:
    """Every date in a text, in order; what is no day of the calendar ("31/02/2018") is left out."""
    for match in _DATE.finditer(text):
        if (found := _read(match)) is not None:
            yield found


def _read(match: re.Match[str]) -> DateSpan | None:
    way = next(n for n in "12345" if match[f"d{n}"] is not None)
    day, month_word = int(match[f"d{way}"]), match[f"m{way}"].lower()
    year_word = match[f"y{way}"] or (match["z1"] if way == "1" else None)
    if match[f"m{way}"] == "may" and not year_word:
        return None  # "20 may be": the verb
    month = _MONTHS.get(month_word) or int(month_word)
    if way == "4" and month > 12 >= day:
        day, month = month, day  # "07/20/2018" can only be month first
    year = int(year_word) if year_word else 0
    if year_word and len(year_word) == 2:
        year += 2000
    try:
        # Without a year the day is kept in a leap year, so that 29 February can be.
        return DateSpan(dt.date(year or 4, month, day), bool(year), match.start(), match.end())
    except ValueError:
        return None


def dates_in_letter(text: str, *, near: dt.date | None = None) -> tuple[FoundDate, ...]:
    """The dates of receipt, the promised dates and the letter's own date, in the order they stand.

    near: a date close to the letter's own (its envelope, the rest of its thread), from which a year that is left out
    is taken; without it the letter's other dates are used. Never raises; a date whose year stays unknown is left out.
    """
    spans = list(find_dates(text))
    meant = [
        (span, *meaning) for index, span in enumerate(spans) if (meaning := _meaning(text, spans, index))
    ]
    base = near or _base(spans, [(span, kind) for span, kind, *_ in meant])
    found: list[FoundDate] = []
    for span, kind, about, stated, start in meant:
        day = span.day if span.year else _with_year(span.day, base, later=kind == "due")
        if day is not None:
            words = _WRAP.sub(" ", text[start : span.end])
            found.append(FoundDate(kind, day, about, stated, not span.year, words, start, span.end))
    return tuple(found)


def _base(spans: list[DateSpan], meant: list[tuple[DateSpan, Kind]]) -> dt.date | None:
    written = [span.day for span, kind in meant if kind == "written" and span.year]
    full = [span.day for span in spans if span.year]
    return written[0] if written else max(full, default=None)


def _with_year(day: dt.date, base: dt.date | None, *, later: bool) -> dt.date | None:
    """The day in the year that puts it nearest before the base, or nearest after it for a promise."""
    if base is None:
        return None
    years = (base.year, base.year + 1) if later else (base.year, base.year - 1)
    for year in years:
        try:
            candidate = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if (candidate >= base) if later else (candidate <= base):
            return candidate
    return None


def _meaning(text: str, spans: list[DateSpan], index: int) -> tuple[Kind, About, bool, int] | None:
    """What the words around a date say it is, and where those words begin."""
    span = spans[index]
    lowest = max(0, span.start - 220, spans[index - 1].end if index else 0)
    stops = [match.end() for match in _STOP.finditer(text, lowest, span.start)]
    begin = stops[-1] if stops else lowest
    before = _WRAP.sub(" ", text[begin : span.start])
    after = _WRAP.sub(" ", text[span.end : span.end + 120])
    about: About = "request"
    if _REVIEW.search(before):
        about = "review"
    elif _CLARIFIED.search(before):
        about = "clarification"
    start = _first_word(text, begin, span.start)
    if _DUE.search(before):
        if _OUR_TURN.search(before) or not _PROMISE.search(before + after):
            return None
        return "due", about, True, start
    if _RECEIVED.search(before):
        return "received", about, True, start
    if _OUR_LETTER.search(before) and _WHAT_WE_SENT.search(before):
        return "received", about, False, start
    if _stands_as_own_date(text, span):
        return "written", about, True, span.start
    return ("received", about, True, start) if _RECEIVED_AFTER.match(after) else None


def _first_word(text: str, begin: int, end: int) -> int:
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip())


def _stands_as_own_date(text: str, span: DateSpan) -> bool:
    """Whether the date has a line of its own, or the label "Date:", near the top."""
    if not span.year or span.start > 3000:
        return False
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    before, after = text[line_start : span.start], text[span.end : line_end if line_end != -1 else len(text)]
    if _OWN_LABEL.search(before):
        return True
    if after.strip(" \t\u00a0."):
        return False
    return not before.strip(" \t\u00a0,") or (span.start < 1500 and _APART.search(before) is not None)
