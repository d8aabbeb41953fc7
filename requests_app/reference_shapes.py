"""What a reference number can look like, and what only looks like one (pure: the standard library only)."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[/._–\-]{1,2}[A-Za-z0-9]+){0,8}")
_GAP = re.compile(r"[ \u00a0]?[/–-][ \u00a0]?|[ \u00a0]")
_DASHES = "-–"
_MASKED = re.compile(r"(?:https?://|www\.)[^\s<>]+|[\w.+%-]{1,64}@[\w.-]{1,255}", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|txt|zip|msg|eml|html?|odt|rtf|pptx?)\Z", re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:\d{{4}}|\d{{2}})|\d{{4}}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-/. ]?{_MONTH}(?:[-/. ]?\d{{2,4}})?|(?:19|20)\d\d|\d{{1,3}}(?:st|nd|rd"
    rf"|th))",
    re.IGNORECASE,
)
_DATE_AHEAD = re.compile(rf"(?:st|nd|rd|th)?[ \u00a0](?:of )?{_MONTH}\b", re.IGNORECASE)
_FINANCIAL_YEAR = re.compile(r"(?:FY)?((?:19|20)\d\d)[/-]((?:19|20)?\d\d)", re.IGNORECASE)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
# The regulator's case numbers (FS, FER, FAC, RFA, IC, ENF) and the neutral citations of tribunals and courts.
_REGULATOR = re.compile(
    r"(?:(?:FS|FER|FAC|RFA|ENF|COM)[-_ ]?\d{5,}|IC-\d+(?:-\w+)?"
    r"|(?:EA|GIA|UA|UKUT|EWHC|EWCA|UKSC|UKFTT|UKHL|ECLI)[/ .-].*|Z\d{6}[0-9X])",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?:0|44)[\d -]{8,13}\d")
_TELEPHONE_GOES_ON = re.compile(r"\+?0\d{2,4}[ ]\d{3,8}(?:[ ]\d{3,4})?(?!\d)")
_STATUTE = re.compile(
    r"(?:(?:FOI|FOIA|EIR)[/-](?:S|REG)|S\.?I|S\.?S\.?I|S\.?R|PO|EC|EU|EEC|BOX|PAGE|PP?|PART|REG"
    r"|REGULATIONS?|SECTIONS?|SS?|ARTICLE|ACT|CHAPTER"
    r"|ANNEX|APPENDIX|QUESTIONS?|Q|ITEM|VERSION|V|ROOM|TEL|FAX|EXT|DX|PARAGRAPH|PARA|LINE|OF|IN|AND|THE"
    r"|TO|FOR|ON)"
    r"(?:[ /.-]?\d.*)?",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2,6}(?:/[A-Z]{3,8}){1,2}")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]{1,6}(?:[/.-][A-Za-z]{1,6}){0,3}")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters, digits and the signs between them, perhaps in several groups ("DC/FOI 295/18")."""

    value: str
    start: int
    end: int


def masked_spans(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand: numbers inside them are no references."""
    return [match.span() for match in _MASKED.finditer(text)]


def token_at(text: str, start: int) -> Token | None:
    """The number-like run that begins exactly at `start`, with the groups that belong to it; None if there
    is none.

    Groups are joined as people write them: "EIR / 828251", "DC/FOI 295/18", "FOI 0000 7070", "ECC4537301 05
    18".
    """
    match = _TOKEN.match(text, start)
    if match is None:
        return None
    end = _without_extension(text, start, match.end())
    for _ in range(5):
        gap = _GAP.match(text, end)
        following = _TOKEN.match(text, gap.end()) if gap else None
        if gap is None or following is None or not _joins(text, start, end, gap[0], following):
            break
        end = _without_extension(text, gap.end(), following.end())
    return Token(" ".join(text[start:end].split()), start, end)


def _without_extension(text: str, start: int, end: int) -> int:
    extension = _EXTENSION.search(text, start, end)
    return extension.start() if extension else end


def _joins(text: str, start: int, end: int, gap: str, following: re.Match[str]) -> bool:
    so_far, group = text[start:end], following[0]
    if _DATE.fullmatch(group) or _DATE_AHEAD.match(text, following.end()):
        return False
    bare = not any(sign.isdigit() for sign in so_far)
    digits = any(sign.isdigit() for sign in group)
    if "/" in gap:
        return digits or (group.isupper() and len(group) <= 8 and gap == "/")
    if any(sign in _DASHES for sign in gap):
        return digits and (bare or gap.strip() == gap) and group[0].isdigit()
    if bare:
        short = _LETTERS_BEFORE.fullmatch(so_far) is not None and sum(map(str.isupper, so_far)) >= 2
        return digits and short and group[0].isdigit()
    return group.isdigit() and 2 <= len(group) <= 4 and so_far[0].isalpha() and so_far[-1].isdigit()


def is_reference(text: str, token: Token, *, labelled: bool) -> bool:
    """Whether a run of signs can be a case number where it stands.

    labelled: it follows "Ref:" or the like, so that a short number or a code without digits is believed.
    """
    value = token.value
    digits = sum(map(str.isdigit, value))
    if digits == 0:
        return labelled and _CODE.fullmatch(value) is not None
    if digits < (1 if labelled and "/" in value else 2) or len(value) < (3 if labelled else 4):
        return False
    if value.isdigit() and not labelled and len(value) < 5:
        return False
    if any(no.fullmatch(value) for no in (_DATE, _POSTCODE, _REGULATOR, _STATUTE)):
        return False
    if (
        _TELEPHONE.fullmatch(value)
        or _TELEPHONE_GOES_ON.match(text, token.start)
        or _is_financial_year(value)
    ):
        return False
    if text[token.start - 1 : token.start] in ("£", "$", "€", "@", "'", "’") and token.start:
        return False
    return not (_DATE_AHEAD.match(text, token.end) and digits <= 2)


def _is_financial_year(value: str) -> bool:
    """ "2017/18", "2017-2018": two years that follow each other."""
    match = _FINANCIAL_YEAR.fullmatch(value)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2]) % 100
