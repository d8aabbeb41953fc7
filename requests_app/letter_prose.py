"""Find what is asked for in a letter without a list: lines under a lead-in, inline numbering, sentences.

Used by letter_items when the letter has no numbered or bulleted list that asks for something.
"""

import re
from collections.abc import Iterator

from requests_app.letter_pieces import Piece

Span = tuple[str, int, int]  # label, start, end

ASKING = re.compile(
    r"\b(?:request|ask(?:ing|ed)?\b|provide|suppl(?:y|ied)|send|disclose|would like|wish to|want|please"
    r"|questions?\b|information|seek|answers?\b|confirm|know\b|copies|documents|tell me|details)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening|day)|to whom it may concern|annwyl|fao)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:also,? )?(?:please (?:note|let (?:me|us)|acknowledge|do not hesitate|contact|feel free|reply|respond"
    r"|treat|could you (?:confirm|acknowledge))|(?:we|i)['’]d"
    r"|(?:we|i) (?:would|should) (?:like|prefer|be grateful|appreciate)"
    r"|(?:we|i) (?:look forward|prefer|understand|hope|am aware|appreciate|expect)"
    r"|thank|if |should |in case|note\b|many thanks|(?:our )?(?:response|reply|answer)s?\b"
    r"|under the|in accordance|as you|this request|the above|source\b|https?:)",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[.?!][\"”’')]?\s+(?=[A-Z“\"‘'(\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nos|dr|mr|mrs|ms|st|vs|cf|approx|inc|ltd|s|ss|reg|para|p|pp)\.)\Z",
    re.IGNORECASE,
)
_POLITE = (
    r"(?:(?:also|and|then|finally|lastly|first(?:ly)?|second(?:ly)?|third(?:ly)?|in addition|additionally"
    r"|further(?:more)?|moreover|specifically|in particular)\b[, ]*)*"
)
_ASKS = re.compile(
    _POLITE + r"(?:please|kindly|(?:could|can|would|will) you|may (?:i|we) (?:have|see|request)"
    r"|(?:i|we)(?: (?:would|should)|['’]d) (?:(?:also |therefore )?like|be (?:grateful|interested|obliged)"
    r"|appreciate)"
    r"|(?:i|we) (?:also |hereby |now |therefore |further )?(?:request|ask|seek|want|wish|require|need)\b"
    r"|(?:i am|we are|i['’]m|we['’]re) (?:also |hereby |now )?(?:request|ask|seek|submitting|looking for"
    r"|interested in|writing .{0,120}?\b(?:to |and )(?:request|ask)|writing to (?:request|ask|seek|make|submit))"
    r"|i write to (?:request|ask)"
    r"|(?:under|pursuant to|in accordance with|using) (?:the )?(?:freedom|foi|environmental|section|terms)"
    r".{0,120}?\b(?:request|ask|like|provide|please|seek))",
    re.IGNORECASE | re.DOTALL,
)
_COURTESY = re.compile(
    r"\b(?:let (?:me|us) know if|acknowledge|confirm (?:receipt|that you (?:have )?received)|clarif"
    r"|advice and assistance|hesitate|contact (?:me|us)|look forward|feel free|note that|redact"
    r"|internal review|in advance"
    r"|(?:electronic|digital|machine[- ]readable|excel|csv|pdf)(?: form)?\b.{0,40}"
    r"\b(?:format|form|copy|copies)\b"
    r"|(?:by|via) (?:e-?mail|post)|(?:this|my|the|our) request (?:be|as)|treat this|accept this|consider this"
    r"|(?:response|reply) (?:by|within|to (?:me|this))|respond (?:by|within|to)|be charged"
    r"|any (?:queries|questions))",
    re.IGNORECASE | re.DOTALL,
)
_OPENER = re.compile(
    r"(?:the following|(?:under|pursuant to|in accordance with) the (?:freedom|environmental)[\w ]{0,40}\b(?:act"
    r"|regulations)(?: 20\d\d)?|"
    r"(?:make|submit|making|submitting)[^.]{0,40}request[^.]{0,80})[.:]?\Z",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:(?<=\s)|(?<=:))[(]?(?P<label>\d{1,2}|[a-h])[)](?=\s)"
    r"|(?<=\s)(?P<dot>\d{1,2})\.(?=\s[A-Z])"
)


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody ("Dear Example Council,")."""
    return len(text) <= 120 and _SALUTATION.match(text) is not None


def under_lead_in(letter: str, body: list[Piece]) -> list[Span]:
    """Unmarked lines below "we are requesting:" up to the closing words; [] when there are fewer than two."""
    found: list[Span] = []
    open_list = False
    for piece in body:
        text = letter[piece.start : piece.end]
        if text.endswith(":") and not is_salutation(text):
            if len(found) < 2:
                found, open_list = (
                    [],
                    ASKING.search(text, max(0, len(text) - 400)) is not None,
                )
        elif open_list and _CLOSING.match(text):
            if len(found) > 1:
                break
            open_list = False
        elif open_list:
            found.append(("", piece.start, piece.end))
    return found if len(found) > 1 else []


def numbered_inline(letter: str, body: list[Piece]) -> list[Span]:
    """Entries numbered within one paragraph: "please send 1) the contract, 2) its cost"."""
    for piece in body:
        run: list[tuple[str, int, int]] = []
        for match in _INLINE.finditer(letter, piece.start, piece.end):
            label = match["label"] or match["dot"]
            value = int(label) if label.isdigit() else ord(label) - 96
            if value == len(run) + 1 and (not run or run[0][0].isdigit() == label.isdigit()):
                run.append((label, match.start(), match.end()))
        asks = ASKING.search(letter, piece.start, piece.end) or "?" in letter[piece.start : piece.end]
        if len(run) < 2 or not asks:
            continue
        ends = [start for _, start, _ in run[1:]] + [piece.end]
        return [_trimmed(letter, label, start, end) for (label, _, start), end in zip(run, ends, strict=True)]
    return []


def _trimmed(letter: str, label: str, start: int, end: int) -> Span:
    words = letter[start:end]
    start += len(words) - len(words.lstrip())
    kept = re.sub(r"[\s,;]+(?:and|or)?\Z|\s\Z", "", letter[start:end][-40:].rstrip(" \t\r\n,;"))
    tail = min(40, end - start)
    return label, start, end - tail + len(kept) if kept else end


def sentences(letter: str, piece: Piece) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a piece; "e.g. X" and "No. 5" do not end one."""
    start = piece.start
    for match in _BOUNDARY.finditer(letter, piece.start, piece.end):
        stop = match.start() + 1
        if letter[match.start()] == "." and _ABBREVIATION.search(letter[max(start, stop - 8) : stop]):
            continue
        yield start, match.start() + len(match[0].rstrip())
        start = match.end()
    if start < piece.end:
        yield start, piece.end


def asking_sentences(letter: str, body: list[Piece]) -> list[Span]:
    """Questions and "Please provide ..." sentences, without courtesies and a bare "I make a request"."""
    found: list[Span] = []
    openers: list[Span] = []
    for piece in body:
        if is_salutation(letter[piece.start : piece.end]):
            continue
        for start, end in sentences(letter, piece):
            text = letter[start : min(end, start + 2000)]
            if _COURTESY.search(text):
                continue
            if letter[end - 1] in "?" or text.rstrip("\"”’')").endswith("?"):
                found.append(("", start, end))
            elif _ASKS.match(text):
                (openers if _OPENER.search(text[-160:]) else found).append(("", start, end))
    return found or openers
