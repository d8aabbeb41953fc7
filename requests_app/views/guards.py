"""What a view may load: only what the person may see; anything else is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from accounts.http import MemberRequest
from requests_app.models import Event, InformationRequest


def request_or_404(http: MemberRequest, pk: int) -> InformationRequest:
    return get_object_or_404(InformationRequest.objects.visible_to(http.user).with_people(), pk=pk)


def event_or_404(http: MemberRequest, pk: int) -> Event:
    events = Event.objects.visible_to(http.user).select_related("request__authority", "request__team")
    return get_object_or_404(events, pk=pk)
