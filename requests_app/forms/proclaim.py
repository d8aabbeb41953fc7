"""Adding a bank holiday that was proclaimed after the calendars were printed."""

from __future__ import annotations

from django import forms

from requests_app.forms.fields import DayInput
from requests_app.models.proclaimed import Place


class ProclaimForm(forms.Form):
    on = forms.DateField(
        label="Day",
        widget=DayInput,
        help_text="It may lie in the past: a day can be proclaimed, or noticed, late.",
        error_messages={"required": "Enter the day", "invalid": "Enter a real date, such as 19/09/2022"},
    )
    name = forms.CharField(
        label="Name of the holiday",
        max_length=120,
        help_text="As proclaimed. It stands in the reasons of every date it moves.",
        error_messages={"required": "Enter the name of the holiday"},
    )
    nations = forms.MultipleChoiceField(
        label="Where it holds",
        choices=Place.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="FOIA and the EIR leave out a bank holiday in any part of the United Kingdom, "
        "the Scottish laws one in Scotland alone.",
        error_messages={"required": "Choose where it holds"},
    )
