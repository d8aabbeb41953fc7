"""A campaign with coded answers, made in bulk: for what must hold of many."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.models import Team, User
from authorities.models import Authority
from requests_app.law_sections import QUALIFIED
from requests_app.models import (
    Answer,
    Campaign,
    CampaignAuthority,
    CampaignLetter,
    CampaignQuestion,
    Exemption,
    InformationRequest,
    Question,
    Reference,
)
from requests_app.outcomes import ANSWER_LABELS, request_outcome
from tests.accounts.factories import TeamFactory, UserFactory

KINDS, NATIONS = ("local_council", "police", "health"), ("england", "scotland", "wales")
CODES = tuple(ANSWER_LABELS)


@dataclass
class World:
    """requests, and their questions in the order of the campaign's; by: who coded the answers."""

    team: Team
    by: User
    campaign: Campaign
    requests: list[InformationRequest] = field(default_factory=list)
    questions: list[list[Question]] = field(default_factory=list)


def many(requests: int, questions: int, *, coded: int, team: Team | None = None) -> World:
    """A campaign to so many authorities with so many questions; the first `coded` of its requests are coded, the
    outcomes in turn. Refused ones rely on s43(2)."""
    team = team or TeamFactory()
    world = World(
        team, UserFactory(), Campaign.objects.create(team=team, title="Scoring systems", state="running")
    )
    letter = CampaignLetter.objects.create(
        campaign=world.campaign, number=1, subject="Request", body="{questions}"
    )
    asked = CampaignQuestion.objects.bulk_create(
        CampaignQuestion(
            letter=letter, line=n, position=n, label=str(n), name=f"Item {n}", text=f"Which item {n}?"
        )
        for n in range(1, questions + 1)
    )
    _ask(world, letter, requests)
    made = Question.objects.bulk_create(
        [
            Question(request=request, position=each.position, text=each.text, campaign_question=each)
            for request in world.requests
            for each in asked
        ],
        batch_size=5_000,
    )
    world.questions = [made[n : n + questions] for n in range(0, len(made), questions)]
    _code(world, coded)
    return world


def _ask(world: World, letter: CampaignLetter, number: int) -> None:
    offset = Authority.objects.count()
    authorities = Authority.objects.bulk_create(
        Authority(name=f"Body {n + offset:05d}", kind=KINDS[n % 3], nation=NATIONS[n % 3])
        for n in range(number)
    )
    received = date(2018, 7, 20)
    world.requests = InformationRequest.objects.bulk_create(
        InformationRequest(
            team=world.team,
            authority=authority,
            campaign=world.campaign,
            title="Scoring systems",
            law="foia",
            state="answered" if n % 2 else "awaiting_response",
            received_on=received + timedelta(n % 7),
            due_on=received + timedelta(31 + n % 7),
        )
        for n, authority in enumerate(authorities)
    )
    places = CampaignAuthority.objects.bulk_create(
        CampaignAuthority(
            campaign=world.campaign, authority=request.authority, number=n, request=request, letter=letter
        )
        for n, request in enumerate(world.requests, start=1)
    )
    Reference.objects.bulk_create(
        Reference(
            request=place.request,
            role=Reference.Role.OURS,
            value=place.our_reference,
            normalised=place.our_reference,
        )
        for place in places
    )


def _code(world: World, number: int) -> None:
    answers = Answer.objects.bulk_create(
        [
            Answer(question=question, coder=world.by, outcome=CODES[(n + m) % len(CODES)])
            for n, questions in enumerate(world.questions[:number])
            for m, question in enumerate(questions)
        ],
        batch_size=5_000,
    )
    Exemption.objects.bulk_create(
        Exemption(answer=answer, law="FOIA", section="s43(2)", kind=QUALIFIED)
        for answer in answers
        if answer.outcome == "refused"
    )
    given = iter(answers)
    for request, questions in zip(world.requests[:number], world.questions, strict=False):
        request.outcome = request_outcome([next(given).outcome for _ in questions])
    InformationRequest.objects.bulk_update(world.requests[:number], ["outcome"], batch_size=1_000)
