"""All teams and all accounts: for site admins alone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.access import site_admin_required
from accounts.errors import AccountError
from accounts.forms import NewTeamForm
from accounts.http import MemberRequest, posted, refused
from accounts.models import Membership, Team, User
from accounts.views import mail_invitation

PER_PAGE = 50


@site_admin_required
@require_safe
def teams(request: MemberRequest) -> HttpResponse:
    """Every team with its numbers, every account with its teams."""
    lead = Q(memberships__role=Membership.Role.LEAD)
    memberships = Membership.objects.select_related("team").order_by("team__name")
    people = User.objects.order_by("email").prefetch_related(Prefetch("memberships", memberships))
    context = {
        "teams": Team.objects.annotate(
            people=Count("memberships"), lead_count=Count("memberships", filter=lead)
        ),
        "page_obj": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "accounts/teams.html", context)


@site_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: MemberRequest) -> HttpResponse:
    form = NewTeamForm(posted(request), initial={"lead_email": request.user.email})
    if request.method == "POST" and form.is_valid():
        try:
            membership = services.create_team(**form.cleaned_data)
        except AccountError as error:
            form.add_error("name", str(error))
        else:
            if membership.user == request.user:
                messages.success(request, f"{membership.team.name} is made, with you as its lead.")
            else:
                mail_invitation(request, membership)
            return redirect(membership.team)
    context = {"form": form, "back": reverse("accounts:teams")}
    return render(request, "accounts/new_team.html", context, status=refused(form))


@site_admin_required
@require_POST
def account(request: MemberRequest, pk: int) -> HttpResponse:
    """Disable or enable an account, make somebody a site admin or not."""
    user = get_object_or_404(User, pk=pk)
    acts = {
        "disable": lambda: services.disable_user(user=user, by=request.user),
        "enable": lambda: services.enable_user(user=user),
        "make_admin": lambda: services.change_site_admin(user=user, to=True, by=request.user),
        "unmake_admin": lambda: services.change_site_admin(user=user, to=False, by=request.user),
    }
    act = acts.get(request.POST.get("do", ""))
    if act:
        try:
            act()
        except AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{user.email}: {DONE[request.POST['do']]}.")
    return redirect("accounts:teams")


DONE = {
    "disable": "the account is disabled",
    "enable": "the account is open again",
    "make_admin": "is a site admin now",
    "unmake_admin": "is no longer a site admin",
}
