"""Recording what happened: one of the things the law knows, and its date."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from requests_app.deadlines import EventKind, Law, in_words
from requests_app.forms.fields import DayInput, PastDateField


class EventForm(forms.Form):
    """`kind` offers what may lawfully come next first, and everything else under "Something else".

    `until` is there only under laws that set no length for an extension, so that its notice must name the day (New
    Zealand, Canada); the page shows it once an extension is chosen.
    """

    kind = forms.ChoiceField(label="What happened", error_messages={"required": "Choose what happened"})
    on = PastDateField(label="When")
    until = forms.DateField(
        label="Extended until",
        required=False,
        widget=DayInput,
        help_text="The day that the notice of extension itself names.",
        error_messages={"invalid": "Enter a real date, such as 20/07/2018"},
    )
    note = forms.CharField(label="Note", required=False, max_length=500)

    def __init__(
        self,
        *args: Any,
        today: date,
        law: Law,
        next_steps: Collection[EventKind] = (),
        chosen: str | None = None,
        **kwargs: Any,
    ) -> None:
        """`chosen`: the kind picked already (of no effect where there is none of that name)."""
        super().__init__(*args, **kwargs)
        known = chosen in list(EventKind)
        self.fields["kind"].choices = _choices(next_steps, blank=not known)  # type: ignore[attr-defined]
        self.fields["on"].today = today  # type: ignore[attr-defined]
        self.initial = {**self.initial, "on": today, "kind": chosen if known else None}
        if not self.is_bound:
            self.fields["on" if known else "kind"].widget.attrs["autofocus"] = True
        if law.extension is None or law.extension.more is not None:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") != EventKind.EXTENSION:
            cleaned["until"] = None
        on, until = cleaned.get("on"), cleaned.get("until")
        if on and until and until <= on:
            self.add_error(
                "until", f"An extension notified on {in_words(on)} cannot end on {in_words(until)}"
            )
        return cleaned


def _choices(next_steps: Collection[EventKind], *, blank: bool) -> list[tuple[str, Any]]:
    others = [kind for kind in EventKind if kind not in next_steps]
    groups: list[tuple[str, Any]] = [("", "Choose one")] if blank else []
    if next_steps:
        groups.append(("What can lawfully come next", _named(next_steps)))
    return [*groups, ("Something else", _named(others))]


def _named(kinds: Collection[EventKind]) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]


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
