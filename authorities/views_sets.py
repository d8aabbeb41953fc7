"""Sets of authorities: a team's, or everybody's."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, posted, refused
from authorities.care_forms import AddAuthorityForm, RenameSetForm, SetForm, may_change
from authorities.errors import AuthorityError
from authorities.filters import FilterForm
from authorities.models import Authority, AuthoritySet
from authorities.services.sets import add_to_set, create_set, delete_set, remove_from_set, rename_set

PER_PAGE = 50
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def set_list(request: MemberRequest) -> HttpResponse:
    """The sets the person may see, with how many authorities each holds."""
    sets = AuthoritySet.objects.visible_to(request.user).select_related("team")
    found = sets.annotate(size=Count("authorities")).order_by("name", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "authorities/sets.html", {"page_obj": page})


@require_safe
def set_detail(request: MemberRequest, pk: int) -> HttpResponse:
    return _detail(request, _seen(request, pk), AddAuthorityForm(auto_id="add_%s"))


def _detail(request: MemberRequest, chosen: AuthoritySet, form: AddAuthorityForm) -> HttpResponse:
    page = Paginator(chosen.authorities.order_by("name"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "set": chosen,
        "query": f"set={chosen.pk}&status=all",
        "page_obj": page,
        "form": form,
        "may_change": may_change(request.user, chosen),
    }
    return render(request, "authorities/set.html", context, status=refused(form))


@page_or_form
def new_set(request: MemberRequest) -> HttpResponse:
    """A set with nobody in it yet."""
    form = SetForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_set(name=form.cleaned_data["name"], team=form.team, by=request.user)
        except AuthorityError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{made.name} is made: add authorities to it.")
            return redirect(made)
    context = {"form": form, "title": "Make a set", "back": reverse("authorities:sets")}
    return render(request, "authorities/set_form.html", context, status=refused(form))


@page_or_form
def add_found(request: MemberRequest) -> HttpResponse:
    """Put the authorities that the address filters into a set: a new one, or one there is."""
    filters = FilterForm(request.GET, user=request.user)
    keys = filters.filtered(Authority.objects.all()).order_by().values_list("pk", flat=True)
    form = SetForm(posted(request), user=request.user, adding=True)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        try:
            if chosen:
                count = add_to_set(chosen=chosen, authorities=keys)
            else:
                name = form.cleaned_data["name"]
                chosen = create_set(name=name, team=form.team, by=request.user, authorities=keys)
                count = chosen.authorities.count()
        except AuthorityError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{count:,} authorities added to {chosen.name}.")
            return redirect(chosen)
    back = f"{reverse('authorities:list')}?{request.GET.urlencode()}"
    context = {"form": form, "title": "Put them in a set", "back": back, "count": keys.count()}
    return render(request, "authorities/set_form.html", context, status=refused(form))


@require_POST
def change_members(request: MemberRequest, pk: int) -> HttpResponse:
    """Add the authority that was named, or take out those that were ticked."""
    chosen = _changeable(request, pk)
    if "remove" in request.POST:
        keys = [int(key) for key in request.POST.getlist("member") if key.isdecimal() and len(key) < 19]
        count = remove_from_set(chosen=chosen, authorities=keys)
        messages.success(request, f"{count} taken out of {chosen.name}." if count else "Nothing was ticked.")
        return redirect(chosen)
    form = AddAuthorityForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return _detail(request, chosen, form)
    authority = form.cleaned_data["authority"]
    new = add_to_set(chosen=chosen, authorities=[authority.pk])
    messages.success(request, f"{authority.name} is {'added' if new else 'in the set already'}.")
    return redirect(chosen)


@page_or_form
def edit_set(request: MemberRequest, pk: int) -> HttpResponse:
    chosen = _changeable(request, pk)
    form = RenameSetForm(posted(request), initial={"name": chosen.name})
    if request.method == "POST" and form.is_valid():
        try:
            renamed = rename_set(chosen=chosen, name=form.cleaned_data["name"], by=request.user)
        except AuthorityError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"The set is called {renamed.name} now.")
            return redirect(renamed)
    context = {"form": form, "title": "Rename the set", "back": reverse("authorities:set", args=[pk])}
    return render(request, "authorities/set_form.html", context, status=refused(form))


@page_or_form
def remove_set(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask first, then delete the list."""
    chosen = _changeable(request, pk)
    if request.method == "POST":
        delete_set(chosen=chosen, by=request.user)
        messages.success(request, f"The set {chosen.name} is deleted.")
        return redirect("authorities:sets")
    return render(request, "authorities/set_remove.html", {"set": chosen})


def _seen(request: MemberRequest, pk: int) -> AuthoritySet:
    sets = AuthoritySet.objects.visible_to(request.user).select_related("team")
    return get_object_or_404(sets, pk=pk)


def _changeable(request: MemberRequest, pk: int) -> AuthoritySet:
    chosen = _seen(request, pk)
    if not may_change(request.user, chosen):
        raise PermissionDenied
    return chosen
