"""The living style guide: every component with lengths as they come in real life. Nothing in it is a real case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LONG_NAME = "North East Marshland, Wold and Humber Valley Combined Fire and Rescue Authority"
LONG_MAIL = (
    "freedom.of.information.and.environmental.information.requests@corporate-services.marshland-wold.example"
)
RECEIVED, DUE, HOLIDAY = date(2018, 7, 20), date(2018, 8, 20), date(2018, 8, 6)
LETTER = """Dear Marshland District Council,

I am writing under the Freedom of Information Act 2000 to ask for information about computer systems that score or \
rank the people who apply for housing.

Please send me:

1. the name of each system in use since 1 April 2016, and of the company that supplied it
2. any impact assessment made before it was brought in
3. the guidance given to the staff who work with it

I would prefer to have it by e-mail. If you need anything made clearer, please write to me.

Yours faithfully,
R. Researcher"""

ANSWER = """Dear R. Researcher,

Thank you for your request of 20 July 2018. Our answers follow in the order of your questions; the guidance you asked \
for is attached.

If you are not content with this answer you may ask for an internal review within forty working days."""


@dataclass(frozen=True)
class SampleFile:
    filename: str
    size: int
    is_held: bool = True

    def get_absolute_url(self) -> str:
        return "#files"


class SampleForm(forms.Form):
    """One field of each sort."""

    authority = forms.CharField(help_text="Start typing any part of its name.")
    sent_on = forms.DateField(
        label="Date sent",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="For example, 20 July 2018.",
    )
    law = forms.ChoiceField(
        choices=[
            ("foia", "Freedom of Information Act 2000"),
            ("eir", "Environmental Information Regulations 2004"),
        ],
        widget=forms.RadioSelect,
        help_text="Taken from the authority; change it if the letter names another.",
    )
    kind = forms.ChoiceField(
        label="Kind of body", choices=[("", "Any other"), ("school", "School or academy")]
    )
    letter = forms.CharField(label="The letter", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    evidence = forms.FileField(
        label="The e-mail as a file", required=False, help_text="An .eml file, at most 25 MB."
    )
    remind = forms.BooleanField(label="Remind me three working days before it is due", required=False)


class SampleFilters(forms.Form):
    q = forms.CharField(
        label="Words or reference", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), ("late", "Overdue"), ("soon", "Due soon")]
    )
    nation = forms.ChoiceField(
        required=False, choices=[("", "Any nation"), ("SCT", "Scotland"), ("NIR", "N. Ireland")]
    )


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _cells(today: date) -> dict[date, dict[str, Any]]:
    """The sample ledger: 20 working days from 20 July 2018, with 6 August skipped."""
    cells: dict[date, dict[str, Any]] = {}
    number = 0
    for day in _days(RECEIVED, DUE + timedelta(days=3)):
        kind, name = "counted", ""
        if day == RECEIVED:
            kind = "zero"
        elif day.weekday() >= 5:
            kind = "weekend"
        elif day == HOLIDAY:
            kind, name = "holiday", "Summer Bank Holiday"
        else:
            number += 1
            kind = "due" if day == DUE else "over" if day > DUE else "counted"
        cells[day] = {
            "on": day,
            "kind": kind,
            "number": number - 20 if kind == "over" else number,
            "name": name,
            "gone": day <= today,
            "today": day == today,
        }
    return cells


def sample_months(today: date) -> list[dict[str, Any]]:
    """July and August 2018 as `components/ledger_calendar.html` wants them."""
    cells = _cells(today)
    months = []
    for first, last in ((date(2018, 7, 1), date(2018, 7, 31)), (date(2018, 8, 1), date(2018, 8, 31))):
        row: list[dict[str, Any] | None] = [None] * first.weekday()
        row += [cells.get(day, {"on": day, "kind": "out"}) for day in _days(first, last)]
        row += [None] * (-len(row) % 7)
        weeks = [row[start : start + 7] for start in range(0, len(row), 7)]
        told = [week for week in weeks if any(cell and cell["kind"] != "out" for cell in week)]
        months.append({"label": f"{first:%B %Y}", "weeks": told})
    return months


def context() -> dict[str, Any]:
    """Everything `templates/styleguide.html` shows."""
    sample = SampleForm({"authority": "", "sent_on": "31 February", "law": "", "letter": "Dear council"})
    sample.is_valid()
    return {
        "long_name": LONG_NAME,
        "long_mail": LONG_MAIL,
        "letter_text": LETTER,
        "answer_text": ANSWER,
        "received": RECEIVED,
        "due": DUE,
        "sample": sample,
        "fresh": SampleForm(),
        "filters": SampleFilters(),
        "page_obj": Paginator(range(371), 25).get_page(6),
        "months": sample_months(date(2018, 8, 15)),
        "skipped": [{"on": HOLIDAY, "name": "Summer Bank Holiday", "where": "Scotland"}],
        "files": [
            SampleFile("Response to request 18-1134 (final) (2) signed copy for publication.pdf", 1_482_112),
            SampleFile("annex.xlsx", 23_040),
            SampleFile("", 0, is_held=False),
        ],
        "facts": [
            {"key": "Authority", "value": LONG_NAME, "href": "#summary"},
            {"key": "Sent to", "value": LONG_MAIL},
            {"key": "Reference", "value": "FOI-18-1134", "action_url": "#summary"},
            {"key": "Law", "value": "Freedom of Information Act 2000"},
            {"key": "Owner", "value": ""},
        ],
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """`?theme=dark|light` shows one theme whatever the system prefers."""
    theme = request.GET.get("theme", "")
    messages.success(request, "Request logged. The answer is due on 20 August 2018.")
    messages.warning(request, "6 August 2018 is a bank holiday in Scotland, so it is not counted.")
    return render(
        request, "styleguide.html", {**context(), "theme": theme if theme in ("light", "dark") else ""}
    )
