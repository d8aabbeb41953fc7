"""What was found, in plain words."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GOOD = "good"
    NOTE = "note"  # works, but worth knowing
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was seen and, unless all is well, how to mend it."""

    what: str
    state: State
    says: str
    mend: str = ""


def good(what: str, says: str) -> Finding:
    return Finding(what, State.GOOD, says)


def note(what: str, says: str, mend: str = "") -> Finding:
    return Finding(what, State.NOTE, says, mend)


def broken(what: str, says: str, mend: str) -> Finding:
    return Finding(what, State.BROKEN, says, mend)
