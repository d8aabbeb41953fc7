"""Mail of no team: site admins give it to one, by its envelope alone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import site_admin_required
from accounts.http import MemberRequest
from accounts.models import Team
from correspondence.errors import CorrespondenceError
from correspondence.inbox_forms import GiveForm
from correspondence.models import Arrival
from correspondence.services import inbound
from correspondence.services.inbox import give_to_team

PER_PAGE = 50
# What an envelope shows: neither the subject nor the words nor the names of the files.
ENVELOPE = ("pk", "author_email", "envelope_to", "sent_at", "arrived_at", "reason", "state", "size")


@site_admin_required
@require_safe
def strays(http: MemberRequest) -> HttpResponse:
    """From whom, to whom, when, and why nobody has it."""
    page = Paginator(_strays().only(*ENVELOPE), PER_PAGE).get_page(http.GET.get("page"))
    return render(http, "correspondence/strays.html", {"page_obj": page, "teams": list(Team.objects.all())})


@site_admin_required
@require_POST
def give(http: MemberRequest, pk: int) -> HttpResponse:
    """It becomes a team's, and is read again for it."""
    stray = get_object_or_404(_strays(), pk=pk)
    form = GiveForm(http.POST)
    if not form.is_valid():
        messages.error(http, "Choose the team.")
        return redirect("correspondence:strays")
    team = form.cleaned_data["team"]
    try:
        give_to_team(arrival=stray, team=team, by=http.user)
    except CorrespondenceError as error:
        messages.error(http, str(error))
        return redirect("correspondence:strays")
    stray = inbound.process(arrival=stray, today=timezone.localdate())
    became = stray.get_state_display().lower()
    messages.success(http, f"Given to {team.name}: {became}.")
    return redirect("correspondence:strays")


def _strays() -> QuerySet[Arrival]:
    return Arrival.objects.filter(team=None, state__in=(Arrival.State.UNFILED, Arrival.State.QUARANTINED))
