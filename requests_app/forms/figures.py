"""What the plots are drawn of, and how they are grouped. It lives in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import Team, User
from authorities.laws import Law
from authorities.models import Authority
from requests_app.forms.filters import ANY, PATHS
from requests_app.querysets import InformationRequestQuerySet

WORDS = {
    "kind": dict(Authority.Kind.choices),
    "nation": dict(Authority.Nation.choices),
    "law": dict(Law.choices),
}
NARROWING = ("kind", "nation", "law", "team", "tag")


class FiguresForm(forms.Form):
    by = forms.ChoiceField(
        label="Response times by",
        required=False,
        choices=[("", "All together"), ("kind", "Kind of authority"), ("nation", "Nation"), ("law", "Law")],
    )
    kind = forms.ChoiceField(
        label="Kind of authority", required=False, choices=[*ANY, *Authority.Kind.choices]
    )
    nation = forms.ChoiceField(label="Nation", required=False, choices=[*ANY, *Authority.Nation.choices])
    law = forms.ChoiceField(label="Law", required=False, choices=[*ANY, *Law.choices])
    tag = forms.CharField(label="Tag", required=False, max_length=40)
    order = forms.ChoiceField(
        label="Authorities",
        required=False,
        choices=[("", "Most often late first"), ("best", "Most often on time first")],
    )
    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = list(Team.objects.visible_to(user))
        self.fields["team"].choices = [*ANY, *((str(team.pk), team.name) for team in teams)]  # type: ignore[attr-defined]
        if len(teams) < 2:
            del self.fields["team"]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "There is no such filter: choose another"

    def filtered(self, requests: InformationRequestQuerySet) -> InformationRequestQuerySet:
        """The requests that the address asks for; none where it names a filter that there is not."""
        if not self.is_valid():
            return requests.none()
        for name in NARROWING:
            if self.cleaned_data.get(name):
                requests = requests.filter(**{PATHS[name]: self.cleaned_data[name]})
        return requests

    @property
    def chosen(self) -> dict[str, str]:
        return {} if self.errors else self.cleaned_data

    @property
    def query(self) -> str:
        """The narrowing filters for the links to the list, with an ampersand before them."""
        words = [(name, self.chosen[name]) for name in NARROWING if self.chosen.get(name)]
        return "&" + urlencode(words) if words else ""
