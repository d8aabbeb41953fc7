"""The whole file against the authorities and the team's requests: what each row would do. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from authorities.importing.known import Register
from authorities.importing.matching import DECIDED, Match, Matcher
from authorities.importing.rows import Problem
from authorities.importing.rows import Row as AuthorityRow
from authorities.names import fold
from requests_app.deadlines import Calendar, FactsError, check
from requests_app.importing.doubles import Known, Told, keys
from requests_app.importing.fields import IDENTIFIERS
from requests_app.importing.rows import Layout, Row, Rules, check_row, facts_of

NEW, SAME, MAYBE, UNKNOWN, ERROR, SKIPPED = "new", "same", "maybe", "unknown", "error", "skipped"
TOLD_EVERY = 500


@dataclass(slots=True)
class Finding:
    """What one row would do. `twin`: the request or the row it is, or may be, the same as."""

    number: int
    name: str
    title: str
    status: str
    authority_id: int | None = None
    basis: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    candidates: list[list[Any]] = field(default_factory=list)
    twin_id: int | None = None
    twin_row: int | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people said: of rows ("new" or "skip"), and of names of authorities (see `key_of`).

    `authorities`: a name to {"what": "same", "id": …}, {"what": "skip"} or {"what": "proposed"}.
    """

    rows: Mapping[int, str] = field(default_factory=dict)
    authorities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rows are compared with. `requests_to` gives the team's requests to some authorities."""

    register: Register
    calendar_of: Callable[[str], Calendar]
    requests_to: Callable[[set[int]], Iterable[Told]]


def key_of(values: Mapping[str, Any]) -> str:
    """By what a name of an authority in the file is decided, once for all its rows."""
    said = [fold(str(values.get("authority", "")))]
    return "|".join([*said, *(str(values.get(code, "")) for code in IDENTIFIERS)]).rstrip("|")


class Plan:
    """Made with the rows of a file; `findings()` tells what each would do. `tell` hears how many rows are done."""

    def __init__(
        self,
        rows: Iterable[tuple[int, Sequence[str]]],
        layout: Layout,
        rules: Rules,
        around: Surroundings,
        decisions: Decisions,
        tell: Callable[[int], None] = lambda done: None,
    ) -> None:
        self._layout, self._around, self._decisions, self._tell = layout, around, decisions, tell
        self._rows = list(self._checked(rows, rules))
        self._matches = self._matched()
        self._here, self._file = Known(), Known()
        for told in around.requests_to({match.id for match in self._matches.values() if match.id}):
            self._here.note(told)

    def _checked(self, rows: Iterable[tuple[int, Sequence[str]]], rules: Rules) -> Iterator[Row]:
        for n, (number, cells) in enumerate(rows):
            if n % TOLD_EVERY == 0:
                self._tell(n // 2)
            yield check_row(number, cells, self._layout, rules)

    def _matched(self) -> dict[str, Match]:
        """The authority of each name in the file, once however many rows have it."""
        matcher = Matcher(self._around.register, Counter())
        found: dict[str, Match] = {}
        for row in self._rows:
            key = key_of(row.values)
            if key and key not in found:
                found[key] = self._decided(key) or matcher.match(_as_authority(row))
        return found

    def _decided(self, key: str) -> Match | None:
        said = self._decisions.authorities.get(key, {})
        if said.get("what") == "same" and said.get("id") in self._around.register.all:
            return Match(said["id"], DECIDED)
        return None

    def findings(self) -> Iterator[Finding]:
        """One by one, in the order of the file."""
        for n, row in enumerate(self._rows):
            if n % TOLD_EVERY == 0:
                self._tell((len(self._rows) + n) // 2)
            yield self._finding(row)

    def _finding(self, row: Row) -> Finding:
        key = key_of(row.values)
        match = self._matches.get(key, Match())
        found = Finding(row.number, row.name, row.title, ERROR, match.id, match.basis, notes=row.notes)
        decided = self._decisions.rows.get(row.number, "")
        said = self._decisions.authorities.get(key, {}).get("what")
        if decided == "skip" or (match.id is None and said == "skip"):
            found.status = SKIPPED
        elif row.problems or (match.id is not None and self._is_against_the_law(row, match.id)):
            found.problems = [problem.as_json() for problem in row.problems]
        elif match.id is None:
            found.status, found.values = UNKNOWN, {"key": key}
            found.candidates = [[each.id, each.score, each.why] for each in match.candidates]
            if said == "proposed":
                found.notes.append(
                    "Proposed as a new authority: bring the row in once a site admin has added it"
                )
        else:
            self._compare(found, row, match.id, all_the_same=decided == "new")
        return found

    def _is_against_the_law(self, row: Row, authority_id: int) -> bool:
        """Whether the law knows no such order of events; then that is a problem of the row."""
        known = self._around.register.all[authority_id]
        law = row.values.get("law") or known.law
        try:
            check(facts_of(row.values), law, known.body, calendar=self._around.calendar_of(law))
        except FactsError as error:
            column = self._layout.column("received", "sent")
            row.problems.append(Problem(column, "", str(error).rstrip("."), "Dates in the order of the law"))
            return True
        return False

    def _compare(self, found: Finding, row: Row, authority_id: int, *, all_the_same: bool) -> None:
        days = frozenset(filter(None, (row.values.get("sent"), row.values.get("received"))))
        told = Told(authority_id, row.title, days, keys(row.values.get("reference", ())), row=row.number)
        twin = self._here.twin(told) or self._file.twin(told)
        self._file.note(told)
        found.values = _as_json(row.values)
        if twin and not all_the_same:
            found.status = SAME if twin.is_same else MAYBE
            found.twin_id, found.twin_row = twin.other.request_id, twin.other.row
            if twin.why:
                where = f"Row {twin.other.row}" if twin.other.row else "A request of the team"
                found.notes.append(f"{where} may be the same: {twin.why}")
            return
        found.status = NEW


def _as_authority(row: Row) -> AuthorityRow:
    """The row as the matching of authorities reads it."""
    codes = {code: row.values[code] for code in IDENTIFIERS if row.values.get(code)}
    return AuthorityRow(row.number, codes, name=row.name, folded=fold(row.name))


def _as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        code: value.isoformat() if hasattr(value, "isoformat") else value
        for code, value in values.items()
        if value not in (None, "", [])
    }
