"""What letters suggest as the answer to each question: their labels matched with the request's own questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from correspondence.models import Suggestion
from correspondence.reading.reader import align
from requests_app.models import Question


@dataclass
class Suggested:
    """`by_question`: the suggestions for a question (by its key), the latest letter's first.

    `unmatched`: answers to something that no question asks, in the order of the thread. `cited`: exemptions that the
    letters name.
    """

    by_question: dict[int, list[Suggestion]] = field(default_factory=dict)
    unmatched: list[Suggestion] = field(default_factory=list)
    cited: list[Suggestion] = field(default_factory=list)

    def best(self, question: Question) -> Suggestion | None:
        """What the latest letter says of a question."""
        return next(iter(self.by_question.get(question.pk, ())), None)


def match_answers(questions: Sequence[Question], suggestions: Iterable[Suggestion]) -> Suggested:
    """The suggestions, which come in the order of the thread with those of a letter together, by question.

    What a letter says as a whole goes to each question of which no letter says anything of its own.
    """
    found = Suggested()
    texts = [question.text for question in questions]
    whole: list[Suggestion] = []
    for _, of_letter in groupby(suggestions, key=lambda suggestion: suggestion.message_id):
        letter = list(of_letter)
        found.cited += [one for one in letter if one.kind == Suggestion.Kind.EXEMPTION]
        answers = [one for one in letter if one.kind == Suggestion.Kind.ANSWER]
        whole += [one for one in answers if not one.label]
        answers = [one for one in answers if one.label]
        for answer, at in zip(answers, align([one.label for one in answers], texts), strict=True):
            if at is None:
                found.unmatched.append(answer)
            else:
                found.by_question.setdefault(questions[at].pk, []).insert(0, answer)
    if not found.by_question and not found.unmatched:
        for question in questions if whole else ():
            found.by_question[question.pk] = whole[::-1]
    return found
