"""The public calculator: from a law and dates to a due date with its reasons. Asks nobody to log in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app.calculation import Answer, has_ledger, label_of, limit_in_words, ruler, when_in_words
from requests_app.deadlines import LAWS, Calendar, calendar_for
from requests_app.deadlines.days import CALENDARS
from requests_app.forms.calculator import RECEIVED, CalculatorForm
from requests_app.ledger_months import months_of, skipped_days
from requests_app.services.calendars import calendars

FROM_OUR_FORM = "work_out"


@login_not_required
@require_safe
def calculator(http: HttpRequest) -> HttpResponse:
    """The form, and under an address that carries a case its answer too; our own form is led to the short address."""
    short = _without_blanks(http.GET)
    if FROM_OUR_FORM in http.GET:
        return redirect(_address(short))
    calendar_of, complete = _calendars()
    data = short if CalculatorForm.is_asked(short) else None
    form = CalculatorForm(data, initial=_initial(http.GET), calendar_of=calendar_of)
    found = form.answer if form.is_valid() else None
    context: dict[str, object] = {"form": form, "complete": complete}
    if found:
        context |= _shown(found, short, on=timezone.localdate())
    else:
        context["laws"] = [(each, limit_in_words(each)) for each in LAWS.values()]
    if complete:
        return render(http, "requests_app/calculator.html", context)
    with _as_anybody(http):
        return render(http, "requests_app/calculator.html", context)


def _without_blanks(data: QueryDict) -> QueryDict:
    """The case without its empty fields, so that its address is short; a blank date of receipt stays, to be missed."""
    short = QueryDict(mutable=True)
    for name, values in data.lists():
        if name == FROM_OUR_FORM:
            continue
        kept = [value for value in values if value.strip()][:1]
        if kept or name == RECEIVED:
            short.setlist(name, kept or [""])
    return short


def _address(data: QueryDict) -> str:
    return f"{reverse('deadline')}?{data.urlencode()}"


def _initial(data: QueryDict) -> dict[str, str]:
    return {"law": data.get("law", "foia"), "body": data.get("body", "")}


def _calendars() -> tuple[Callable[[str], Calendar], bool]:
    """The calendars, and whether they are complete: with no database they are the printed ones alone."""
    try:
        return calendars(), True
    except DatabaseError:
        return calendar_for, False


@contextmanager
def _as_anybody(http: HttpRequest) -> Iterator[None]:
    """While the database is away nobody can be recognised: the page is shown as to somebody who is not logged in.

    The session is put back afterwards, so that nobody is logged out by it.
    """
    session: SessionBase = http.session
    http.session, http.user = type(session)(), AnonymousUser()
    try:
        yield
    finally:
        http.session = session


def _shown(found: Answer, data: QueryDict, *, on: date) -> dict[str, object]:
    """What the template needs to show the answer as at that day."""
    case, limit = found.case, found.shown
    plain = data.copy()
    plain.pop("kind", None)
    clocks = [
        {
            "limit": each,
            "label": label_of(each.kind),
            "address": f"{_address(plain)}&kind={each.kind}",
            "here": each == limit,
        }
        for each in found.limits
    ]
    context: dict[str, object] = {
        "answer": found,
        "case": case,
        "limit": limit,
        "clocks": clocks,
        "today": on,
        "calendar_name": CALENDARS[case.law.calendar].name,
        "address": _address(data),
        "link": settings.SITE_URL + _address(data),
        "title": f"{label_of(limit.kind)}: {limit.due_on:%-d %B %Y}" if limit else found.life.state.label,
    }
    if limit:
        context |= {
            "label": label_of(limit.kind),
            "when": when_in_words(limit, on=on),
            "ruler": ruler(limit, on=on),
        }
    if limit and has_ledger(limit):
        context |= {
            "months": months_of(limit, on=on),
            "skipped": skipped_days(limit),
            "ledger": limit.ledger(),
        }
    return context
