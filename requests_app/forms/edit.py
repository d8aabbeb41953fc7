"""Changing what was logged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Team, User
from authorities.forms import WebField
from authorities.laws import Law
from authorities.models import Authority
from requests_app.deadlines import FactsError, parse_term
from requests_app.forms.fields import DayInput, LetterField
from requests_app.models import InformationRequest


class EditForm(forms.Form):
    title = forms.CharField(label="What it is about", max_length=200)
    references = forms.CharField(
        label="Reference numbers",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line.",
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who looks after it", required=False, empty_label="Nobody"
    )
    law = forms.ChoiceField(label="Law", choices=Law.choices)
    body = forms.ChoiceField(label="Time limit", choices=Authority.Body.choices, required=False)
    school_terms = forms.CharField(
        label="School terms",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For a school alone: its time limit counts school days. One a line, such as 2026-09-02/2026-10-23.",
    )
    questions = forms.CharField(
        label="Questions",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line, in the order of the letter.",
    )
    letter = LetterField(label="The letter's text", required=False)
    link = WebField(label="Link", help_text="A page of another site on which it can be seen.")
    notes = forms.CharField(
        label="Notes", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    embargo_until = forms.DateField(
        label="Not to be published before",
        required=False,
        widget=DayInput,
        help_text="An embargo of your own: everybody who opens the request is told, and private links warn.",
        error_messages={"invalid": "Enter a real date, such as 20/07/2018"},
    )
    embargo_note = forms.CharField(label="Why it is under embargo", required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: InformationRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.values_of(request))
        super().__init__(*args, **kwargs)
        members = User.objects.of_teams(Team.objects.filter(pk=request.team_id))
        if request.owner_id:
            members = members | User.objects.filter(pk=request.owner_id)
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]
        self.fields["letter"].widget.attrs["rows"] = 12

    @staticmethod
    def values_of(request: InformationRequest) -> dict[str, Any]:
        return {
            "title": request.title,
            "references": "\n".join(reference.value for reference in request.references.all()),
            "owner": request.owner_id,
            "law": request.law,
            "body": request.body,
            "school_terms": request.school_terms,
            "questions": "\n".join(" ".join(q.text.split()) for q in request.questions.all()),
            "letter": request.letter,
            "link": request.link,
            "notes": request.notes,
            "embargo_until": request.embargo_until,
            "embargo_note": request.embargo_note,
            "version": request.version,
        }

    def clean_school_terms(self) -> str:
        lines = [line.replace(" ", "") for line in self.cleaned_data["school_terms"].splitlines()]
        try:
            for line in filter(None, lines):
                parse_term(line)
        except FactsError as error:
            raise ValidationError(str(error)) from error
        return "\n".join(filter(None, lines))

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
