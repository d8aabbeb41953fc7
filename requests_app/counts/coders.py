"""How far those who coded the same questions agree, and what they differ about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from accounts.models import User
from requests_app.agreement import cohens_kappa, in_words
from requests_app.models import Answer
from requests_app.querysets import InformationRequestQuerySet


@dataclass(frozen=True)
class Pair:
    """Two coders: the questions that both coded, on how many they agree, and Cohen's kappa (None: not defined)."""

    one: str
    other: str
    questions: int
    same: int
    kappa: float | None

    @property
    def words(self) -> str:
        return "chance alone explains it" if self.kappa is None else in_words(self.kappa)


def agreement(requests: InformationRequestQuerySet) -> list[Pair]:
    """Each pair of coders that coded a question both, most questions first. What was settled does not count in.

    Two queries.
    """
    standing = Answer.objects.standing().filter(question__request__in=requests.order_by(), settles=False)
    by_question: dict[int, dict[int, str]] = defaultdict(dict)
    for question, coder, outcome in standing.exclude(coder=None).values_list("question", "coder", "outcome"):
        by_question[question][coder] = outcome
    pairs: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for codings in by_question.values():
        for one, other in combinations(sorted(codings), 2):
            pairs[one, other].append((codings[one], codings[other]))
    names = {
        user.pk: str(user) for user in User.objects.filter(pk__in={key for pair in pairs for key in pair})
    }
    found = [
        Pair(names[one], names[other], len(both), sum(a == b for a, b in both), cohens_kappa(both))
        for (one, other), both in pairs.items()
    ]
    return sorted(found, key=lambda pair: (-pair.questions, pair.one, pair.other))
