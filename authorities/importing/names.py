"""What two names of one authority have in common: "LB of Camden", "Camden Council", "Camden". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from authorities.names import fold

_ABBREVIATIONS = (
    (re.compile(r"\blb\b|\blbc?\b(?= of)"), "london borough"),
    (re.compile(r"\brb\b(?= of)"), "royal borough"),
    (re.compile(r"\bmbc\b"), "metropolitan borough council"),
    (re.compile(r"\bcbc\b"), "county borough council"),
    (re.compile(r"\bbc\b"), "borough council"),
    (re.compile(r"\bdc\b"), "district council"),
    (re.compile(r"\bcc\b"), "council"),
    (re.compile(r"\bpc\b"), "parish council"),
    (re.compile(r"\btc\b"), "town council"),
    (re.compile(r"\bst\."), "st"),
)
_SHORT = re.compile(r"\b(?:lbc?|rb|mbc|cbc|bc|dc|cc|pc|tc|st)\b")
_WORD = re.compile(r"[a-z0-9]+")
_JOINTS = frozenset({"the", "of", "for", "and"})
_DROPPED = frozenset({"council", "cyngor", "corporation", "unitary", "royal", "metropolitan"})
# Where one of these stands, "city" and "county" tell one body from another: City University, County Hospital.
_INSTITUTIONS = frozenset(
    {
        *("university", "college", "school", "academy", "nhs", "hospital", "trust", "police", "constabulary"),
        *("fire", "rescue", "airport", "museum", "ltd", "limited", "board", "commission", "commissioner"),
        *("agency", "office", "department", "ministry", "service", "services", "ambulance", "partnership"),
        "panel",
    }
)
_TYPES = {
    "county": "county",
    "sir": "county",
    "district": "district",
    "borough": "district",
    "boro": "district",
    "city": "district",
    "dinas": "district",
    "parish": "parish",
    "town": "parish",
    "community": "parish",
    "combined": "combined",
}
_OWN_TYPES = frozenset(
    {"town", "community", "combined"}
)  # "Newtown Town Council": part of what people call it


@lru_cache(maxsize=2048)
def core(name: str) -> str:
    """The words of the name that are its own: without "council", "borough" and the like, in their order.

    "LB of Camden", "Camden London Borough Council" and "Camden" give "camden"; "Kent Police" keeps "police". Where
    nothing is left ("City Council"), all words stay.
    """
    words = [word for word in _words(name) if word not in _JOINTS]
    if not _INSTITUTIONS.isdisjoint(words):
        return " ".join(words)
    borough = "borough" in words or "council" in words
    own = [
        word
        for n, word in enumerate(words)
        if word not in _DROPPED
        and (word not in _TYPES or word in _OWN_TYPES)
        and not (borough and word == "london" and words[n + 1 : n + 2] == ["borough"])
    ]
    return " ".join(own or words)


@lru_cache(maxsize=2048)
def types(name: str) -> frozenset[str]:
    """The tiers of local government that the name tells: county, district, parish; none where it tells none.

    A "county borough" (Wales) and a "city and county" are both at once, and stand against neither.
    """
    words = set(_words(name))
    if not _INSTITUTIONS.isdisjoint(words):
        return frozenset()
    found = {_TYPES[word] for word in words if word in _TYPES}
    return frozenset() if {"county", "district"} <= found else frozenset(found)


def clash(one: str, other: str) -> bool:
    """Whether the names tell different tiers: Worcester City Council is not Worcester County Council.

    Nor is Dorset Council, which took its place, Dorset County Council; "Dorset" alone may be either.
    """
    here, there = types(one), types(other)
    if "parish" in here ^ there and (here or there):
        return here != there
    if here != there and not (here and there) and "county" in here | there:
        untold = _words(other if here else one)
        return "council" in untold and _TYPES.keys().isdisjoint(untold)
    return bool(here and there and here.isdisjoint(there))


def figures(name: str) -> tuple[str, ...]:
    """The numbers in a name: those with different ones are never alike."""
    return tuple(re.findall(r"\d+", name))


def is_institution(name: str) -> bool:
    """Whether the name is that of a school, a trust, a police force and the like, not of a council."""
    return not _INSTITUTIONS.isdisjoint(_words(name))


def tells_kind(name: str) -> bool:
    """Whether the name says what the authority is ("Exeter City Council"), not only of where ("Exeter")."""
    words = _words(name)
    return not (_TYPES.keys() | _DROPPED).isdisjoint(words)


def initials(name: str) -> str:
    """The first letters of the words of a name: "rbkc" of the Royal Borough of Kensington and Chelsea."""
    return "".join(word[0] for word in _words(name) if word not in _JOINTS)


def _words(name: str) -> list[str]:
    text = fold(name)
    if _SHORT.search(text):
        for pattern, words in _ABBREVIATIONS:
            text = pattern.sub(words, text)
    return _WORD.findall(text)
