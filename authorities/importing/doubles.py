"""Rows of one file that stand for the same authority. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from authorities.importing.rows import SCALARS, WEB, Layout, Problem, Row
from authorities.links import shown
from authorities.tables.fields import EMAIL_ROLES, SCHEMES


class Doubles:
    """Notes each row as it comes. The first row with an identifier or a name speaks for the later ones.

    Rows with one identifier and two names (Welsh and English, say) are joined: the first takes the name, the
    identifiers and the addresses of the other. Rows with one name that contradict each other are wrong. An identifier
    that two different authorities would bear stays with the first.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.by_identifier: dict[tuple[str, str], Row] = {}
        self.by_name: dict[str, Row] = {}

    def note(self, row: Row) -> None:
        if row.problems:
            return
        named = self.by_name.get(row.folded)
        first = named or self._by_identifier(row)
        if first is None or first is row:
            self._remember(row)
        elif named and (against := _against(named, row)):
            row.problems += (
                Problem(
                    self._layout.name_column,
                    row.name,
                    f"Row {named.number} has this name too, and says otherwise: {', '.join(against)}",
                    "One row for each authority: put the two into one, or give them different names",
                ),
            )
        else:
            join(first, row)
            self._remember(row, speaker=first)

    def _by_identifier(self, row: Row) -> Row | None:
        """The earlier row that bears one of the identifiers, unless a more telling one says they are two."""
        for scheme in SCHEMES:
            value = row.values.get(scheme)
            first = self.by_identifier.get((scheme, value)) if value else None
            if first is None:
                continue
            if not _other_codes(first, row):
                return first
            del row.values[scheme]
            row.notes += (f"Its {scheme} {value} is that of row {first.number} too: left out here",)
        return None

    def _remember(self, row: Row, speaker: Row | None = None) -> None:
        speaker = speaker or row
        self.by_name.setdefault(row.folded, speaker)
        for scheme in SCHEMES:
            if value := row.values.get(scheme):
                self.by_identifier.setdefault((scheme, value), speaker)
            for more in row.more_codes.get(scheme, ()):
                self.by_identifier.setdefault((scheme, more), speaker)


def _other_codes(one: Row, other: Row) -> bool:
    """Whether the first identifier that both have is another one."""
    for scheme in SCHEMES:
        mine, theirs = one.values.get(scheme), other.values.get(scheme)
        if mine and theirs:
            return bool(mine != theirs)
    return False


def _against(first: Row, row: Row) -> list[str]:
    """The fields in which the two rows contradict each other."""
    wrong = [scheme for scheme in SCHEMES if _differ(first, row, scheme)]
    wrong += [code for code in (*SCALARS, *EMAIL_ROLES) if _differ(first, row, code)]
    return [code.replace("_", " ") for code in wrong]


def agree(first: Row, row: Row) -> bool:
    """Whether two rows about one authority contradict each other in nothing."""
    return not _against(first, row)


def _differ(first: Row, row: Row, code: str) -> bool:
    mine, theirs = first.values.get(code), row.values.get(code)
    if mine in (None, "", []) or theirs in (None, "", []):
        return False
    if code in WEB:
        return shown(mine).lower() != shown(theirs).lower()
    return bool(set(mine) != set(theirs) if isinstance(mine, list) else mine != theirs)


def join(first: Row, row: Row) -> None:
    """Let the first row speak for the other: it takes its name, its codes and addresses, and what it lacks itself."""
    row.joins = first.number
    row.notes += (f"The same authority as row {first.number} of this file, which is brought in for both",)
    names = [*first.values.get("other_names", ()), row.name, *row.values.get("other_names", ())]
    first.values["other_names"] = list(dict.fromkeys(names))
    for code in (*EMAIL_ROLES, "tags"):
        if row.values.get(code):
            both: Sequence[str] = [*first.values.get(code, ()), *row.values[code]]
            first.values[code] = list(dict.fromkeys(both))
    for code in (*SCALARS, *SCHEMES, "replaced_by"):
        if not row.values.get(code):
            continue
        if not first.values.get(code):
            first.values[code] = row.values[code]
        elif _differ(first, row, code) and code not in SCHEMES:
            first.notes += (f"Row {row.number} gives another {code.replace('_', ' ')}: this row's is taken",)
