"""Many rows into a table at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """`COPY` the rows into the model's table; how many there were."""
    names = ", ".join(f'"{column}"' for column in columns)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def array(texts: Sequence[str]) -> str:
    """The texts as `COPY` takes an array of text: put together at once, many times as fast as by the driver.

    They hold no unit separator: reading has taken out what cannot be seen (`tables.cells.clean`).
    """
    if not texts:
        return "{}"
    inside = _UNIT.join(texts).replace("\\", "\\\\").replace('"', '\\"').replace(_UNIT, '","')
    return f'{{"{inside}"}}'


_UNIT = "\x1f"


def run_sql(sql: str, **given: Any) -> int:
    """Run a statement; how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return int(cursor.rowcount)


def fetch(sql: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
