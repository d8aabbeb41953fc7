"""Many rows in one statement: they travel as one JSON text, whatever their number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
"""Texts, numbers, days and None, one for each column in turn."""


def records(model: type[models.Model], columns: Sequence[str]) -> str:
    """SQL for a table named `new` with these columns of the model, its rows to come as the one parameter of it."""
    typed = ", ".join(f"{field.column} {_type(field)}" for field in _fields(model, columns))
    return f"json_to_recordset(%s::json) AS new({typed})"


def as_json(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> str:
    """The rows as the parameter of :func:`records`."""
    names = [field.column for field in _fields(model, columns)]
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], default=date.isoformat)


def update_rows(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Row], *, same: dict[str, Any]
) -> None:
    """Set the columns of the rows whose id stands first in each of `rows`; those of `same` to one value for all."""
    if not rows:
        return
    settings = [f"{name} = new.{name}" for name in columns] + [f"{name} = %s" for name in same]
    keyed = ["id", *columns]
    sql = (  # every name in it is a column of a model
        f"UPDATE {model._meta.db_table} AS old SET {', '.join(settings)}"  # noqa: S608
        f" FROM {records(model, keyed)} WHERE old.id = new.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*same.values(), as_json(model, keyed, rows)])


def insert_rows(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    same: dict[str, Any],
    once: bool = False,
) -> int:
    """Insert the rows; the columns of `same` have one value for all of them. How many there are more.

    `once`: a row that a uniqueness constraint knows already is left out, also where somebody else inserts it just now.
    """
    if not rows:
        return 0
    names = [str(field.column) for field in _fields(model, columns)]
    sql = (
        f"INSERT INTO {model._meta.db_table} ({', '.join([*names, *same])})"  # noqa: S608
        f" SELECT {', '.join([f'new.{name}' for name in names] + ['%s'] * len(same))}"
        f" FROM {records(model, columns)}{' ON CONFLICT DO NOTHING' if once else ''}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*same.values(), as_json(model, columns, rows)])
        return int(cursor.rowcount)


def _fields(model: type[models.Model], columns: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in columns]


def _type(field: Any) -> str:
    """The type of a value of the column: that of a number given by the database is the number's own."""
    return str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))
