"""A person's own reminders."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, posted, refused
from requests_app.deadlines import in_words
from requests_app.forms.notices import RemindForm
from requests_app.models import Reminder
from requests_app.services import reminding
from requests_app.views.guards import request_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def remind(http: MemberRequest, pk: int) -> HttpResponse:
    """Be told of the request again in some weeks, or on a day."""
    request = request_or_404(http, pk)
    form = RemindForm(posted(http), today=timezone.localdate())
    if http.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reminder = reminding.remind(request=request, user=http.user, on=data["on"], note=data["note"])
        messages.success(http, f"You will be reminded on {in_words(reminder.on)}.")
        return redirect(request)
    context = {
        "request_shown": request,
        "form": form,
        "reminders": Reminder.objects.filter(request=request, user=http.user).waiting(),
    }
    return render(http, "requests_app/remind.html", context, status=refused(form))


@require_POST
def done(http: MemberRequest, pk: int) -> HttpResponse:
    """It is done, or not wanted any more."""
    own = Reminder.objects.visible_to(http.user).filter(user=http.user).select_related("request")
    reminder = get_object_or_404(own, pk=pk)
    reminding.finish_reminder(reminder=reminder)
    messages.success(http, "The reminder is gone.")
    return redirect("home" if http.POST.get("back") == "home" else reminder.request)
