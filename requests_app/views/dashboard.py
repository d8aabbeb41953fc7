"""The leads' dashboard: who is late, by how much, who is on it, and where it is going."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from accounts.models import Team
from requests_app.counts.dashboard import dashboard as counted
from requests_app.counts.groups import GROUPS
from requests_app.counts.past import sundays, trend
from requests_app.figures.drawing import trend_plot
from requests_app.models import Handover, InformationRequest, SavedView
from requests_app.querysets import InformationRequestQuerySet
from requests_app.rows import rows
from requests_app.services.calendars import calendars

WEEKS = 12
# What a lead looks at first: the number, the kind it is drawn in, and a few words.
STATS = (
    ("overdue", "late", ""),
    ("nobodys", "late", ""),
    ("this_week", "soon", "from today to Sunday"),
    ("unread", "us", "they may hold the answer"),
    ("us", "us", "clarification or fee"),
    ("review_late", "late", ""),
    ("in_review", "", ""),
    ("regulator", "", ""),
)
LONGEST_LATE = 10


@require_GET
def dashboard(http: MemberRequest) -> HttpResponse:
    """The numbers of all the person's teams, or of the one in the address; grouped as the address says."""
    today, calendar_of = timezone.localdate(), calendars()
    teams = list(Team.objects.visible_to(http.user))
    team, requests = _team_of(http)
    by = http.GET.get("by", "")
    board = counted(
        requests, on=today, by=by if by in GROUPS else "person", calendar_of=calendar_of, team=team
    )
    weeks = trend(requests, sundays(until=today, number=WEEKS))
    late = requests.overdue(on=today).with_people().prefetch_related("references").order_by("due_on", "pk")
    context = {
        "board": board,
        "stats": [{"number": board.numbers[code], "kind": kind, "hint": hint} for code, kind, hint in STATS],
        "groups": GROUPS.values(),
        "today": today,
        "team": team,
        "teams": teams if len(teams) > 1 else [],
        "weeks": weeks,
        "plot": trend_plot(
            [("line", [w.unanswered for w in weeks]), ("late", [w.overdue for w in weeks])],
            [f"{w.on:%-d %b}" for w in weeks],
        ),
        "rows": rows(late[:LONGEST_LATE], on=today),
        "views": SavedView.objects.visible_to(http.user),
        "undoable": Handover.objects.undoable(at=timezone.now()).filter(by=http.user).first(),
    }
    return render(http, "requests_app/dashboard.html", context)


def _team_of(http: MemberRequest) -> tuple[str, InformationRequestQuerySet]:
    """The team in the address as the filter of a link ("" for all of them), and its requests. Raises `Http404`."""
    requests = InformationRequest.objects.visible_to(http.user)
    chosen = http.GET.get("team", "")
    if not chosen:
        return "", requests
    pk = int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0
    team = get_object_or_404(Team.objects.visible_to(http.user), pk=pk)
    return str(team.pk), requests.filter(team=team)
