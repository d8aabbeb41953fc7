"""What each column of a dataset and each code in it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from requests_app.dataset.shapes import Dataset
from requests_app.dataset.tables import Column, Table, Value

_KIND_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "date": "date, as 2018-08-20",
    "boolean": "yes or no",
}
_EVERY = """- Codes are the same in every export; what each means stands below.
- Blank is "not known" or "nothing", as the column says.
- A text that a spreadsheet would compute (one that begins with =, +, - or @) has an apostrophe before it.
"""


def codebook(tables: Sequence[Table]) -> Table:
    """A row a column, and a row a code of it."""
    columns = (
        Column("table", "Table"),
        Column("column", "Column"),
        Column("code", "Code", meaning="Blank: the row is about the column itself."),
        Column("title", "Title", meaning="Of the column, or what the code means."),
        Column("kind", "Kind"),
        Column("meaning", "Meaning"),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for table in tables:
            for column in table.columns:
                kind = _KIND_WORDS[column.kind]
                yield (table.name, column.name, "", column.title, kind, column.meaning)
                for code, label in column.codes.items():
                    yield (table.name, column.name, code, label, "", "")

    return Table("codebook", "What each column and each code means", columns, (), rows)


def as_markdown(dataset: Dataset, tables: Sequence[Table]) -> str:
    """The same to be read by people, with the questions in full."""
    parts = [f"# {_line(dataset.title)}\n", f"{len(dataset.rows):,} requests of {_line(dataset.team)}.\n"]
    if dataset.public:
        parts.append("For publication: without names of people, and without what may not be published yet.\n")
    parts += [_EVERY, "## What was asked\n"]
    parts += [
        f"- **{each.code}** ({_line(each.label)}{', ' + _line(each.name) if each.name else ''}): {_line(each.text)}"
        for each in dataset.questions
    ]
    for table in tables:
        parts += ["", f"## {table.name}.csv: {table.title.lower()}\n", "| column | title | kind | meaning |"]
        parts += ["|---|---|---|---|", *map(_in_a_row, table.columns)]
    parts += ["", "## Codes\n", *_codes(tables)]
    return "\n".join(parts) + "\n"


def _codes(tables: Sequence[Table]) -> Iterator[str]:
    """Each list of codes once, under the names of all columns that have it."""
    lists: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for table in tables:
        for column in table.columns:
            if column.codes:
                lists.setdefault(tuple(column.codes.items()), []).append(column.name)
    for codes, names in lists.items():
        yield f"**{', '.join(dict.fromkeys(names))}**\n"
        yield from (f"- `{_line(code)}`: {_line(label)}" for code, label in codes)
        yield ""


def _in_a_row(column: Column) -> str:
    cells = (f"`{column.name}`", column.title, _KIND_WORDS[column.kind], column.meaning)
    return "| " + " | ".join(_line(cell).replace("|", "\\|") for cell in cells) + " |"


def _line(text: str) -> str:
    """A text in one line, with what HTML would make of it spelled out."""
    return " ".join(text.split()).replace("<", "&lt;")
