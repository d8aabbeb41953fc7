"""The grounds for withholding a letter cites: exemptions of the Acts, exceptions of the Regulations.

Sections that are no ground are left out: duties and procedure (FOIA 2000 ss.1, 8-11, 16, 17, 19, 45, 46, 50), the
regulations of the Fees Regulations, and sections of other Acts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from correspondence.reading.reader_text import LetterText
from correspondence.reading.reader_types import FoundExemption, LawCode

# FOIA 2000 Part II (ss.21-44), s.12 (cost), s.14 (vexatious, repeated).
_FOIA_GROUNDS = frozenset({"12", "14", "22a", *map(str, range(21, 45))})
# FOISA 2002: s.12 (cost), s.14 (vexatious), s.17 (not held), s.18 (neither confirm nor deny), Part 2 (ss.25-41).
_FOISA_GROUNDS = frozenset({"12", "14", "17", "18", "27a", *map(str, range(25, 42))})
# EIR 2004 reg. 12 and 13, reg. 6(1)(b); EI(S)R 2004 reg. 10 and 11, reg. 6(1)(b).
_EIR_GROUND = re.compile(r"(?:12(?:\(|\Z)|13(?:\(|\Z)|6\(1\)\(b\))")
_EISR_GROUND = re.compile(r"(?:10(?:\(|\Z)|11(?:\(|\Z)|6\(1\)\(b\))")

_DEEPER = r"(?: ?\( ?(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,4}) ?\)){0,4}"
_NUMBER = rf"\d{{1,2}}a?(?![\da-z/%]){_DEEPER}"
_ANY_NUMBER = re.compile(rf"(?<![\d(/£,-])(?<!\d\.)(?P<first>{_NUMBER})")
# What stands before the number of a section ("section 43", "s.43", "exemption at 43(2)"), and of a regulation.
_SECTION_BEFORE = re.compile(
    r"(?:\b(?:(?:sub-?)?sections?|sect\.?|ss?\.?|exemptions?(?: (?:under|at|in|of|is|are))?:?) ?)\Z"
)
_REGULATION_BEFORE = re.compile(r"\b(?:regulations?|regs?\.?|r\.?|exceptions?(?: (?:under|at|in))?) ?\Z")
_LETTERED = re.compile(r"\d+[a-z]")
_BEFORE = 24  # characters
_MOST_TIMES = 40  # places looked at for each section
# "40(2) (personal data)", "12(5)(e)" on their own: only with brackets and only in a letter that cites the law.
_AND_MORE = re.compile(
    rf" ?(?:,|;|&|/|\band\b|\bor\b|\bto\b)? ?(?:,|and|or|also|by virtue of|with)? ?(?:sections?|s\.?|"
    rf"regulations?|reg\.?)? ?"
    rf"(?P<next>{_NUMBER})"
)
_ALSO_DEEPER = re.compile(
    r" ?(?:,|&|and|or) ?(?P<deeper>(?:\( ?(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,4}) ?\) ?){1,3})"
)
_OTHER_LAW = re.compile(
    r"(?:,? ?\([^)]{0,60}\))?,? (?:of|in|under|to) (?!(?:the )?(?:act\b|foi|freedom|2000 act|2002 act|"
    r"said act|above"
    r"|eir|environmental information|regulations\b|legislation|same act)|this|that|these|your|our|its|a |"
    r"an )(?:the |schedule |part )?"
    r"(?P<name>[\w'&(), -]{0,70}?)\b(?:act\b|regulations|code|bill|order|directive|agreement|department|"
    r"order)"
)
_NO_GROUND_AFTER = re.compile(
    r" (?:agreements?|enquir|investigation|notices? (?:requiring|seeking|to quit)|orders?|approved|"
    r"doctors?|officers?"
    r"|payments?|monies|contributions?|duties|assessments?|works)\b"
)
_FEES = re.compile(
    r"appropriate limit and fees|fees\) regulations|fees regulations|privacy and electronic|re-?use of public"
)
_LAW_NEAR = re.compile(
    r"exempt|withh|refus|declin|freedom of information|\bfoi|the act|disclos|public interest|appropriate limit"
    r"|vexatious|confirm nor deny|exception|environmental information|\beirs?\b|engaged|accessible|redact"
    r"|\bcosts?\b|appl(?:y|ies|ied)\b|uph[eo]ld|rel(?:y|ied)\b"
)
# "Section 12 does not apply", "no exemptions apply": spoken of, not relied on.
_NOT_RELIED_ON = re.compile(
    r"[^.;]{0,60}\b(?:(?:does|do|did|is|was|would|has) (?:not|no longer) (?:apply|engaged?|been (?:engaged"
    r"|applied))"
    r"|not (?:be )?(?:relied|relying|applicable|engaged)|no longer (?:appl|rel|engaged|seek)|has been "
    r"(?:removed|withdrawn"
    r"|lifted|overturned))"
)
_APPROPRIATE_LIMIT = re.compile(
    r"(?:exceed\w*|excess of|over|beyond|longer than|more than|above)[^.]{0,60}?(?:appropriate|cost|costs|"
    r"statutory|fees?)"
    r" (?:cost |costs |fees? )?(?:limit|threshold)\b|(?:appropriate|cost|costs) (?:costs? "
    r")?limit[^.]{0,40}(?:exceeded|breached)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A section cited at a place of the letter's plain spelling."""

    law: LawCode
    section: str
    start: int
    end: int


