"""Requests over HTTP, by somebody who is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.models import User


class MemberRequest(HttpRequest):
    """What a view of somebody logged in is called with: the middleware lets nobody else through."""

    user: User
