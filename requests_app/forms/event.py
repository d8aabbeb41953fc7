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
        label="The right date", required=False, help_text="Needed to correct it, not to take it back."
    )
    because = forms.CharField(
        label="Why", max_length=500, help_text="It stays in the record, with your name."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]

    @property
    def takes_back(self) -> bool:
        """Whether the event is to go, rather than to have another date."""
        return "take_back" in self.data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.takes_back and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the right date, or choose “Take it back”")
        return cleaned
