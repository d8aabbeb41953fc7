"""Keeping a spreadsheet's rows, saying what its columns and its codes mean, and having it checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Team, User
from authorities.bringing.errors import ImportRefused, TwoColumns
from authorities.bringing.phases import to_phase
from authorities.services.imports.copying import copy_rows, fetch
from authorities.tables.errors import NotATable
from authorities.tables.guessing import guess_columns
from authorities.tables.headers import find_header
from authorities.tables.joining import NOTHING
from authorities.tables.reading import Table
from requests_app.importing.fields import BY_CODE, IDENTIFIERS, REQUEST_FIELDS
from requests_app.importing.guessing import guess_contents
from requests_app.importing.outcomes import MOST_CODES, Outcome, guess_outcome, plain_code
from requests_app.models import RequestImport, RequestImportMapping, RequestImportRow

Phase = RequestImport.Phase


@transaction.atomic
def start_import(*, team: Team, table: Table, file_name: str, by: User | None) -> RequestImport:
    """Keep the rows of a table with a guess at its columns; nothing is checked or written of requests yet.

    Columns and codes of a kind of file that the team brought in before mean what was said then. Raises `NotATable` for
    a table without a row under its header.
    """
    header = find_header(table.rows, REQUEST_FIELDS)
    columns = guess_contents(guess_columns(table.rows, header, REQUEST_FIELDS), table.rows[header.first :])
    rows = [
        (number, row)
        for number, row in enumerate(table.rows[header.first :], start=header.first + 1)
        if any(row)
    ]
    if not rows:
        raise NotATable("There is no row under the header.")
    signature = header.signature if header.found else ""
    known = RequestImportMapping.objects.filter(team=team, signature=signature).first() if signature else None
    run = RequestImport.objects.create(
        team=team,
        file_name=file_name[:255] or "Pasted cells",
        file_kind=table.kind[:200],
        columns=[name[:300] for name in header.names],
        signature=signature,
        layout=[known.fields.get(column.name, "") if known else column.field for column in columns],
        codes=known.codes if known else {},
        title=known.title if known else "",
        notes=list(table.notes),
        total=len(rows),
        started_by=by,
    )
    copy_rows(
        RequestImportRow,
        ("run_id", "number", "cells", "decision"),
        ((run.pk, number, row[: len(columns)], "") for number, row in rows),
    )
    return run


@transaction.atomic
def set_columns(*, run: RequestImport, layout: Sequence[str], title: str = "") -> RequestImport:
    """Say which field each column holds ("" for none), and what rows are about that do not say it.

    Without a column of outcomes it is checked next, else the codes are to be said (`set_codes`). Raises
    `ImportRefused`, `TwoColumns`, `NotNow`.
    """
    layout = [code if code in BY_CODE else "" for code in layout][: len(run.columns)]
    layout += [""] * (len(run.columns) - len(layout))
    for code, count in Counter(layout).items():
        if code and count > 1 and not BY_CODE[code].many:
            raise TwoColumns(BY_CODE[code].header)
    title = " ".join(title.split())[:200]
    if not {"authority", *IDENTIFIERS} & set(layout):
        raise ImportRefused("Say which column holds the names of the authorities.")
    if not {"sent", "received"} & set(layout):
        raise ImportRefused("Say which column holds the day it was sent, or the day it was received.")
    if "title" not in layout and not title:
        raise ImportRefused("Say which column tells what it is about, or give one title for all rows.")
    coded = "outcome" in layout
    to_phase(
        run,
        Phase.COLUMNS if coded else Phase.CHECKING,
        of=(Phase.COLUMNS, Phase.READY),
        to_do=run.total,
        layout=layout,
        title=title,
    )
    _remember(run)
    return run


@transaction.atomic
def set_codes(*, run: RequestImport, codes: Mapping[str, str]) -> RequestImport:
    """Say what each of the team's codes means (`Outcome`), remember it, and have the file checked.

    Raises `ImportRefused` where a code of the file is not given one of our outcomes, `NotNow`.
    """
    said = {plain_code(code): outcome for code, outcome in codes.items() if outcome in list(Outcome)}
    open_codes = [each.code for each in codes_of(run) if each.key not in said]
    if open_codes:
        raise ImportRefused(f"Say what these codes mean: {', '.join(open_codes[:10])}.")
    to_phase(
        run, Phase.CHECKING, of=(Phase.COLUMNS, Phase.READY), to_do=run.total, codes={**run.codes, **said}
    )
    _remember(run)
    return run


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the file, how many rows have it, and what it means or is guessed to mean ("" where nobody knows)."""

    key: str
    code: str
    rows: int
    outcome: str


_CODES = """
SELECT min(cell), count(*) FROM (
  SELECT btrim(regexp_replace(cells[%(at)s], '\\s+', ' ', 'g')) AS cell
  FROM requests_app_requestimportrow WHERE run_id = %(run)s) c
WHERE cell <> '' GROUP BY lower(cell) ORDER BY count(*) DESC, 1
"""


def codes_of(run: RequestImport) -> list[Code]:
    """The codes in the column of outcomes, the most common first; none where no column holds them.

    Raises `ImportRefused` for a column with so many different cells that it can hold no codes.
    """
    if "outcome" not in run.layout:
        return []
    rows = fetch(_CODES, run=run.pk, at=run.layout.index("outcome") + 1)
    found = [
        Code(plain_code(cell), cell, count, run.codes.get(plain_code(cell)) or guess_outcome(cell))
        for cell, count in rows
        if cell.casefold() not in NOTHING
    ]
    if len(found) > MOST_CODES:
        name = run.columns[run.layout.index("outcome")]
        raise ImportRefused(
            f"“{name}” holds {len(found)} different texts: too many for codes. Say which column holds the outcomes."
        )
    return found


def _remember(run: RequestImport) -> None:
    if not run.signature:
        return
    RequestImportMapping.objects.update_or_create(
        team=run.team,
        signature=run.signature,
        defaults={
            "fields": {name: code for name, code in zip(run.columns, run.layout, strict=True) if code},
            "codes": run.codes,
            "title": run.title,
        },
    )
