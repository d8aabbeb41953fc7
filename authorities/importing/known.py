"""The authorities there are, as a file is compared with them: read in a few queries, looked up without any."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from sys import intern
from typing import Any

from django.db.models.functions import Upper

from authorities.importing.names import core
from authorities.models import Authority, AuthorityName, Contact, Identifier, Tag
from authorities.names import fold

COLUMNS = (
    *(
        "id",
        "name",
        "kind",
        "nation",
        "law",
        "body",
        "website",
        "publication_scheme",
        "disclosure_log",
        "notes",
    ),
    *("is_active", "replaced_by_id"),
)


@dataclass(slots=True)
class Known:
    """An authority with its names, tags, identifiers (scheme, value) and current addresses (role, address).

    There are as many at once as authorities: tuples take half the memory of lists and dictionaries.
    """

    id: int
    name: str
    kind: str
    nation: str
    law: str
    body: str
    website: str
    publication_scheme: str
    disclosure_log: str
    notes: str
    is_active: bool
    replaced_by_id: int | None
    other_names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    emails: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    def codes(self, scheme: str) -> list[str]:
        return [value for of, value in self.identifiers if of == scheme]

    def addresses(self, role: str) -> list[str]:
        return [address for of, address in self.emails if of == role]


@dataclass(slots=True)
class Register:
    """All of them, with what they are looked up by. `by_upper` is what the database holds unique."""

    all: dict[int, Known]
    by_upper: dict[str, int]
    by_name: dict[str, tuple[int, ...]]
    by_other: dict[str, tuple[int, ...]]
    by_core: dict[str, tuple[int, ...]]
    by_identifier: dict[tuple[str, str], int]
    by_email: dict[str, int]


SEVERAL = 0
"""Stands in `by_email` for an address that several authorities have."""


def load(ids: Collection[int] | None = None, names: Collection[str] = ()) -> Register:
    """Read every authority, or only those of the ids and those that bear one of the names (given in upper case)."""
    authorities = Authority.objects.order_by("pk")
    own: dict[str, Any] = {}
    if ids is not None:
        named = (
            Authority.objects.annotate(upper=Upper("name"))
            .filter(upper__in=names)
            .values_list("pk", flat=True)
        )
        wanted = {*ids, *named}
        authorities, own = authorities.filter(pk__in=wanted), {"authority_id__in": wanted}
    found = {row[0]: Known(*row) for row in authorities.values_list(*COLUMNS).iterator(5000)}
    names_of = AuthorityName.objects.filter(**own).order_by("pk").values_list("authority_id", "name")
    for pk, name in names_of.iterator(5000):
        if pk in found:
            found[pk].other_names += (name,)
    pairs = Identifier.objects.filter(**own).order_by("pk").values_list("authority_id", "scheme", "value")
    for pk, scheme, value in pairs.iterator(5000):
        if pk in found:
            found[pk].identifiers += ((intern(scheme), value),)
    contacts = (
        Contact.objects.current().filter(**own).order_by("pk").values_list("authority_id", "role", "email")
    )
    for pk, role, email in contacts.iterator(5000):
        if pk in found:
            found[pk].emails += ((intern(role), email.lower()),)
    tags = Tag.authorities.through.objects.filter(**own).values_list("authority_id", "tag__name")
    for pk, name in tags.iterator(5000):
        if pk in found:
            found[pk].tags += (intern(name),)
    return _looked_up(found)


def _looked_up(found: dict[int, Known]) -> Register:
    register = Register(
        all=found,
        by_upper={},
        by_name={},
        by_other={},
        by_core={},
        by_identifier={},
        by_email={},
    )
    for pk, known in found.items():
        register.by_upper[known.name.upper()] = pk
        _add(register.by_name, fold(known.name), pk)
        cores = {core(known.name)}
        for other in known.other_names:
            _add(register.by_other, fold(other), pk)
            cores.add(core(other))
        for each in cores:
            _add(register.by_core, each, pk)
        register.by_identifier.update(dict.fromkeys(known.identifiers, pk))
        for _, address in known.emails:
            if register.by_email.setdefault(address, pk) != pk:
                register.by_email[address] = SEVERAL
    return register


def _add(places: dict[str, tuple[int, ...]], key: str, pk: int) -> None:
    places[key] = (*places[key], pk) if key in places else (pk,)
