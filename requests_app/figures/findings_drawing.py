"""How the figures of a campaign are shown: rates with their intervals, bars, the curve. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from requests_app.figures.campaign_findings import (
    COUNTED_LABELS,
    AuthorityLine,
    Findings,
    QuestionTally,
)
from requests_app.figures.curves import curves
from requests_app.figures.drawing import interval_bar
from requests_app.figures.intervals import Share
from requests_app.figures.stacked import Piece, stacked_bar
from requests_app.figures.survival import Wait
from requests_app.outcomes import REQUEST_LABELS

FEW = 10
"""Fewer cases than these are shown as what they are ("2 of 3"), not as a rate."""


@dataclass(frozen=True)
class Rate:
    """A share with its words and the places of its interval. `few`: too few cases to call it a rate."""

    label: str
    means: str
    share: Share
    bar: Mapping[str, str]

    @property
    def few(self) -> bool:
        return self.share.cases < FEW


@dataclass(frozen=True)
class QuestionRow:
    """A question with its bar and, for its table, the words and number of each outcome that came at all."""

    tally: QuestionTally
    pieces: list[Piece]
    rate: Rate
    numbers: list[tuple[str, int]]


@dataclass(frozen=True)
class AuthorityRow:
    """An authority: how its request ended and what it came to, in words."""

    name: str
    ended: str
    ended_code: str
    outcome: str


def drawn(findings: Findings, *, ended_labels: Mapping[str, str]) -> dict[str, object]:
    """What `campaigns/_findings.html` shows of the figures. `ended_labels`: words for how requests ended."""
    together = findings.all_questions
    codes = [code for code in COUNTED_LABELS if together.numbers.get(code)]
    rows = [_row(each, codes) for each in findings.questions]
    return {
        "findings": findings,
        "rates": [
            _rate("Answered", "of the requests, so far", findings.answered),
            _rate("Answered in time", "of the answers whose last lawful day is over", findings.on_time),
            _rate("Disclosed", "of the answers in which something held was decided on", together.disclosure),
        ],
        "ended": [(label, findings.ended.get(code, 0)) for code, label in ended_labels.items()],
        "questions": rows,
        "together": _row(together, codes) if len(rows) > 1 else None,
        "key": [(code, COUNTED_LABELS[code]) for code in codes],
        "coded": together.coded,
        "refused": together.refused,
        "authority_rows": [_authority(each, ended_labels) for each in findings.authorities],
        **curves({"": [Wait(*wait) for wait in findings.waits]}, {}),
    }


def _rate(label: str, means: str, share: Share) -> Rate:
    return Rate(label, means, share, interval_bar(share.low, share.share, share.high))


def _row(tally: QuestionTally, codes: Sequence[str]) -> QuestionRow:
    numbers = [(COUNTED_LABELS[code], tally.numbers.get(code, 0)) for code in codes]
    return QuestionRow(tally, stacked_bar(tally.numbers), _rate("Disclosed", "", tally.disclosure), numbers)


_SHORT = {
    "in_time": "Answered in time",
    "late": "Answered late",
    "unanswered": "Overdue",
    "waiting": "There is time left",
    "given_up": "Withdrawn",
    "no_limit": "No limit runs",
}


def _authority(line: AuthorityLine, labels: Mapping[str, str]) -> AuthorityRow:
    ended = _SHORT.get(line.ended, labels.get(line.ended, line.ended))
    return AuthorityRow(line.name, ended, line.ended, REQUEST_LABELS.get(line.outcome, "Not coded yet"))
