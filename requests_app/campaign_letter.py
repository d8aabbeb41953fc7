"""The letter of a campaign: what may stand in braces, and what it becomes for one authority. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from requests_app.deadlines import in_words, law

_BRACES = re.compile(r"\{([^{}\n]{0,60})\}")

FIELDS: dict[str, str] = {
    "authority": "the authority’s official name",
    "salutation": "“Dear” and the authority’s name",
    "date": "the day the letter goes",
    "our_reference": "our reference number",
    "questions": "the questions, numbered",
    "title": "what the campaign is about",
    "law": "the full name of the law that the authority answers under",
    "name": "the name of whoever starts the sending",
    "team": "your team",
}
"""What may stand in braces. Anything else in braces is refused when the letter is saved."""

DEFAULT_SUBJECT = "Request for information: {title} (our reference {our_reference})"
DEFAULT_BODY = """{salutation}

{date}
Our reference: {our_reference}

Please give me the following information, which I ask for under the {law}.

{questions}

I should like to have it by e-mail. If anything in this request is unclear, or if it would help to narrow it, please \
write to me as soon as you can: I shall be glad to explain.

Yours faithfully

{name}
{team}"""

# The same kind of law in the other nation: whoever asks under one asks Scottish bodies under the other.
_ENVIRONMENT = {"foia": "eir", "foisa": "eisr"}


@dataclass(frozen=True)
class Item:
    """A question as it stands in a letter. `line`: the question it is in every version, 0 for a new one."""

    label: str
    text: str
    name: str = ""
    line: int = 0


def unknown_fields(text: str) -> list[str]:
    """What stands in braces and is no field, each once."""
    return list(dict.fromkeys(name for name in _BRACES.findall(text) if name not in FIELDS))


def numbered(items: Sequence[Item]) -> str:
    """The questions as the letter has them, an empty line between them."""
    return "\n\n".join(f"{item.label}. {item.text.strip()}" for item in items)


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with each field replaced by its fact. What a fact says is never filled again."""
    return _BRACES.sub(lambda found: facts.get(found[1], found[0]), text).strip()


def law_asked_under(own: str, asks_under: str) -> str:
    """The code of the law for an authority that answers under `own`: the environmental one where that is asked for."""
    return _ENVIRONMENT.get(own, own) if asks_under == "environment" else own


def facts_of(
    *,
    authority: str,
    law_code: str,
    title: str,
    team: str,
    name: str,
    our_reference: str,
    items: Sequence[Item],
    on: date,
) -> dict[str, str]:
    """What each field becomes for one authority, in a letter that goes on that day."""
    return {
        "authority": authority,
        "salutation": f"Dear {authority}",
        "date": in_words(on),
        "our_reference": our_reference,
        "questions": numbered(items),
        "title": title,
        "law": law(law_code).name,
        "name": name,
        "team": team,
    }
