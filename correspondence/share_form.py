"""Making a private link to one request."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

DAYS = (7, 30, 90, 365)


class ShareForm(forms.Form):
    for_whom = forms.CharField(
        label="Who it is for",
        max_length=200,
        required=False,
        help_text="For your team alone, to know it again.",
    )
    days = forms.TypedChoiceField(
        label="It works for",
        choices=[(days, f"{days} days" if days < 365 else "a year") for days in DAYS],
        coerce=int,
        initial=30,
        error_messages={"required": "Choose how long it works", "invalid_choice": "Choose one of these"},
    )
    hides_names = forms.BooleanField(
        label="Hide people's names",
        required=False,
        help_text=(
            "Names, e-mail addresses and telephone numbers in letters are masked as far as they are recognised. "
            "It is a help, not a guarantee: read the page before you pass it on. Files are handed out as they are."
        ),
    )
    despite_embargo = forms.BooleanField(
        label="Share it although it is under embargo",
        error_messages={"required": "The request is under embargo: say that you mean to share it"},
    )

    def __init__(self, *args: object, embargo_runs: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not embargo_runs:
            del self.fields["despite_embargo"]

    @property
    def expires_at(self) -> datetime:
        """The end of the last day on which it works. The form is valid."""
        last = timezone.localtime() + timedelta(days=self.cleaned_data["days"] + 1)
        return last.replace(hour=0, minute=0, second=0, microsecond=0)
