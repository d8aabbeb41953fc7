"""Taking out a request that was logged by mistake."""

from django import forms


class DiscardForm(forms.Form):
    because = forms.CharField(
        label="Why",
        max_length=500,
        help_text="Such as “logged twice”. It stays in the record, with your name.",
    )
