"""E-mail and web addresses in a cell, however people write them; what is wrong with a cell. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST_ADDRESS, LONGEST_EMAIL = 500, 254


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """What is wrong with a cell, and what would be right: a sentence each."""

    what: str
    right: str


ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
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
    if len(cell) < 64 and _PLAIN_ADDRESS.match(cell):  # as nearly all are
        return [cell.lower()]
    text = _MAILTO.sub(" ", cell)
    found = [address.strip(".'`").lower() for address in ADDRESS.findall(text)]
    if text.count("@") != len(found) or not all(map(_is_plain, found)):
        bad = next(
            (each for each in _SLIP.findall(text) if not _is_address(each.strip("<>.'").lower())), cell
        )
        mended = _mended(bad)
        right = f"Perhaps {mended}" if mended else "A complete address, such as foi@example.gov.uk"
        raise Wrong(f"“{short(bad)}” is no complete e-mail address", right)
    if not found:
        raise Wrong(
            f"“{short(cell)}” is no e-mail address; it looks like the name of a mailbox",
            "An address with an @, such as foi@example.gov.uk; several with semicolons between them",
        )
    return list(dict.fromkeys(found))


def _is_plain(address: str) -> bool:
    """`_is_address`, which nearly all are found to be at one look."""
    return (len(address) < 64 and _PLAIN_ADDRESS.match(address) is not None) or _is_address(address)


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
        raise Wrong(f"“{short(cell)}” is no web address", "Such as https://www.example.gov.uk")
    return address


def _is_host(cell: str) -> bool:
    """Whether what stands before the colon is a host with a port, not a scheme: "example.gov.uk:8080"."""
    return re.match(r"[\w.-]+\.[a-z]{2,}:\d+(/|$)", cell) is not None


def _labels(host: str) -> list[bool]:
    return [bool(label) and len(label) <= 63 for label in host.rstrip(".").split(".")]


def short(text: str) -> str:
    """The text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
