"""Making the requests that a preview showed: a chunk of rows in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from authorities.models import Authority
from authorities.services.imports.copying import run_sql
from requests_app.deadlines import Calendar, FactsError, check
from requests_app.importing.fields import DATES
from requests_app.importing.outcomes import REQUEST_OUTCOMES, Outcome
from requests_app.importing.rows import facts_of
from requests_app.models import RequestImport, RequestImportFinding
from requests_app.services.calendars import calendars
from requests_app.services.imports.state import DIGEST
from requests_app.services.log_many import NewRequest, log_many

CHUNK = 500
Status = RequestImportFinding.Status

_AFTER = f"""
UPDATE requests_app_requestimportfinding f SET after = {DIGEST} FROM requests_app_informationrequest r
WHERE f.run_id = %(run)s AND f.number > %(low)s AND f.number <= %(high)s AND r.id = f.made_id
"""  # noqa: S608


def apply_chunk(run: RequestImport) -> bool:
    """Make the requests of the next rows of the run, whose row the caller has locked; False where none is left.

    Effects: the requests with all that `log_many` writes; the findings' `made_id` and `after`; rows whose authority
    is gone, or whose dates the law no longer takes, become `overtaken`; the run's progress.
    """
    waiting = RequestImportFinding.objects.filter(run=run, status=Status.NEW, number__gt=run.last_number)
    findings = list(waiting.order_by("number")[:CHUNK])
    if not findings:
        return False
    authorities = Authority.objects.in_bulk({each.authority_id for each in findings})
    calendar_of = calendars()
    pairs = [(each, _new(run, each, authorities)) for each in findings]
    good = [(finding, new) for finding, new in pairs if new and _is_lawful(new, calendar_of(_law(new)))]
    ids = log_many(team=run.team, new=[new for _, new in good], by=run.started_by, because=run.file_name)
    for (finding, _), made in zip(good, ids, strict=True):
        finding.made_id = made
    for finding in findings:
        if finding.made_id is None:
            finding.status = Status.OVERTAKEN
    RequestImportFinding.objects.bulk_update(findings, ["made_id", "status"], batch_size=CHUNK)
    run_sql(_AFTER, run=run.pk, low=run.last_number, high=findings[-1].number)
    run.last_number, run.done = findings[-1].number, run.done + len(findings)
    run.save(update_fields=["last_number", "done"])
    return True


def _new(
    run: RequestImport, finding: RequestImportFinding, authorities: Mapping[int, Authority]
) -> NewRequest | None:
    authority = authorities.get(finding.authority_id or 0)
    if authority is None:
        return None
    values = _with_days(finding.values)
    return NewRequest(
        authority=authority,
        title=values["title"],
        facts=facts_of(values),
        references=values.get("reference", ()),
        law=values.get("law", ""),
        owner_id=values["owner"] if "owner" in values else _bringer(run),
        link=values.get("link", ""),
        notes=values.get("notes", ""),
        note=_note(values),
        outcome=REQUEST_OUTCOMES.get(values.get("outcome", ""), ""),
        tags=values.get("tags", ()),
    )


def _bringer(run: RequestImport) -> int | None:
    """Who looks after a request where the file has no column for that: whoever brought it in."""
    return run.started_by_id if "owner" not in run.layout else None


def _with_days(values: Mapping[str, Any]) -> dict[str, Any]:
    return {code: date.fromisoformat(value) if code in DATES else value for code, value in values.items()}


def _note(values: Mapping[str, Any]) -> str:
    """What stands beside the answer: what the team's own code means, and the code."""
    outcome = values.get("outcome")
    if not outcome or outcome == Outcome.NONE:
        return ""
    return f"{Outcome(outcome).label} (code “{values['code']}”)"


def _law(new: NewRequest) -> str:
    return new.law or new.authority.law


def _is_lawful(new: NewRequest, calendar: Calendar) -> bool:
    try:
        check(new.facts, _law(new), new.authority.body, calendar=calendar)
    except FactsError:
        return False
    return True
