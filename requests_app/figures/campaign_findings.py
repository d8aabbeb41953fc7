"""What a campaign found, as plain numbers: counted once, shown now, or kept as they were on a day. Pure.

Nothing here names a person: authorities, questions, sections of law and numbers are all there is. `as_json` and
`from_json` are each other's inverse, so that figures that were kept are drawn by what draws today's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from requests_app.figures.intervals import Share, wilson
from requests_app.figures.survival import Curve, Wait, kaplan_meier
from requests_app.outcomes import ANSWER_LABELS, DISCLOSED, NO_ANSWER, NOT_HELD, PARTLY, PUBLISHED, REFUSED

FORM = 1
"""The form of what `as_json` writes; another one is not read."""
OPEN = "open"
_GIVEN = (DISCLOSED, PARTLY, PUBLISHED)
COUNTED_LABELS = {
    **{code: ANSWER_LABELS[code] for code in (*_GIVEN, REFUSED, NOT_HELD, NO_ANSWER)},
    OPEN: "Not coded, or disputed",
}
"""What an answer counts as, in the order of the bars: what was given stands together."""


class UnknownForm(ValueError):
    """What is to be read was not written by `as_json`, or by another version of it."""


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """How often a question was answered how: `numbers` by the keys of `COUNTED_LABELS`."""

    label: str
    name: str
    text: str
    numbers: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def coded(self) -> int:
        return self.total - self.numbers.get(OPEN, 0)

    @property
    def disclosure(self) -> Share:
        """Given, in whole or in part, of the answers in which the authority held it and decided.

        What is not held cannot be given, and what is not answered yet was not decided: neither counts.
        """
        given = sum(self.numbers.get(outcome, 0) for outcome in _GIVEN)
        return wilson(given, given + self.numbers.get(REFUSED, 0))

    @property
    def refused(self) -> int:
        return self.numbers.get(REFUSED, 0)

    @property
    def said(self) -> str:
        """The bar in words."""
        words = [f"{n} {COUNTED_LABELS[code].lower()}" for code, n in self.numbers.items() if n]
        return ", ".join(words) or "no answer"


@dataclass(frozen=True, slots=True)
class GroundTally:
    """A ground relied on: at how many answers, by how many authorities, how often with the public interest weighed."""

    law: str
    section: str
    title: str
    kind: str
    answers: int
    authorities: int
    weighed: int


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """How a request to an authority ended (a key of `counts.outcomes.LABELS`) and what it came to, as coded."""

    name: str
    ended: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """A watch term: at how many places it was found, and the authorities with how many of them in what each sent."""

    term: str
    found: int
    authorities: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Findings:
    """The figures of a campaign as at `on`. `embargoed` requests were left out of all of them.

    `ended`: requests by the keys of `counts.outcomes.LABELS`; `on_time`: answers in time of those that fell due;
    `waits`: (working days, whether answered, how many); `bare_refusals`: refused answers for which no ground is coded.
    """

    on: date
    embargoed: int
    ended: Mapping[str, int]
    on_time: Share
    questions: tuple[QuestionTally, ...]
    grounds: tuple[GroundTally, ...]
    bare_refusals: int
    waits: tuple[tuple[int, bool, int], ...]
    authorities: tuple[AuthorityLine, ...]
    terms: tuple[TermLine, ...] = ()

    @property
    def requests(self) -> int:
        return sum(self.ended.values())

    @property
    def answered(self) -> Share:
        """Answered, in time or late, of all requests but those that were withdrawn unanswered."""
        hits = self.ended.get("in_time", 0) + self.ended.get("late", 0)
        return wilson(hits, self.requests - self.ended.get("given_up", 0))

    @property
    def all_questions(self) -> QuestionTally:
        """Every question put together."""
        numbers = {code: sum(q.numbers.get(code, 0) for q in self.questions) for code in COUNTED_LABELS}
        return QuestionTally("", "All questions", "", numbers)

    @property
    def exemptions(self) -> list[GroundTally]:
        return [ground for ground in self.grounds if ground.kind != "no_test"]

    @property
    def other_grounds(self) -> list[GroundTally]:
        """Grounds to refuse that are no exemptions: the limit of cost, vexatious requests."""
        return [ground for ground in self.grounds if ground.kind == "no_test"]

    @property
    def curve(self) -> Curve:
        return kaplan_meier(Wait(*wait) for wait in self.waits)


def as_json(findings: Findings) -> dict[str, Any]:
    """The figures as JSON can hold them."""
    plain = asdict(findings)
    plain |= {"form": FORM, "on": findings.on.isoformat()}
    plain["on_time"] = [findings.on_time.hits, findings.on_time.cases]
    return plain


def from_json(plain: Mapping[str, Any]) -> Findings:
    """The figures that `as_json` wrote. Raises `UnknownForm`."""
    if plain.get("form") != FORM:
        raise UnknownForm(f"figures of the form {plain.get('form')!r} are not read here")
    terms = (
        TermLine(t["term"], t["found"], tuple((a, n) for a, n in t["authorities"])) for t in plain["terms"]
    )
    return Findings(
        on=date.fromisoformat(plain["on"]),
        embargoed=plain["embargoed"],
        ended=dict(plain["ended"]),
        on_time=wilson(*plain["on_time"]),
        questions=tuple(_question(**each) for each in plain["questions"]),
        grounds=tuple(GroundTally(**each) for each in plain["grounds"]),
        bare_refusals=plain["bare_refusals"],
        waits=tuple((days, answered, number) for days, answered, number in plain["waits"]),
        authorities=tuple(AuthorityLine(**each) for each in plain["authorities"]),
        terms=tuple(terms),
    )


def _question(*, numbers: Mapping[str, int], **words: str) -> QuestionTally:
    """The tally with its numbers in the order of the bars: what kept them need not keep their order."""
    return QuestionTally(**words, numbers={code: numbers.get(code, 0) for code in COUNTED_LABELS})


def no_numbers() -> dict[str, int]:
    """A tally without a case."""
    return dict.fromkeys(COUNTED_LABELS, 0)
