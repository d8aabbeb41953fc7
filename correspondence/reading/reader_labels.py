"""Answers that name their question: "Contracts - not held", "A1 ...", "In relation to question 5: ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from correspondence.reading.reader_outcomes import judge
from correspondence.reading.reader_text import Part

_ONE = r"\d{1,2} ?\(?[a-z]?\)?(?:\([ivx]{1,4}\))?(?![\w%])"
_SELF = re.compile(
    r"(?:(?:in|with) (?:relation|response|answer|reply|regards?|respect|reference) (?:to|of) |regarding |"
    r"as (?:for|to|regards) "
    r"|concerning |for |under |further to |turning to |on )?(?:your |the )?"
    r"(?:questions?|points?|parts?|items?|requests?|quer(?:y|ies)|q|elements?|bullet points?|answers?(?: "
    r"to(?: questions?| q)?)?"
    r"|response(?: to)?(?: questions?| q| point)?|reply(?: to)?(?: question| q)?|a|r) ?(?:numbers? |"
    r"nos?\.? ?)?"
    rf"(?P<numbers>{_ONE}(?: ?(?:,|and|&|to|-) ?{_ONE}){{0,12}})(?: of your request| above)?"
    r"(?P<sep> ?[-:.)]+ ?|,? )(?=\S)"
)
_LEADS_IN = re.compile(
    r"(?:(?:in|with) \w+ (?:to|of) |regarding |as (?:for|to|regards) |concerning |for |under |further to |"
    r"turning to |on )?(?:your |the )?"
)
_TOPIC = re.compile(r"(?P<topic>[^.:?]{3,80}?) ?(?:: | - )(?=\S)")
_SEVERAL = re.compile(rf"(?P<one>{_ONE})|(?P<to>\bto\b|-)")
_REST = re.compile(
    r"(?:[^.:]{0,80}?\b)?(?P<words>(?:the |your )?(?:all )?(?:the )?(?:other|remaining|rest of|remainder "
    r"of)(?: the)?(?: other)?"
    r" (?:parts?|questions?|elements?|points?|aspects?|items?)?(?: ?of (?:the|your) (?:request|"
    r"questions?))?)\b"
)
_REST_NAMES = re.compile(r"part|question|element|point|aspect|item|request")
# "Label - words": the label is short, begins with a capital and is no letterhead's.
_LINE = re.compile(r"(?P<label>[a-z][\w'/&(), ]{1,70}?) ?(?: [-=] | ?: ?|\t)(?P<rest>\S.*)")
_LETTERHEAD = re.compile(
    r"(?:.*\b(?:ref(?:erence)?|date|dated|tel(?:ephone)?|phone|fax|e-?mail|web(?:site)?|address|mobile|"
    r"direct (?:dial|line)|ext"
    r"|number|deadline|contact|switchboard|minicom|received|subject|from|to|sent|cc|re|dx|hours|ask for|"
    r"your rights|requestor"
    r"|requester|name|case|attachments?|exemptions?(?: applied)?|public interest test|twitter|facebook|"
    r"officer|post|write"
    r"|copyright|https?|www|note|nb|response|answer|reply|our response|source|link|links|freedom of "
    r"information|section \d+\w*|regulation)"
    r"|.*\b(?:you|we|i|is|are|was|were|has|have|please|states?|includ\w+|that|this|information|follow\w*|"
    r"not|no|exempt\w*|because)"
    r"(?:\b.*)?)\Z"
)


_SHORT_LABEL = 5  # words


@dataclass(frozen=True, slots=True)
class Label:
    """numbers: of the questions answered ("5a"). words: a label in words, "" where the numbers are the label.

    at: where the answer's own words begin in the part's plain spelling.
    """

    numbers: tuple[str, ...]
    words: str
    at: int


def self_label(part: Part) -> Label | None:
    """The questions a paragraph says it answers: "A1", "In relation to questions 2 and 3:", "the other parts"."""
    if part.lead[:1] in "Aa" and part.lead[1:2].isdigit() and part.marker:
        return Label((part.marker.lower(),), "", 0)
    flat = part.flat
    if (match := _SELF.match(flat)) and _is_label(flat, match):
        topic = _TOPIC.match(flat, match.end())
        if topic and "," in match["sep"]:
            begins = match.start() + len(_LEADS_IN.match(flat)[0])  # type: ignore[index]
            return Label(_numbers(match["numbers"])[:1], flat[begins : topic.end("topic")], topic.end())
        return Label(_numbers(match["numbers"]), "", match.end())
    rest = _REST.match(flat[:140])
    if rest and _REST_NAMES.search(rest["words"]) and judge([flat]).strength >= 2:
        return Label(("",), rest["words"].strip(), 0)
    return None


def _is_label(flat: str, match: re.Match[str]) -> bool:
    """Not "a 2 year contract" nor "for 5 years": a bare article or preposition names no question."""
    head = flat[: match.start("numbers")].strip()
    if head in ("a", "r"):
        return match.start("numbers") == 1
    if head in ("for", "on", "under", "in"):
        return False
    return any(sign in match["sep"] for sign in ":-.),") or head not in ("part", "item", "a")


def _numbers(words: str) -> tuple[str, ...]:
    found: list[str] = []
    through = False
    for match in _SEVERAL.finditer(words):
        if match["to"]:
            through = True
            continue
        number = (
            re.sub(r"[ ()]", "", match["one"])
            if "(" not in match["one"][2:]
            else match["one"].replace(" ", "")
        )
        if (
            through
            and found
            and found[-1].isdigit()
            and number.isdigit()
            and 0 < int(number) - int(found[-1]) <= 20
        ):
            found += [str(value) for value in range(int(found[-1]) + 1, int(number))]
        found.append(number)
        through = False
    return tuple(dict.fromkeys(found))


def label_line(part: Part, *, in_block: bool = False) -> Label | None:
    """A label and its answer in one line: "Impact assessments - none".

    Only where the answer's words show one, or among other such lines (`in_block`).
    """
    if len(part.flat) > 400:
        return None
    match = _LINE.fullmatch(part.flat)
    if match is None or _LETTERHEAD.fullmatch(match["label"].strip()) or len(match["label"].split()) > 9:
        return None
    if in_block and len(match["label"].split()) <= _SHORT_LABEL:
        return Label((), match["label"].strip(), match.start("rest"))
    if judge([match["rest"]]).strength < 2 and not (part.marker and len(match["rest"]) < 80):
        return None
    return Label((), match["label"].strip(), match.start("rest"))
