"""What can be wrong with an authority, in words for the person who typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authorities.models import Authority


class AuthorityError(ValueError):
    """The base of them: `str()` is one sentence for the screen."""


class NameMissing(AuthorityError):
    def __init__(self) -> None:
        super().__init__("Enter the name of the authority.")


class NameTooLong(AuthorityError):
    def __init__(self, longest: int) -> None:
        super().__init__(f"The name of an authority has {longest} characters at most.")


class NameTaken(AuthorityError):
    """Another authority has this official name already."""

    def __init__(self, other: Authority) -> None:
        self.other = other
        super().__init__(f"There is an authority called {other.name} already.")


class OtherNameTaken(AuthorityError):
    """What should be another name of one authority is the official name of another."""

    def __init__(self, other: Authority) -> None:
        self.other = other
        super().__init__(
            f"{other.name} is the official name of another authority. Was that one replaced by this one?"
        )


class IdentifierTaken(AuthorityError):
    """An identifier points at one authority alone."""

    def __init__(self, scheme: str, label: str, value: str, other: Authority) -> None:
        self.scheme, self.other = scheme, other
        super().__init__(f"The {label} {value} belongs to {other.name} already.")


class AmbiguousName(AuthorityError):
    """Several authorities bear the name, and nothing tells which is meant."""

    def __init__(self, name: str, candidates: list[Authority]) -> None:
        self.candidates = candidates
        listed = ", ".join(authority.name for authority in candidates)
        super().__init__(f"Several authorities are called {name}: {listed}.")


class ContactTaken(AuthorityError):
    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is a contact of this authority for the same purpose already.")


class CannotReplace(AuthorityError):
    """An authority cannot be replaced by itself, nor by one that it replaces."""


class UnsafeAddress(AuthorityError):
    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not a web address: it must start with https:// or http://.")


class CannotMerge(AuthorityError):
    """The two cannot become one: `str()` says why, and what to do first."""


class CannotUndo(AuthorityError):
    """Something has touched what the merge moved: `str()` says what."""


class SetNameMissing(AuthorityError):
    def __init__(self) -> None:
        super().__init__("Enter a name for the set.")


class SetNameTaken(AuthorityError):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is a set called {name} already.")


class AlreadyDecided(AuthorityError):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__("Somebody has decided about this already.")


class CannotAccept(AuthorityError):
    """What was proposed no longer fits the list: `str()` says why."""
