"""The page of the keys, for whoever does not know that "?" shows them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def keys(http: HttpRequest) -> HttpResponse:
    return render(http, "keys.html")
