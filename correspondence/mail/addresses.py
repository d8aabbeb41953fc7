"""Read address headers ("Doe, Jane" <jane@example.org>, sam@example.org (Sam)) without ever failing."""

import re

from correspondence.mail.charsets import mended
from correspondence.mail.headers import decode_words
from correspondence.mail.types import Address

_MOST = 2_000  # addresses of one header that are read
_BARE = re.compile(r"[^\s<>,;:\"()\[\]]{1,320}@[^\s<>,;:\"()\[\]]{1,255}")
_GROUP = re.compile(r"[^<>@,;\"\[\]]{0,200}:")
_SPACES = re.compile(r"\s+")


def parse_addresses(value: str | None) -> tuple[Address, ...]:
    """The addresses of a header in their order; a group's name is dropped; what has neither name nor address too."""
    found = []
    for entry in _entries(value or "")[:_MOST]:
        address = _address(entry)
        if address.name or address.email:
            found.append(address)
    return tuple(found)


def _entries(value: str) -> list[str]:
    """The header cut at its commas and semicolons, but not inside quotes, angle brackets or comments."""
    entries: list[str] = []
    start = 0
    quoted = False
    angle = comment = 0
    escaped = False
    for at, sign in enumerate(value):
        if escaped:
            escaped = False
        elif sign == "\\" and (quoted or comment):
            escaped = True
        elif sign == '"' and not comment:
            quoted = not quoted
        elif quoted:
            continue
        elif sign == "(":
            comment += 1
        elif sign == ")":
            comment = max(0, comment - 1)
        elif sign in "<>" and not comment:
            angle = 1 if sign == "<" else 0
        elif sign in ",;" and not (angle or comment):
            entries.append(value[start:at])
            start = at + 1
    entries.append(value[start:])
    return entries


def _address(entry: str) -> Address:
    text = entry.strip()
    if group := _GROUP.match(text):
        text = text[group.end() :].strip()
    name, bracket, rest = text.rpartition("<")
    if bracket:
        email = rest.partition(">")[0]
        return Address(_name(name), _email(email))
    bare = _BARE.search(text)
    if bare is None:
        return Address(_name(text), "")
    around = text[: bare.start()].removesuffix("mailto:") + text[bare.end() :]
    return Address(_name(around), _email(bare[0]))


def _email(text: str) -> str:
    found = _BARE.search(text.replace(" ", ""))
    return found[0].removeprefix("mailto:") if found else decode_words(text).strip()


def _name(text: str) -> str:
    words = text.strip()
    if len(words) > 1 and words[0] == words[-1] == '"':
        words = re.sub(r"\\(.)", r"\1", words[1:-1])
    elif len(words) > 1 and words[0] == "(" and words[-1] == ")":
        words = words[1:-1]
    decoded = mended(decode_words(words.replace('"', " ") if "=?" in words else words))
    return _SPACES.sub(" ", decoded).strip(" '\"\t,[]")
