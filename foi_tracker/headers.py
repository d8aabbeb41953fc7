"""Headers that every answer bears, or every answer to somebody who is logged in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

NOT_USED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in NOT_USED)


class Headers:
    """`Permissions-Policy` for all; no copy is kept of what somebody sees who is logged in.

    So the button "back" of a shared computer shows nothing after logging out, nor does a cache on the way. Pages that
    are open to everybody are left alone: they work while the database, which knows the sessions, is away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if not _is_open(request) and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _is_open(request: HttpRequest) -> bool:
    """Whether the view asks nobody to log in; also where there is none, as for a 404 and for static files."""
    match = request.resolver_match
    return match is None or not getattr(match.func, "login_required", True)
