"""What a row would change in the authority it is about, field by field; or what a new one would be. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from authorities.guesses import guess
from authorities.importing.known import Known
from authorities.importing.rows import SCALARS, WEB, Row
from authorities.importing.values import LONGEST_NOTES
from authorities.laws import law_for
from authorities.names import fold, search_text
from authorities.tables.cells import clean
from authorities.tables.fields import EMAIL_ROLES, SCHEMES

Changes = dict[str, list[Any]]
"""Field to [old, new]: texts, booleans, or lists of names and addresses."""
Taken = Callable[[str], bool]
"""Whether a name is another authority's official one: then it cannot be an other name of this one."""


def changes_of(row: Row, known: Known, taken: Taken, *, rename: bool) -> Changes:
    """What differs. Names and tags are added, and go by an empty cell that erases; addresses become the row's."""
    changes: Changes = {}
    for code in SCALARS:
        if code in row.values and not _same(code, getattr(known, code), row.values[code]):
            changes[code] = [getattr(known, code), row.values[code]]
    official = known.name
    if rename and row.folded != fold(known.name) and not taken(row.name):
        official = row.name
        changes["name"] = [known.name, row.name]
    _names(changes, row, known, official, taken)
    for scheme in SCHEMES:
        if scheme in row.values:
            _identifiers(changes, scheme, known.codes(scheme), row)
    for code, role in EMAIL_ROLES.items():
        if code in row.values:
            _addresses(changes, code, known.addresses(role), row.values[code])
    if "tags" in row.values:
        _tags(changes, known.tags, row.values["tags"])
    return changes


def new_values(row: Row, taken: Taken) -> dict[str, Any]:
    """All that is written of a new authority. Kind, nation and law that no column says follow from its name."""
    given = row.values
    guessed = guess(row.name, nation=given.get("nation")) if not {"kind", "nation"} <= given.keys() else None
    kind = given.get("kind") or (guessed.kind if guessed else "other")
    nation = given.get("nation") or (guessed.nation if guessed else "england")
    others = _usable(given.get("other_names", ()), row.name, taken, row)
    return {
        "name": row.name,
        "kind": kind,
        "nation": nation,
        "law": given.get("law") or law_for(nation),
        "body": given.get("body", "school" if kind == "school" else ""),
        "is_active": given.get("is_active", True),
        "needs_checking": "nation" not in given,
        **{code: given.get(code) or "" for code in (*WEB, "notes")},
        "other_names": others,
        "identifiers": [[scheme, value] for scheme in SCHEMES for value in codes_of(row, scheme)],
        "tags": sorted(given.get("tags", ())),
        "emails": [[role, address] for code, role in EMAIL_ROLES.items() for address in given.get(code, ())],
        "search_text": search_text([row.name, *others]),
    }


def searched(known: Known, changes: Changes) -> str:
    """What the search looks through once the changes are made; "" where it stays as it is."""
    if not {"name", "other_names"} & changes.keys():
        return ""
    name = changes["name"][1] if "name" in changes else known.name
    others = changes["other_names"][1] if "other_names" in changes else known.other_names
    return search_text([name, *sorted(others)])


def _same(code: str, old: Any, new: Any) -> bool:
    """Whether it is the same; web addresses also where only the scheme or a last slash differs."""
    if code in WEB and old and new:
        return _web(old) == _web(new)
    if code == "notes":  # as a cell gives them back: without unseen characters, with plain ends of lines
        return clean(old)[:LONGEST_NOTES] == new
    return bool(old == new)


def _web(address: str) -> str:
    bare = address.partition("://")[2] or address
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _names(changes: Changes, row: Row, known: Known, official: str, taken: Taken) -> None:
    wanted: list[str] = [*row.values.get("other_names", ()), row.name]
    if official != known.name:
        wanted.append(known.name)
    erased = row.values.get("other_names") == []
    own = fold(official)
    held = [] if erased else [each for each in known.other_names if fold(each) != own]
    here = {fold(each) for each in held}
    more = [each for each in _usable(wanted, official, taken, row) if fold(each) not in here]
    if more or sorted(held) != sorted(known.other_names):
        changes["other_names"] = [sorted(known.other_names), sorted([*held, *more])]


def _usable(names: Iterable[str], official: str, taken: Taken, row: Row) -> list[str]:
    """The names without repeats, the official one, and those that are other authorities' official names."""
    found: dict[str, str] = {}
    own = fold(official)
    for name in names:
        folded = fold(name)
        if folded and folded != own and folded not in found:
            if taken(name):
                row.notes += (f"“{name}” is another authority's official name: left out of the other names",)
            else:
                found[folded] = name
    return sorted(found.values())


def codes_of(row: Row, scheme: str) -> list[str]:
    """The identifiers of one scheme that the row gives."""
    return [row.values[scheme], *row.more_codes.get(scheme, ())] if row.values.get(scheme) else []


def _identifiers(changes: Changes, scheme: str, held: Collection[str], row: Row) -> None:
    given = codes_of(row, scheme)
    here = {value.casefold() for value in held}
    if len(given) > 1 and not here.issuperset(value.casefold() for value in given):
        changes[scheme] = [sorted(held), sorted(given)]
    elif len(given) == 1 and given[0].casefold() not in here:
        changes[scheme] = [", ".join(held), given[0]]
    elif not given and held:
        changes[scheme] = [", ".join(held), ""]


def _tags(changes: Changes, held: Collection[str], given: Collection[str]) -> None:
    wanted = {*held, *given} if given else set()
    if wanted != set(held):
        changes["tags"] = [sorted(held), sorted(wanted)]


def _addresses(changes: Changes, code: str, held: Collection[str], given: Collection[str]) -> None:
    if set(held) != set(given):
        changes[code] = [sorted(held), sorted(given)]
