"""Many requests at once: assign, tag, remind, export; and taking an assignment back."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from requests_app.deadlines import in_words
from requests_app.errors import NotInTheTeam, TooLateToUndo
from requests_app.exports.responses import FORMATS, export
from requests_app.forms import FilterForm
from requests_app.forms.many import ManyForm
from requests_app.models import Handover, InformationRequest
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.assigning import assign_requests, undo_handover
from requests_app.services.reminding import remind_many
from requests_app.services.tagging import tag_requests, untag_requests
from requests_app.views.lists import list_page


@require_POST
def many(http: MemberRequest) -> HttpResponseBase:
    """Do with the ticked requests, or with all that the address matches, what the button pressed says."""
    today = timezone.localdate()
    filters = FilterForm(http.GET, user=http.user, today=today)
    visible = InformationRequest.objects.visible_to(http.user)
    found = filters.filtered(visible)
    form = ManyForm(http.POST, user=http.user)
    if not form.is_valid():
        return list_page(http, many=form)
    chosen, do = form.chosen_of(found, visible), form.cleaned_data["do"]
    if do == "pdf":
        return redirect(_report_url(http, form))
    if do in FORMATS:
        return export(chosen, form=do, by=http.user, on=today, filters=http.GET.urlencode())
    try:
        messages.success(http, _done(http, form, chosen, do, today))
    except NotInTheTeam as error:
        form.add_error("owner", str(error))
        return list_page(http, many=form)
    return redirect(f"{reverse('requests:list')}?{http.GET.urlencode()}".rstrip("?"))


def _report_url(http: MemberRequest, form: ManyForm) -> str:
    """Where a report of those ticked, or of all that match, is given its title."""
    query = http.GET.copy()
    if form.cleaned_data["scope"] == "ticked":
        query.setlist("chosen", form.cleaned_data["chosen"])
    return f"{reverse('requests:new_report')}?{query.urlencode()}".rstrip("?")


def _done(
    http: MemberRequest, form: ManyForm, chosen: InformationRequestQuerySet, do: str, today: date
) -> str:
    """Do it, and say how many it changed."""
    tag = form.cleaned_data["tag"]
    if do == "tag":
        return f"Tagged “{tag}”: {_requests(tag_requests(requests=chosen, name=tag, by=http.user))}."
    if do == "untag":
        return (
            f"No longer tagged “{tag}”: {_requests(untag_requests(requests=chosen, name=tag, by=http.user))}."
        )
    if do == "remind":
        on = today + timedelta(weeks=int(form.cleaned_data["weeks"]))
        number = remind_many(requests=chosen, user=http.user, on=on)
        return f"You will be reminded on {in_words(on)}: {_requests(number)}. Closed ones are left out."
    handover = assign_requests(requests=chosen, to=form.owner_chosen(), by=http.user, at=timezone.now())
    return f"Given to {handover.to or 'nobody'}: {_requests(handover.number)}."


def _requests(number: int) -> str:
    return f"{number:,} request{'' if number == 1 else 's'}"


@require_POST
def undo(http: MemberRequest, pk: int) -> HttpResponseBase:
    """Take back an assignment of one's own, within its minute."""
    handover = get_object_or_404(Handover.objects.filter(by=http.user), pk=pk)
    try:
        back = undo_handover(handover=handover, by=http.user, at=timezone.now())
    except TooLateToUndo as error:
        messages.error(http, str(error))
    else:
        messages.success(http, f"Given back to who had them: {_requests(back)}.")
    return redirect("requests:list")
