"""The filters of the request list. They live in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import Team, User
from authorities.laws import Law
from authorities.models import Authority
from requests_app.counts.late import late_by
from requests_app.counts.past import overdue_at, unanswered_at
from requests_app.figures.lateness import BANDS, BY_CODE
from requests_app.models import Campaign, InformationRequest
from requests_app.models.tag import LONGEST_TAG
from requests_app.outcomes import NOT_CODED, REQUEST_LABELS
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.calendars import calendars, current_calendar
from requests_app.standing import SOON

ANY = [("", "Any")]
STATUS = [
    ("", "Any"),
    ("overdue", "Overdue"),
    ("due_soon", "Due soon"),
    ("us", "Waiting for us"),
    ("unread", "With unread letters"),
    ("in_progress", "In progress"),
    ("review_overdue", "Review overdue"),
    ("open", "Open"),
    *InformationRequest.State.choices,
]
OUTCOMES = [*ANY, (NOT_CODED, "Not coded yet"), *REQUEST_LABELS.items()]
SORTS = {
    "": ("-created_at", "-pk"),
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "-pk"),
    "authority": ("authority__name", "pk"),
    "received": ("-received_on", "-pk"),
    "owner": ("owner__name", "due_on", "pk"),
}
PATHS = {
    "nation": "authority__nation",
    "kind": "authority__kind",
    "law": "law",
    "team": "team_id",
    "authority": "authority",
    "tag": "tags__name__iexact",
    "campaign": "campaign",
}
PAST = {"unanswered": unanswered_at, "overdue": overdue_at}
# What the numbers of the dashboard and of the plots lead to; the list says them in words instead of showing fields.
BEHIND = ("tag", "late", "due_from", "due_to", "kind", "authority", "campaign", "past", "past_on", "over")


def hidden(field: type[forms.Field], label: str, **options: Any) -> forms.Field:
    return field(label=label, required=False, widget=forms.HiddenInput, **options)


class FilterForm(forms.Form):
    q = forms.CharField(label="Search", required=False, max_length=200)
    status = forms.ChoiceField(label="Status", required=False, choices=STATUS)
    owner = forms.ChoiceField(label="Looked after by", required=False)
    nation = forms.ChoiceField(label="Nation", required=False, choices=[*ANY, *Authority.Nation.choices])
    law = forms.ChoiceField(label="Law", required=False, choices=[*ANY, *Law.choices])
    outcome = forms.ChoiceField(label="What came back", required=False, choices=OUTCOMES)
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[
            ("", "Newest"),
            ("due", "Due first"),
            ("-due", "Due last"),
            ("authority", "Authority"),
            ("received", "Received last"),
            ("owner", "Who looks after it"),
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

    tag = hidden(forms.CharField, "Tag", max_length=LONGEST_TAG)
    late = hidden(
        forms.ChoiceField,
        "Late by working days",
        choices=[*ANY, *((band.code, band.label) for band in BANDS)],
    )
    due_from = hidden(forms.DateField, "Due from")
    due_to = hidden(forms.DateField, "Due until")
    kind = hidden(forms.ChoiceField, "Kind of authority", choices=[*ANY, *Authority.Kind.choices])
    authority = hidden(forms.ModelChoiceField, "Authority", queryset=Authority.objects.all())
    campaign = hidden(forms.ModelChoiceField, "Campaign", queryset=Campaign.objects.none())
    past = hidden(
        forms.ChoiceField,
        "As it was",
        choices=[*ANY, ("unanswered", "Unanswered"), ("overdue", "Overdue")],
    )
    past_on = hidden(forms.DateField, "At the end of")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.fields["campaign"].queryset = Campaign.objects.visible_to(user)  # type: ignore[attr-defined]
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
        for name, path in PATHS.items():
            if chosen.get(name):
                requests = requests.filter(**{path: chosen[name]})
        if outcome := chosen.get("outcome"):
            requests = requests.filter(outcome="" if outcome == NOT_CODED else outcome)
        if chosen.get("over") is not None:
            requests = requests.filter(due_on__lt=self.today - timedelta(days=chosen["over"]))
        requests = self._by_days(requests)
        return requests.order_by(*SORTS[chosen.get("sort", "")])

    def _by_days(self, requests: InformationRequestQuerySet) -> InformationRequestQuerySet:
        """What falls due within days, is late by working days, or stood so at the end of an earlier day."""
        chosen = self.cleaned_data
        first, last = chosen.get("due_from"), chosen.get("due_to")
        if first or last:
            requests = requests.due_between(first or date.min, last or date.max)
        if band := BY_CODE.get(chosen.get("late", "")):
            requests = requests.filter(late_by(band, on=self.today, calendar_of=calendars()))
        if (then := PAST.get(chosen.get("past", ""))) and chosen.get("past_on"):
            requests = then(requests, chosen["past_on"])
        return requests

    def _by_status(self, requests: Any, status: str) -> Any:
        if status == "overdue":
            return requests.overdue(on=self.today)
        if status == "due_soon":
            horizon = current_calendar("foia").add(self.today, SOON)
            return requests.due_between(self.today, horizon)
        if status == "us":
            return requests.awaiting_us()
        if status == "unread":
            return requests.with_unread_letters()
        if status == "in_progress":
            return requests.in_progress()
        if status == "review_overdue":
            return requests.overdue(on=self.today).filter(state="in_review")
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
                said.append(f"{self.fields[name].label}: {self._words(name, value)}")
        return said

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return f"{value:%-d %B %Y}"
        field = self.fields[name]
        choices = () if isinstance(field, forms.ModelChoiceField) else getattr(field, "choices", ())
        return str(dict(choices).get(value, value))

    def address(self) -> str:
        """The filters in the address that there are, encoded: what a saved view keeps."""
        return urlencode(
            [(name, self.data[name]) for name in self.fields if str(self.data.get(name) or "").strip()]
        )
