"""The mailboxes of a team: everybody of the team sees how they are, leads set them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import leads
from accounts.http import MemberRequest, posted, refused
from accounts.models import Team
from correspondence.doors.imap import MailboxTrouble
from correspondence.forms_mail import MailboxForm
from correspondence.models import Arrival, Mailbox
from correspondence.sealing import CannotUnseal
from correspondence.services import mailboxes as services

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mailboxes(http: MemberRequest) -> HttpResponse:
    """How each mailbox of one's teams is: when it answered, when a letter last came, what is wrong."""
    led = set(Team.objects.led_by(http.user).values_list("pk", flat=True))
    found = Mailbox.objects.visible_to(http.user).select_related("team")
    now = timezone.now()
    context = {
        "rows": [(each, each.trouble(now=now), each.team_id in led) for each in found],
        "may_add": bool(led),
        "unread": Arrival.objects.quarantined().for_reader(http.user).count(),
    }
    return render(http, "correspondence/mailboxes.html", context)


@page_or_form
def add_mailbox(http: MemberRequest) -> HttpResponse:
    teams = Team.objects.led_by(http.user)
    if not teams.exists():
        raise PermissionDenied
    form = MailboxForm(posted(http), teams=teams)
    if http.method == "POST" and form.is_valid():
        try:
            mailbox = services.add_mailbox(by=http.user, **form.cleaned_data)
        except services.MailboxThere as error:
            form.add_error("folder", str(error))
        else:
            messages.success(http, f"“{mailbox.name}” is added. Letters are fetched from it every minute.")
            return _tried(http, mailbox)
    return render(http, "correspondence/mailbox_form.html", {"form": form}, status=refused(form))


@page_or_form
def mailbox(http: MemberRequest, pk: int) -> HttpResponse:
    """Its settings, for leads of its team."""
    found = _led_mailbox(http, pk)
    form = MailboxForm(posted(http), teams=Team.objects.none(), mailbox=found)
    if http.method == "POST" and form.is_valid():
        try:
            changed = services.change_mailbox(mailbox=found, by=http.user, **form.cleaned_data)
        except services.MailboxThere as error:
            form.add_error("folder", str(error))
        else:
            messages.success(http, "Saved." if changed else "Nothing was changed.")
            return redirect("correspondence:mailboxes")
    context = {"form": form, "mailbox": found, "trouble": found.trouble(now=timezone.now())}
    return render(http, "correspondence/mailbox_form.html", context, status=refused(form))


@require_POST
def try_mailbox(http: MemberRequest, pk: int) -> HttpResponse:
    """Connect now, and say how it went."""
    return _tried(http, _led_mailbox(http, pk))


@require_POST
def switch_mailbox(http: MemberRequest, pk: int) -> HttpResponse:
    found = _led_mailbox(http, pk)
    on = http.POST.get("on") == "1"
    services.switch_mailbox(mailbox=found, on=on, by=http.user)
    messages.success(http, f"“{found.name}” is {'fetched from again' if on else 'no longer fetched from'}.")
    return redirect("correspondence:mailboxes")


@page_or_form
def remove_mailbox(http: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then forget it."""
    found = _led_mailbox(http, pk)
    if http.method != "POST":
        return render(http, "correspondence/mailbox_remove.html", {"mailbox": found})
    name = found.name
    services.remove_mailbox(mailbox=found, by=http.user)
    messages.success(http, f"“{name}” is removed. The letters that came from it stay.")
    return redirect("correspondence:mailboxes")


def _led_mailbox(http: MemberRequest, pk: int) -> Mailbox:
    """One of a team of the person's: another team's does not exist, and its settings are for leads alone."""
    found = get_object_or_404(Mailbox.objects.visible_to(http.user).select_related("team"), pk=pk)
    if not leads(http.user, found.team):
        raise PermissionDenied
    return found


def _tried(http: MemberRequest, found: Mailbox) -> HttpResponse:
    try:
        messages.success(http, services.try_mailbox(mailbox=found))
    except (MailboxTrouble, CannotUnseal, services.PlaceRefused) as error:
        messages.error(http, f"It does not work yet. {error}")
    return redirect(found)
