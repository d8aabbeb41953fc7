"""Many rows into a table at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from django.db import connection, models

_PIECE = 1 << 18  # characters
_IN_MEMORY = 32 << 20  # bytes


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


class Kept:
    """Rows for a table, kept as text in little memory (on disk where they are many) until they are to be written.

    Objects would take several times as much, and a transaction that waits for rows to be made would lock for long.
    `nullable` are the columns of which an empty value is null; in the others it is an empty text.
    """

    def __init__(self, model: type[models.Model], columns: Sequence[str], *, nullable: Sequence[str]) -> None:
        self._model, self._columns, self._nullable = model, columns, nullable
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed with the object)
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")

    def add(self, row: Sequence[Any]) -> None:
        self._writer.writerow(row)
        if self._text.tell() > _PIECE:
            self._keep()

    def write(self) -> None:
        """`COPY` the rows into their table; as often as one likes."""
        self._keep()
        self._file.seek(0)
        names = ", ".join(f'"{column}"' for column in self._columns)
        texts = ", ".join(f'"{column}"' for column in self._columns if column not in self._nullable)
        sql = (
            f'COPY "{self._model._meta.db_table}" ({names}) '
            f"FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({texts}), ENCODING 'UTF8')"
        )
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            while piece := self._file.read(_PIECE):
                copy.write(piece)

    def _keep(self) -> None:
        self._file.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()


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
