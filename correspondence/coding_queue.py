"""Which requests of a list still have answers that a person has not coded, and which comes next."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from correspondence.models import Suggestion
from requests_app.models import Answer, Question
from requests_app.querysets import InformationRequestQuerySet

MOST_AHEAD = 5_000
"""Requests of the list that are looked at for the next one."""


def to_code(requests: InformationRequestQuerySet, *, user: User) -> InformationRequestQuerySet:
    """Those that were answered, or have a letter that seems to answer, with a question left.

    Left is one that neither the person has coded nor a lead settled.
    """
    return requests.filter(_is_answered(), _has_open_question(user))


def next_to_code(requests: InformationRequestQuerySet, *, after: int, user: User) -> int | None:
    """The key of the request to code after one, in the order of the list; from its end back to its beginning."""
    waiting = requests.filter(Q(pk=after) | Q(_is_answered(), _has_open_question(user)))
    keys = list(waiting.values_list("pk", flat=True)[:MOST_AHEAD])
    at = keys.index(after) if after in keys else -1
    return next((key for key in keys[at + 1 :] + keys[: max(at, 0)] if key != after), None)


def _is_answered() -> Q:
    seem = Suggestion.objects.filter(
        message__request=OuterRef("pk"),
        message__removed_at=None,
        kind__in=(Suggestion.Kind.RESPONSE, Suggestion.Kind.ANSWER),
    )
    said = seem.exclude(answer=Suggestion.Answer.DISMISSED)
    return Q(answered_on__isnull=False) | Q(Exists(said))


def _has_open_question(user: User) -> Exists:
    done = Answer.objects.standing().filter(Q(coder=user) | Q(settles=True), question=OuterRef("pk"))
    return Exists(Question.objects.filter(~Exists(done), request=OuterRef("pk")))
