"""The answers a letter gives, question by question, each with what it comes to and the words that show it."""

from __future__ import annotations

from collections.abc import Iterable

from correspondence.reading.reader_exemptions import Cited, has_deeper
from correspondence.reading.reader_layouts import Pair
from correspondence.reading.reader_outcomes import judge
from correspondence.reading.reader_text import LetterText, sentence_around
from correspondence.reading.reader_turns import pair_up
from correspondence.reading.reader_types import FoundAnswer, Quote

_LONGEST_LABEL = 300  # characters
_LONGEST_EVIDENCE = 400
_NEAR_ABOVE = 1500


def find_answers(letter: LetterText, citations: Iterable[Cited]) -> tuple[FoundAnswer, ...]:
    """The answers in the order of the letter; () where it answers the request as a whole."""
    cited = tuple(citations)
    found: list[FoundAnswer] = []
    seen: dict[str, int] = {}
    for pair in pair_up(letter):
        answer = _answer(letter, pair, cited)
        key = pair.number or answer.label.casefold()
        if key in seen and pair.number:
            found[seen[key]] = answer  # a review repeats the first answer above its own
            continue
        seen[key] = len(found)
        found.append(answer)
    return tuple(found)


def _answer(letter: LetterText, pair: Pair, cited: tuple[Cited, ...]) -> FoundAnswer:
    flats = [letter.parts[index].flat for index in pair.parts]
    flats[0] = flats[0][pair.first_at :] or flats[0]
    judged = judge(flats)
    sections = _sections(letter, pair, cited)
    return FoundAnswer(
        _label(letter, pair),
        pair.number,
        judged.outcome,
        sections,
        _evidence(letter, pair, judged.part, judged.start, judged.end),
    )


def _sections(letter: LetterText, pair: Pair, cited: tuple[Cited, ...]) -> tuple[str, ...]:
    """The sections cited in the answer; for an entry of a list "withheld", those cited last above it."""
    spans = [(letter.parts[index].at, len(letter.parts[index].flat)) for index in pair.parts]
    sections = {one.section: None for one in cited if any(0 <= one.start - at < long for at, long in spans)}
    if not sections and pair.asked is not None and pair.parts[-1] < pair.asked.index:
        above = [one for one in cited if 0 <= spans[0][0] - one.start < _NEAR_ABOVE]
        sections = {one.section: None for one in above[-1:]}
    return tuple(section for section in sections if not has_deeper(section, sections))


def _label(letter: LetterText, pair: Pair) -> str:
    """The question as the letter writes it: its own words with their number, or "Question 5"."""
    if pair.asked is not None:
        part = letter.parts[pair.asked.index]
        words = " ".join(letter.text[part.start : part.end].split())
        lead = pair.asked.lead or (part.lead if part.marker else "")
        if part.marker and pair.number not in ("", part.marker.lower()):
            lead = f"{pair.number}."  # "a." under "5." is 5a
        words = f"{lead} {words}" if lead and len(lead) <= 16 else words
        return words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1] + "…"
    if pair.label:
        part = letter.parts[pair.parts[0]]
        at = part.flat.find(pair.label)
        words = letter.quote(part.at + at, part.at + at + len(pair.label)).text if at >= 0 else pair.label
        return " ".join(f"{part.lead} {words}".split()) if part.marker else " ".join(words.split())
    return f"Question {pair.number}"


def _evidence(letter: LetterText, pair: Pair, part: int, start: int, end: int) -> Quote:
    """The sentence that shows the outcome."""
    holder = letter.parts[pair.parts[min(part, len(pair.parts) - 1)]]
    offset = pair.first_at if part == 0 else 0
    begin, finish = sentence_around(holder.flat, offset + start, offset + end, _LONGEST_EVIDENCE)
    return letter.quote(holder.at + max(begin, offset), holder.at + finish)
