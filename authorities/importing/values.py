"""One cell at a time: what it says, or what is wrong with it and what would be right. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from authorities.laws import Law
from authorities.models import Authority
from authorities.names import fold

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_EMAIL, LONGEST_NOTES = 255, 500, 254, 10_000
NOTHING = frozenset(
    {"", "-", "--", "–", "—", "n/a", "#n/a", "null", "nil", "none", "(none)", "unknown", "tbc", "?"}
)
"""What people write where they have nothing to write."""


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """What is wrong with a cell, and what would be right: a sentence each."""

    what: str
    right: str


_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}$"
)
_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)$")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_SLIP = re.compile(r"[^\s<>;,]*@[^\s<>;]*")


def emails(cell: str) -> list[str]:
    """The addresses in a cell, in lower case, without repeats: several, with names around them, with `mailto:`.

    Raises `Wrong` where there is none (the name of a mailbox, say), or one is not complete.
    """
    if _PLAIN_ADDRESS.match(cell) and len(cell) < 64:  # as nearly all are
        return [cell.lower()]
    text = _MAILTO.sub(" ", cell)
    found = [address.strip(".'`").lower() for address in _ADDRESS.findall(text)]
    if text.count("@") != sum(address.count("@") for address in found) or not all(map(_is_address, found)):
        bad = next(
            (each for each in _SLIP.findall(text) if not _is_address(each.strip("<>.'").lower())), cell
        )
        mended = _mended(bad)
        right = f"Perhaps {mended}" if mended else "A complete address, such as foi@example.gov.uk"
        raise Wrong(f"“{_short(bad)}” is no complete e-mail address", right)
    if not found:
        raise Wrong(
            f"“{_short(cell)}” is no e-mail address; it looks like the name of a mailbox",
            "An address with an @, such as foi@example.gov.uk; several with semicolons between them",
        )
    return list(dict.fromkeys(found))


def _is_address(address: str) -> bool:
    local, at, host = address.rpartition("@")
    labels = host.split(".")
    return (
        bool(at and local)
        and len(address) <= LONGEST_EMAIL
        and len(local) <= 64
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) > 1
        and all(map(_LABEL.match, labels))
        and labels[-1].isalpha()
        and len(labels[-1]) > 1
    )


def _mended(bad: str) -> str:
    """The address that was probably meant; "" where nothing is likely."""
    guess = re.sub(r"@+", "@", re.sub(r"\.{2,}", ".", bad.replace(",", "."))).strip("<>.'").lower()
    return guess if _is_address(guess) else ""


_PLAIN_WEB = re.compile(r"(?:https?://)?[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,20}(?:/[\w./-]*)?$")


def web(cell: str) -> str:
    """The web address with its scheme. Raises `Wrong` for what is none, or for another scheme."""
    if _PLAIN_WEB.match(cell) and len(cell) < LONGEST_ADDRESS - 8:  # as nearly all are
        return cell if "://" in cell else f"https://{cell}"
    address = (
        cell if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", cell) and not _is_host(cell) else f"https://{cell}"
    )
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    fits = parts.scheme.lower() in ("http", "https") and "." in host and not re.search(r"\s", address)
    if not fits or len(address) > LONGEST_ADDRESS or not all(_labels(host)):
        raise Wrong(f"“{_short(cell)}” is no web address", "Such as https://www.example.gov.uk")
    return address


def _is_host(cell: str) -> bool:
    """Whether what stands before the colon is a host with a port, not a scheme: "example.gov.uk:8080"."""
    return re.match(r"[\w.-]+\.[a-z]{2,}:\d+(/|$)", cell) is not None


def _labels(host: str) -> list[bool]:
    return [bool(label) and len(label) <= 63 for label in host.rstrip(".").split(".")]


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
        raise Wrong(f"“{_short(cell)}” is no nation that is known", f"One of: {names}") from None


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
            f"“{_short(cell)}” is no law that is known",
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


_YES = frozenset({"true", "yes", "y", "1", "current", "active", "open", "t"})
_NO = frozenset({"false", "no", "n", "0", "former", "closed", "defunct", "abolished", "inactive", "f"})


def yes(cell: str) -> bool:
    folded = cell.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise Wrong(
        f"“{_short(cell)}” says neither yes nor no", "Yes where it still exists, No where it does not"
    )


_GSS = re.compile(r"[EWSNK]\d{8}$")
_LOCAL_PREFIX = re.compile(r"^(?:principal-)?local-authority(?:-[a-z]{3})?:", re.IGNORECASE)


def gss(cell: str) -> str:
    code = cell.replace(" ", "").upper()
    if not _GSS.match(code):
        raise Wrong(f"“{_short(cell)}” is no GSS code", "A letter and eight figures, such as E07000129")
    return code


def local_code(cell: str) -> str:
    """The code of a local authority, also from its register's form: `local-authority-eng:ADU` is ADU."""
    code = _LOCAL_PREFIX.sub("", cell.strip()).upper()
    if not re.fullmatch(r"[A-Z0-9-]{2,12}", code):
        raise Wrong(f"“{_short(cell)}” is no code of a local authority", "Three or four letters, such as BLA")
    return code


def wdtk(cell: str) -> str:
    name = cell.rstrip("/").rpartition("/")[2].lower()
    if not re.fullmatch(r"[a-z0-9_.-]{1,200}", name):
        raise Wrong(
            f"“{_short(cell)}” is no url name",
            "As in the address of its page, such as blaby_district_council",
        )
    return name


def wdtk_id(cell: str) -> str:
    number = cell.removesuffix(".0")
    if not re.fullmatch(r"\d{1,9}", number):
        raise Wrong(f"“{_short(cell)}” is no number", "A whole number, such as 54906")
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
_TIGHT_COMMA = re.compile(r",(?=\S)")


def name(cell: str) -> str:
    """The official name, on one line."""
    text = " ".join(cell.split())
    if text.casefold() in NOTHING or not any(c.isalnum() for c in text):
        raise Wrong("The name is missing", "The official name of the authority")
    if len(text) > LONGEST_NAME:
        raise Wrong(f"The name has {len(text)} characters", f"{LONGEST_NAME} characters at most")
    if "@" in text and _ADDRESS.search(text):
        raise Wrong(f"“{_short(text)}” is an e-mail address, no name", "The official name of the authority")
    if _DAMAGED.search(text):
        raise Wrong(f"“{_short(text)}” has damaged letters in it", "The name with its accents")
    return text


def other_names(cell: str, official: str) -> list[str]:
    """The names in a cell: one a line, or with semicolons, bars or commas between them.

    A comma inside a name is followed by a space ("Armagh City, Banbridge and Craigavon"): where some commas are not,
    those stand between names; where the official name has a comma itself, none does. Damaged names are left out.
    """
    for mark in ("\n", ";", "|"):
        if mark in cell:
            parts = cell.split(mark)
            break
    else:
        if _TIGHT_COMMA.search(cell):
            parts = _TIGHT_COMMA.split(cell)
        else:
            parts = [cell] if "," in official else cell.split(",")
    names = (" ".join(part.split()) for part in parts)
    return [each for each in names if each and len(each) <= LONGEST_NAME and not _DAMAGED.search(each)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
