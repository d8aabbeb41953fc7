"""A team and its members; a person's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.access import is_site_admin, leads
from accounts.errors import AccountError, AlreadyMember
from accounts.forms import InviteForm, ProfileForm, TeamForm
from accounts.http import MemberRequest, posted, refused
from accounts.models import Membership, Team

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Member:
    """A row of the list of members. `is_known`: more than the address may be shown."""

    membership: Membership
    is_known: bool


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The teams of the person; straight to the team where there is one alone."""
    teams = list(Team.objects.visible_to(request.user))
    if len(teams) == 1:
        return redirect(teams[0])
    return render(request, "accounts/index.html", {"teams": teams})


@require_safe
def team(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _team_or_404(request, pk)
    sees_all = is_site_admin(request.user)
    members = [
        Member(membership, sees_all or membership.has_arrived or membership.user == request.user)
        for membership in shown.memberships.select_related("user").order_by("user__email")
    ]
    context = {"team": shown, "members": members, "may_manage": _may_manage(request, shown)}
    return render(request, "accounts/team.html", context)


@page_or_form
def rename(request: MemberRequest, pk: int) -> HttpResponse:
    team = _managed_team(request, pk)
    form = TeamForm(posted(request), initial={"name": team.name})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_team(team=Team.objects.get(pk=pk), name=form.cleaned_data["name"])
        except AccountError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "The team has its new name.")
            return redirect(team)
    context = {"form": form, "team": team, "back": team.get_absolute_url()}
    return render(request, "accounts/rename.html", context, status=refused(form))


@page_or_form
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    """Invite somebody by mail. The answer is the same whether or not they have an account."""
    team = _managed_team(request, pk)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            membership = services.invite(team=team, **form.cleaned_data)
        except AlreadyMember as error:
            form.add_error("email", str(error))
        else:
            mail_invitation(request, membership)
            return redirect(team)
    context = {"form": form, "team": team, "back": team.get_absolute_url()}
    return render(request, "accounts/invite.html", context, status=refused(form))


@require_POST
def invite_again(request: MemberRequest, pk: int, membership_pk: int) -> HttpResponse:
    team = _managed_team(request, pk)
    membership = get_object_or_404(team.memberships.select_related("user", "team"), pk=membership_pk)
    if not membership.has_arrived:
        mail_invitation(request, membership)
    return redirect(team)


@require_POST
def role(request: MemberRequest, pk: int, membership_pk: int) -> HttpResponse:
    """Make a member a lead or a researcher."""
    team = _managed_team(request, pk)
    membership = get_object_or_404(team.memberships.select_related("user"), pk=membership_pk)
    wanted = request.POST.get("role", "")
    if wanted in Membership.Role.values:
        try:
            services.change_role(membership=membership, role=wanted)
        except AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, f"{membership.user.email} is now: {membership.get_role_display().lower()}."
            )
    return redirect(team)


@page_or_form
def remove(request: MemberRequest, pk: int, membership_pk: int) -> HttpResponse:
    """Ask first, then take somebody out of the team. Everybody may leave by themselves."""
    team = _team_or_404(request, pk)
    membership = get_object_or_404(team.memberships.select_related("user"), pk=membership_pk)
    leaves = membership.user == request.user
    if not (leaves or _may_manage(request, team)):
        raise PermissionDenied
    if request.method == "POST":
        try:
            services.remove_member(membership=membership)
        except AccountError as error:
            messages.error(request, str(error))
            return redirect(team)
        messages.success(request, f"{membership.user.email} is no longer in {team.name}.")
        return redirect("accounts:index" if leaves else team)
    return render(request, "accounts/remove.html", {"team": team, "membership": membership, "leaves": leaves})


@page_or_form
def profile(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(posted(request), initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        services.rename_user(user=request.user, **form.cleaned_data)
        messages.success(request, "Your name is saved.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=refused(form))


def mail_invitation(request: MemberRequest, membership: Membership) -> None:
    """Send the invitation, and say on the next page whether it went."""
    try:
        services.send_invitation(membership=membership, by=request.user)
    except OSError:
        text = "{} is in the team, but the mail did not go. Try “Send the invitation again” later."
        messages.error(request, text.format(membership.user.email))
    else:
        messages.success(request, f"An invitation is on its way to {membership.user.email}.")


def _team_or_404(request: MemberRequest, pk: int) -> Team:
    """A team of the person; any team for a site admin, who sees its members but not its requests."""
    seen = Team.objects.all() if is_site_admin(request.user) else Team.objects.visible_to(request.user)
    return get_object_or_404(seen, pk=pk)


def _may_manage(request: MemberRequest, team: Team) -> bool:
    return is_site_admin(request.user) or leads(request.user, team)


def _managed_team(request: MemberRequest, pk: int) -> Team:
    """404 for somebody else's team, 403 for a researcher of it."""
    team = _team_or_404(request, pk)
    if not _may_manage(request, team):
        raise PermissionDenied
    return team
