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
