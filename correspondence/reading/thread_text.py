"""Read a whole thread as a person pastes it from a request site's page or from a mail program.

Authors, greetings, signatures, "2 Attachments" lines, hidden quotes, lists of links and the page's foot are told
apart; the order of the text is kept. Pure: no Django, no network. What cannot be known is None or is noted.
"""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from correspondence.mail.quotes import split_reply
from correspondence.reading.dates import dates_in_letter, find_dates
from correspondence.reading.thread_lines import Line, LineKind, attachments_said, file_named, lines_of
from correspondence.reading.thread_people import People, people_of, people_on_top, sender_name, side_of
from correspondence.reading.thread_segments import Segment, segments_of
from correspondence.reading.thread_types import LONGEST_THREAD, Evidence, Letter, NotAThread, Side, Thread
from requests_app.reference_numbers import FoundReference, find_references, normalise

__all__ = ["Evidence", "Letter", "NotAThread", "Thread", "decode_thread", "read_thread"]

_LINKS_TITLE = re.compile(r"(?:visible|hidden) links?:?", re.IGNORECASE)
_LINK = re.compile(r"\d{1,4}\.[ \u00a0]*(?P<address>\S+)")
_BLANK_LINES = re.compile(r"\n{3,}")
_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
)


def decode_thread(raw: bytes) -> str:
    """A pasted thread's text from a file: UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises NotAThread when the file is no text or is too long.
    """
    if len(raw) > LONGEST_THREAD * 4:
        raise NotAThread(_too_long())
    if raw.startswith(_BINARY_STARTS):
        raise NotAThread("This is not a text file: paste the thread's text, or upload mail as .eml.")
    for encoding in ("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAThread("This is not a text file: its characters cannot be read.")


def _too_long() -> str:
    return f"The text is longer than {LONGEST_THREAD // 1_000_000} million characters: paste one thread at a time."


def read_thread(text: str) -> Thread:
    """Take a pasted thread apart into letters, and find what they say about the request.

    Raises NotAThread (and nothing else) when the text is empty, binary or longer than LONGEST_THREAD characters.
    """
    if not text.strip():
        raise NotAThread("The text is empty: paste the whole thread.")
    if len(text) > LONGEST_THREAD:
        raise NotAThread(_too_long())
    if "\0" in text or _unreadable(text):
        raise NotAThread(
            "This is not text but a binary file: paste the thread's text, or upload mail as .eml."
        )
    lines = lines_of(text)
    top = people_on_top(lines)
    segments = segments_of(lines, top.authority)
    people = people_of(lines, segments, top)
    letters, notes = _letters(text, lines, segments, people)
    if not letters:
        raise NotAThread("There is no letter in this text.")
    received, evidence, doubts = _received(text, letters)
    requester = people.requester or next(
        (one.author for one in letters if one.side == "requester" and one.author), None
    )
    return Thread(
        title=people.title,
        authority_name=people.authority,
        requester_name=requester,
        letters=tuple(letters),
        references=_references(text, letters),
        received_on=received,
        received_evidence=evidence,
        notes=(*notes, *doubts, *_missing(people.authority, letters)),
    )


def _unreadable(text: str) -> bool:
    """Whether more than one character in twenty is a control or replacement character."""
    sample = text[:20_000]
    bad = sum(1 for sign in sample if sign == "\ufffd" or (sign < " " and sign not in "\t\n\r\f\v"))
    return bad * 20 > len(sample)


def _letters(
    text: str, lines: list[Line], segments: list[Segment], people: People
) -> tuple[list[Letter], list[str]]:
    officers = {one.author for one in segments if one.organisation and one.author}
    letters: list[Letter] = []
    annotations = 0
    empty: Segment | None = None
    before: Side | None = None
    for segment in segments:
        if segment.annotation:
            annotations += 1
            continue
        if empty is not None:
            segment = _joined(empty, segment)
        words = _words(lines, segment)
        if not (words.body or words.attachments or words.hidden_quote) and segment is not segments[-1]:
            empty = segment
            continue
        empty = None
        before = side_of(lines, segment, people, officers, before)
        letters.append(_letter(text, lines, segment, words, before, people))
    notes = ["Annotations by readers of the page were left out."] if annotations else []
    dates = [one.date for one in letters if one.date]
    if len(dates) > 1 and dates == sorted(dates, reverse=True) and dates[0] != dates[-1]:
        notes.append("The newest letter stands first; the order of the text was kept.")
    return letters, notes


def _joined(empty: Segment, segment: Segment) -> Segment:
    """A letter whose author line was followed by another one, or by a letterhead that looked like one."""
    author, organisation = (
        (empty.author, empty.organisation) if empty.organisation else (segment.author, segment.organisation)
    )
    return replace(segment, first=empty.first, author=author, organisation=organisation)


@dataclass(slots=True)
class _Words:
    """What the lines of a letter hold once the page's furniture is taken off."""

    body: str = ""
    links: list[str] = field(default_factory=list)
    attachments: int = 0
    files: list[str] = field(default_factory=list)
    hidden_quote: bool = False
    last: int = 0  # the index of the letter's last line that is not blank and not the page's foot


def _words(lines: list[Line], segment: Segment) -> _Words:
    found = _Words(last=max(segment.first, segment.body - 1))
    kept: list[str] = []
    listed_files = 0
    in_links = False
    for at in range(segment.body, segment.last):
        line = lines[at]
        if line.kind is LineKind.FOOTER:
            break
        found.last = found.last if line.kind is LineKind.BLANK else at
        if line.kind is LineKind.HIDDEN_QUOTE:
            found.hidden_quote = True
        elif line.kind is LineKind.FILE:
            listed_files += _note_file(line, found)
        elif line.kind is LineKind.ATTACHMENTS and not found.attachments:
            found.attachments = attachments_said(line)
        elif in_links and (line.kind is LineKind.BLANK or _LINK.fullmatch(line.text)):
            found.links.extend(match["address"] for match in _LINK.finditer(line.text))
        elif _begins_links(lines, at, segment.last):
            in_links = True
        elif line.kind is not LineKind.SITE:
            in_links = False
            kept.append(line.text)
    for line in lines[segment.first : segment.body]:
        if line.kind is LineKind.ATTACHMENTS:
            found.attachments = attachments_said(line)
        elif line.kind is LineKind.FILE:
            listed_files += _note_file(line, found)
    if "attachments" in segment.headers:
        found.files += [
            name for part in re.split(r"[;,]", segment.headers["attachments"].text) if (name := part.strip())
        ]
    found.attachments = found.attachments or listed_files or len(found.files)
    found.body = _BLANK_LINES.sub("\n\n", "\n".join(kept)).strip()
    return found


def _note_file(line: Line, found: _Words) -> int:
    name = file_named(line)
    if name:
        found.files.append(name)
    return 1 if name else 0


def _begins_links(lines: list[Line], at: int, last: int) -> bool:
    """Whether "References", "Visible links" and numbered addresses stand here."""
    if _LINKS_TITLE.fullmatch(lines[at].text):
        return True
    if lines[at].text.lower().rstrip(":") != "references":
        return False
    below = next(
        (line for line in lines[at + 1 : min(at + 4, last)] if line.kind is not LineKind.BLANK), None
    )
    return below is not None and _LINKS_TITLE.fullmatch(below.text) is not None


def _letter(
    text: str, lines: list[Line], segment: Segment, words: _Words, side: Side, people: People
) -> Letter:
    start, end = lines[segment.first].start, lines[words.last].end
    author, organisation = segment.author, segment.organisation
    if "from" in segment.headers and not organisation:
        author = sender_name(segment.headers["from"])
    if side == "requester":
        author, organisation = author or people.requester or "", None
    else:
        organisation = organisation or people.authority
        author = "" if organisation and author.casefold() == organisation.casefold() else author
    day, evidence = _date(text, lines, segment)
    split = split_reply(words.body)
    return Letter(
        side=side,
        author=author,
        organisation=organisation,
        body=split.body,
        quoted=split.quoted,
        links=tuple(words.links),
        date=day,
        date_evidence=evidence,
        attachments_mentioned=words.attachments,
        attachment_names=tuple(words.files),
        has_hidden_quote=words.hidden_quote,
        start=start,
        end=end,
    )


def _date(text: str, lines: list[Line], segment: Segment) -> tuple[dt.date | None, Evidence | None]:
    """The day of a letter: from the page's line, from its mail header, or from the letter itself."""
    heads = [line for line in lines[segment.first : segment.body] if line.kind is LineKind.DATE]
    if segment.origin == "author line":
        heads.append(lines[segment.first])
    heads += [segment.headers[name] for name in ("sent", "date") if name in segment.headers]
    for line in heads:
        for span in find_dates(line.text):
            if span.year:
                words = line.text if line.kind is LineKind.DATE else line.text[span.start : span.end]
                start = line.start + line.text.index(words)
                return span.day, Evidence(words, start, start + len(words))
    start, end = lines[segment.body].start if segment.body < segment.last else 0, lines[segment.last - 1].end
    own = next((one for one in dates_in_letter(text[start:end][:4000]) if one.kind == "written"), None)
    if own is None:
        return None, None
    return own.day, Evidence(own.text, start + own.start, start + own.end)


def _references(text: str, letters: list[Letter]) -> tuple[FoundReference, ...]:
    found: dict[str, FoundReference] = {}
    for letter in letters:
        for one in find_references(
            text[letter.start : letter.end], from_requester=letter.side == "requester"
        ):
            placed = replace(one, start=one.start + letter.start, end=one.end + letter.start)
            found.setdefault(normalise(one.value), placed)
    return tuple(found.values())


def _received(text: str, letters: list[Letter]) -> tuple[dt.date | None, tuple[Evidence, ...], list[str]]:
    """The day the authority says it received the request, every place that says so, and doubts about it."""
    said: list[tuple[dt.date, bool, Evidence]] = []
    known = next((letter.date for letter in letters if letter.date), None)
    for letter in letters:
        if letter.side != "authority":
            continue
        for one in dates_in_letter(text[letter.start : letter.end], near=letter.date or known):
            if one.kind == "received" and one.about == "request":
                place = Evidence(one.text, one.start + letter.start, one.end + letter.start)
                said.append((one.day, one.stated, place))
    if any(stated for _, stated, _ in said):
        said = [one for one in said if one[1]]
    if not said:
        return None, (), []
    day = Counter(one[0] for one in said).most_common(1)[0][0]
    others = [f"{other.day} {other:%B %Y}" for other in sorted({one[0] for one in said} - {day})]
    doubts = [f"Other letters give {' and '.join(others)} as the date of receipt."] if others else []
    return day, tuple(place for on, _, place in said if on == day), doubts


def _missing(authority: str | None, letters: list[Letter]) -> list[str]:
    notes = [] if authority else ["The text does not name the public authority."]
    if len(letters) == 1:
        notes.append("The text was read as one letter.")
    return notes
