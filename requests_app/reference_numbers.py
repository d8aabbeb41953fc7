"""Find and compare the reference numbers of a request (pure: the standard library only).

A letter names its case by a label ("Our ref: ...", "Request Number ...") or by a shape ("FOI-18-1134"). What
looks alike and is none is left out: the regulator's and tribunals' numbers, telephone and charity numbers,
postcodes, dates, years, statutes and sections.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from requests_app.reference_shapes import Token, is_reference, masked_spans, token_at

Role = Literal["authority", "ours", "other"]


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference number in a text.

    value: as written, with runs of spaces made one. role: whose number it is: the public authority's for this
    request, "ours" (the requester's), or "other" (an earlier or similar case that the text points to).
    start, end: where it stands (code points).
    """

    value: str
    role: Role
    start: int
    end: int


_TOPIC = (
    r"(?:foi|foia|foisa|eir|eirs|rfi|information|case|request|enquiry|query|complaint|review|file|ticket"
    r"|service)"
)
_LABEL = re.compile(
    rf"""\b(?=[omyefricqtsu])(?:
      (?:(?P<whose>our|my|your|ein|eich)[ ]{{1,3}})?(?:{_TOPIC}[ ]{{1,3}}){{0,3}}
        (?:ref(?:erence)?s?|cyf(?:eirnod)?)\b\.?(?:[ ]{{0,3}}(?:(?:number|numbers|no|num|id|code)\b\.?))?
    | (?:(?:our|my|your)[ ]{{1,3}})?{_TOPIC}(?:[ ]{{1,3}}{_TOPIC}){{0,2}}[ ]{{1,3}}(?:number|no|id)\b\.?
    | quot(?:e|ing)
    )(?P<verb>[ ]{{1,3}}(?:is|was|of))?""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = re.compile(
    r"""(?:
      \b(?:freedom\ of\ information|environmental\ information|request\ for\ information
        |information\ request|subject\ access\ request)\b
    | \b(?:FOI|EIR|RFI|FOIA|FOISA)\ {1,3}(?=request|response|enquiry|case|internal|review|acknowl|ref|\()
    )
    (?:\ {0,3}(?:
      \b(?:act|regulations|2000|2002|2004|scotland|foi|foia|eir|request|response|reply|enquiry|case|id
        |internal|review|outcome|decision|final|acknowledgement|under|the)\b
    | [:–—\-()\[\]\#]
    )){0,9}\ {0,3}""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(r"[ \t\u00a0]*[:#.=–—\-(\[]{0,3}[ \t\u00a0]*")
_NEXT_LINE = re.compile(
    r"[ \t\u00a0]*:?[ \t\u00a0]*\r?\n(?:[ \t\u00a0]*\r?\n)?[ \t\u00a0]*(?=[^\n]{3,30}(?:\n|\Z))"
)
_AND = re.compile(r"[ ]?(?:,|;|&|and\b|/)[ ]{1,2}(?:and[ ])?")
_EARLIER = re.compile(
    r"\b(?:previous|earlier|original|former|similar|related|another|other|else['’]s|prior)\b[^\n.;:]{0,40}\Z",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?:\A|[/._–\-\d])(?:FOI|FOIA|FOISA|FOIR|EIR|EISR|EIRS|RFI)(?=\Z|[/._–\-\d])", re.IGNORECASE
)
# Where a word that holds FOI, EIR and the like may begin; the word itself is judged by _MARKED.
_MAYBE_MARKED = re.compile(r"(?<![\w/.@–-])(?:[\w]{1,8}[/._–-]){0,4}(?:FOI|EIR|EISR|RFI)", re.IGNORECASE)
_COUNTED = re.compile(
    r"[ ](?:requests?|records?|pages?|hours?|documents?|people|staff|incidents?|working|days?|per|words?"
    r"|pounds)\b",
    re.IGNORECASE,
)
_SPACED = re.compile(r" ?([/-]) ?")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def normalise(value: str) -> str:
    """The key by which two spellings of one reference compare equal; "" for what holds no letter or digit.

    Case is folded, every dash is one, spaces beside "/" and "-" go and others become one; leading zeros of a
    number of digits alone go too ("01900117" and "1900117" are one case).
    """
    key = unicodedata.normalize("NFKC", value).translate(_DASHES)
    key = _SPACED.sub(r"\1", " ".join(key.split())).casefold().strip(" .,;:()[]#'\"")
    if key.isdecimal():
        return key.lstrip("0") or "0"
    return key


_REF_WORDS = frozenset(["ref", "reference", "references", "our", "your", "my", "their", "number", "no", "nr"])


def search_key(text: str) -> str:
    """What a reference is found by however it is typed: its letters and digits alone, in lower case.

    "FOI 18 1134", "foi/18/1134" and "ref FOI-18-1134" meet "FOI-18-1134"; a part of the number meets it too. Not for
    telling whether two references are the same: "1/23" and "12/3" meet here.
    """
    words = unicodedata.normalize("NFKC", text).casefold().split()
    said = [word for word in words if word.strip(".:") not in _REF_WORDS]
    key = "".join(c for c in "".join(said) if c.isalnum())
    return (key.lstrip("0") or key) if key.isdecimal() else key


def find_references(text: str, *, from_requester: bool = False) -> tuple[FoundReference, ...]:
    """The reference numbers in a letter, an e-mail or its subject, each once, in the order they first stand.

    from_requester: the text was written by the requester, so that "Our ref" is ours and "Your ref" theirs;
    by default it is the public authority's. Never raises; linear in the length of the text.
    """
    masked = masked_spans(text)
    found: dict[str, FoundReference] = {}
    candidates = sorted(
        [*_labelled(text, from_requester), *_titled(text), *_marked(text)],
        key=lambda one: (one.start, -one.end),
    )
    reached = 0
    hidden = iter(masked)
    mask = next(hidden, None)
    for one in candidates:
        while mask and mask[1] <= one.start:
            mask = next(hidden, None)
        if one.start < reached or (mask and mask[0] < one.end):
            continue
        reached = one.end
        found.setdefault(normalise(one.value), one)
    return tuple(found.values())


def _labelled(text: str, from_requester: bool) -> Iterator[FoundReference]:
    """Numbers behind "Our ref:", "Reference Number", "Your request number is" and the like."""
    for label in _LABEL.finditer(text):
        token = _after(text, label.end())
        if token is None or not is_reference(text, token, labelled=True):
            continue
        if not label["whose"] and not label["verb"] and _too_weak(text, label, token):
            continue
        role = _role(text, label, from_requester)
        yield FoundReference(token.value, role, token.start, token.end)
        yield from _others_in_row(text, token, role)


def _after(text: str, position: int) -> Token | None:
    """The token behind a label: on its line, or alone on the next one."""
    separator = _SEPARATOR.match(text, position)
    start = separator.end() if separator else position
    if token := token_at(text, start):
        return token if start > position else None
    below = _NEXT_LINE.match(text, position)
    token = token_at(text, below.end()) if below else None
    if token is None:
        return None
    line_end = text.find("\n", token.end)
    rest = text[token.end : line_end if line_end != -1 else len(text)]
    return token if not rest.strip() else None


def _too_weak(text: str, label: re.Match[str], token: Token) -> bool:
    """Whether a number behind a bare label and a space is rather a count ("case number 12 of 40")."""
    if any(sign in ":#=" for sign in text[label.end() : token.start]):
        return False
    return token.value.isdigit() and len(token.value) < 4


def _others_in_row(text: str, token: Token, role: Role) -> Iterator[FoundReference]:
    """ "References: 123456, 123457 and 123458": the same shape behind a comma or "and"."""
    while and_ := _AND.match(text, token.end):
        following = token_at(text, and_.end())
        if following is None or _shape(following.value) != _shape(token.value):
            return
        if not is_reference(text, following, labelled=True):
            return
        yield FoundReference(following.value, role, following.start, following.end)
        token = following


def _shape(value: str) -> str:
    return re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "9", value))


