"""Rows of an import as the screen shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from authorities.import_forms import FIELD_LABELS
from authorities.import_models import ImportFinding, ImportRow
from authorities.laws import Law
from authorities.models import Authority

BASES = {
    "identifier": "by its code",
    "email": "by its e-mail address",
    "exact": "by its name",
    "normalised": "by its name without its kind",
    "decided": "as you said",
}
_CHOICES: dict[str, dict[str, str]] = {
    "kind": dict(Authority.Kind.choices),
    "nation": dict(Authority.Nation.choices),
    "law": dict(Law.choices),
    "body": dict(Authority.Body.choices),
}
_SHOWN_OF_NEW = ("kind", "nation", "law", "website")
_ROLES = {"foi": "email_foi", "review": "email_review", "general": "email_general"}


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: Sequence[str]
    new: Sequence[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """An authority that a row may be about."""

    authority: Authority
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: what it would do, what is wrong, what to know. `cells` are the full cells of one to be decided."""

    number: int
    name: str
    status: str
    finding: ImportFinding
    authority: Authority | None = None
    basis: str = ""
    facts: Sequence[tuple[str, str]] = ()
    changes: Sequence[Change] = ()
    offers: Sequence[Offer] = ()
    cells: Sequence[tuple[str, str]] = field(default=())


def shown_rows(findings: Iterable[ImportFinding], columns: Sequence[str]) -> list[ShownRow]:
    """The findings of one page, in three queries however many they are."""
    page = list(findings)
    wanted = {finding.authority_id for finding in page if finding.authority_id}
    wanted |= {int(candidate[0]) for finding in page for candidate in finding.candidates}
    wanted |= {target["id"] for finding in page for target in _targets(finding) if "id" in target}
    here = Authority.objects.in_bulk(wanted)
    asked = [finding.number for finding in page if finding.status == ImportFinding.Status.MAYBE]
    cells: dict[int, list[str]] = {}
    if asked:
        rows = ImportRow.objects.filter(run_id=page[0].run_id, number__in=asked)
        cells = dict(rows.values_list("number", "cells"))
    return [
        _row(finding, here, zip(columns, cells.get(finding.number, ()), strict=False)) for finding in page
    ]


def _row(finding: ImportFinding, here: Mapping[int, Authority], cells: Iterable[tuple[str, str]]) -> ShownRow:
    return ShownRow(
        number=finding.number,
        name=finding.name or "(no name)",
        status=finding.status,
        finding=finding,
        authority=here.get(finding.authority_id or 0),
        basis=BASES.get(finding.basis, ""),
        facts=_facts(finding.values) if finding.status == ImportFinding.Status.NEW else (),
        changes=[_change(code, old, new, here) for code, (old, new) in finding.changes.items()],
        offers=[
            Offer(here[int(pk)], int(score), str(why))
            for pk, score, why in finding.candidates
            if int(pk) in here
        ],
        cells=[(name, cell) for name, cell in cells if cell][:8],
    )


def _facts(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is most worth knowing of a new authority."""
    facts = [
        (FIELD_LABELS[code], _words(code, values.get(code))) for code in _SHOWN_OF_NEW if values.get(code)
    ]
    for role, address in values.get("emails", ()):
        facts.append((FIELD_LABELS[_ROLES[role]], address))
    for scheme, value in values.get("identifiers", ()):
        facts.append((FIELD_LABELS[scheme], value))
    if values.get("other_names"):
        facts.append((FIELD_LABELS["other_names"], ", ".join(values["other_names"])))
    if values.get("tags"):
        facts.append((FIELD_LABELS["tags"], ", ".join(values["tags"])))
    if not values.get("is_active", True):
        facts.append((FIELD_LABELS["is_active"], "No"))
    return facts


def _targets(finding: ImportFinding) -> list[dict[str, int]]:
    target = finding.changes.get("replaced_by", [None, None])[1]
    return [target] if isinstance(target, dict) else []


def _change(code: str, old: Any, new: Any, here: Mapping[int, Authority]) -> Change:
    if code == "replaced_by":
        name = here[new["id"]].name if new.get("id") in here else f"what row {new.get('row')} makes"
        return Change(FIELD_LABELS[code], [], [name])
    if isinstance(old, list):
        was, is_now = set(old), set(new)
        return Change(FIELD_LABELS[code], sorted(was - is_now), sorted(is_now - was))
    return Change(FIELD_LABELS[code], _listed(code, old), _listed(code, new))


def _listed(code: str, value: Any) -> list[str]:
    words = _words(code, value)
    return [words] if words else []


def _words(code: str, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return _CHOICES.get(code, {}).get(str(value), str(value or ""))
