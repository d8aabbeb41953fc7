"""Writing authorities: the one place where names, identifiers and `search_text` are written together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from authorities.errors import (
    IdentifierTaken,
    NameMissing,
    NameTaken,
    NameTooLong,
    OtherNameTaken,
    UnsafeAddress,
)
from authorities.links import web_address
from authorities.models import Authority, AuthorityName, Identifier
from authorities.names import fold, search_text
from authorities.services.tagging import set_tags

LONGEST_NAME = 255


class Facts(TypedDict, total=False):
    """What may be said of an authority besides its names and identifiers."""

    kind: str
    nation: str
    law: str
    body: str
    website: str
    publication_scheme: str
    disclosure_log: str
    notes: str
    is_active: bool
    needs_checking: bool


@transaction.atomic
def save_authority(
    *,
    name: str,
    authority: Authority | None = None,
    other_names: Iterable[str] | None = None,
    identifiers: Mapping[str, str] | None = None,
    tags: Iterable[str] | None = None,
    **facts: Unpack[Facts],
) -> Authority:
    """Write an authority, its other names and its identifiers; make a new one where none is given.

    `other_names` and `tags` replace those there were, `identifiers` (scheme to value) those of the schemes given, an
    empty value removing one; None leaves them. The sole writer of `search_text`. Raises `NameMissing`,
    `NameTooLong`, `NameTaken`, `OtherNameTaken`, `IdentifierTaken` and `UnsafeAddress`, having written nothing.
    """
    authority = authority or Authority()
    authority.name = _one_line(name)
    _check_name(authority)
    for fact, value in facts.items():
        if fact not in Facts.__annotations__:
            raise TypeError(f"An authority has no {fact}.")
        setattr(authority, fact, value)
    _check_addresses(authority)
    if authority.is_active:
        authority.replaced_by = None
    _write(authority)
    if other_names is not None:
        _replace_other_names(authority, other_names)
    if identifiers is not None:
        _replace_identifiers(authority, identifiers)
    if tags is not None:
        set_tags(authority=authority, tags=tags)
    refresh_search_text(authority)
    return authority


def refresh_search_text(authority: Authority) -> None:
    """Write down again what the search looks through: every name of the authority, folded."""
    others = authority.other_names.order_by("name").values_list("name", flat=True)
    authority.search_text = search_text([authority.name, *others])
    authority.save(update_fields=["search_text"])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check_name(authority: Authority) -> None:
    if not fold(authority.name):
        raise NameMissing
    if len(authority.name) > LONGEST_NAME:
        raise NameTooLong(LONGEST_NAME)
    taken = Authority.objects.filter(name__iexact=authority.name).exclude(pk=authority.pk).first()
    if taken:
        raise NameTaken(taken)


def _check_addresses(authority: Authority) -> None:
    for address in (authority.website, authority.publication_scheme, authority.disclosure_log):
        if address and not web_address(address):
            raise UnsafeAddress(address)


def _write(authority: Authority) -> None:
    try:
        with transaction.atomic():
            authority.save()
    except IntegrityError:  # somebody else took the name a moment ago
        raise NameTaken(Authority.objects.get(name=authority.name)) from None


def _replace_other_names(authority: Authority, names: Iterable[str]) -> None:
    wanted = {fold(name): _one_line(name) for name in names}
    wanted.pop("", None)
    wanted.pop(fold(authority.name), None)
    too_long = [name for name in wanted.values() if len(name) > LONGEST_NAME]
    if too_long:
        raise NameTooLong(LONGEST_NAME)
    _check_other_names(authority, wanted.values())
    authority.other_names.exclude(name__in=wanted.values()).delete()
    AuthorityName.objects.bulk_create(
        (AuthorityName(authority=authority, name=name) for name in wanted.values()), ignore_conflicts=True
    )


def _check_other_names(authority: Authority, names: Iterable[str]) -> None:
    """Another authority's official name would lead letters to the wrong one of the two."""
    for name in names:
        other = Authority.objects.filter(name__iexact=name).exclude(pk=authority.pk).first()
        if other:
            raise OtherNameTaken(other)


def _replace_identifiers(authority: Authority, identifiers: Mapping[str, str]) -> None:
    for scheme, given in identifiers.items():
        value = _one_line(given)
        taken = Identifier.objects.filter(scheme=scheme, value=value).exclude(authority=authority).first()
        if taken:
            raise IdentifierTaken(scheme, Identifier.Scheme(scheme).label, value, taken.authority)
        authority.identifiers.filter(scheme=scheme).exclude(value=value).delete()
        if value:
            Identifier.objects.get_or_create(scheme=scheme, value=value, authority=authority)
