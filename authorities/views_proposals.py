"""Proposals: anybody who is logged in makes them, site admins decide."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import site_admin_required
from accounts.http import MemberRequest, posted
from accounts.http import refused as status_of
from authorities.care_forms import DeclineForm, MissingForm, ProposalForm
from authorities.errors import AuthorityError
from authorities.models import Authority, Proposal
from authorities.services.proposals import accept, decline, propose

PER_PAGE = 25
THANKS = "Thank you. A site admin looks at it; what becomes of it stands under “Your proposals”."
page_or_form = require_http_methods(["GET", "HEAD", "POST"])
RELATED = ("authority", "other", "contact", "made_by", "decided_by")


@page_or_form
def propose_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what is wrong with an authority."""
    authority = get_object_or_404(Authority, pk=pk)
    form = ProposalForm(posted(request), authority=authority)
    if request.method == "POST" and form.is_valid():
        propose(authority=authority, by=request.user, **form.cleaned_data)
        messages.success(request, THANKS)
        return redirect(authority)
    context = {"form": form, "authority": authority}
    return render(request, "authorities/propose.html", context, status=status_of(form))


@page_or_form
def propose_missing(request: MemberRequest) -> HttpResponse:
    """Say that an authority is not in the list."""
    form = MissingForm(posted(request), initial={"name": request.GET.get("name", "")[:255]})
    if request.method == "POST" and form.is_valid():
        propose(kind=Proposal.Kind.MISSING, by=request.user, **form.cleaned_data)
        messages.success(request, THANKS)
        return redirect("authorities:my_proposals")
    return render(request, "authorities/propose.html", {"form": form}, status=status_of(form))


@require_safe
def my_proposals(request: MemberRequest) -> HttpResponse:
    """What the person proposed, and what became of it."""
    mine = Proposal.objects.made_by_user(request.user).select_related(*RELATED)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "authorities/my_proposals.html", {"page_obj": page})


@site_admin_required
@require_safe
def proposals(request: MemberRequest) -> HttpResponse:
    """Those that wait, the oldest first; with `decided` in the address, those that do not."""
    decided = "decided" in request.GET
    waiting = Proposal.objects.waiting()
    found = Proposal.objects.exclude(decision="").order_by("-decided_at", "-pk") if decided else waiting
    context = {
        "page_obj": Paginator(found.select_related(*RELATED), PER_PAGE).get_page(request.GET.get("page")),
        "decided": decided,
        "waiting_count": waiting.count(),
        "query": "decided=1" if decided else "",
    }
    return render(request, "authorities/proposals.html", context)


@site_admin_required
@page_or_form
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Accept what is proposed, or decline it with a reason."""
    proposal = get_object_or_404(Proposal.objects.select_related(*RELATED), pk=pk)
    is_accepted = request.POST.get("do") == "accept"
    form = DeclineForm(None if is_accepted else posted(request))
    if request.method == "POST" and (is_accepted or form.is_valid()):
        try:
            if is_accepted:
                accept(proposal=proposal, by=request.user, at=timezone.now())
            else:
                reason = form.cleaned_data["reason"]
                decline(proposal=proposal, reason=reason, by=request.user, at=timezone.now())
        except AuthorityError as error:
            messages.error(request, f"Nothing is changed. {error}")
            return redirect("authorities:decide", pk=pk)
        messages.success(request, f"{proposal.about}: {'accepted' if is_accepted else 'declined'}.")
        return redirect("authorities:proposals")
    context = {"proposal": proposal, "form": form}
    return render(request, "authorities/decide.html", context, status=status_of(form))
