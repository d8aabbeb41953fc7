"""The figures of a campaign, counted from its requests and what was coded of them. Constant queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Subquery

from requests_app.counts.outcomes import outcomes
from requests_app.counts.plots import waits
from requests_app.figures.campaign_findings import (
    OPEN,
    AuthorityLine,
    Findings,
    GroundTally,
    QuestionTally,
    TermLine,
    no_numbers,
)
from requests_app.figures.survival import Wait
from requests_app.law_sections import find_ground
from requests_app.models import (
    Answer,
    Campaign,
    CampaignQuestion,
    Deadline,
    Exemption,
    InformationRequest,
    Question,
)
from requests_app.outcomes import REFUSED, standing_outcome
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.calendars import calendars


def requests_shown(campaign: Campaign, *, embargo_on: date | None) -> InformationRequestQuerySet:
    """The campaign's requests; where a day is given, without those that may not be published on it yet."""
    requests: InformationRequestQuerySet = InformationRequest.objects.filter(campaign=campaign)
    return requests.publishable(on=embargo_on) if embargo_on else requests


def findings_of(
    campaign: Campaign, *, on: date, embargo_on: date | None = None, terms: Iterable[TermLine] = ()
) -> Findings:
    """The campaign's figures as at `on`. Ten queries, however many requests.

    `embargo_on`: leave out, and only count, what is under embargo on that day; None leaves nothing out.
    """
    requests = requests_shown(campaign, embargo_on=embargo_on)
    ended = outcomes(requests, on=on)
    grouped = waits(requests, on=on, by="", calendar_of=calendars())
    left_out = (
        InformationRequest.objects.filter(campaign=campaign).under_embargo(on=embargo_on).count()
        if embargo_on
        else 0
    )
    coded = _coded(requests)
    return Findings(
        on=on,
        embargoed=left_out,
        ended=ended.numbers,
        on_time=ended.on_time,
        questions=_questions(campaign, coded),
        grounds=_grounds(coded),
        bare_refusals=sum(each.outcome == REFUSED and not each.grounds for each in coded),
        waits=_waited(grouped),
        authorities=_authorities(requests, on),
        terms=tuple(terms),
    )


def _waited(grouped: Mapping[str, Iterable[Wait]]) -> tuple[tuple[int, bool, int], ...]:
    """The waits of all, those alike put together, the shortest first."""
    numbers: Counter[tuple[int, bool]] = Counter()
    for several in grouped.values():
        for one in several:
            numbers[one.days, one.answered] += one.number
    return tuple((days, answered, number) for (days, answered), number in sorted(numbers.items()))


@dataclass
class _Coded:
    """A question of a request: what counts for it, and the grounds of the answers that count."""

    line: int | None
    authority: int
    codings: list[str] = field(default_factory=list)
    settled: str | None = None
    grounds: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)

    @property
    def outcome(self) -> str | None:
        return standing_outcome(self.codings, self.settled)


def _coded(requests: InformationRequestQuerySet) -> list[_Coded]:
    """Every question of the requests. Three queries.

    Grounds count where the answer does: those of the lead's answer where one settled it, else those of every coder who
    agreed, each once; none of a question that is disputed.
    """
    within = requests.order_by().values("pk")
    rows = Question.objects.filter(request__in=within).order_by()
    found = {
        pk: _Coded(line, authority)
        for pk, line, authority in rows.values_list("pk", "campaign_question__line", "request__authority_id")
    }
    standing = Answer.objects.standing().filter(question__request__in=within).order_by()
    of_answer: dict[int, tuple[int, bool]] = {}
    for pk, question, outcome, settles in standing.values_list("pk", "question_id", "outcome", "settles"):
        of_answer[pk] = (question, settles)
        if settles:
            found[question].settled = outcome
        else:
            found[question].codings.append(outcome)
    cited = Exemption.objects.filter(answer__replaced_at=None, answer__question__request__in=within).order_by(
        "pk"
    )
    for answer, law, section, kind, weighs in cited.values_list(
        "answer_id", "law", "section", "kind", "weighs_public_interest"
    ):
        question, settles = of_answer.get(answer, (0, False))
        one = found.get(question)
        if one and one.outcome and settles == bool(one.settled):
            before = one.grounds.get((law, section), (kind, False))[1]
            one.grounds[law, section] = (kind, before or weighs)
    return list(found.values())


def _questions(campaign: Campaign, coded: Iterable[_Coded]) -> tuple[QuestionTally, ...]:
    """The tally of each question, in the order of the letter; a dropped one has its last words. One query.

    Questions of single requests that are none of the letter's stand together at the end.
    """
    numbers: dict[int | None, dict[str, int]] = defaultdict(no_numbers)
    for one in coded:
        numbers[one.line][one.outcome or OPEN] += 1
    latest: dict[int, CampaignQuestion] = {}
    asked = CampaignQuestion.objects.filter(letter__campaign=campaign)
    for question in asked.order_by("letter__number", "position"):
        latest.pop(question.line, None)
        latest[question.line] = question
    tallies = [
        QuestionTally(question.label, question.name, question.text, numbers[line])
        for line, question in latest.items()
        if line in numbers
    ]
    if None in numbers:
        tallies.append(QuestionTally("", "Asked of some alone", "", numbers[None]))
    return tuple(tallies)


def _grounds(coded: Iterable[_Coded]) -> tuple[GroundTally, ...]:
    """The grounds relied on, those at most answers first."""
    answers: Counter[tuple[str, str, str]] = Counter()
    weighed: Counter[tuple[str, str, str]] = Counter()
    authorities: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for one in coded:
        for (law, section), (kind, weighs) in one.grounds.items():
            key = (law, section, kind)
            answers[key] += 1
            weighed[key] += weighs
            authorities[key].add(one.authority)
    tallies = [
        GroundTally(law, section, _title(law, section), kind, number, len(authorities[key]), weighed[key])
        for key, number in answers.items()
        for law, section, kind in (key,)
    ]
    return tuple(sorted(tallies, key=lambda one: (-one.answers, one.law, one.section)))


def _title(law: str, section: str) -> str:
    ground = find_ground(law, section)
    return ground.title if ground else ""


def _authorities(requests: InformationRequestQuerySet, on: date) -> tuple[AuthorityLine, ...]:
    """How each request ended, by the authority's name. One query."""
    limit = Deadline.objects.filter(request=OuterRef("pk"), kind="response").order_by("pk")
    rows = requests.order_by("authority__name", "pk").annotate(
        last_day=Subquery(limit.values("due_on")[:1]), met_on=Subquery(limit.values("met_on")[:1])
    )
    names = ("authority__name", "state", "outcome", "last_day", "met_on")
    return tuple(
        AuthorityLine(name, _ended(state == "closed", last_day, met_on, on), outcome)
        for name, state, outcome, last_day, met_on in rows.values_list(*names)
    )


def _ended(closed: bool, last_day: date | None, met_on: date | None, on: date) -> str:
    """The key of `counts.outcomes.LABELS` under which `outcomes` counts such a request."""
    if last_day is None:
        return "given_up" if closed else "no_limit"
    if met_on is not None:
        return "in_time" if met_on <= last_day else "late"
    if closed:
        return "given_up"
    return "unanswered" if last_day < on else "waiting"
