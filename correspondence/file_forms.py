"""What people say about a file, and what an authority's officer says with the files he uploads."""

from __future__ import annotations

from django import forms

from correspondence.models import Attachment


class TermsForm(forms.Form):
    """On what terms a document may be used again."""

    terms = forms.ChoiceField(
        label="Terms of re-use",
        choices=[("", "Not known"), *Attachment.Terms.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        help_text="For example: where it says so, or whose copyright it is.",
    )


class LinkForm(forms.Form):
    """For how long an authority may leave files."""

    days = forms.IntegerField(
        label="For how many days it works",
        min_value=1,
        max_value=180,
        error_messages={"required": "Enter a number of days"},
        widget=forms.NumberInput(attrs={"class": "w-4"}),
    )


class FinishForm(forms.Form):
    """What an officer says with the files."""

    sender = forms.CharField(label="Your name", required=False, max_length=255)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Anything that should be said with the files.",
    )
