"""Many rows into a table at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from django.db import connection, models

_PIECE = 1 << 18  # bytes
_LINES = 500
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
    """

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        self._model, self._columns = model, columns
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed with the object)
        self._lines: list[str] = []

    def add(self, row: Iterable[str | int | None]) -> None:
        """Keep a row of texts, numbers and truths, in the order of the columns."""
        self._lines.append("\t".join([_as_text(value) for value in row]))
        if len(self._lines) >= _LINES:
            self._keep()

    def write(self) -> None:
        """`COPY` the rows into their table; as often as one likes."""
        self._keep()
        self._file.seek(0)
        names = ", ".join(f'"{column}"' for column in self._columns)
        sql = f"COPY \"{self._model._meta.db_table}\" ({names}) FROM STDIN (ENCODING 'UTF8')"
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            while piece := self._file.read(_PIECE):
                copy.write(piece)

    def _keep(self) -> None:
        if self._lines:
            self._file.write(f"{chr(10).join(self._lines)}\n".encode())
            self._lines = []


def _as_text(value: str | int | None) -> str:
    """A value as `COPY` reads it: a backslash before what would end it or mean something else."""
    if isinstance(value, str):
        if "\\" in value or not value.isprintable():
            return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
        return value
    return r"\N" if value is None else str(value)


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
