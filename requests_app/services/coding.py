"""Coding what came back, question by question: the only writer of answers and of a request's `outcome`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from requests_app.errors import NotCoded
from requests_app.law_sections import QUALIFIED, Ground
from requests_app.models import Answer, Exemption, InformationRequest, Question
from requests_app.outcomes import request_outcome, standing_outcome


@transaction.atomic
def code_question(
    *,
    question: Question,
    outcome: str,
    by: User,
    note: str = "",
    grounds: Sequence[Ground] = (),
    weighs_public_interest: bool = False,
    settles: bool = False,
) -> Answer:
    """Write down what came back for a question, in place of what the same person said before.

    `settles`: as a lead, in place of what the coders said; who may is the caller's to check.
    `weighs_public_interest`: the letter says how the test was applied; it is noted at qualified exemptions alone.
    Effects: an `Answer` with its `Exemption`s (the earlier one stays as history); the request's `outcome`; the audit.
    """
    request = _lock(question.request_id)
    _replace(question, by=by, settles=settles)
    answer = Answer.objects.create(
        question=question, coder=by, outcome=outcome, note=note.strip()[:500], settles=settles
    )
    Exemption.objects.bulk_create(
        Exemption(
            answer=answer,
            law=ground.law,
            section=ground.section,
            kind=ground.kind,
            weighs_public_interest=weighs_public_interest and ground.kind == QUALIFIED,
        )
        for ground in grounds
    )
    store_outcome(request)
    _note(request, question, by, "answer.settled" if settles else "answer.coded", outcome=outcome)
    return answer


@transaction.atomic
def take_back(*, question: Question, by: User, settles: bool = False) -> None:
    """Take back what the person said of a question (or what was settled); it stays as history.

    Raises `NotCoded` where nothing stands.
    """
    request = _lock(question.request_id)
    if not _replace(question, by=by, settles=settles):
        raise NotCoded("There is nothing of yours to take back at this question.")
    store_outcome(request)
    _note(request, question, by, "answer.taken_back", settled=settles)


def store_outcome(request: InformationRequest) -> None:
    """Derive the request's `outcome` from its answers and store it. The caller holds its row locked."""
    outcome = request_outcome(standing_outcomes(request.questions.prefetch_related("answers")))
    if outcome != request.outcome:
        request.outcome = outcome
        InformationRequest.everything.filter(pk=request.pk).update(outcome=outcome, updated_at=timezone.now())


def standing_outcomes(questions: Iterable[Question]) -> list[str | None]:
    """The outcome that counts for each question, whose answers come fetched."""
    return [outcome_of(question.answers.all()) for question in questions]


def outcome_of(answers: Iterable[Answer]) -> str | None:
    """The outcome that counts among the answers of one question."""
    standing = [answer for answer in answers if answer.replaced_at is None]
    settled = next((answer.outcome for answer in standing if answer.settles), None)
    return standing_outcome((answer.outcome for answer in standing if not answer.settles), settled)


def _lock(pk: int) -> InformationRequest:
    return InformationRequest.objects.select_for_update().get(pk=pk)


def _replace(question: Question, *, by: User, settles: bool) -> int:
    standing = Answer.objects.standing().filter(question=question, settles=settles)
    if not settles:
        standing = standing.filter(coder=by)
    return standing.update(replaced_at=timezone.now())


def _note(
    request: InformationRequest, question: Question, by: User, action: str, **details: str | bool
) -> None:
    record(actor=by, action=action, subject=request, question=question.position, **details)
