"""Bringing in a team's spreadsheet of requests: keep the file, check it, apply it in committed chunks, undo it."""

from authorities.bringing.errors import ChangedSince, ImportRefused, NotNow
from requests_app.services.imports.deciding import Choice, choose_authority, decide, decide_all
from requests_app.services.imports.runs import (
    apply_import,
    cancel_import,
    drop_import,
    finish,
    undo_import,
    work_on_imports,
)
from requests_app.services.imports.starting import codes_of, set_codes, set_columns, start_import

__all__ = [
    "ChangedSince",
    "Choice",
    "ImportRefused",
    "NotNow",
    "apply_import",
    "cancel_import",
    "choose_authority",
    "codes_of",
    "decide",
    "decide_all",
    "drop_import",
    "finish",
    "set_codes",
    "set_columns",
    "start_import",
    "undo_import",
    "work_on_imports",
]