def find_exemptions(letter: LetterText, citations: Iterable[Cited]) -> tuple[FoundExemption, ...]:
    """The exemptions the authority relies on, each section once, in order; a section is left out where a deeper one
    of it is cited too ("s43" beside "s43(2)").
    """
    found: dict[str, Cited] = {}
    for cited in citations:
        found.setdefault(cited.section, cited)
    kept = [cited for section, cited in found.items() if not has_deeper(section, found)]
    return tuple(
        FoundExemption(cited.law, cited.section, letter.quote(cited.start, cited.end))
        for cited in sorted(kept, key=lambda one: one.start)
    )


def has_deeper(section: str, others: Iterable[str]) -> bool:
    """Whether a part of the section ("s43(2)" of "s43") is among the others."""
    return any(other.startswith(section + "(") for other in others)


def cited_sections(letter: LetterText, law: LawCode | None) -> Iterator[Cited]:
    """Every place where the authority cites a ground. `law`: the law the letter speaks of, for what names none."""
    acts: LawCode = "FOISA" if law in ("FOISA", "EISR") else "FOIA"
    grounds = _FOISA_GROUNDS if acts == "FOISA" else _FOIA_GROUNDS
    for number, start, end in _relied_upon(letter, _SECTION_BEFORE, lambda one: one.split("(")[0] in grounds):
        yield Cited(acts, "s" + _as_written(number), start, end)
    if "limit" in letter.flat and law not in ("EIR", "EISR"):
        for match in islice(letter.near(("limit", "threshold"), _APPROPRIATE_LIMIT, ("said",)), _MOST_TIMES):
            yield Cited(acts, "s12", match.start(), match.end())
    if "reg" not in letter.flat and "exception" not in letter.flat:
        return
    scots = law in ("FOISA", "EISR")
    ground = _EISR_GROUND if scots else _EIR_GROUND
    for number, start, end in _relied_upon(
        letter, _REGULATION_BEFORE, lambda one: ground.match(one) is not None
    ):
        yield Cited("EISR" if scots else "EIR", "reg" + _as_written(number), start, end)


def _relied_upon(
    letter: LetterText, before: re.Pattern[str], is_ground: Callable[[str], bool]
) -> Iterator[tuple[str, int, int]]:
    """The numbers behind such words that are grounds the authority relies on; each a limited number of times."""
    times: Counter[str] = Counter()
    reached = 0
    for start_at, match in _after(letter, before):
        if match.start() < reached:
            continue
        for number, start, end in _numbers(letter.flat, start_at, match):
            reached = end
            if is_ground(number) and times[number] < _MOST_TIMES:
                times[number] += 1
                if _relied_on(letter.flat, start, end):
                    yield number, start, end


def _after(letter: LetterText, before: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The numbers that stand behind such words, in what the authority says, with where those words begin."""
    for match in letter.matches(_ANY_NUMBER, "said", "heading", "head"):
        low = max(0, match.start() - _BEFORE)
        if named := before.search(letter.flat[low : match.start()]):
            yield low + named.start(), match


def _as_written(number: str) -> str:
    """The letters that belong to a number in capitals, as the Acts print them: "22A", "40(5B)(a)"."""
    return _LETTERED.sub(lambda match: match[0].upper(), number)


def _numbers(flat: str, start: int, match: re.Match[str]) -> list[tuple[str, int, int]]:
    """The numbers of a citation with their places: "sections 40(2)(a), 40(3)(b) and 43", "section 31(1)(a) and (b)"."""
    found = [(_squeezed(match["first"]), start, match.end())]
    end = match.end()
    for _ in range(20):
        if deeper := _ALSO_DEEPER.match(flat, end):
            stem = found[-1][0]
            for _level in range(deeper["deeper"].count("(")):
                stem = stem[: stem.rfind("(")] if "(" in stem else stem
            found.append((stem + _squeezed(deeper["deeper"]), deeper.start("deeper"), deeper.end()))
            end = deeper.end()
        elif (more := _AND_MORE.match(flat, end)) and more.start("next") > end + 1:
            found.append((_squeezed(more["next"]), more.start("next"), more.end()))
            end = more.end()
        else:
            break
    return found


def _squeezed(number: str) -> str:
    return number.replace(" ", "")


def _relied_on(flat: str, start: int, end: int) -> bool:
    """Whether a section that is a ground by its number is one where it stands."""
    after = flat[end : end + 160]
    if _NO_GROUND_AFTER.match(after) or _NOT_RELIED_ON.match(after):
        return False
    if flat.startswith("r", start) and _FEES.search(after[:120]):
        return False
    other = _OTHER_LAW.match(after)
    if other and "freedom of information" not in other[0] and "foi" not in other["name"]:
        return False
    return _LAW_NEAR.search(flat[max(0, start - 250) : end + 250]) is not None
