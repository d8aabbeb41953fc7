"""Spreadsheets of requests for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accounts.models import Team, User
from authorities.tables.reading import read_table
from requests_app.models import RequestImport
from requests_app.services import imports
from tests.authorities.services.imports.files import csv_of

HEADER = "Authority,Date sent,Received,Ref,Code,Reply,Link,Notes,Title,Owner"


def row(authority: str = "Blaby District Council", **cells: str) -> list[str]:
    given = {
        "sent": "19/07/2018",
        "received": "20/07/2018",
        "ref": "",
        "code": "",
        "reply": "",
        "link": "",
        "notes": "",
        "title": "Scoring systems",
        "owner": "",
        **cells,
    }
    return [authority, *given.values()]


def started(
    team: Team, *rows: Sequence[str], by: User | None = None, header: str = HEADER, name: str = "batch.csv"
) -> RequestImport:
    """A run whose columns are to be looked over."""
    table = read_table(csv_of(header, *rows))
    return imports.start_import(team=team, table=table, file_name=name, by=by)


def checked(
    team: Team,
    *rows: Sequence[str],
    by: User | None = None,
    header: str = HEADER,
    codes: Mapping[str, str] | None = None,
    title: str = "",
) -> RequestImport:
    """A run whose preview is ready; codes that are not given mean what is guessed."""
    run = started(team, *rows, by=by, header=header)
    imports.set_columns(run=run, layout=run.layout, title=title)
    if "outcome" in run.layout:
        guessed = {each.code: each.outcome for each in imports.codes_of(run)}
        imports.set_codes(run=run, codes={**guessed, **(codes or {})})
    return imports.finish(run)


def applied(team: Team, *rows: Sequence[str], by: User | None = None, **given) -> RequestImport:
    run = checked(team, *rows, by=by, **given)
    imports.apply_import(run=run, by=by)
    return imports.finish(run)


def statuses(run: RequestImport) -> list[str]:
    return list(run.findings.order_by("number").values_list("status", flat=True))


def problems(run: RequestImport, number: int = 2) -> list[tuple[str, str]]:
    """What is wrong with a row: the column, and what."""
    found = run.findings.get(number=number)
    return [(column, what) for column, _, what, _ in found.problems]
