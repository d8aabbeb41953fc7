"""The page on which a request's answers are coded: its letters with marked words, and a card for each question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import QueryDict

from accounts.models import User
from correspondence.coding_form import CodingForm, initial_from, initial_of
from correspondence.marked_words import Mark, Piece, pieces
from correspondence.models import Message, Suggestion
from correspondence.services.answering import suggested_for
from correspondence.suggested_answers import Suggested
from requests_app.models import Answer, InformationRequest, Question
from requests_app.outcomes import ANSWER_LABELS, SHADES
from requests_app.services.coding import outcome_of


@dataclass(frozen=True)
class Card:
    """A question: what the person and others said of it, what letters suggest, and the form.

    Others' answers are shown once one's own stands: the second coder is not led by the first. Whoever may settle what
    others differ about (`settles`) sees what they said.
    """

    question: Question
    form: CodingForm
    mine: Answer | None
    others: tuple[Answer, ...]
    settled: Answer | None
    suggestions: tuple[Suggestion, ...]
    is_disputed: bool
    outcome: str | None
    settles: bool

    @property
    def best(self) -> Suggestion | None:
        return self.suggestions[0] if self.suggestions else None

    @property
    def shown(self) -> tuple[Answer, ...]:
        """The answers of others that the person may see."""
        return self.others if self.mine or self.settled or self.is_to_settle else ()

    @property
    def is_to_settle(self) -> bool:
        return self.is_disputed and self.settles

    @property
    def label(self) -> str:
        return ANSWER_LABELS.get(self.outcome or "", "")

    @property
    def shade(self) -> str:
        return SHADES.get(self.outcome or "", "neutral")


@dataclass(frozen=True)
class ShownLetter:
    message: Message
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class CodingPage:
    cards: tuple[Card, ...]
    letters: tuple[ShownLetter, ...]
    suggested: Suggested

    @property
    def coded(self) -> int:
        """How many questions the person has coded."""
        return sum(card.mine is not None for card in self.cards)

    @property
    def to_take(self) -> int:
        """How many questions the person has not coded and a letter answers."""
        return sum(card.mine is None and card.best is not None for card in self.cards)


def coding_page(
    request: InformationRequest,
    *,
    user: User,
    data: QueryDict | None = None,
    question: int | None = None,
    settles: bool = False,
) -> CodingPage:
    """The page as the person sees it; `data` fills in the form of the question with that key. Seven queries.

    `settles`: the person may settle what coders differ about.
    """
    answers = (
        Answer.objects.standing().select_related("coder").prefetch_related("exemptions", "evidence__message")
    )
    questions = list(request.questions.prefetch_related(Prefetch("answers", answers)))
    letters = letters_of(request)
    suggested = suggested_for(request, questions)
    cards = tuple(
        _card(each, request, user, letters, suggested, data if each.pk == question else None, settles=settles)
        for each in questions
    )
    return CodingPage(cards, tuple(ShownLetter(each, _marked(each, cards)) for each in letters), suggested)


@dataclass(frozen=True)
class Told:
    """What came back for a question: what was coded, where it is settled or agreed, else what a letter suggests."""

    question: Question
    outcome: str | None
    answer: Answer | None
    suggestion: Suggestion | None
    is_disputed: bool

    @property
    def label(self) -> str:
        return ANSWER_LABELS.get(self.outcome or "", "")

    @property
    def shade(self) -> str:
        return SHADES.get(self.outcome or "", "neutral")


@dataclass(frozen=True)
class ToldAnswers:
    rows: tuple[Told, ...]

    @property
    def suggested(self) -> int:
        """How many answers wait for somebody's word."""
        return sum(row.outcome is None and row.suggestion is not None for row in self.rows)

    @property
    def are_there(self) -> bool:
        return any(row.answer or row.suggestion for row in self.rows)


def with_answers() -> Prefetch:
    """A request's questions with the answers that stand, for the page of a request. Two queries, four where coded."""
    answers = Answer.objects.standing().prefetch_related("exemptions", "evidence__message")
    return Prefetch("questions", Question.objects.prefetch_related(Prefetch("answers", answers)))


def told_answers(request: InformationRequest) -> ToldAnswers:
    """For the page of a request: each question with what came back, or seems to have. One query.

    Its questions come fetched as `with_answers` does.
    """
    questions = list(request.questions.all())
    suggested = suggested_for(request, questions) if questions else Suggested()
    return ToldAnswers(tuple(_told(question, suggested.best(question)) for question in questions))


def _told(question: Question, suggestion: Suggestion | None) -> Told:
    answers = list(question.answers.all())
    outcome = outcome_of(answers)
    counts = next((one for one in answers if one.settles), answers[0] if answers and outcome else None)
    return Told(question, outcome, counts, suggestion, is_disputed=bool(answers) and outcome is None)


def letters_of(request: InformationRequest) -> list[Message]:
    """The letters from the authority, with their files and what was read in them."""
    incoming = request.messages.standing().filter(direction=Message.Direction.INCOMING)
    return list(incoming.exclude(channel=Message.Channel.NOTE).prefetch_related("attachments__document"))


def _card(
    question: Question,
    request: InformationRequest,
    user: User,
    letters: Sequence[Message],
    suggested: Suggested,
    data: QueryDict | None,
    *,
    settles: bool,
) -> Card:
    answers = question.answers.all()
    codings = [one for one in answers if not one.settles]
    mine = next((one for one in codings if one.coder_id == user.pk), None)
    settled = next((one for one in answers if one.settles), None)
    best = suggested.best(question)
    stands = settled or mine
    initial = (
        initial_of(stands, law=request.law) if stands else initial_from(best, law=request.law) if best else {}
    )
    outcome = outcome_of(answers)
    return Card(
        question=question,
        form=CodingForm(data, question=question, law=request.law, letters=letters, initial=initial),
        mine=mine,
        others=tuple(one for one in codings if one is not mine),
        settled=settled,
        suggestions=tuple(suggested.by_question.get(question.pk, ())),
        is_disputed=bool(codings) and settled is None and outcome is None,
        outcome=outcome,
        settles=settles,
    )


def _marked(letter: Message, cards: Iterable[Card]) -> tuple[Piece, ...]:
    """The letter's text with the words marked that show an answer, or seem to."""
    marks = []
    for card in cards:
        stands = card.settled or card.mine
        quoted = stands.evidence.all() if stands else card.suggestions
        kind = "ok" if stands else "us"
        for one in quoted:
            of_letter = one.message_id == letter.pk and getattr(one, "attachment_id", None) is None
            if of_letter and one.start is not None and one.end is not None:
                marks.append(Mark(one.start, one.end, f"Question {card.question.position}", kind))
    return pieces(letter.body_text, marks)
