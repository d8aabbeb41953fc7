"""Why an import cannot do what was asked: one sentence each."""

from __future__ import annotations

from authorities.errors import AuthorityError


class ImportRefused(AuthorityError):
    """What was asked does not fit where the import is."""


class NotNow(ImportRefused):
    """The import is in another phase: somebody else was faster, or the page is old."""


class TwoColumns(ImportRefused):
    """Two columns for something that there is once."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Only one column can hold the {what}.")


class ChangedSince(ImportRefused):
    """Something else has changed what was brought in: undoing the import would undo that too."""

    def __init__(self, names: list[str], count: int) -> None:
        self.names, self.count = names, count
        more = f" and {count - len(names)} more" if count > len(names) else ""
        verb = "has" if count == 1 else "have"
        super().__init__(f"{', '.join(names)}{more} {verb} been changed or used since the import.")
