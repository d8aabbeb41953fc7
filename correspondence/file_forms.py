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


class KeptBackForm(forms.Form):
    """What becomes of a file that the virus scanner keeps back."""

    do = forms.ChoiceField(
        label="What becomes of it?",
        choices=[
            ("release", "Release it: everybody who sees the request may open it"),
            ("delete", "Delete it for good: the letter keeps its name, and why it is gone"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it"},
    )
    because = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="For example: looked through on a machine apart, and it is a macro of their own.",
        error_messages={"required": "Say why"},
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
