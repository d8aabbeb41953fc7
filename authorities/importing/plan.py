"""The whole file against all authorities: what each row would do. Writes nothing; the same input, the same plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from authorities.importing.changes import Changes, changes_of, new_values, searched
from authorities.importing.dissolved import ask_of_the_dissolved
from authorities.importing.doubles import Doubles, agree, join
from authorities.importing.known import Register
from authorities.importing.matching import DECIDED, EMAIL, EXACT, IDENTIFIER, NORMALISED, Match, Matcher
from authorities.importing.names import clash, core
from authorities.importing.rows import Layout, Problem, Refusal, Row, check_row
from authorities.importing.succession import Succession
from authorities.names import fold
from authorities.tables.fields import EMAIL_ROLES, SCHEMES

NEW, CHANGED, SAME, MAYBE, ERROR, SKIPPED = "new", "changed", "same", "maybe", "error", "skipped"
_STRENGTH = (DECIDED, IDENTIFIER, EXACT, EMAIL, NORMALISED)
TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """What an admin said of a row: it is the `same` as an authority, `another` one, or to `skip`."""

    what: str
    authority_id: int | None = None


_UNDECIDED = Decision("")


@dataclass(slots=True)
class Finding:
    """What one row would do. `changes` for an authority that is here, `values` for a new one."""

    number: int
    name: str
    status: str
    authority_id: int | None = None
    basis: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)
    problems: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    candidates: list[list[Any]] = field(default_factory=list)


class Plan:
    """Made with the rows of a file and the authorities there are; `findings()` tells what each row would do.

    `wrong`: what is wrong with rows whatever their cells say, by their numbers. `rename`: names in the file become
    official names. `tell` is called with the number of rows done, now and then.
    """

    def __init__(
        self,
        rows: Iterable[tuple[int, Sequence[str]]],
        layout: Layout,
        register: Register,
        *,
        decisions: Mapping[int, Decision] | None = None,
        wrong: Mapping[int, Refusal] | None = None,
        rename: bool = False,
        tell: Callable[[int], None] = lambda done: None,
    ) -> None:
        self._layout, self._register, self._rename, self._tell = layout, register, rename, tell
        self._decisions, self._wrong_already = decisions or {}, wrong or {}
        self._doubles = Doubles(layout)
        self._rows = [self._checked(n, number, cells) for n, (number, cells) in enumerate(rows)]
        self._claims: dict[int, Row] = {}
        self._cores: dict[str, Row] = {}

    def _checked(self, n: int, number: int, cells: Sequence[str]) -> Row:
        if n % TOLD_EVERY == 0:
            self._tell(n // 2)
        row = check_row(number, cells, self._layout)
        if refusal := self._wrong_already.get(number):
            row.problems = tuple(refusal.problems)
            row.notes += (refusal.note,) if refusal.note else ()
        if self._decision(row).what != "skip":
            self._doubles.note(row)
        return row

    def findings(self) -> Iterator[Finding]:
        """One by one, in the order of the file; many thousands together would take much memory."""
        matches = self._matches()
        succession = Succession(self._rows, matches, self._register, self._doubles)
        for n, row in enumerate(self._rows):
            if n % TOLD_EVERY == 0:
                self._tell((len(self._rows) + n) // 2)
            yield self._finding(row, matches.get(row.number, Match()), succession)

    def _matches(self) -> dict[int, Match]:
        """The match of each row that has nothing wrong and speaks for itself; one row for each authority."""
        addresses = Counter(
            address for row in self._rows for code in EMAIL_ROLES for address in row.values.get(code, ())
        )
        matcher = Matcher(self._register, addresses)
        matches = {
            row.number: self._decided(row) or ask_of_the_dissolved(row, matcher.match(row), self._register)
            for row in self._rows
            if not row.problems and not row.joins and self._decision(row).what != "skip"
        }
        claiming = [row for row in self._rows if (match := matches.get(row.number)) and match.id is not None]
        claiming.sort(key=lambda row: (_STRENGTH.index(matches[row.number].basis), row.number))
        for row in claiming:
            first = self._claims.setdefault(matches[row.number].id or 0, row)
            if first is not row and agree(first, row):
                join(first, row)
                del matches[row.number]
        return matches

    def _decision(self, row: Row) -> Decision:
        return self._decisions.get(row.number, _UNDECIDED)

    def _decided(self, row: Row) -> Match | None:
        decision = self._decision(row)
        if decision.what == "same" and decision.authority_id in self._register.all:
            return Match(decision.authority_id, DECIDED)
        return Match(basis=DECIDED) if decision.what == "another" else None

    def _finding(self, row: Row, match: Match, succession: Succession) -> Finding:
        finding = Finding(row.number, row.name, ERROR, match.id, match.basis)
        if self._decision(row).what == "skip":
            finding.status = SKIPPED
        elif row.problems or self._is_claimed(row, match) or self._name_is_taken(row, match):
            finding.problems = [problem.as_json() for problem in row.problems]
        elif row.joins:
            finding.status = SAME
        elif match.id is not None:
            self._compare(finding, row, match.id, succession)
        elif match.candidates or self._is_nearly_double(row, match):
            finding.status = MAYBE
            finding.candidates = [[each.id, each.score, each.why] for each in match.candidates]
        else:
            if row.more_codes:
                self._leave_more_codes(row)
            finding.status, finding.values = NEW, new_values(row, self._taken(row, None))
            if target := succession.of(row):
                finding.values["replaced_by"], finding.values["is_active"] = target, False
        finding.notes = [*row.notes]
        return finding

    def _compare(self, finding: Finding, row: Row, pk: int, succession: Succession) -> None:
        known = self._register.all[pk]
        changes = changes_of(row, known, self._taken(row, pk), rename=self._rename)
        self._leave_taken_codes(changes, row, pk)
        if (target := succession.of(row)) and succession.id_of(target) != (known.replaced_by_id or 0):
            changes["replaced_by"] = [known.replaced_by_id, target]
            if known.is_active:
                changes["is_active"] = [True, False]
        finding.status, finding.changes = (CHANGED, changes) if changes else (SAME, {})
        finding.values = {"search_text": text} if (text := searched(known, changes)) else {}

    def _taken(self, row: Row, pk: int | None) -> Callable[[str], bool]:
        """Whether a name is the official one of another authority, here or in the file."""

        def taken(name: str) -> bool:
            holder = self._register.by_upper.get(name.upper())
            speaker = self._doubles.by_name.get(fold(name))
            return (holder is not None and holder != pk) or (speaker is not None and speaker is not row)

        return taken

    def _leave_taken_codes(self, changes: Changes, row: Row, pk: int) -> None:
        for scheme in SCHEMES:
            new = changes[scheme][1] if scheme in changes else []
            for code in new if isinstance(new, list) else [new]:
                holder = self._register.by_identifier.get((scheme, code))
                if holder not in (None, pk):
                    row.notes += (f"{code} belongs to {self._register.all[holder].name}: left out",)
                    changes.pop(scheme, None)

    def _leave_more_codes(self, row: Row) -> None:
        """Leave out what a new authority cannot bear beside its first codes, as another bears it."""
        row.more_codes = {
            scheme: [
                code
                for code in codes
                if (scheme, code) not in self._register.by_identifier
                and self._doubles.by_identifier.get((scheme, code)) is row
            ]
            for scheme, codes in row.more_codes.items()
        }

    def _is_claimed(self, row: Row, match: Match) -> bool:
        """Whether another row of the file is about the same authority already: then this one is wrong."""
        first = self._claims.get(match.id) if match.id is not None else None
        if first is None or first is row:
            return False
        name = self._register.all[match.id or 0].name
        self._wrong(
            row, f"Row {first.number} stands for the same authority: {name}", "One row for each authority"
        )
        return True

    def _name_is_taken(self, row: Row, match: Match) -> bool:
        """Whether a new authority would bear the official name of one that is here."""
        if match.id is not None or match.candidates or row.joins:
            return False
        holder = self._register.by_upper.get(row.name.upper())
        if holder is None:
            return False
        right = "Another name, such as the name with its county in brackets; or say that it is the same"
        self._wrong(row, "There is an authority of this name already", right)
        return True

    def _is_nearly_double(self, row: Row, match: Match) -> bool:
        """Whether a new row has nearly the name of an earlier new one, and nothing says that they are two."""
        if match.basis == DECIDED:
            return False
        first = self._cores.setdefault(core(row.name), row)
        if first is row or clash(first.name, row.name):
            return False
        if any(_told_apart(first, row, each) for each in (*SCHEMES, "nation")):
            return False
        row.notes += (f"Row {first.number} of the file has nearly the same name: {first.name}",)
        return True

    def _wrong(self, row: Row, what: str, right: str) -> None:
        row.problems += (Problem(self._layout.name_column, row.name, what, right),)


def _told_apart(one: Row, other: Row, code: str) -> bool:
    mine, theirs = one.values.get(code), other.values.get(code)
    return bool(mine and theirs and mine != theirs)
