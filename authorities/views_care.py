"""Looking after the list: what is to be done, duplicates, merges. For site admins alone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import site_admin_required
from accounts.http import MemberRequest, posted, refused
from authorities.care import care_counts, with_authorities
from authorities.care_forms import KeepForm, MergeWithForm
from authorities.comparing import against, compare
from authorities.duplicates import same_pairs, similar_pairs
from authorities.errors import CannotMerge, CannotUndo
from authorities.models import Authority, AuthorityMerge
from authorities.services.different import say_different
from authorities.services.merging import merge, undo_merge

PER_PAGE = 25
REASONS = {
    "": "Same name or address",
    "name": "Same name",
    "email": "Same address",
    "similar": "Similar name",
}


@site_admin_required
@require_safe
def care(request: MemberRequest) -> HttpResponse:
    """What the list lacks, in numbers that lead to it."""
    return render(request, "authorities/care.html", {"stats": care_counts()})


@site_admin_required
@require_safe
def duplicates(request: MemberRequest) -> HttpResponse:
    """Pairs that are perhaps the same; `why` in the address narrows them."""
    why = request.GET.get("why", "")
    why = why if why in REASONS else ""
    pairs = similar_pairs() if why == "similar" else same_pairs(why)
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "pairs": with_authorities(list(page)),
        "why": why,
        "reasons": REASONS,
        "query": f"why={why}" if why else "",
    }
    return render(request, "authorities/duplicates.html", context)


@site_admin_required
@require_POST
def different(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that two are not the same."""
    first = get_object_or_404(Authority, pk=pk)
    other = request.POST.get("other", "")
    second = Authority.objects.filter(pk=other).first() if other.isdecimal() and len(other) < 19 else None
    if second is not None and second != first:
        say_different(first=first, second=second, by=request.user)
        messages.success(request, f"{first.name} and {second.name} are not offered again.")
    return redirect("authorities:duplicates")


@site_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge_authority(request: MemberRequest, pk: int) -> HttpResponse:
    """Which other one (`other` in the address), what will happen, and which of the two is kept."""
    first = get_object_or_404(Authority, pk=pk)
    which = MergeWithForm(request.GET if "other" in request.GET else None)
    if not which.is_valid() or which.cleaned_data["other"] == first:
        if which.is_valid():
            which.add_error("other", "This is the same entry: enter another one")
        bad = request.method == "POST" or bool(which.errors)
        context = {"form": which, "authority": first}
        return render(request, "authorities/merge_which.html", context, status=422 if bad else 200)
    second = which.cleaned_data["other"]
    doubts = against(first, second)
    form = KeepForm(posted(request), first=first, second=second, against=doubts)
    if request.method == "POST" and form.is_valid():
        kept, gone = (first, second) if form.cleaned_data["keep"] == str(first.pk) else (second, first)
        try:
            merge(kept=kept, gone=gone, by=request.user)
        except CannotMerge as error:
            form.add_error("keep", str(error))
        else:
            messages.success(
                request, f"{gone.name} is merged into {kept.name}. You can undo it under “Merges”."
            )
            return redirect(kept)
    context = {"form": form, "authority": first, "other": second, "lines": compare(first, second)}
    context["against"] = doubts
    return render(request, "authorities/merge.html", context, status=refused(form))


@site_admin_required
@require_safe
def merges(request: MemberRequest) -> HttpResponse:
    """What was merged, the newest first."""
    done = AuthorityMerge.objects.select_related("kept", "made_by", "undone_by")
    page = Paginator(done, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "authorities/merges.html", {"page_obj": page})


@site_admin_required
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(AuthorityMerge, pk=pk)
    try:
        restored = undo_merge(merge=done, by=request.user, at=timezone.now())
    except CannotUndo as error:
        messages.error(request, f"It cannot be undone. {error}")
        return redirect("authorities:merges")
    messages.success(request, f"{restored.name} is back, with what was its own.")
    return redirect(restored)
