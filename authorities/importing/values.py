"""One cell at a time: what it says, or what is wrong with it and what would be right. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from authorities.importing.addresses import ADDRESS, Wrong, emails, short, web
from authorities.laws import Law
from authorities.models import Authority
from authorities.names import fold, tag_name
from authorities.tables.joining import NOTHING, quoted_values, several

LONGEST_NAME, LONGEST_NOTES = 255, 30_000
_NATIONS = {
    **{fold(label): code for code, label in Authority.Nation.choices},
    **{code: code for code in Authority.Nation.values},
    "eng": "england",
    "e": "england",
    "cymru": "wales",
    "w": "wales",
    "wal": "wales",
    "wls": "wales",
    "s": "scotland",
    "sco": "scotland",
    "sct": "scotland",
    "ni": "northern_ireland",
    "n": "northern_ireland",
    "nir": "northern_ireland",
    "n ireland": "northern_ireland",
    "n. ireland": "northern_ireland",
    "united kingdom": "uk",
    "u.k.": "uk",
    "gb": "uk",
    "great britain": "uk",
    "uk wide": "uk",
    "england and wales": "uk",
    "ireland": "elsewhere",
    "other": "elsewhere",
}


@lru_cache(maxsize=512)
def nation(cell: str) -> str:
    """A code of `Authority.Nation`."""
    try:
        return _NATIONS[fold(cell)]
    except KeyError:
        names = ", ".join(label for _, label in Authority.Nation.choices)
        raise Wrong(f"“{short(cell)}” is no nation that is known", f"One of: {names}") from None


_LAWS = {
    **{fold(label): code for code, label in Law.choices},
    **{code: code for code in Law.values},
    "foi": "foia",
    "foi act": "foia",
    "foi act 2000": "foia",
    "foia 2000": "foia",
    "freedom of information act": "foia",
    "freedom of information": "foia",
    "foi(s)a": "foisa",
    "foisa 2002": "foisa",
    "foi scotland act": "foisa",
    "foi (scotland) act 2002": "foisa",
    "freedom of information (scotland) act": "foisa",
    "foi (scotland) act": "foisa",
    "eirs": "eir",
    "eir 2004": "eir",
    "environmental information regulations": "eir",
    "eirs 2004": "eir",
    "eisrs": "eisr",
    "eir scotland": "eisr",
    "eir (scotland)": "eisr",
}


@lru_cache(maxsize=512)
def law(cell: str) -> str:
    """A code of `Law`."""
    try:
        return _LAWS[fold(cell)]
    except KeyError:
        raise Wrong(
            f"“{short(cell)}” is no law that is known",
            "Such as FOIA, FOISA or EIR; empty for the nation's own",
        ) from None


_KINDS = tuple(
    (kind, re.compile(words))
    for kind, words in (
        ("police", r"police|constabular"),
        ("fire", r"fire"),
        ("school", r"school|academ|nurser"),
        ("education", r"universit|college|higher education|further education"),
        ("health", r"nhs|health|hospital|ambulance|gp |surger|clinical|integrated care"),
        (
            "local_council",
            r"council|district|borough|unitary|county|local authorit|city corporation|metropolitan|parish|"
            r"combined authority|regional authority|local government",
        ),
        (
            "government",
            r"government|department|ministr|executive|parliament|assembly|non-departmental|ndpb|central",
        ),
    )
)
_KIND_NAMES = {fold(label): code for code, label in Authority.Kind.choices} | {
    code: code for code in Authority.Kind.values
}


@lru_cache(maxsize=512)
def kind(cell: str) -> str:
    """A code of `Authority.Kind`; "" where the words say none (then the name is asked)."""
    folded = fold(cell)
    if folded in _KIND_NAMES:
        return _KIND_NAMES[folded]
    return next((code for code, words in _KINDS if words.search(folded)), "")


_BODIES = {
    **{fold(label): code for code, label in Authority.Body.choices},
    **{fold(label.partition(":")[0]): code for code, label in Authority.Body.choices},
    **{code: code for code in Authority.Body.values if code},
    "usual": "",
    "ordinary": "",
}


@lru_cache(maxsize=512)
def body(cell: str) -> str:
    """A code of `Authority.Body`: the time limit; "" for the usual one."""
    try:
        return _BODIES[fold(cell)]
    except KeyError:
        words = "; ".join(Authority.Body.labels)
        raise Wrong(f"“{short(cell)}” is no time limit that is known", f"One of: {words}") from None


_YES = frozenset({"true", "yes", "y", "1", "current", "active", "open", "t"})
_NO = frozenset({"false", "no", "n", "0", "former", "closed", "defunct", "abolished", "inactive", "f"})


def yes(cell: str) -> bool:
    folded = cell.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise Wrong(f"“{short(cell)}” says neither yes nor no", "Yes where it still exists, No where it does not")


_GSS = re.compile(r"[EWSNK]\d{8}$")
_LOCAL_PREFIX = re.compile(r"^(?:principal-)?local-authority(?:-[a-z]{3})?:", re.IGNORECASE)


def gss(cell: str) -> str:
    code = cell.replace(" ", "").upper()
    if not _GSS.match(code):
        raise Wrong(f"“{short(cell)}” is no GSS code", "A letter and eight figures, such as E07000129")
    return code


def local_code(cell: str) -> str:
    """The code of a local authority, also from its register's form: `local-authority-eng:ADU` is ADU."""
    code = _LOCAL_PREFIX.sub("", cell.strip()).upper()
    if not re.fullmatch(r"[A-Z0-9-]{2,12}", code):
        raise Wrong(f"“{short(cell)}” is no code of a local authority", "Three or four letters, such as BLA")
    return code


