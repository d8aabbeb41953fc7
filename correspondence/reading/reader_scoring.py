"""Measure the reader against letters read by hand: a folder with letters and their labels in truth.jsonl (pure).

A line of truth.jsonl holds file, kind, reference, received_date, exemptions, and items with label and outcome. An
outcome is a person's words ("answered; contract not shared"); it fits when the reader's code is one such words allow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from correspondence.reading.reader_align import align
from correspondence.reading.reader_types import FoundAnswer, Outcome, Reading
from requests_app.reference_numbers import normalise

_ALLOWED: tuple[tuple[re.Pattern[str], frozenset[Outcome]], ...] = (
    (re.compile(r"withheld|refus|upheld|only"), frozenset({"refused", "partly_disclosed"})),
    (re.compile(r"not held|none|no contract|not used|no such"), frozenset({"not_held", "partly_disclosed"})),
    (
        re.compile(r"link|website|published|online"),
        frozenset({"published_elsewhere", "disclosed", "refused"}),
    ),
    (
        re.compile(r"part|not shared|redact|withheld.*;|;.*withheld"),
        frozenset({"partly_disclosed", "refused"}),
    ),
    (
        re.compile(r"answer|disclos|attach|provided|see |given"),
        frozenset({"disclosed", "published_elsewhere", "partly_disclosed"}),
    ),
)


class BadTruth(ValueError):
    """The folder has no labels that can be read; the message is one sentence for a person."""


@dataclass(slots=True)
class Score:
    """Counts of what was right; `mistakes` names the rest."""

    letters: int = 0
    kinds: int = 0
    references: int = 0
    invented_references: int = 0
    received: int = 0
    exemptions_right: int = 0
    exemptions_found: int = 0
    exemptions_true: int = 0
    items: int = 0
    aligned: int = 0
    outcomes: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def exemptions_f1(self) -> float:
        """The harmonic mean of precision and recall of exemptions over all letters; 1 where there are none."""
        both = self.exemptions_found + self.exemptions_true
        return 2 * self.exemptions_right / both if both else 1.0


def score(folder: Path, read: Callable[[Sequence[str]], Sequence[Reading]]) -> Score:
    """Read the letters of a labelled folder with `read` and compare. Raises BadTruth."""
    try:
        lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        labels: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
        paths = [str(folder / label["file"]) for label in labels]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadTruth(f"{folder} holds no truth.jsonl with a label a line.") from error
    result = Score()
    for label, reading in zip(labels, read(paths), strict=True):
        _compare(result, label, reading)
    return result


def _compare(result: Score, label: dict[str, Any], reading: Reading) -> None:
    name = label["file"]
    result.letters += 1
    result.kinds += _right(result, name, "kind", label.get("kind"), reading.kind.value)
    _compare_reference(result, label, reading)
    day = reading.dates.received.value.isoformat() if reading.dates.received else None
    result.received += _right(result, name, "received", label.get("received_date"), day)
    true, found = set(label.get("exemptions") or ()), {one.section for one in reading.exemptions}
    result.exemptions_true += len(true)
    result.exemptions_found += len(found)
    result.exemptions_right += len(true & found)
    if true != found:
        result.mistakes.append(f"{name}: exemptions {sorted(found)}, should be {sorted(true)}")
    _compare_items(result, name, label.get("items") or [], reading.answers)


def _right(result: Score, name: str, what: str, true: object, found: object) -> bool:
    if true != found:
        result.mistakes.append(f"{name}: {what} {found}, should be {true}")
    return true == found


def _compare_reference(result: Score, label: dict[str, Any], reading: Reading) -> None:
    true = label.get("reference")
    found = [one.value for one in reading.references if one.role == "authority"]
    first = found[0] if found else None
    same = normalise(true or "") == normalise(first or "")
    result.references += same
    result.invented_references += bool(found and not true)
    if not same:
        result.mistakes.append(f"{label['file']}: reference {first}, should be {true}")


def _compare_items(
    result: Score, name: str, items: Sequence[dict[str, str]], answers: Sequence[FoundAnswer]
) -> None:
    """Whether each labelled item has its answer; one that names several ("contracts; software") needs one for each."""
    result.items += len(items)
    names = [name.strip() for item in items for name in item["label"].split(";")]
    found = iter(align(names, [one.label for one in answers]))
    for item in items:
        indices = [next(found) for _ in item["label"].split(";")]
        if None in indices:
            result.mistakes.append(f"{name}: no answer found for {item['label']!r}")
            continue
        result.aligned += 1
        outcomes = {answers[index].outcome for index in indices if index is not None}
        if outcomes <= _allowed(item["outcome"]):
            result.outcomes += 1
        else:
            result.mistakes.append(
                f"{name}: {item['label']!r} is {sorted(outcomes)}, should be {item['outcome']!r}"
            )


def _allowed(words: str) -> frozenset[Outcome]:
    allowed: frozenset[Outcome] = frozenset()
    for pattern, outcomes in _ALLOWED:
        if pattern.search(words.lower()):
            allowed |= outcomes
    return allowed or frozenset({"disclosed"})


def report(result: Score) -> str:
    """The figures, one a line, and below them each mistake."""
    share = _share
    return "\n".join(
        [
            f"letters               {result.letters}",
            f"kind right            {share(result.kinds, result.letters)}",
            f"reference right       {share(result.references, result.letters)}",
            f"references invented   {result.invented_references}",
            f"received date right   {share(result.received, result.letters)}",
            f"exemptions F1         {result.exemptions_f1:.1%} ({result.exemptions_right} right of"
            f" {result.exemptions_found} found and {result.exemptions_true} there)",
            f"answers aligned       {share(result.aligned, result.items)}",
            f"their outcome fits    {share(result.outcomes, result.items)}",
            *(f"  {mistake}" for mistake in result.mistakes),
        ]
    )


def _share(right: int, of: int) -> str:
    return f"{right / of:.1%} ({right} of {of})" if of else "nothing to measure"
