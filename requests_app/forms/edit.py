"""Changing what was logged."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from authorities.laws import Law
from authorities.models import Authority
from requests_app.forms.fields import LetterField
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
    questions = forms.CharField(
        label="Questions",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line, in the order of the letter.",
    )
    letter = LetterField(label="The letter's text", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: InformationRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.values_of(request))
        super().__init__(*args, **kwargs)
        members = User.objects.filter(memberships__team=request.team, is_active=True).order_by(
            "name", "email"
        )
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
            "questions": "\n".join(" ".join(q.text.split()) for q in request.questions.all()),
            "letter": request.letter,
            "version": request.version,
        }

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
