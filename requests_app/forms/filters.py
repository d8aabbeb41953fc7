"""The filters of the request list. They live in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from accounts.models import Team, User
from authorities.laws import Law
from authorities.models import Authority
from requests_app.models import InformationRequest
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.calendars import current_calendar
from requests_app.standing import SOON

ANY = [("", "Any")]
STATUS = [
    ("", "Any"),
    ("overdue", "Overdue"),
    ("due_soon", "Due soon"),
    ("us", "Waiting for us"),
    ("open", "Open"),
    *InformationRequest.State.choices,
]
SORTS = {
    "": ("-created_at", "-pk"),
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "-pk"),
    "authority": ("authority__name", "pk"),
    "received": ("-received_on", "-pk"),
}


class FilterForm(forms.Form):
    q = forms.CharField(label="Search", required=False, max_length=200)
    status = forms.ChoiceField(label="Status", required=False, choices=STATUS)
    owner = forms.ChoiceField(label="Looked after by", required=False)
    nation = forms.ChoiceField(label="Nation", required=False, choices=[*ANY, *Authority.Nation.choices])
    law = forms.ChoiceField(label="Law", required=False, choices=[*ANY, *Law.choices])
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[
            ("", "Newest"),
            ("due", "Due first"),
            ("-due", "Due last"),
            ("authority", "Authority"),
            ("received", "Received last"),
        ],
    )
    team = forms.ChoiceField(label="Team", required=False)
    over = forms.IntegerField(
        label="Overdue by more than (days)",
        required=False,
        min_value=0,
        max_value=36_500,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.fields["owner"].choices = self._people(self.data.get("owner", ""))  # type: ignore[attr-defined]
        teams = list(Team.objects.visible_to(user))
        self.fields["team"].choices = [*ANY, *((str(team.pk), team.name) for team in teams)]  # type: ignore[attr-defined]
        if len(teams) < 2:
            del self.fields["team"]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "There is no such filter: choose another"

    def _people(self, chosen: str) -> list[tuple[str, str]]:
        """Oneself, nobody, the others; and whoever the address names, if they look after one of our requests."""
        people = list(User.objects.of_teams(self.user.teams.all()))
        known = {self.user.pk, *(person.pk for person in people)}
        if chosen.isdecimal() and len(chosen) < 18 and int(chosen) not in known:
            people += User.objects.filter(
                pk=chosen, requests_owned__team__in=self.user.teams.all()
            ).distinct()
        others = [(str(person.pk), str(person)) for person in people if person != self.user]
        return [*ANY, (str(self.user.pk), f"Me ({self.user})"), ("nobody", "Nobody"), *others]

    def filtered(self, requests: InformationRequestQuerySet) -> InformationRequestQuerySet:
        """The requests that the address asks for; none where it names a filter that there is not."""
        if not self.is_valid():
            return requests.none()
        chosen = self.cleaned_data
        requests = requests.search(chosen.get("q", ""))
        requests = self._by_status(requests, chosen.get("status", ""))
        requests = self._by_owner(requests, chosen.get("owner", ""))
        for name, path in (("nation", "authority__nation"), ("law", "law"), ("team", "team_id")):
            if chosen.get(name):
                requests = requests.filter(**{path: chosen[name]})
        if chosen.get("over") is not None:
            requests = requests.filter(due_on__lt=self.today - timedelta(days=chosen["over"]))
        return requests.order_by(*SORTS[chosen.get("sort", "")])

    def _by_status(self, requests: Any, status: str) -> Any:
        if status == "overdue":
            return requests.overdue(on=self.today)
        if status == "due_soon":
            horizon = current_calendar("foia").add(self.today, SOON)
            return requests.due_between(self.today, horizon)
        if status == "us":
            return requests.awaiting_us()
        if status == "open":
            return requests.open()
        return requests.filter(state=status) if status else requests

    def _by_owner(self, requests: Any, owner: str) -> Any:
        if owner == "nobody":
            return requests.filter(owner=None)
        return requests.filter(owner_id=owner) if owner else requests

    @property
    def is_filtered(self) -> bool:
        return bool(self.errors) or any(value for name, value in self.cleaned_data.items() if name != "sort")

    def narrowed_by(self, *names: str) -> list[str]:
        """What these filters narrow the list to, in words: "Looked after by: Nobody"."""
        said = []
        for name in names:
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                words = dict(getattr(self.fields[name], "choices", ())).get(value, value)
                said.append(f"{self.fields[name].label}: {words}")
        return said
