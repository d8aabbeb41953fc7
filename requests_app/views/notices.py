"""What a person was told, and how they and their team want to be told."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import leads
from accounts.http import MemberRequest, posted, refused
from accounts.models import Team
from requests_app.forms.notices import NoticeSettingsForm, TeamNoticesForm
from requests_app.models import Notice
from requests_app.notice_mail import sentence, who_stops_what
from requests_app.services import reminding

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 50


@page_or_form
def notices(http: MemberRequest) -> HttpResponse:
    """What the person was told, newest first; a POST notes that it has been seen."""
    if http.method == "POST":
        reminding.mark_read(user=http.user)
        return redirect("requests:notices")
    told = Notice.objects.told_to(http.user).select_related(
        "request__authority", "request__owner", "team", "run"
    )
    page = Paginator(told, A_PAGE).get_page(http.GET.get("page"))
    context = {
        "page": page,
        "lines": [(each, sentence(each)) for each in page],
        "unread": told.unread().count(),
    }
    return render(http, "requests_app/notices.html", context)


@page_or_form
def notice_settings(http: MemberRequest) -> HttpResponse:
    """When the person is mailed, and about what."""
    form = NoticeSettingsForm(posted(http), initial=NoticeSettingsForm.of(reminding.settings_of(http.user)))
    if http.method == "POST" and form.is_valid():
        reminding.choose_how(user=http.user, **form.cleaned_data)
        messages.success(http, "Saved.")
        return redirect("requests:notices")
    context = {"form": form, "teams": Team.objects.led_by(http.user)}
    return render(http, "requests_app/notice_settings.html", context, status=refused(form))


@page_or_form
def team_notices(http: MemberRequest, pk: int) -> HttpResponse:
    """From when on a team is warned: for its leads."""
    team = get_object_or_404(Team.objects.visible_to(http.user), pk=pk)
    if not leads(http.user, team):
        raise PermissionDenied
    now = reminding.team_settings_of(team)
    initial = {name: getattr(now, name) for name in TeamNoticesForm.base_fields}
    form = TeamNoticesForm(posted(http), initial=initial)
    if http.method == "POST" and form.is_valid():
        reminding.choose_for_team(team=team, by=http.user, **form.cleaned_data)
        messages.success(http, "Saved. It holds from the next sweep on.")
        return redirect("requests:notice_settings")
    return render(http, "requests_app/team_notices.html", {"form": form, "team": team}, status=refused(form))


@csrf_exempt  # the token is the right to do it; mail programs post without a cookie (RFC 8058)
@login_not_required
@never_cache
@page_or_form
def stop(http: HttpRequest, token: str) -> HttpResponse:
    """No more mails of some kinds: asked first, so that a program that follows links stops nothing."""
    found = who_stops_what(token)
    if found is None:
        raise Http404("This address stops nothing.")
    user_id, kinds = found
    done = http.method == "POST" and reminding.stop_mailing(user_id=user_id, kinds=kinds)
    labels = [Notice.Kind(kind).label for kind in kinds]
    return render(http, "requests_app/stop_notices.html", {"done": done, "kinds": labels})
