"""Logging a request: five things to say, the rest is read from the letter."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from accounts.models import Team, User
from authorities.forms import AuthorityField
from authorities.laws import Law
from requests_app.deadlines import EventKind, Fact, FactsError, check
from requests_app.forms.fields import LetterField, PastDateField
from requests_app.letter_items import find_items
from requests_app.models import InformationRequest
from requests_app.reference_numbers import normalise
from requests_app.services.calendars import current_calendar
from requests_app.titles import title_of


class LogForm(forms.Form):
    twin: InformationRequest | None = None

    authority = AuthorityField(
        must_exist=True, label="Authority", help_text="Start typing any part of its name."
    )
    day = PastDateField(label="Date")
    day_is = forms.ChoiceField(
        label="This is the day",
        choices=[("received", "the authority received it"), ("sent", "we sent it")],
        widget=forms.RadioSelect,
        initial="sent",
        help_text="The clock starts on the day of receipt. If only the day of sending is known, "
        "an e-mail counts as received that day.",
    )
    letter = LetterField(
        label="The letter's text",
        required=False,
        help_text="Paste the whole letter: its items become questions.",
    )
    reference = forms.CharField(
        label="Reference number",
        required=False,
        max_length=80,
        help_text="Theirs, such as FOI-18-1134, if you have it.",
    )
    title = forms.CharField(
        label="What it is about",
        required=False,
        max_length=200,
        help_text="Left blank, it is taken from the letter.",
    )
    law = forms.ChoiceField(label="Law", required=False, choices=[("", "The authority's own"), *Law.choices])
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label=None)
    questions_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    another = forms.BooleanField(label="Log it all the same: it is another request", required=False)
    more_questions = forms.CharField(
        label="Questions that were not found",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line.",
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].today = today  # type: ignore[attr-defined]
        self.fields["authority"].may_add = user.is_site_admin  # type: ignore[attr-defined]
        teams = Team.objects.visible_to(user)
        team_field = self.fields["team"]
        team_field.queryset = teams  # type: ignore[attr-defined]
        self.teams = list(teams[:2])
        if len(self.teams) == 1:
            team_field.widget = forms.HiddenInput()
            team_field.initial = self.teams[0].pk
        self.fields["letter"].widget.attrs["rows"] = 12

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        authority, day = cleaned.get("authority"), cleaned.get("day")
        self.twin = self._twin()
        if self.twin and not cleaned.get("another"):
            self.add_error("reference", "This authority's request with this number is here already")
        if authority and day:
            self._check_in_law(cleaned.get("law") or authority.law, authority.body, day)
        return cleaned

    def _twin(self) -> InformationRequest | None:
        """The team's request to the same authority with the same number, if there is one."""
        key, team = normalise(self.cleaned_data.get("reference", "")), self.cleaned_data.get("team")
        authority = self.cleaned_data.get("authority")
        if not (key and team and authority):
            return None
        same = InformationRequest.objects.filter(team=team, authority=authority, references__normalised=key)
        return same.first()

    def _check_in_law(self, law: str, body: str, day: date) -> None:
        kind = EventKind.RECEIVED if self.cleaned_data.get("day_is") == "received" else EventKind.SENT
        try:
            check([Fact(kind, day)], law, body, calendar=current_calendar(law))
        except FactsError as error:
            self.add_error("day", str(error))

    @property
    def found_items(self) -> list[str]:
        """The items of the letter as typed so far."""
        letter = self["letter"].value() or ""
        return [item.text for item in find_items(letter)] if len(letter) <= 1_000_000 else []

    def questions(self) -> list[str]:
        """The questions as ticked; all that the letter holds where they were never shown."""
        chosen = self.data.getlist("question") if hasattr(self.data, "getlist") else []
        if not self.cleaned_data["questions_seen"]:
            chosen = self.found_items
        return [*chosen, *self.cleaned_data["more_questions"].splitlines()]

    @property
    def sent_on(self) -> date | None:
        return self.cleaned_data["day"] if self.cleaned_data["day_is"] == "sent" else None

    @property
    def received_on(self) -> date | None:
        return self.cleaned_data["day"] if self.cleaned_data["day_is"] == "received" else None

    def title_or_first_words(self) -> str:
        return self.cleaned_data["title"] or title_of(self.cleaned_data["letter"], self.questions())
