"""The forms of the pages of terms."""

from __future__ import annotations

from typing import Any

from django import forms

from correspondence.models import WatchTerm
from correspondence.models.watch_term import LONGEST_TERM
from correspondence.services.terms import MOST_SPELLINGS


class TermForm(forms.Form):
    """A term. Where it is watched is said when it is made."""

    name = forms.CharField(
        label="Word or phrase",
        max_length=LONGEST_TERM,
        help_text="A system, a company, a law. It is found as whole words; capitals and hyphens do not count.",
        error_messages={"required": "Give the word or phrase to watch for"},
    )
    spellings = forms.CharField(
        label="Other spellings",
        required=False,
        max_length=(LONGEST_TERM + 2) * MOST_SPELLINGS,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-30"}),
        help_text="One a line; a mention of any of them counts. Plurals are spellings of their own.",
    )
    everywhere = forms.BooleanField(label="In all campaigns of the team", required=False)

    def __init__(self, *args: Any, term: WatchTerm | None = None, **kwargs: Any) -> None:
        if term:
            kwargs["initial"] = {"name": term.name, "spellings": term.spellings}
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"class": "w-30", "autocomplete": "off"}
        if term:
            del self.fields["everywhere"]


class ByAuthorityForm(forms.Form):
    """Whose letters are looked at, of those that mention the term."""

    authority = forms.TypedChoiceField(
        label="Authority",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "No letter of this authority mentions it: choose another"},
    )

    def __init__(self, *args: Any, named: list[tuple[int, str, int]], **kwargs: Any) -> None:
        """`named`: key, name and number of mentions of each authority."""
        super().__init__(*args, **kwargs)
        choices = [(pk, f"{name} ({number:,})") for pk, name, number in named]
        self.fields["authority"].choices = [("", "All"), *choices]  # type: ignore[attr-defined]
