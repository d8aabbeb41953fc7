"""Tell what a person wrote from the earlier mail quoted with it (pure: the standard library only).

Known forms: lines that begin with ">", "-----Original Message-----", Outlook's "From: Sent: To: Subject:" block, and
"On ... wrote:" with a time, an address, or a day and a name. What is not one of these stays in the body: a quote shown
is better than an answer hidden.
"""

import re
from dataclasses import dataclass

_SPACES = " \t\u00a0\ufeff"
_RULE = re.compile(r"[_\-=*]{5,}")
_ORIGINAL = re.compile(
    r"[-_=* ]{2,}[ ]?(?:original (?:message|e-?mail|appointment)|forwarded (?:message|by)\b.{0,80}|neges wreiddiol"
    r"|begin forwarded message:?)[ ]?[-_=* ]{0,40}|begin forwarded message:",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(?P<name>from|sent|date|to|cc|bcc|subject|importance|reply-to|oddi wrth|anfonwyd|at"
    r"|pwnc)[ ]?:\*?(?=[\s\u00a0]|\Z)",
    re.IGNORECASE,
)
_ONE_LINE_HEADERS = re.compile(r"\*?From:.{1,200}?\bSent:.{1,100}?\bTo:.{1,400}?\bSubject:", re.IGNORECASE)
_ON = re.compile(r"(?:on|ar)\b", re.IGNORECASE)
_WROTE = re.compile(r"(?:wrote|writes|ysgrifennodd[^:]{0,80})[ ]?:\Z", re.IGNORECASE)
_BY_MACHINE = re.compile(r"@|<|\d[:.]\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}")
# "On 1 Nov 2026, Ada Quill wrote:", "Ar 1 Tach 2026, ysgrifennodd Ada Quill:": a day and a name.
_DAY = r"(?:\d{1,2}[a-z]{0,3} [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2}[a-z]{0,2},? \d{4})"
_NAME = r"(?-i:(?!(?:I|We|They|He|She|It|The|Our|My)\b)[^\W\d_a-z][\w.'’-]*(?: [\w.'’(),-]{1,30}){0,7}?)"
_OF_A_DAY = re.compile(
    rf"(?:on|ar) (?:[^\W\d_]{{2,10}}\.?,? )?{_DAY}(?:, ?{_NAME} (?:wrote|writes)|,? ysgrifennodd {_NAME}) ?:",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou (?:wrote|have written)", re.IGNORECASE)
_MAY_ATTRIBUTE = frozenset("oOaA")  # of "On" and its Welsh
_MAY_START = frozenset("-_=* bBfFoOaA")  # what a line can begin with from which on all is an earlier mail
_LONGEST_ATTRIBUTION = 4  # lines over which "On ... wrote:" may be wrapped


@dataclass(frozen=True, slots=True)
class SplitReply:
    """A text taken apart: what the writer wrote, and what was quoted (each "" when there is none)."""

    body: str
    quoted: str


def split_reply(text: str) -> SplitReply:
    """Take the quoted earlier mail out of a text; nothing is lost, and never is everything taken for a quote.

    Answers between quoted lines stay in the body. Never raises; linear in the length.
    """
    lines = text.splitlines()
    bare = [line.strip(_SPACES) for line in lines]
    cut = next((at for at in range(len(bare)) if _starts_quote(bare, at)), len(bare))
    body, quoted = _without_marked(lines[:cut], bare[:cut])
    quoted += lines[cut:]
    if not any(line.strip(_SPACES) for line in body):
        return SplitReply(text.strip(), "")
    return SplitReply("\n".join(body).strip("\r\n").rstrip(), "\n".join(quoted).strip("\r\n").rstrip())


def _starts_quote(bare: list[str], at: int) -> bool:
    """Whether everything from this line on is an earlier mail."""
    line = bare[at]
    if line[:1] not in _MAY_START and line[-1:] != ":":
        return False
    if _ORIGINAL.fullmatch(line) or _ONE_LINE_HEADERS.match(line):
        return True
    if _RULE.fullmatch(line):
        below = _next_line(bare, at)
        return below is not None and is_header_block(bare, below)
    return is_header_block(bare, at) or (is_attribution(bare, at) is not None and not _marked_below(bare, at))


def _next_line(bare: list[str], at: int) -> int | None:
    return next((below for below in range(at + 1, min(at + 4, len(bare))) if bare[below]), None)


def is_header_block(bare: list[str], at: int) -> bool:
    """Whether a block like "From: / Sent: / To: / Subject:" begins at this line (lines already stripped)."""
    first = _HEADER.match(bare[at])
    if first is None or first["name"].lower() not in ("from", "oddi wrth"):
        return False
    names = set()
    for line in bare[at + 1 : at + 12]:
        if match := _HEADER.match(line):
            names.add(match["name"].lower())
    return bool(names & {"sent", "date", "anfonwyd"}) and bool(names & {"to", "subject", "at", "pwnc"})


def is_attribution(bare: list[str], at: int) -> int | None:
    """The last line of "On Friday, Jane Doe <jane@example.org> wrote:" if it begins at this line."""
    line = bare[at]
    if line[:1] not in _MAY_ATTRIBUTE and line[-1:] != ":":  # most lines: nothing need be searched
        return None
    if not _ON.match(line) and not (line[-1:] == ":" and _WROTE.search(line)):
        return None
    words = ""
    for end in range(at, min(at + _LONGEST_ATTRIBUTION, len(bare))):
        if not bare[end]:
            return None
        words += " " + bare[end]
        if bare[end][-1:] == ":" and _WROTE.search(bare[end]):
            machine = len(words) < 400 and bool(
                _BY_MACHINE.search(words) or _OF_A_DAY.fullmatch(words.strip())
            )
            return end if machine and not _YOU.search(words) else None
    return None


def _marked_below(bare: list[str], at: int) -> bool:
    """Whether lines with ">" follow an attribution: then only those are the quote."""
    end = is_attribution(bare, at)
    below = _next_line(bare, end) if end is not None else None
    return below is not None and bare[below].startswith(">")


def _without_marked(lines: list[str], bare: list[str]) -> tuple[list[str], list[str]]:
    """Body and quote of lines some of which begin with ">"; attributions go with their quote."""
    marked = [line.startswith(">") for line in bare]
    lone = sum(marked) == 1 and not any(line.startswith("> ") for line in bare)
    if lone or not any(marked):
        return list(lines), []
    body: list[str] = []
    quoted: list[str] = []
    attribution_ends = -1
    for at, line in enumerate(lines):
        if _marked_below(bare, at):
            attribution_ends = is_attribution(bare, at) or at
        (quoted if marked[at] or at <= attribution_ends else body).append(line)
    return body, quoted
