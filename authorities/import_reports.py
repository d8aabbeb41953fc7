"""What an import did, or would do, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from authorities.import_models import ImportFinding, ImportRun
from authorities.services.imports.files import LEFT_OUT
from authorities.services.imports.report import missing_from, report_of


def as_dict(run: ImportRun, *, dry: bool = False, rows: bool = False) -> dict[str, Any]:
    """The numbers of a run, what each column held, and with `rows` each row that is left out."""
    report = report_of(run)
    told: dict[str, Any] = {
        "file": run.file_name,
        "kind": run.file_kind,
        "dry_run": dry,
        "rows": report.total,
        "columns": {name: code for name, code in zip(run.columns, run.layout, strict=True) if code},
        **asdict(report),
        "left_out": report.left_out,
        "missing": missing_from(run).count(),
        "notes": run.notes,
    }
    del told["total"]
    if rows:
        told["rows_left_out"] = [
            _row(each) for each in ImportFinding.objects.filter(run=run, status__in=LEFT_OUT)
        ]
    return told


def as_text(report: dict[str, Any]) -> str:
    found = report["found"]
    columns = ", ".join(f"{name} = {code}" for name, code in report["columns"].items())
    lines = [
        f"{report['file']} ({report['kind']}): {report['rows']} rows. {columns}.",
        f"{found['new']} new, {found['changed']} changed, {found['same']} the same, "
        f"{found['maybe']} maybe duplicates, {found['error']} wrong, {found['skipped']} skipped.",
    ]
    if report["dry_run"]:
        lines.append("Nothing was written.")
    else:
        lines.append(f"{report['made']} made, {report['changed']} changed, {report['left_out']} left out.")
    if report["under_open_requests"]:
        lines.append(f"{report['under_open_requests']} with another address have open requests.")
    lines.extend(report["notes"])
    for row in report.get("rows_left_out", ()):
        why = (
            "; ".join(row["wrong"])
            or ", ".join(f"perhaps {each}" for each in row["perhaps"])
            or row["status"]
        )
        lines.append(f"  row {row['row']} {row['name']}: {why}")
    return "\n".join(lines)


def _row(finding: ImportFinding) -> dict[str, Any]:
    return {
        "row": finding.number,
        "name": finding.name,
        "status": finding.status,
        "wrong": [f"{column}: {what}. {right}" for column, _, what, right in finding.problems],
        "perhaps": [candidate[0] for candidate in finding.candidates],
        "notes": finding.notes,
    }
