"""Runs for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from accounts.models import User
from authorities.import_models import ImportRun
from authorities.models import Authority, AuthorityName, Contact, Identifier
from authorities.services import imports
from authorities.tables.reading import read_table


def csv_of(header: str, *rows: Sequence[str]) -> bytes:
    """A CSV file; `header` with commas between its names."""
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue().encode()


def checked(data: bytes, *, by: User | None = None, **options: bool) -> ImportRun:
    """A run whose preview is ready."""
    run = imports.start_import(table=read_table(data), file_name="list.csv", by=by)
    imports.set_columns(run=run, layout=run.layout, **options)
    return imports.finish(run)


def applied(data: bytes, *, by: User | None = None, **options: bool) -> ImportRun:
    run = checked(data, by=by, **options)
    imports.apply_import(run=run, by=by)
    return imports.finish(run)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that stands in the tables of authorities, but the keys of rows that can be made anew."""
    return {
        "authorities": _rows(Authority, ()),
        "names": _rows(AuthorityName, ("id",)),
        "identifiers": _rows(Identifier, ("id",)),
        "tags": sorted(Authority.tags.through.objects.values_list("authority_id", "tag__name")),
        "contacts": _rows(Contact, ("id",)),
    }


def _rows(model: type[Model], without: Iterable[str]) -> list[tuple[Any, ...]]:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in without]
    return sorted(model._default_manager.values_list(*columns), key=repr)
