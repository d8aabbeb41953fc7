"""Keeping a file's rows, saying what its columns hold, and having it checked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from authorities.import_models import ImportMapping, ImportRow, ImportRun
from authorities.importing.purpose import purpose_of_addresses
from authorities.services.imports.copying import array, copy_rows
from authorities.services.imports.errors import ImportRefused, NoNameColumn, TwoColumns
from authorities.services.imports.phases import to_phase
from authorities.tables.errors import NotATable
from authorities.tables.fields import AUTHORITY_FIELDS, BY_CODE
from authorities.tables.guessing import guess_columns
from authorities.tables.headers import Header, find_header, plain
from authorities.tables.quoting import Fault
from authorities.tables.reading import Table


@transaction.atomic
def start_import(*, table: Table, file_name: str, by: User | None) -> ImportRun:
    """Keep the rows of a table with a guess at its columns; nothing is checked or written of authorities yet.

    Columns of a kind of file that was brought in before hold what was said then. Raises `NotATable` for a table
    without a row under its header.
    """
    header = find_header(table.rows, AUTHORITY_FIELDS)
    columns, purpose = purpose_of_addresses(
        guess_columns(table.rows, header, AUTHORITY_FIELDS), table.rows[header.first :], file_name
    )
    rows = [
        (number, row)
        for number, row in enumerate(table.rows[header.first :], start=header.first + 1)
        if any(row)
    ]
    if not rows:
        raise NotATable("There is no row under the header.")
    remembered = ImportMapping.objects.filter(signature=header.signature).first() if header.found else None
    fields = remembered.fields if remembered else {}
    run = ImportRun.objects.create(
        file_name=file_name[:255] or "Pasted cells",
        file_kind=table.kind[:200],
        columns=[name[:300] for name in header.names],
        signature=header.signature if header.found else "",
        layout=[fields.get(column.name, "") if remembered else column.field for column in columns],
        erase=bool(remembered and remembered.erase),
        rename=bool(remembered and remembered.rename),
        notes=[*table.notes, *_notes(table, header), *([purpose] if purpose and not remembered else [])],
        total=len(rows),
        started_by=by,
    )
    copy_rows(
        ImportRow,
        ("run_id", "number", "cells", "decision", "fault"),
        (
            (run.pk, number, array(row[: len(columns)]), "", _fault(table.faults.get(number)))
            for number, row in rows
        ),
    )
    return run


def _notes(table: Table, header: Header) -> list[str]:
    """What somebody should know above the data, a sentence each."""
    return [
        f"Row {number}, above the data: {fault.what[0].lower()}{fault.what[1:]}. {fault.right}."
        for number, fault in table.faults.items()
        if number <= header.first
    ]


def _fault(fault: Fault | None) -> str | None:
    return json.dumps([fault.column, fault.what, fault.right]) if fault else None


@transaction.atomic
def set_columns(
    *, run: ImportRun, layout: Sequence[str], erase: bool = False, rename: bool = False
) -> ImportRun:
    """Say which field each column holds ("" for none), and remember it for files of the same kind.

    What was decided of rows stays. Raises `NoNameColumn`, `TwoColumns`, `NotNow`.
    """
    layout = [code if code in BY_CODE else "" for code in layout][: len(run.columns)]
    layout += [""] * (len(run.columns) - len(layout))
    if "name" not in layout:
        raise NoNameColumn
    for code, count in Counter(layout).items():
        if code and count > 1 and not BY_CODE[code].many:
            raise TwoColumns(BY_CODE[code].header)
    to_phase(run, ImportRun.Phase.CHECKING, of=("columns", "ready"), to_do=run.total)
    run.layout, run.erase, run.rename = layout, erase, rename
    run.save(update_fields=["layout", "erase", "rename"])
    if run.signature:
        ImportMapping.objects.update_or_create(
            signature=run.signature,
            defaults={
                "fields": {name: code for name, code in zip(run.columns, layout, strict=True) if code},
                "erase": erase,
                "rename": rename,
            },
        )
    return run


def layout_by_names(run: ImportRun, said: Mapping[str, str]) -> list[str]:
    """The layout of the run with some columns said otherwise: column name to field code, or "" to leave it out.

    Raises `ImportRefused` for a column or a field that does not exist.
    """
    names = {plain(name): index for index, name in enumerate(run.columns)}
    layout = list(run.layout)
    for name, code in said.items():
        if plain(name) not in names:
            raise ImportRefused(
                f"The file has no column “{name}”; it has: {', '.join(filter(None, run.columns))}."
            )
        if code and code not in BY_CODE:
            raise ImportRefused(f"There is no field “{code}”; there are: {', '.join(BY_CODE)}.")
        index = names[plain(name)]
        if code and not BY_CODE[code].many:
            layout = ["" if other == code else other for other in layout]
        layout[index] = code
    return layout
