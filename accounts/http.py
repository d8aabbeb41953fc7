"""Requests over HTTP, by somebody who is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

if TYPE_CHECKING:
    from accounts.models import User


class MemberRequest(HttpRequest):
    """What a view of somebody logged in is called with: the middleware lets nobody else through."""

    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, even if it is nothing; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def refused(form: BaseForm) -> int:
    """The status of a form's page: 422 where it is shown again with what is wrong, else 200."""
    return 422 if form.errors else 200
