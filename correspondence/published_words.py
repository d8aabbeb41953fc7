"""Masking people in what a whole campaign publishes: many names, and many texts in which few of them stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from correspondence.models import Message
from correspondence.redaction import Mask, names_in, without_secrets
from requests_app.models import Campaign

_WORD = re.compile(r"[\w'’-]+")


def our_words(campaign: Campaign) -> Callable[[str], str]:
    """Masks the people of the team, addresses and numbers in words that the team wrote: its questions, its terms."""
    mask = Mask(_members(campaign))
    return lambda text: mask(without_secrets(text))


def their_words(campaign: Campaign) -> Callable[[str], str]:
    """Masks, in words out of letters, whoever wrote or closes a letter of the campaign, and the people of the team.

    Two queries; letters are read one after the other.
    """
    people = set(_members(campaign))
    letters = Message.objects.filter(request__campaign=campaign).order_by()
    for author, body, quoted in letters.values_list("author_name", "body_text", "quoted_text").iterator():
        people |= {author, *names_in(body), *names_in(quoted)}
    return masking_many(people)


def masking_many(people: Iterable[str]) -> Callable[[str], str]:
    """What `Mask(people)` does, where they are hundreds: only those are looked for of whom a word stands in a text."""
    by_word: dict[str, set[str]] = defaultdict(set)
    for name in people:
        for word in _WORD.findall(name):
            by_word[word.casefold()].add(name)
    mask_of = cache(Mask)

    def mask(text: str) -> str:
        text = without_secrets(text)
        words = {word.casefold() for word in _WORD.findall(text)}
        meant: set[str] = set()
        for word in words & by_word.keys():
            meant |= by_word[word]
        return mask_of(frozenset(meant))(text)

    return mask


def _members(campaign: Campaign) -> Iterable[str]:
    return campaign.team.memberships.values_list("user__name", flat=True)