def _role(text: str, label: re.Match[str], from_requester: bool) -> Role:
    """Whose number a label announces. "Your reference: N" is ours; "your reference number is N": theirs."""
    whose = (label["whose"] or "").lower()
    if whose in ("your", "eich") and not label["verb"] and re.search("ref|cyf", label[0], re.IGNORECASE):
        named = re.search(_TOPIC, label[0], re.IGNORECASE)
        if not named:
            return "authority" if from_requester else "ours"
    if whose in ("our", "my", "ein") and from_requester:
        return "ours"
    return "other" if _points_elsewhere(text, label.start()) else "authority"


def _points_elsewhere(text: str, start: int) -> bool:
    return _EARLIER.search(text[max(0, start - 60) : start]) is not None


def _titled(text: str) -> Iterator[FoundReference]:
    """Numbers at the end of a title: "Freedom of Information Act Request 16078"."""
    for title in _TITLE.finditer(text):
        token = token_at(text, title.end())
        if token is None or not is_reference(text, token, labelled=True) or _COUNTED.match(text, token.end):
            continue
        if len(token.value) >= (5 if any(map(str.isdigit, token.value)) else 9):
            yield FoundReference(token.value, "authority", token.start, token.end)


def _marked(text: str) -> Iterator[FoundReference]:
    """Numbers that name the law themselves: "FOI-18-1134", "01/FOI/25/006753/Z", "EIR / 828251"."""
    for hint in _MAYBE_MARKED.finditer(text):
        token = token_at(text, hint.start())
        if token is None or not is_reference(text, token, labelled=False) or not _names_the_law(token.value):
            continue
        if _COUNTED.match(text, token.end):
            continue
        role: Role = "other" if _points_elsewhere(text, token.start) else "authority"
        yield FoundReference(token.value, role, token.start, token.end)


def _names_the_law(value: str) -> bool:
    first, _, rest = value.partition(" ")
    if not _MARKED.search(first):
        return False
    number = re.sub(r"\A[^\d]*", "", rest or first)
    plain = number.isdigit() and " " in value
    return not (plain and len(number) < 4) and not _only_a_year(number)


def _only_a_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?", number) is not None
