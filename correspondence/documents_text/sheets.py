"""Spreadsheets (.xlsx, .xls, .ods): a sheet a page, a row a line, cells apart by tabs."""

from __future__ import annotations

import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from correspondence.documents_text.office import check_bomb
from correspondence.documents_text.types import LONGEST_PAGE, MOST_PAGES, Found, Unreadable


def read_sheets(path: Path) -> Found:
    if zipfile.is_zipfile(path):
        check_bomb(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = book.sheet_names
            pages = tuple(_sheet(book, name) for name in names[:MOST_PAGES])
    except PasswordError as error:
        raise Unreadable("The spreadsheet is locked with a password.") from error
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable("The spreadsheet is damaged.") from error
    long = any(len(page) > LONGEST_PAGE for page in pages)
    note = (
        f"Of long sheets only the first {LONGEST_PAGE // 1_000_000} million characters were kept."
        if long
        else ""
    )
    return Found(pages, len(names), "text", note)


def _sheet(book: CalamineWorkbook, name: str) -> str:
    """The sheet's name and its rows, until a page is full."""
    lines, length = [name], len(name)
    for row in book.get_sheet_by_name(name).iter_rows():
        line = "\t".join(map(_cell, row)).rstrip("\t")
        if line:
            lines.append(line)
            length += len(line) + 1
            if length > LONGEST_PAGE:
                break
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\n", " ").strip()
