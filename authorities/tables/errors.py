"""Why a file cannot be read as a table: one sentence each, for whoever chose the file."""

from __future__ import annotations


class TableError(ValueError):
    """The base of them: `str()` is one sentence for the screen."""


class TooMuch(TableError):
    """More bytes, rows or cells than are read."""


class Locked(TableError):
    """Protected by a password."""


class NotATable(TableError):
    """No table, or of a kind that is not read."""
