"""The search as its address says it."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Team, User
from authorities.laws import Law
from correspondence.search.filters import Narrowed
from correspondence.search.words import LONGEST
from requests_app.forms.fields import DayInput
from requests_app.models import InformationRequest

_ANY = [("", "Any")]
KINDS = {"": "Everything", "letters": "Letters", "documents": "Documents", "requests": "Requests"}
_NO_DAY = {"invalid": "Enter a real date, such as 20/07/2018"}


class DaysInOrder(forms.Form):
    """Refuses days `after` and `before` that are the wrong way round."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        after, before = cleaned.get("after"), cleaned.get("before")
        if after and before and before < after:
            self.add_error("before", "This day is before the other: swap them")
        return cleaned


class SearchForm(DaysInOrder):
    q = forms.CharField(label="Search for", required=False, max_length=LONGEST)
    authority = forms.CharField(label="Authority", required=False, max_length=200)
    direction = forms.ChoiceField(
        label="Written by", required=False, choices=[*_ANY, ("in", "The authority"), ("out", "Us")]
    )
    after = forms.DateField(label="Letters from", required=False, widget=DayInput, error_messages=_NO_DAY)
    before = forms.DateField(label="Letters until", required=False, widget=DayInput, error_messages=_NO_DAY)
    state = forms.ChoiceField(
        label="Request", required=False, choices=[*_ANY, *InformationRequest.State.choices]
    )
    law = forms.ChoiceField(label="Law", required=False, choices=[*_ANY, *Law.choices])
    team = forms.ChoiceField(label="Team", required=False)
    attached = forms.ChoiceField(
        label="Attachments", required=False, choices=[*_ANY, ("1", "With attachments")]
    )
    kind = forms.ChoiceField(required=False, choices=list(KINDS.items()), widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = list(Team.objects.visible_to(user))
        self.fields["team"].choices = [*_ANY, *((str(team.pk), team.name) for team in teams)]  # type: ignore[attr-defined]
        if len(teams) < 2:
            del self.fields["team"]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "There is no such filter: choose another"

    @property
    def narrowed(self) -> Narrowed:
        """The filters chosen. The form is valid."""
        chosen = self.cleaned_data
        return Narrowed(
            team=chosen.get("team", ""),
            authority=chosen["authority"],
            law=chosen["law"],
            state=chosen["state"],
            direction=chosen["direction"],
            after=chosen["after"],
            before=chosen["before"],
            has_files=bool(chosen["attached"]),
        )
