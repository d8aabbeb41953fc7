"""Recording what happened: one of the things the law knows, and its date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from requests_app.deadlines import EventKind
from requests_app.forms.fields import DayInput, PastDateField


class EventForm(forms.Form):
    kind = forms.ChoiceField(label="What happened")
    on = PastDateField(label="When")
    until = forms.DateField(
        label="Until",
        required=False,
        widget=DayInput,
        help_text="For an extension that names its own day (New Zealand, Canada).",
    )
    note = forms.CharField(label="Note", required=False, max_length=500)

    def __init__(
        self, *args: Any, today: date, kinds: Iterable[EventKind] = tuple(EventKind), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["on"].today = today  # type: ignore[attr-defined]
        self.fields["on"].initial = today


class WithdrawForm(forms.Form):
    """Taking an event back, or giving it its right date."""

    on = PastDateField(
        label="The right date", required=False, help_text="Leave blank to take the event back altogether."
    )
    because = forms.CharField(
        label="Why", max_length=500, help_text="It stays in the record, with your name."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]
