"""The numbers by which a mail may name its case. Pure.

Whether one of them is a case of ours is for the record to say: a number that nobody has noted files nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from correspondence.reading.reader_references import find_numbers
from correspondence.reading.reader_text import prepare
from correspondence.reading.reader_types import FoundNumber
from correspondence.reading.reader_zones import mark_zones
from requests_app.reference_numbers import find_references, normalise, search_key
from requests_app.reference_shapes import is_reference, masked_spans, token_at

_LOOKED_AT = 50_000  # characters; what a letter says about its own case stands near its top
_STARTS = re.compile(r"(?<![\w/.@–-])(?<!\d[ ])(?=\w)")  # not the second half of a telephone number
_APART = re.compile(r"[^\w]+|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_WITH_DIGITS = re.compile(r"(?:\b([^\W\d_]{1,8})[ ./–-]{0,2})?\b(?=[\w/.–-]*\d)(\w[\w/.–-]*)")
_SHORTEST_KEY, _MOST_KEYS = 4, 200
_LEFT_OUT = ("foi", "foia", "foir", "foisa", "eir", "eirs", "eisr", "rfi")  # what people leave off a number


def case_numbers(subject: str, body: str) -> tuple[str, ...]:
    """The authority's numbers, as written, each once: the subject's first.

    Numbers of earlier cases, of ours, of the regulator's notices, telephone numbers and dates are none of them.
    """
    body = body[:_LOOKED_AT]
    given = [one.value for one in find_references(subject) if one.role == "authority"]
    # Typed by hand: "re: foi 18 1134". Only capitals are taken for the beginning of a number in groups.
    given += [one.value for one in find_references(subject.upper()) if one.role == "authority"]
    bare = _bare(subject)
    elsewhere = (
        {number_key(one.value) for one in find_references(body) if one.role != "authority"} if bare else ()
    )
    given += [one for one in bare if number_key(one) not in elsewhere]
    given += [one.value for one in _in_letter(body) if one.role == "authority"]
    found: dict[str, str] = {}
    for value in given:
        found.setdefault(number_key(value), value)
    return tuple(value for key, value in found.items() if key)


def possible_keys(subject: str, body: str) -> frozenset[str]:
    """Search keys of all that looks like a number in a mail, whatever announces it: for suggesting, never for filing.

    Each is what `search_key` gives for a word with a digit in it, alone and with the short word before it.
    """
    keys: dict[str, None] = {}
    for before, token in _WITH_DIGITS.findall(f"{subject}\n{body[:_LOOKED_AT]}"):
        for text in (token, before + token):
            key = search_key(text)
            if len(key) >= _SHORTEST_KEY and any(map(str.isdigit, key)):
                keys.setdefault(key)
        if len(keys) >= _MOST_KEYS:
            break
    return frozenset(keys)


def _in_letter(body: str) -> tuple[FoundNumber, ...]:
    """What `read_letter` gives as references, without the rest of the reading."""
    letter = prepare(body)
    mark_zones(letter)
    return find_numbers(letter)


@lru_cache(maxsize=4096)
def number_key(value: str) -> str:
    """By which two numbers are one case: "foi 18/1134", "FOI18/1134", "FOI-18-1134" are; "1/23" and "12/3" are not.

    Stricter than `search_key`, which finds, and looser than `normalise`: whatever sign parts two groups is one, and
    letters are parted from digits where no sign is.
    """
    return _APART.sub("-", normalise(value)).strip("-")


def bare_numbers(numbers: Iterable[str]) -> tuple[str, ...]:
    """Those that may be written without the letters in front ("2102/26"), and are not the end of another of them."""
    given = list(numbers)
    keys = [number_key(one) for one in given]
    return tuple(
        one
        for one, key in zip(given, keys, strict=True)
        if key[:1].isdecimal()
        and sum(map(str.isdecimal, key)) >= _SHORTEST_KEY
        and not any(other.endswith(f"-{key}") for other in keys)
    )


def written_out(bare: Iterable[str]) -> frozenset[str]:
    """The search keys under which bare numbers may be recorded: "foi210226", "eir210226" and so on."""
    return frozenset(f"{letters}{search_key(one)}" for one in bare for letters in _LEFT_OUT)


def is_short_for(bare: str, number: str) -> bool:
    """Whether one number is another without the law's letters in front: "2102/26" is, of "FOI 2102/26"."""
    letters, _, rest = number_key(number).partition("-")
    return letters in _LEFT_OUT and bool(rest) and rest == number_key(bare)


def _bare(subject: str) -> list[str]:
    """Numbers in a subject that no label announces: "RE: 1900117 – your request"."""
    other = {normalise(one.value) for one in find_references(subject) if one.role != "authority"}
    masked, found = masked_spans(subject), []
    for start in _STARTS.finditer(subject):
        token = token_at(subject, start.start())
        if token is None or any(begin < token.end and token.start < end for begin, end in masked):
            continue
        if sum(map(str.isdigit, token.value)) >= 4 and is_reference(subject, token, labelled=False):
            found.append(token.value)
    return [value for value in found if normalise(value) not in other]
