"""The zones of a letter: letterhead, request repeated, answer, complaint rights, small print, earlier mail.

Outcomes are read from what the authority says; "you can ask for an internal review" is the footer of every outcome.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from correspondence.mail.quotes import is_attribution, is_header_block
from correspondence.reading.reader_headings import (
    answer_label,
    heading_of,
    is_response_heading,
    leads_to_answer,
    leads_to_request,
    officer_begins,
)
from correspondence.reading.reader_text import LetterText, Part, following_marker
from correspondence.reading.reader_voice import voice

_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening|day)|to whom it may concern|annwyl|fao)\b"
)
# How a paragraph about complaints begins, whatever the authority.
_RIGHTS = re.compile(
    r"(?:are you unhappy|you (?:may|can) make representations|(?:please note )?(?:that )?(?:if|should) "
    r"(?:you|for any reason)[^.]{0,60}?\b"
    r"(?:unhappy|dissatisfied|not (?:be )?"
    r"(?:satisfied|happy|content)|wish to (?:complain|appeal|make (?:a complaint|an appeal))|disagree|"
    r"like us to (?:look|reconsider|review)|(?:still )?remain"
    r"|feel|believe|want to appeal|have (?:any )?(?:complaint|cause)|are (?:not|still|un)|require a review"
    r"|would like to"
    r" (?:appeal|complain)|do not agree|wish to (?:request|ask for|seek) (?:a|an) (?:internal )?review|"
    r"consider that)"
    r"|(?:however,? )?if (?:you're|you are) (?:still )?(?:not |un|dis)"
    r"|(?:it is hoped|i hope|we hope|i trust)[^.]{0,90}\. (?:however,? )?(?:if|should) you [^.]{0,60}"
    r"(?:unhappy"
    r"|dissatisfied|not (?:satisfied|happy|content)|feel)"
    r"|you (?:also )?have (?:the|a) right (?:to|of) (?:complain|appeal|request|ask|apply|an internal|a "
    r"review)"
    r"|you (?:can|may|should|are entitled to|have a right to) (?:also )?(?:ask (?:us )?(?:for|to)|request|"
    r"seek) (?:an? |that"
    r" we )?(?:internal )?review|your (?:attention is drawn|right(?:s)? (?:to|of) (?:appeal|complain|"
    r"review|a review))"
    r"|any (?:complaint|request for (?:an )?internal review)|(?:further )?complaints? (?:about|should|may|"
    r"can|regarding)"
    r"|(?:internal )?review requests? should|to (?:request|ask for) (?:an? )?(?:internal )?review"
    r"|the (?:information )?commissioner(?:'s office)? (?:can be contacted|is the|will not|cannot|generally)"
    r"|you (?:can|may) (?:also )?(?:complain|appeal|apply) (?:directly )?to the (?:scottish )?information "
    r"commissioner"
    r"|under section 50 of)"
)
_RIGHTS_HEADING = re.compile(
    r"(?:your )?(?:right(?:s)?(?: to (?:complain|appeal|review|request a review|a review|an internal "
    r"review)| of (?:appeal"
    r"|complaint|review))?|complaints?(?: (?:procedure|rights|process|and appeals?|& appeals?))|complaints"
    r"|appeals?(?: procedure"
    r"| process)?|(?:internal )?reviews?(?: (?:procedure|process|rights))?|what (?:to do )?if (?:you|i) "
    r"(?:are|am)"
    r" (?:not happy|unhappy|dissatisfied)[\w ]*|next steps|queries|how to complain|unhappy with our "
    r"response\??"
    r"|right to review|dissatisfied\??)[ :.]{0,3}"
)
_HOW_TO_COMPLAIN = re.compile(
    r"review|complain|appeal|commissioner|ombudsman|dissatisf|unhapp|not (?:happy|satisfied|content)"
)
# Small print that stands in any letter, before or after the signature.
_SMALL_PRINT = re.compile(
    r"(?:copyright\b|you (?:are free to (?:use|re-?use)|do not own the copyright|may (?:re-?use|use) "
    r"(?:this|the))"
    r"|(?:most of )?(?:the |any )?information (?:that )?(?:we |which )?(?:provided?|supplied|disclosed) "
    r"(?:to you )?(?:in"
    r" (?:this|response)[^.]{0,60}|to you |by us |may |is |under |will )*(?:is subject to copyright|"
    r"copyright|protected by"
    r" (?:copyright|the copyright))|re-?use of|this e-?mail (?:and any|is (?:confidential|intended|for)|"
    r"has been|contains)"
    r"|the (?:contents|information) (?:of|in) this (?:e-?mail|message|communication)|disclaimer\b|"
    r"confidentiality"
    r"|please (?:consider|think of|save) (?:the environment|paper)|privacy (?:notice|statement)|to find "
    r"out (?:about )?how"
    r" we use|for more on how|save paper|please note that under the privacy and electronic|we (?:are|'re) "
    r"committed to"
    r" (?:protecting|openness)|follow us|page \d+ of \d+\Z)"
)
_REOPENS = re.compile(
    r"(?:\[attachment:|annex|appendix|schedule|enclosure|our response|response\b|request\b|question\b|q\d|"
    r"a\d)[ :a-z\d.]{0,30}"
)
_ORIGINAL = re.compile(r"[-_=* ]{2,}[ ]?(?:original message|forwarded message|neges wreiddiol)")
# Words of an Act set out between quotation marks.
_OF_THE_ACT = re.compile(
    r"\b(?:this act|exempt information|any person|public authority|a request|the authority|disclosure)\b"
)
_TITLE_ENDS = 120  # characters after the greeting in which a heading is the letter's title
_LONGEST_HEADING = 40  # characters of a heading over complaint rights, which names what it is itself
_TOP = 40  # parts looked through for the greeting


def mark_zones(letter: LetterText) -> None:
    """Tell the zone of every part (writes `letter.zones`, and lays the plain spelling out by them)."""
    quoted = _quote_begins(letter)
    greeted = _greeting(letter)
    _mark_outer(letter, greeted, quoted)
    _mark_inner(letter)
    letter.arrange()


def _greeting(letter: LetterText) -> int:
    """The index of the first part after the greeting; 0 where none stands near the top."""
    for index, part in enumerate(letter.parts[:_TOP]):
        if _GREETING.match(part.flat) and len(part.flat) < 80:
            return index + 1
    return 0


def _quote_begins(letter: LetterText) -> int:
    """Where earlier mail begins in the text; its length where there is none, or nothing stands above it."""
    text = letter.text
    if not any(
        sign in text for sign in ("From:", "from:", "wrote", "riginal", "orwarded", "ysgrifennodd", "\n>")
    ):
        return len(text)
    lines = text.split("\n")
    bare = [line.strip(" \t\u00a0\ufeff\r*") for line in lines]
    place = 0
    for at, line in enumerate(lines):
        starts = (
            _ORIGINAL.match(bare[at].lower())
            or (bare[at][:5].lower() in ("from:", "from ", "oddi ") and is_header_block(bare, at))
            or (bare[at][:3] in ("On ", "Ar ") and is_attribution(bare, at) is not None)
        )
        if starts and len(text[:place].split()) >= 8:
            return place
        place += len(line) + 1
    return len(text)


def _mark_outer(letter: LetterText, greeted: int, quoted: int) -> None:
    """Letterhead, complaint rights, signature and small print, earlier mail."""
    zone, told = "", 0
    for index, part in enumerate(letter.parts):
        flat = part.flat
        told += len(flat) if index >= greeted else 0
        if part.start >= quoted or letter.text.startswith(">", _line_start(letter.text, part.start)):
            letter.zones[index] = "quoted"
        elif index < greeted:
            letter.zones[index] = "head"
        elif part.sign_off and index > greeted:
            zone = "foot"
            letter.zones[index] = "foot"
        elif zone and _reopens(part):
            zone = ""
        elif _is_rights(flat, told):
            zone = "rights" if zone or _tells_how(letter, index) else ""
            letter.zones[index] = "rights"
        elif _SMALL_PRINT.match(flat):
            letter.zones[index] = "foot"
        elif zone:
            letter.zones[index] = "rights" if zone == "rights" else "foot"


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", max(0, place - 200), place) + 1


def _tells_how(letter: LetterText, index: int) -> bool:
    """Whether a part, or the one below it, tells how to complain; "if you believe ..." may begin an answer."""
    if len(letter.parts[index].flat) < _LONGEST_HEADING and index + 1 < len(letter.parts):
        return _HOW_TO_COMPLAIN.search(letter.parts[index + 1].flat) is not None
    return any(_HOW_TO_COMPLAIN.search(part.flat) for part in letter.parts[index : index + 2])


def _is_rights(flat: str, told: int) -> bool:
    """Whether a part begins as complaint rights do; a heading over the first words ("Internal review") is a title."""
    if _RIGHTS.match(flat):
        return True
    return told >= _TITLE_ENDS and len(flat) < 60 and _RIGHTS_HEADING.fullmatch(flat) is not None


def _reopens(part: Part) -> bool:
    if len(part.flat) < 80 and _REOPENS.match(part.flat):
        return True
    return part.lead[:1] in ("Q", "A") and part.lead[1:2].isdigit()


def _mark_inner(letter: LetterText) -> None:
    """The request repeated, and what the authority says, among the parts of the body."""
    parts, zones = letter.parts, letter.zones
    open_parts = [index for index, zone in enumerate(zones) if zone == "said"]
    headings = {index: heading_of(parts[index].flat) for index in open_parts}
    asked = headed = listed = False
    expected = ""  # the marker that goes on with the list of questions
    for order, index in enumerate(open_parts):
        flat, marker = parts[index].flat, parts[index].marker
        if flat[:1] in "\"'" and len(flat) > 60:
            zones[index] = "cited" if _OF_THE_ACT.search(flat) else "asked"
            continue
        if headings[index]:
            zones[index], asked = "heading", headings[index] == "ask"
            headed = asked
            continue
        if answer_label(flat):
            asked = headed = False
            continue
        score = _score(flat, marker, asked=asked, expected=expected)
        ahead = asked and _answer_ahead(letter, headings, open_parts[order + 1 :])
        if asked and officer_begins(flat):
            ahead, score = False, min(score, -2)
        lowest = -99 if ahead and headed else -4 if ahead else 1 if listed else -1
        if (asked and score > lowest) or (not asked and score >= 2):
            zones[index] = "asked"
            expected = following_marker(marker) or expected
        listed = zones[index] == "asked" and (listed or marker is not None or flat.endswith("?"))
        asked = _goes_on_asking(flat, zones[index] == "asked", asked, ahead)
        headed = headed and asked


def _score(flat: str, marker: str | None, *, asked: bool, expected: str) -> float:
    """How far a part sounds like the request, with what its marker says."""
    score = voice(flat, marker)
    if marker and marker.lower() == expected and score > -1:
        return max(score, 2)  # "ii. The algorithm used" goes on with "i. Any reports"
    if marker and marker.isalpha() and not asked:
        score -= 1  # "(a) the prevention of crime": more often the Act's words than a question
    return score


def _goes_on_asking(flat: str, is_asked: bool, asked: bool, ahead: bool) -> bool:
    """Whether the next part is taken for the request's words unless it says otherwise."""
    if leads_to_answer(flat):
        return False
    if leads_to_request(flat):
        return True
    return asked and (is_asked or ahead)


def _answer_ahead(letter: LetterText, headings: Mapping[int, object], below: list[int]) -> bool:
    """Whether a heading such as "Our response" follows before the next one over a request."""
    for index in below:
        if headings[index]:
            return is_response_heading(letter.parts[index].flat)
        if answer_label(letter.parts[index].flat):
            return True
    return False
