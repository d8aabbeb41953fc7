"""Fields that several forms share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_LETTER = 1_000_000


class DayInput(forms.DateInput):
    """A date as the browser's own picker shows it; typed as "20/07/2018" or "20 July 2018" where there is none."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PastDateField(forms.DateField):
    """A day that has come already: `today` is set by the form that knows it."""

    widget = DayInput
    default_error_messages = {
        "required": "Enter a date",
        "invalid": "Enter a real date, such as 20/07/2018",
    }
    today: date | None = None

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and self.today and day > self.today:
            raise ValidationError(f"{day:%-d %B %Y} is in the future: enter a date that has come already")
        return day


class LetterField(forms.CharField):
    """The text of a letter: up to a million characters, no bytes that are no text."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_LETTER, strip=True, **kwargs)
        self.error_messages["max_length"] = (
            "That is %(show_value)s characters. A letter can have a million at most: "
            "paste the letter alone, and add long documents as attachments"
        )
        self.error_messages["null_characters_not_allowed"] = (
            "That is not text. Upload a file as an attachment instead"
        )
