"""Why an import of authorities cannot do what was asked: one sentence each."""

from __future__ import annotations

from authorities.bringing.errors import ChangedSince, ImportRefused, NotNow, TwoColumns

__all__ = ["ChangedSince", "ImportRefused", "NoNameColumn", "NotNow", "TwoColumns"]


class NoNameColumn(ImportRefused):
    def __init__(self) -> None:
        super().__init__("Say which column holds the names of the authorities.")
