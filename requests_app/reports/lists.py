"""Papers about exactly the requests of a list: its filters, as at a day."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from accounts.models import Team
from requests_app.counts import plots
from requests_app.counts.outcomes import outcomes
from requests_app.figures.drawing import survival_plot
from requests_app.figures.overdue import overdue_board
from requests_app.figures.survival import DAYS, LIMIT, kaplan_meier
from requests_app.forms.filters import FilterForm
from requests_app.models import InformationRequest, Report
from requests_app.querysets import InformationRequestQuerySet
from requests_app.reports.drawing import on_paper
from requests_app.reports.paper import Maker, Paper
from requests_app.rows import rows
from requests_app.services.calendars import calendars

MOST = 2_000
"""Requests that one report may list: about 170 pages, a minute, half a gigabyte. More is for a spreadsheet."""
ROWS_A_PAGE = 12


def found_for(report: Report) -> tuple[InformationRequestQuerySet, FilterForm]:
    """The requests it is about, in the order of their list, and the filters that chose them."""
    chosen = QueryDict(report.query).copy()
    if report.kind == Report.Kind.OVERDUE:
        chosen["status"] = "overdue"
    form = FilterForm(chosen, user=report.made_by, today=report.on)
    visible = InformationRequest.objects.visible_to(report.made_by)
    found = form.filtered(visible)
    if report.chosen:
        found = found.filter(pk__in=report.chosen)
    return (found.order_by("due_on", "pk") if report.kind == Report.Kind.OVERDUE else found), form


def _paper(
    report: Report, template: str, found: InformationRequestQuerySet, form: FilterForm, **more: Any
) -> Paper:
    """What both papers have in common: of what they are, and the rows."""
    teams = _teams(report, form)
    listed = rows(found.with_people().prefetch_related("references")[:MOST], on=report.on)
    left_out = ("status", "sort") if report.kind == Report.Kind.OVERDUE else ("sort",)
    names = [] if form.errors else [name for name in form.fields if name not in left_out]
    context = {
        "report": report,
        "teams": [team.name for team in teams],
        "narrowed": form.narrowed_by(*names) if names else [],
        "chosen": len(report.chosen),
        "count": found.order_by().count(),
        "rows": listed,
        **more,
    }
    return Paper(template, context, teams, pages=2 + len(listed) // ROWS_A_PAGE)


def _teams(report: Report, form: FilterForm) -> list[Team]:
    """Whose requests may be in it: the teams of whoever asked, or the one that the filters name."""
    teams = Team.objects.visible_to(report.made_by)
    one = "" if form.errors else form.cleaned_data.get("team", "")
    return list(teams.filter(pk=one) if one else teams)


def overdue_paper(report: Report) -> Paper:
    """The overdue list, with the numbers of the overdue page. Constant queries."""
    found, form = found_for(report)
    board = overdue_board(report.made_by, on=report.on)
    return _paper(report, "paper/overdue.html", found, form, board=board)


def requests_paper(report: Report) -> Paper:
    """Counts, outcomes, response times and the list of the requests. Constant queries."""
    found, form = found_for(report)
    figures = InformationRequest.objects.filter(pk__in=found.order_by().values("pk"))
    ended = outcomes(figures, on=report.on)
    more = {
        "authorities": figures.order_by().values("authority_id").distinct().count(),
        "overdue": figures.overdue(on=report.on).count(),
        "answered": ended.numbers["in_time"] + ended.numbers["late"],
        "outcomes": ended,
        "outcome_rows": [(*row, f"{row[2] / ended.total:.0%}" if ended.total else "–") for row in ended.rows],
        "states": plots.states(figures),
        "months": plots.on_time_by_month(figures, on=report.on),
        **_times(figures, report),
    }
    return _paper(report, "paper/requests.html", found, form, **more)


def _times(requests: InformationRequestQuerySet, report: Report) -> dict[str, Any]:
    """The curve of all, its plot and its table."""
    waits = plots.waits(requests, on=report.on, by="", calendar_of=calendars())
    curve = kaplan_meier(wait for group in waits.values() for wait in group)
    to_day = min(max(2 * LIMIT, curve.last_day), DAYS[-1])
    return {
        "curve": curve,
        "after": curve.at(LIMIT),
        "plot": on_paper(survival_plot(curve, to_day=to_day, limit=LIMIT)),
        "days": [(day, curve.at(day), curve.waiting_after(day)) for day in DAYS if day <= to_day],
        "limit": LIMIT,
    }


MAKERS: dict[str, Maker] = {Report.Kind.OVERDUE: overdue_paper, Report.Kind.REQUESTS: requests_paper}
