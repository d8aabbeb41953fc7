"""Where waiting mail may belong: the requests that come into question, asked of the database in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.utils import timezone

from correspondence.case_numbers import bare_numbers, case_numbers, possible_keys, written_out
from correspondence.models import Arrival, Message
from correspondence.ranking import MOST, Candidate, Clues, Ranked, rank
from correspondence.senders import is_shared, known_senders, registrable_domain
from requests_app.models import InformationRequest
from requests_app.querysets import InformationRequestQuerySet
from requests_app.reference_numbers import search_key

MOST_LOOKED_AT = 300
_LIKE_ENOUGH = 0.3


@dataclass(frozen=True)
class Suggested:
    """A request that a mail may belong to, and why."""

    request: InformationRequest
    ranked: Ranked


def suggestions_for(clues: Clues, *, team: int | None, but: int | None = None) -> list[Suggested]:
    """The requests of a team that a mail may belong to, the likeliest first, at most eight; `but` one of them."""
    found = {each.pk: each for each in _told([clues], [team])}
    for each in _worded(clues.subject, team):
        found.setdefault(each.pk, each)
    if but is not None:
        found.pop(but, None)
    ranked = rank(clues, map(_candidate, found.values()), most=MOST)
    return [Suggested(found[one.pk], one) for one in ranked]


def likeliest(arrivals: Sequence[Arrival]) -> dict[int, Suggested]:
    """For each mail that names a case or whose sender is known: the likeliest request, by the mail's primary key.

    For lists: as many queries for fifty mails as for one. Whose subject alone is like a title is left out.
    """
    clues = {each.pk: clues_of(each) for each in arrivals}
    found = {each.pk: each for each in _told(list(clues.values()), {each.team_id for each in arrivals})}
    candidates = {pk: _candidate(each) for pk, each in found.items()}
    best = {}
    for arrival in arrivals:
        own = [candidates[pk] for pk, each in found.items() if each.team_id == arrival.team_id]
        ranked = rank(clues[arrival.pk], own, most=2)
        if ranked and ranked[0].is_told and not (len(ranked) > 1 and ranked[1].score == ranked[0].score):
            best[arrival.pk] = Suggested(found[ranked[0].pk], ranked[0])
    return best


def clues_of(arrival: Arrival, recipients: frozenset[str] = frozenset()) -> Clues:
    """What a waiting mail tells; `recipients`: the addresses it went to, where they are known."""
    return Clues(
        numbers=case_numbers(arrival.subject, arrival.body_text),
        keys=possible_keys(arrival.subject, arrival.body_text),
        sender=arrival.author_email,
        recipients=recipients,
        subject=arrival.subject,
        sent_on=timezone.localdate(arrival.sent_at) if arrival.sent_at else None,
    )


def clues_of_letter(letter: Message) -> Clues:
    """What a letter tells that is filed already."""
    return Clues(
        numbers=case_numbers(letter.subject, letter.body_text),
        keys=possible_keys(letter.subject, letter.body_text),
        sender=letter.author_email,
        subject=letter.subject,
        sent_on=letter.on,
    )


def _told(clues: Sequence[Clues], teams: Iterable[int | None]) -> InformationRequestQuerySet:
    """The requests whose number, or whose authority's address, one of the mails has."""
    keys = {search_key(number) for each in clues for number in each.numbers}.union(
        *(each.keys | written_out(bare_numbers(each.numbers)) for each in clues)
    )
    emails = {each.sender.casefold() for each in clues} | {one for each in clues for one in each.recipients}
    emails.discard("")
    exact, sites = Q(authority__contacts__email__in=emails), Q()
    for domain in {_own_domain(each.sender) for each in clues} - {""}:
        exact |= Q(authority__contacts__email__iendswith=f"@{domain}")
        exact |= Q(authority__contacts__email__iendswith=f".{domain}")
        sites |= Q(authority__website__icontains=domain)
    fits = Q(references__search_key__in=keys) | exact
    found = InformationRequest.objects.filter(team__in=list(teams)).filter(fits | sites if sites else fits)
    numbers = found.order_by().values("pk").distinct()
    kept = InformationRequest.objects.filter(pk__in=numbers).order_by("-created_at", "-pk")
    return _with_all(kept)[:MOST_LOOKED_AT]


def _worded(subject: str, team: int | None) -> InformationRequestQuerySet:
    """The requests with a title like the subject."""
    like = InformationRequest.objects.filter(team=team).annotate(
        like=TrigramWordSimilarity(subject[:200], "title")
    )
    return _with_all(like.filter(like__gt=_LIKE_ENOUGH).order_by("-like", "-pk"))[: 3 * MOST]


def _with_all(requests: InformationRequestQuerySet) -> InformationRequestQuerySet:
    return requests.with_people().prefetch_related("references", "authority__contacts")


def _own_domain(email: str) -> str:
    domain = registrable_domain(email.rpartition("@")[2]) if "@" in email else ""
    return "" if is_shared(domain) else domain


def _candidate(request: InformationRequest) -> Candidate:
    return Candidate(
        pk=request.pk,
        title=request.title,
        authority=request.authority.name,
        numbers=tuple(each.value for each in request.references.all()),
        known=known_senders(
            (each.email for each in request.authority.contacts.all()), request.authority.website
        ),
        begun_on=request.received_on,
        is_awaited=request.state in ("awaiting_response", "in_review"),
    )
