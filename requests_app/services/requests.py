"""Logging a request, and changing what was logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from rapidfuzz import fuzz

from accounts.audit import record
from accounts.models import Team, User
from authorities.models import Authority
from requests_app.deadlines import EventKind, Fact, check
from requests_app.errors import EditedMeanwhile, QuestionCoded
from requests_app.models import Answer, Campaign, Event, InformationRequest, Question, Reference
from requests_app.reference_numbers import normalise, search_key
from requests_app.services.calendars import current_calendar
from requests_app.services.coding import store_outcome
from requests_app.services.life import derive, lock

_SAME_QUESTION = 70.0  # per cent of its letters: another wording of it, and not another question


@transaction.atomic
def log_request(
    *,
    team: Team,
    authority: Authority,
    by: User | None,
    title: str,
    sent_on: date | None = None,
    received_on: date | None = None,
    letter: str = "",
    reference: str = "",
    law: str = "",
    questions: Sequence[str] = (),
    owner: User | None = None,
    source_key: str = "",
    campaign: Campaign | None = None,
) -> InformationRequest:
    """Log a request: its due date stands the moment this returns.

    `law` is the authority's where none is given. Effects: one `InformationRequest` with its events (sent, received),
    reference, questions and deadlines; an entry of the audit. Raises `FactsError` where the dates make no sense in law.
    """
    law = law or authority.law
    facts = _first_facts(sent_on, received_on)
    check(facts, law, authority.body, calendar=current_calendar(law))
    request = InformationRequest.objects.create(
        team=team,
        authority=authority,
        owner=owner or by,
        title=title.strip()[:200],
        letter=letter,
        law=law,
        body=authority.body,
        created_by=by,
        source_key=source_key,
        campaign=campaign,
    )
    Event.objects.bulk_create(
        Event(request=request, kind=fact.kind, on=fact.on, recorded_by=by) for fact in facts
    )
    if reference.strip():
        add_reference(request=request, value=reference)
    replace_questions(request=request, texts=questions)
    derive(request)
    record(
        actor=by, action="request.logged", subject=request, law=law, sent_on=sent_on, received_on=received_on
    )
    return request


def _first_facts(sent_on: date | None, received_on: date | None) -> tuple[Fact, ...]:
    dated = ((EventKind.SENT, sent_on), (EventKind.RECEIVED, received_on))
    return tuple(Fact(kind, on) for kind, on in dated if on is not None)


@transaction.atomic
def edit_request(
    *,
    request: InformationRequest,
    seen_version: int,
    title: str,
    law: str,
    body: str,
    letter: str,
    owner: User | None,
    references: Sequence[str],
    questions: Sequence[str],
    school_terms: str = "",
    link: str | None = None,
    notes: str | None = None,
    by: User | None = None,
) -> None:
    """Change what was logged (dates change through events, not here); link and notes stay where none are given.

    Raises `EditedMeanwhile` where somebody saved it since `seen_version`; `FactsError` where the law does not fit;
    `QuestionCoded`.
    """
    locked = lock(request)
    if locked.version != seen_version:
        raise EditedMeanwhile("Somebody else changed this request while you were editing it.")
    locked.title, locked.law, locked.body = title.strip()[:200], law, body
    locked.letter, locked.owner, locked.school_terms = letter, owner, school_terms
    locked.link = locked.link if link is None else link
    locked.notes = locked.notes if notes is None else notes.strip()
    locked.version += 1
    locked.save()
    replace_references(request=locked, values=references)
    replace_questions(request=locked, texts=questions)
    derive(locked)
    request.refresh_from_db()
    record(actor=by, action="request.edited", subject=request, law=law, owner=owner.pk if owner else None)


def add_reference(
    *, request: InformationRequest, value: str, role: str = Reference.Role.AUTHORITY
) -> Reference | None:
    """Note a number the request goes by; None where the value is blank. The same number, however spelled, once."""
    value = value.strip()[:80]
    if not value:
        return None
    reference, _ = Reference.objects.get_or_create(
        request=request,
        normalised=normalise(value),
        defaults={"value": value, "role": role, "search_key": search_key(value)},
    )
    return reference


@transaction.atomic
def replace_references(*, request: InformationRequest, values: Sequence[str]) -> None:
    """Keep the numbers given, forget the others, add the new ones."""
    wanted = {normalise(value): value for value in values if value.strip()}
    request.references.exclude(normalised__in=wanted).delete()
    for value in wanted.values():
        add_reference(request=request, value=value)


@transaction.atomic
def replace_questions(*, request: InformationRequest, texts: Sequence[str]) -> None:
    """Set the questions to these, numbered from 1; blank ones are left out.

    A question whose words stay much the same stays the same question with what was coded for it.
    Raises `QuestionCoded` where one would go that somebody has coded. Effect: the request's `outcome` too.
    """
    kept = [text.strip() for text in texts if text.strip()]
    held = list(request.questions.order_by("position"))
    if [question.text for question in held] == kept:
        return
    rows = _matched(held, kept)
    gone = [question for question in held if question not in rows]
    if coded := Answer.objects.filter(question__in=gone).select_related("question").first():
        number = coded.question.position
        raise QuestionCoded(f"Question {number} has been coded: change its words, but keep it.")
    request.questions.filter(pk__in=[question.pk for question in gone]).delete()
    new = []
    for number, (row, text) in enumerate(zip(rows, kept, strict=True), start=1):
        if row is None:
            new.append(Question(request=request, position=number, text=text))
        else:
            row.position, row.text = number, text
    Question.objects.bulk_update([row for row in rows if row], ["position", "text"])
    Question.objects.bulk_create(new)
    if Answer.objects.filter(
        question__request=request
    ).exists():  # else it was said of the request as a whole
        store_outcome(request)


def _matched(held: Sequence[Question], texts: Sequence[str]) -> list[Question | None]:
    """The question held for each text: the one of the same words, else the likest one left, else none."""
    left = list(held)
    rows: list[Question | None] = [None] * len(texts)
    for least in (100.0, _SAME_QUESTION):
        for at, text in enumerate(texts):
            if rows[at] is None and left:
                likest = max(left, key=lambda question: fuzz.ratio(question.text, text))
                if fuzz.ratio(likest.text, text) >= least:
                    rows[at] = likest
                    left.remove(likest)
    return rows
