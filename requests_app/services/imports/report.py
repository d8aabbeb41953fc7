"""What an import would do, or did, in numbers and as a file: counted from its rows each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q

from authorities.tables.fields import OUR_COLUMNS, RESULT, RIGHT, WRONG
from authorities.tables.headers import plain
from requests_app.models import RequestImport, RequestImportFinding, RequestImportRow

STATUSES = tuple(RequestImportFinding.Status.values)
LEFT_OUT = ("error", "unknown", "maybe", "overtaken")
_OURS = frozenset(map(plain, OUR_COLUMNS))
_WORDS = {
    "unknown": (
        "The authority is not known",
        "Its name as in the list; or say in the preview what it is",
    ),
    "maybe": ("It may be here already", "Say in the preview what it is"),
    "overtaken": ("Something else has changed meanwhile", "Bring the row in again"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """`found` counts the rows by status; `made` and `undone` what was written and taken back.

    `kept` are requests of an undone import that were touched since and left.
    """

    total: int
    found: Mapping[str, int]
    made: int = 0
    undone: int = 0
    kept: int = 0

    @property
    def left_out(self) -> int:
        """Rows that were not brought in and stay in the file of errors."""
        return sum(self.found.get(status, 0) for status in LEFT_OUT)


def report_of(run: RequestImport) -> Report:
    """The numbers of a run, in two queries."""
    findings = RequestImportFinding.objects.filter(run=run)
    found = dict.fromkeys(STATUSES, 0)
    found |= dict(findings.order_by().values_list("status").annotate(n=Count("pk")))
    made = Q(made_id__isnull=False)
    counts = findings.aggregate(
        n_made=Count("pk", filter=made & Q(undone=False)),
        n_undone=Count("pk", filter=Q(undone=True)),
        n_kept=Count("pk", filter=made & Q(touched=True, undone=False)),
    )
    return Report(run.total, found, **{name.removeprefix("n_"): n for name, n in counts.items()})


def header_of(run: RequestImport) -> list[str]:
    return [*(name for name in run.columns if plain(name) not in _OURS), RESULT, WRONG, RIGHT]


def rows_of(run: RequestImport, *, statuses: Sequence[str] = ()) -> Iterator[list[str]]:
    """The rows with these statuses (all where none is given) in their own columns, with what is wrong beside them.

    Corrected and brought in again the file is known by its columns; ours are left out of account.
    """
    places = [index for index, name in enumerate(run.columns) if plain(name) not in _OURS]
    found = RequestImportFinding.objects.filter(run=run).order_by("number")
    if statuses:
        found = found.filter(status__in=statuses)
    numbers = found.values_list("number", flat=True)
    rows = RequestImportRow.objects.filter(run=run, number__in=numbers).order_by("number")
    told = found.values_list("status", "problems", "notes")
    for cells, (status, problems, notes) in zip(
        rows.values_list("cells", flat=True).iterator(2000), told.iterator(2000), strict=True
    ):
        own = [cells[index] if index < len(cells) else "" for index in places]
        yield [*own, RequestImportFinding.Status(status).label, *_words(status, problems, notes)]


def _words(status: str, problems: list[list[str]], notes: list[str]) -> list[str]:
    """What is wrong and what would be right, or what to know."""
    if status in _WORDS:
        wrong, right = _WORDS[status]
        return ["; ".join([wrong, *notes]), right]
    wrong = "; ".join(f"{column}: {what}" for column, _, what, _ in problems)
    right = "; ".join(right for _, _, _, right in problems)
    return [wrong or "; ".join(notes), right]


def as_dict(run: RequestImport, *, dry: bool = False, rows: bool = False) -> dict[str, Any]:
    """The numbers of a run for programs, what each column held, and with `rows` each row that is left out."""
    report = report_of(run)
    told: dict[str, Any] = {
        "file": run.file_name,
        "kind": run.file_kind,
        "team": run.team.name,
        "dry_run": dry,
        "rows": report.total,
        "columns": {name: code for name, code in zip(run.columns, run.layout, strict=True) if code},
        "codes": run.codes,
        **{name: value for name, value in asdict(report).items() if name != "total"},
        "left_out": report.left_out,
        "notes": run.notes,
    }
    if rows:
        left = RequestImportFinding.objects.filter(run=run, status__in=LEFT_OUT)
        told["rows_left_out"] = [
            {
                "row": each.number,
                "authority": each.name,
                "status": each.status,
                "wrong": [f"{column}: {what}. {right}" for column, _, what, right in each.problems],
                "notes": each.notes,
            }
            for each in left
        ]
    return told


def as_text(report: Mapping[str, Any]) -> str:
    """The same for people."""
    found = report["found"]
    columns = ", ".join(f"{name} = {code}" for name, code in report["columns"].items())
    lines = [
        f"{report['file']} ({report['kind']}): {report['rows']} rows. {columns}.",
        f"{found['new']} new, {found['same']} here already, {found['maybe']} maybe duplicates, "
        f"{found['unknown']} to authorities not known, {found['error']} wrong, {found['skipped']} skipped.",
        "Nothing was written."
        if report["dry_run"]
        else f"{report['made']} made, {report['left_out']} left out.",
        *report["notes"],
    ]
    for row in report.get("rows_left_out", ()):
        why = "; ".join(row["wrong"] or row["notes"]) or row["status"]
        lines.append(f"  row {row['row']} {row['authority']}: {why}")
    return "\n".join(lines)
