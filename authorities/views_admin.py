"""Looking after authorities: for site admins alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import site_admin_required
from accounts.http import MemberRequest, posted, refused
from authorities import services
from authorities.errors import AuthorityError, CannotReplace, ContactTaken
from authorities.forms import AuthorityForm, ContactForm, ReplaceForm
from authorities.models import Authority, Contact

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@site_admin_required
@page_or_form
def create(request: HttpRequest) -> HttpResponse:
    return _save(request, None)


@site_admin_required
@page_or_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _save(request, get_object_or_404(Authority, pk=pk))


def _save(request: HttpRequest, authority: Authority | None) -> HttpResponse:
    title = f"Edit {authority.name}" if authority else "Add an authority"
    address = authority.get_absolute_url() if authority else reverse("authorities:list")
    typed = {} if authority else {"name": request.GET.get("name", "")[:255]}
    form = AuthorityForm(posted(request), instance=authority, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            # The form has changed its own copy already: write to a fresh one.
            kept = Authority.objects.get(pk=authority.pk) if authority else None
            saved = services.save_authority(authority=kept, **form.to_save())
        except AuthorityError as error:
            form.add_error(form.field_at_fault(error), str(error))
        else:
            messages.success(request, f"{saved.name} is saved.")
            return redirect(saved)
    context = {"form": form, "title": title, "address": address}
    return render(request, "authorities/form.html", context, status=refused(form))


@site_admin_required
@page_or_form
def replace_authority(request: MemberRequest, pk: int) -> HttpResponse:
    authority = get_object_or_404(Authority, pk=pk)
    form = ReplaceForm(posted(request), initial={"by": request.GET.get("by", "")[:255]})
    if request.method == "POST" and form.is_valid():
        try:
            services.replace(authority, by=form.cleaned_data["by"], actor=request.user)
        except CannotReplace as error:
            form.add_error("by", str(error))
        else:
            messages.success(request, f"{authority.name} is marked as replaced. Its requests stay with it.")
            return redirect(authority)
    context = {"form": form, "authority": authority}
    return render(request, "authorities/replace.html", context, status=refused(form))


@site_admin_required
@page_or_form
def new_contact(request: HttpRequest, pk: int) -> HttpResponse:
    authority = get_object_or_404(Authority, pk=pk)
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            contact = services.add_contact(authority=authority, **form.cleaned_data)
        except ContactTaken as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"{contact.email} is added.")
            return redirect(authority)
    context = {"form": form, "authority": authority}
    return render(request, "authorities/contact.html", context, status=refused(form))


@site_admin_required
@require_POST
def mark(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Say whether mail to the address arrives."""
    contact = get_object_or_404(Contact, pk=contact_pk, authority_id=pk)
    status = request.POST.get("status", "")
    if status in Contact.Status.values:
        services.mark_contact(contact=contact, status=status)
        messages.success(request, f"{contact.email} is marked as: {contact.get_status_display().lower()}.")
    return redirect(contact.authority)


@site_admin_required
@page_or_form
def remove(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Ask first, then remove the address."""
    contact = get_object_or_404(Contact.objects.select_related("authority"), pk=contact_pk, authority_id=pk)
    if request.method == "POST":
        services.remove_contact(contact=contact)
        messages.success(request, f"{contact.email} is removed.")
        return redirect(contact.authority)
    return render(
        request, "authorities/contact_remove.html", {"contact": contact, "authority": contact.authority}
    )
