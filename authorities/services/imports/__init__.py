"""Bringing in lists of authorities: keep a file, check it, apply it in committed chunks, undo it."""

from authorities.services.imports.deciding import decide, decide_all
from authorities.services.imports.errors import ChangedSince, ImportRefused, NotNow
from authorities.services.imports.runs import (
    apply_import,
    cancel_import,
    drop_import,
    finish,
    undo_import,
    work_on_imports,
)
from authorities.services.imports.starting import layout_by_names, set_columns, start_import
from authorities.services.imports.undoing import Touched, touched_since

__all__ = [
    "ChangedSince",
    "ImportRefused",
    "NotNow",
    "Touched",
    "apply_import",
    "cancel_import",
    "decide",
    "decide_all",
    "drop_import",
    "finish",
    "layout_by_names",
    "set_columns",
    "start_import",
    "touched_since",
    "undo_import",
    "work_on_imports",
]
