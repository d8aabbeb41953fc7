"""Two authorities side by side, before they become one."""

from __future__ import annotations

from dataclasses import dataclass

from authorities.models import Authority, Contact, Identifier
from authorities.services.relations import pointers

SHOWN_ALREADY = {
    "authorities.contact.authority",
    "authorities.identifier.authority",
    "authorities.authorityname.authority",
    "authorities.authority_tags.authority",
}


@dataclass(frozen=True)
class Line:
    """One row of the comparison: what the first and the second have, several texts each."""

    label: str
    first: list[str]
    second: list[str]


def compare(first: Authority, second: Authority) -> list[Line]:
    """What each has, and how much points at each, whichever app it lives in (numbers alone: it may be a team's)."""
    sides = [_facts(each) for each in (first, second)]
    lines = [Line(label, sides[0][label], sides[1][label]) for label in sides[0]]
    for pointer in pointers():
        if pointer.label in SHOWN_ALREADY or "Import" in pointer.model.__name__:
            continue  # what an import wrote down is a record of it, nothing of the authority's
        counts = [pointer.rows(each.pk).count() for each in (first, second)]
        if any(counts):
            words = str(pointer.model._meta.verbose_name_plural)
            label = _LABELS.get(pointer.label, words[:1].upper() + words[1:])
            lines.append(Line(label, *([str(count)] for count in counts)))
    return lines


def against(first: Authority, second: Authority) -> list[str]:
    """What speaks against the two being one authority, a sentence each: another nation, other GSS codes."""
    found = []
    if first.nation != second.nation:
        nations = f"{first.get_nation_display()} and {second.get_nation_display()}"
        found.append(f"They are of different nations: {nations}.")
    codes = [
        sorted(each.identifiers.filter(scheme=Identifier.Scheme.GSS).values_list("value", flat=True))
        for each in (first, second)
    ]
    if all(codes) and set(codes[0]).isdisjoint(codes[1]):
        found.append(f"They have different GSS codes: {', '.join(codes[0])} and {', '.join(codes[1])}.")
    return found


_LABELS = {
    "requests_app.informationrequest.authority": "Requests, of all teams",
    "authorities.authority.replaced_by": "Authorities it replaced",
    "authorities.authorityset_authorities.authority": "Sets it is in",
    "authorities.authoritymerge.kept": "Earlier merges",
    "authorities.proposal.authority": "Proposals about it",
    "authorities.proposal.other": "Proposals that name it",
    "authorities.differentauthorities.first": "Told apart from",
    "authorities.differentauthorities.second": "Told apart from",
}


def _stands(contact: Contact) -> str:
    return "no longer used" if contact.retired_at else contact.get_status_display().lower()


def _facts(authority: Authority) -> dict[str, list[str]]:
    return {
        "Kind": [authority.get_kind_display()],
        "Nation": [authority.get_nation_display()],
        "Law": [authority.get_law_display()],
        "Still exists": ["Yes" if authority.is_active else "No"],
        "Other names": [other.name for other in authority.other_names.all()],
        "Addresses": [
            f"{contact.email} ({contact.get_role_display()}, {_stands(contact)})"
            for contact in authority.contacts.all()
        ],
        "Identifiers": [str(identifier) for identifier in authority.identifiers.all()],
        "Website": [authority.website] if authority.website else [],
        "Tags": [tag.name for tag in authority.tags.all()],
    }
