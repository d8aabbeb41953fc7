"""What came back for each question of many requests: the answers that count, with what stands beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from accounts.models import User
from requests_app.dataset.shapes import DISPUTED, Cell, Quote, Relied
from requests_app.models import Answer, Exemption, Question
from requests_app.outcomes import standing_outcome
from requests_app.querysets import InformationRequestQuerySet

Redact = Callable[[str], str]


class Came(NamedTuple):
    """What came back for a request: for the campaign's questions by their lines, and for others."""

    by_line: dict[int, Cell]
    others: list[Cell]


class _Said(NamedTuple):
    """An answer that stands."""

    pk: int
    outcome: str
    settles: bool
    note: str
    coder: int | None


class _Beside(NamedTuple):
    """What stands beside answers, by their keys; coders by theirs, None where nobody is to be named."""

    relied: Mapping[int, list[Relied]]
    quotes: Mapping[int, list[Quote]]
    coders: Mapping[int, str] | None


def came_back(
    requests: InformationRequestQuerySet, *, redact: Redact | None, evidence: bool
) -> dict[int, Came]:
    """What came back, by the keys of the requests. Six queries at the most.

    redact: for everybody; nobody is named then, and notes stay out. evidence=False: neither notes, words nor coders.
    """
    keys = requests.order_by().values("pk")
    answers = Answer.objects.standing().filter(question__request__in=keys)
    said = _said(answers)
    inside = evidence and redact is None
    beside = _Beside(
        _relied(answers), _quotes(answers, redact) if evidence else {}, _coders(said) if inside else None
    )
    found: dict[int, Came] = defaultdict(lambda: Came({}, []))
    questions = Question.objects.filter(request__in=keys).order_by("request", "position")
    texts = dict(questions.filter(campaign_question=None).values_list("pk", "text"))
    for pk, request, line in questions.values_list("pk", "request_id", "campaign_question__line"):
        came = found[request]
        cell = _cell(pk, said.get(pk, ()), beside)
        if line is None or line in came.by_line:
            text = texts.get(pk, "")
            came.others.append(cell._replace(text=redact(text) if redact else text))
        else:
            came.by_line[line] = cell
    return found


def _cell(question: int, said: Sequence[_Said], beside: _Beside) -> Cell:
    """What counts: what was settled, else what all coders agree on, with all that those say who agree."""
    if not said:
        return Cell(question)
    if len(said) == 1:  # most are coded by one person: twenty thousand of them in a third of the time
        return _counting(question, said[0].outcome, said, beside)
    settled = [one for one in said if one.settles]
    coded = [one for one in said if not one.settles]
    outcome = standing_outcome((one.outcome for one in coded), settled[0].outcome if settled else None)
    if outcome is None:
        return Cell(question, DISPUTED, codings=_codings(said, beside))
    return _counting(question, outcome, settled or coded, beside)._replace(codings=_codings(said, beside))


def _counting(question: int, outcome: str, counts: Sequence[_Said], beside: _Beside) -> Cell:
    """A cell with what stands beside the answers that count."""
    inside = beside.coders is not None
    return Cell(
        question,
        outcome,
        counts[0].settles,
        _each_once(beside.relied, counts) if beside.relied else (),
        "\n".join(dict.fromkeys(one.note for one in counts if one.note)) if inside else "",
        _each_once(beside.quotes, counts) if beside.quotes else (),
        _codings(counts, beside) if inside else (),
    )


def _codings(said: Sequence[_Said], beside: _Beside) -> tuple[tuple[str, str], ...]:
    """Who coded what; nothing of those who settle, and nothing where nobody is to be named."""
    if beside.coders is None:
        return ()
    coded = (one for one in said if not one.settles)
    return tuple((beside.coders.get(one.coder or 0, "Somebody"), one.outcome) for one in coded)


def _each_once(held: Mapping[int, list[Any]], counts: Sequence[_Said]) -> tuple[Any, ...]:
    if len(counts) == 1:
        return tuple(held.get(counts[0].pk, ()))
    return tuple(dict.fromkeys(each for one in counts for each in held.get(one.pk, ())))


def _said(answers: Any) -> dict[int, list[_Said]]:
    """The answers that stand, by question, in the order in which they were given."""
    found: dict[int, list[_Said]] = defaultdict(list)
    rows = answers.order_by("pk").values_list("question_id", "pk", "outcome", "settles", "note", "coder_id")
    for question, *one in rows:
        found[question].append(_Said(*one))
    return found


def _relied(answers: Any) -> dict[int, list[Relied]]:
    found: dict[int, list[Relied]] = defaultdict(list)
    rows = Exemption.objects.filter(answer__in=answers.order_by().values("pk")).order_by("pk")
    for answer, *one in rows.values_list("answer", "law", "section", "kind", "weighs_public_interest"):
        found[answer].append(Relied(*one))
    return found


def _quotes(answers: Any, redact: Redact | None) -> dict[int, list[Quote]]:
    """The words that show them, but for those of letters that were taken out since."""
    found: dict[int, list[Quote]] = defaultdict(list)
    of_letter = ("evidence__message__position", "evidence__message__on", "evidence__attachment__filename")
    held = answers.filter(evidence__isnull=False, evidence__message__removed_at=None).order_by("evidence__pk")
    for answer, letter, on, file, page, text in held.values_list(
        "pk", *of_letter, "evidence__page", "evidence__text"
    ):
        words = (redact(file or ""), redact(text)) if redact else (file or "", text)
        found[answer].append(Quote(letter, on, words[0], page, words[1]))
    return found


def _coders(said: Mapping[int, list[_Said]]) -> dict[int, str]:
    keys = {one.coder for of_one in said.values() for one in of_one if one.coder}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}