def wdtk(cell: str) -> str:
    name = cell.rstrip("/").rpartition("/")[2].lower()
    if not re.fullmatch(r"[a-z0-9_.-]{1,200}", name):
        raise Wrong(
            f"“{short(cell)}” is no url name",
            "As in the address of its page, such as blaby_district_council",
        )
    return name


def wdtk_id(cell: str) -> str:
    number = cell.removesuffix(".0")
    if not re.fullmatch(r"\d{1,9}", number):
        raise Wrong(f"“{short(cell)}” is no number", "A whole number, such as 54906")
    return number


def other_identifier(cell: str) -> str:
    return " ".join(cell.split())[:200]


IDENTIFIERS: dict[str, Callable[[str], str]] = {
    "gss": gss,
    "local-authority-code": local_code,
    "wdtk": wdtk,
    "wdtk-id": wdtk_id,
    "other": other_identifier,
}

_DAMAGED = re.compile("\ufffd|ï¿½")
_BETWEEN_NAMES = re.compile(r'[\n;|,"]')
_TIGHT_COMMA = re.compile(r",(?=\S)")


def name(cell: str) -> str:
    """The official name, on one line."""
    text = " ".join(cell.split())
    if text.casefold() in NOTHING or not (text[:1].isalnum() or any(c.isalnum() for c in text)):
        raise Wrong("The name is missing", "The official name of the authority")
    if len(text) > LONGEST_NAME:
        raise Wrong(f"The name has {len(text)} characters", f"{LONGEST_NAME} characters at most")
    if "@" in text and ADDRESS.search(text):
        raise Wrong(f"“{short(text)}” is an e-mail address, no name", "The official name of the authority")
    if not text.isascii() and _DAMAGED.search(text):
        raise Wrong(f"“{short(text)}” has damaged letters in it", "The name with its accents")
    return text


def other_names(cell: str, official: str) -> list[str]:
    """The names in a cell: one a line, or with semicolons, bars or commas between them.

    A comma inside a name is followed by a space ("Armagh City, Banbridge and Craigavon"): where some commas are not,
    those stand between names; where the official name has a comma itself, none does. Damaged names are left out.
    """
    parts = (quoted_values(cell) or _parts(cell, official)) if _BETWEEN_NAMES.search(cell) else [cell]
    names = (" ".join(part.split()) for part in parts)
    return [each for each in names if each and len(each) <= LONGEST_NAME and not _DAMAGED.search(each)]


def _parts(cell: str, official: str) -> list[str]:
    for mark in ("\n", ";", "|"):
        if mark in cell:
            return cell.split(mark)
    if _TIGHT_COMMA.search(cell):
        return _TIGHT_COMMA.split(cell)
    return [cell] if "," in official else cell.split(",")


def tags(cell: str) -> list[str]:
    """The tags in a cell: with semicolons or commas between them, or with spaces as WhatDoTheyKnow writes them.

    Its tags that are a key with a value ("charity:123") are left out: they are no words to look for.
    """
    if quoted_values(cell) or ";" in cell:
        parts = several(cell)
    elif "," in cell:
        parts = cell.split(",")
    else:
        parts = [part for part in cell.split() if ":" not in part]
    return [name for name in dict.fromkeys(map(tag_name, parts)) if name]


__all__ = [
    "IDENTIFIERS",
    "NOTHING",
    "Wrong",
    "body",
    "emails",
    "kind",
    "law",
    "name",
    "nation",
    "other_names",
    "several",
    "tags",
    "web",
    "yes",
]
