"""The plots, each with its table: response times, states, months, what falls due, authorities."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from requests_app.counts import plots
from requests_app.figures.curves import curves
from requests_app.figures.drawing import interval_bar, share_plot
from requests_app.forms.figures import WORDS, FiguresForm
from requests_app.models import InformationRequest
from requests_app.services.calendars import calendars


@require_GET
def figures(http: MemberRequest) -> HttpResponse:
    """All plots of the requests that the address chooses."""
    today = timezone.localdate()
    form = FiguresForm(http.GET, user=http.user)
    requests = form.filtered(InformationRequest.objects.visible_to(http.user))
    by, best = form.chosen.get("by", ""), form.chosen.get("order") == "best"
    groups = plots.waits(requests, on=today, by=by, calendar_of=calendars())
    months = plots.on_time_by_month(requests, on=today)
    context = {
        "form": form,
        "narrowing": form.query,
        "today": today,
        **curves(groups, WORDS.get(by, {})),
        "states": _drawn(plots.states(requests)),
        "outcomes": _drawn(plots.outcomes(requests)),
        "months": months,
        "months_plot": share_plot([m.on_time for m in months], [f"{m.first:%b %y}" for m in months]),
        "weeks": plots.falling_due(requests, on=today),
        "league": [
            (one, interval_bar(one.late.low, one.late.share, one.late.high))
            for one in plots.league(requests, on=today, best=best)
        ],
        "best": best,
    }
    return render(http, "requests_app/figures.html", context)


def _drawn(counted: list[tuple[str, str, int]]) -> list[tuple[str, str, int, str]]:
    """Each number with the width of its bar: the largest takes all."""
    most = max((number for _, _, number in counted), default=0) or 1
    return [(*each, f"{each[2] / most * 100:.1f}%") for each in counted]
