"""A dataset as one file: a data package (ZIP), a workbook, JSON, or one table as CSV. No cell of it is a formula.

The package follows the Tabular Data Package of Frictionless Data: `datapackage.json` describes its CSV files, so that
other programs read them with their types. The same dataset gives the same bytes.
"""

from __future__ import annotations

import codecs
import io
import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from authorities.tables.workbook import Sheet, write_sheets
from authorities.tables.writing import csv_lines
from requests_app.dataset import tables
from requests_app.dataset.codebook import as_markdown, codebook
from requests_app.dataset.shapes import Cell, Dataset, Row
from requests_app.dataset.tables import Column, Table

_MADE = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest day a ZIP knows: the day of making would make every package another one
_FORMS = {"wide": tables.wide, "long": tables.long}
_WIDTHS = {"A": 10, "B": 36, "C": 22, "D": 18}


def tables_of(dataset: Dataset, *, form: str | None = None) -> list[Table]:
    """The tables of a form, "wide" or "long", or both (None); with the quotations."""
    chosen = [_FORMS[form]] if form else list(_FORMS.values())
    return [*(make(dataset) for make in chosen), tables.quotations(dataset)]


def data_package(dataset: Dataset, *, form: str | None = None) -> bytes:
    """The ZIP: `datapackage.json`, a CSV for each table, and the codebook as a table and to be read.

    form: "wide" (a row a request), "long" (a row a request and question); None: both.
    """
    every = tables_of(dataset, form=form)
    described = [*every, codebook(every)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        _put(pack, "datapackage.json", _json(_described(dataset, described)))
        _put(pack, "CODEBOOK.md", as_markdown(dataset, every).encode())
        for table in described:
            _put(pack, f"data/{table.name}.csv", b"".join(csv(table)).removeprefix(codecs.BOM_UTF8))
    return file.getvalue()


def csv(table: Table) -> Iterator[bytes]:
    """A table as CSV, in pieces; with the mark by which Excel knows UTF-8."""
    return csv_lines([column.name for column in table.columns], table.rows())


def workbook(dataset: Dataset) -> IO[bytes]:
    """Every table a sheet, the codebook last, in a temporary file at its beginning."""
    every = tables_of(dataset)
    sheets = (
        Sheet(table.name, [column.name for column in table.columns], table.rows(), _WIDTHS)
        for table in (*every, codebook(every))
    )
    return write_sheets(sheets)


def as_json(dataset: Dataset) -> bytes:
    """Everything as one object: the campaign, what was asked, what codes mean, and the requests with their answers."""
    wide, long = tables_of(dataset)[:2]
    facts = [column.name for column in wide.columns[: _facts(wide, long)]]
    return _json(
        {
            "campaign": {"title": dataset.title, "team": dataset.team},
            "questions": [
                {"code": each.code, "label": each.label, "name": each.name, "text": each.text}
                for each in dataset.questions
            ],
            "fields": [
                {"code": each.code, "name": each.name, "kind": each.kind, "meaning": each.help_text}
                for each in dataset.fields
            ],
            "codes": {column.name: column.codes for column in long.columns if column.codes},
            "requests": [
                {
                    **dict(zip(facts, values, strict=False)),
                    "identifiers": row.identifiers,
                    "their_references": row.their_references,
                    "fields": row.values,
                    "answers": _answers(row, dataset),
                }
                for row, values in zip(dataset.rows, wide.rows(), strict=True)
            ],
        }
    )


def _facts(wide: Table, long: Table) -> int:
    """How many columns the two tables begin with alike."""
    pairs = zip(wide.columns, long.columns, strict=False)
    return next(n for n, (one, other) in enumerate(pairs) if one != other)


def _answers(row: Row, dataset: Dataset) -> list[dict[str, Any]]:
    asked = [(each.code, cell) for each, cell in zip(dataset.questions, row.cells, strict=True) if cell]
    return [_answer(code, cell, dataset) for code, cell in (*asked, *(("", cell) for cell in row.others))]


def _answer(code: str, cell: Cell, dataset: Dataset) -> dict[str, Any]:
    found: dict[str, Any] = {
        "question": code or None,
        "item": cell.question,
        "answer": cell.outcome or None,
        "exemptions": [each._asdict() for each in cell.exemptions],
        "evidence": [each._asdict() for each in cell.quotes],
    }
    if cell.text:
        found["text"] = cell.text
    if not dataset.public:
        found |= {
            "note": cell.note,
            "settled": cell.is_settled,
            "coders": [{"coder": who, "answer": outcome} for who, outcome in cell.codings],
        }
    return found


def _described(dataset: Dataset, every: list[Table]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"campaign-{dataset.campaign}",
        "title": dataset.title,
        **({"description": dataset.description} if dataset.description else {}),
        "contributors": [{"title": dataset.team, "role": "author"}],
        "resources": [_resource(table) for table in every],
    }


def _resource(table: Table) -> dict[str, Any]:
    keys = {"primaryKey": list(table.key)} if table.key else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""], **keys},
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.kind, "title": column.title}
    if column.meaning:
        found["description"] = column.meaning
    if column.kind == "boolean":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.codes:
        found["constraints"] = {"enum": list(column.codes)}
    return found


def _put(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    pack.writestr(entry, content)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str).encode()
