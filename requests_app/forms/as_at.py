"""Looking at a request as it stood on an earlier day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from requests_app.deadlines import EventKind, in_words
from requests_app.forms.fields import PastDateField
from requests_app.models import InformationRequest


class AsAtForm(forms.Form):
    """A past day in the page's address (`?as_at=2018-08-21`); blank is today."""

    as_at = PastDateField(label="See it as it stood on", required=False)

    def __init__(self, query: Mapping[str, str], *, request: InformationRequest, today: date) -> None:
        """`request` comes with its events fetched."""
        super().__init__(query if "as_at" in query else None)
        self.today, self.first = today, _first_day(request)
        self.fields["as_at"].today = today  # type: ignore[attr-defined]
        self.fields["as_at"].widget.attrs |= {"max": f"{today:%Y-%m-%d}"}

    def clean_as_at(self) -> date | None:
        day: date | None = self.cleaned_data["as_at"]
        if day and self.first and day < self.first:
            raise ValidationError(
                f"This request had not been made by {in_words(day)}: enter {in_words(self.first)} or a later date"
            )
        return day

    @property
    def day(self) -> date | None:
        """The past day asked for; None for today, and for what is no such day."""
        day: date | None = self.cleaned_data.get("as_at") if self.is_valid() else None
        return None if day == self.today else day


def _first_day(request: InformationRequest) -> date | None:
    """The day the request was made, as far as its events tell."""
    made = (EventKind.SENT, EventKind.RECEIVED)
    return min(
        (e.on for e in request.events.all() if e.kind in made and e.withdrawn_at is None), default=None
    )
