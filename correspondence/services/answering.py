"""Answers with the words that show them: coded by hand, or taken from what a letter seems to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from correspondence.models import Attachment, Evidence, Message, Suggestion
from correspondence.quoting import LONGEST_QUOTE, find_words
from correspondence.suggested_answers import Suggested, match_answers
from requests_app.law_sections import Ground, UnknownSection, parse_grounds
from requests_app.models import Answer, InformationRequest, Question
from requests_app.services.coding import code_question


@dataclass(frozen=True)
class Quoted:
    """Words of a letter, or of a page of one of its files, and where they stand there."""

    message: Message
    text: str
    start: int | None = None
    end: int | None = None
    attachment: Attachment | None = None
    page: int | None = None


class WordsNotThere(ValueError):
    """The words quoted do not stand in the letter or file; `str()` is a sentence for the screen."""


def quote(*, words: str, message: Message, attachment: Attachment | None, page: int | None) -> Quoted:
    """The words as they stand in the letter, or in a file (on that page, or on the first that has them).

    Words of a file that could not be read are taken as typed, with the page given. Raises `WordsNotThere`.
    """
    words = words.strip()[:LONGEST_QUOTE]
    if attachment is None:
        place = find_words(message.body_text, words)
        if place is None:
            raise WordsNotThere(
                f"These words do not stand in letter {message.position}: copy them as they are there."
            )
        return Quoted(message, message.body_text[slice(*place)], *place)
    document = getattr(attachment, "document", None)
    pages = document.pages.all() if document else ()
    for each in pages.filter(number=page) if pages and page else pages:
        if place := find_words(each.text, words):
            return Quoted(message, each.text[slice(*place)], *place, attachment, each.number)
    if pages:
        where = f"on page {page} of that file" if page else "in that file"
        raise WordsNotThere(f"These words do not stand {where}: copy them as they are there.")
    return Quoted(message, words, attachment=attachment, page=page)


@transaction.atomic
def record_answer(
    *,
    question: Question,
    outcome: str,
    by: User,
    note: str = "",
    grounds: Sequence[Ground] = (),
    weighs_public_interest: bool = False,
    quotes: Sequence[Quoted] = (),
    settles: bool = False,
) -> Answer:
    """Code a question with the words that show it.

    Effects: those of `code_question`, and the `Evidence`. What letters suggest for the question is answered by it.
    """
    answer = code_question(
        question=question,
        outcome=outcome,
        by=by,
        note=note,
        grounds=grounds,
        weighs_public_interest=weighs_public_interest,
        settles=settles,
    )
    Evidence.objects.bulk_create(
        Evidence(
            answer=answer,
            message=each.message,
            attachment=each.attachment,
            page=each.page,
            start=each.start,
            end=each.end,
            text=each.text,
        )
        for each in quotes
    )
    return answer


@transaction.atomic
def answer_suggestions(*, suggestions: Sequence[Suggestion], outcome: str, by: User) -> None:
    """Note of what letters suggest for a question that a person has decided: as suggested, or otherwise."""
    for answer, same in ((Suggestion.Answer.TAKEN, True), (Suggestion.Answer.CORRECTED, False)):
        keys = [each.pk for each in suggestions if each.label and (each.outcome == outcome) is same]
        Suggestion.objects.filter(pk__in=keys, answer="").update(
            answer=answer, answered_by=by, answered_at=timezone.now()
        )


@transaction.atomic
def take_suggestion(*, question: Question, suggestion: Suggestion, by: User) -> Answer:
    """Code a question as a letter suggests, with its words as the evidence."""
    answer = record_answer(
        question=question,
        outcome=suggestion.outcome,
        by=by,
        grounds=grounds_of(suggestion),
        quotes=[Quoted(suggestion.message, suggestion.evidence, suggestion.start, suggestion.end)],
    )
    answer_suggestions(suggestions=[suggestion], outcome=suggestion.outcome, by=by)
    return answer


@transaction.atomic
def take_all(*, request: InformationRequest, by: User) -> int:
    """Code every question that the person has not coded and that a letter answers, as it suggests; how many."""
    questions = list(request.questions.all())
    coded = set(
        Answer.objects.standing().filter(question__in=questions, coder=by).values_list("question", flat=True)
    )
    found = suggested_for(request, questions)
    taken = [(one, found.best(one)) for one in questions if one.pk not in coded]
    for question, suggestion in taken:
        if suggestion:
            take_suggestion(question=question, suggestion=suggestion, by=by)
    return sum(suggestion is not None for _, suggestion in taken)


def suggested_for(request: InformationRequest, questions: Sequence[Question]) -> Suggested:
    """What the request's letters suggest for its questions, but for what somebody said is not so. One query."""
    standing = Suggestion.objects.filter(
        message__request=request,
        message__direction=Message.Direction.INCOMING,
        message__removed_at=None,
        kind__in=(Suggestion.Kind.ANSWER, Suggestion.Kind.EXEMPTION),
    )
    return match_answers(
        questions, standing.exclude(answer=Suggestion.Answer.DISMISSED).select_related("message")
    )


def grounds_of(suggestion: Suggestion) -> tuple[Ground, ...]:
    """The grounds a letter gives for an answer; what is no ground is left out."""
    try:
        return parse_grounds(suggestion.sections, law="")
    except UnknownSection:
        return ()
