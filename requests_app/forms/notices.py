"""How a person and a team are told, and the person's own reminders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from requests_app.forms.fields import DayInput
from requests_app.models import Notice, NoticeSettings, TeamNotices

SPANS = (("1", "In 1 week"), ("2", "In 2 weeks"), ("3", "In 3 weeks"), ("6", "In 6 weeks"))
FARTHEST = timedelta(days=3 * 366)


class NoticeSettingsForm(forms.Form):
    rhythm = forms.ChoiceField(
        label="When you are mailed",
        choices=NoticeSettings.Rhythm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when you are mailed"},
    )
    weekday = forms.TypedChoiceField(
        label="The day, if once a week", choices=NoticeSettings.Weekday.choices, coerce=int
    )
    is_quiet_on_days_off = forms.BooleanField(
        label="No mail at weekends and on bank holidays", required=False
    )
    mailed = forms.MultipleChoiceField(
        label="What you are mailed about",
        help_text="What you leave out is shown among your notices all the same.",
        choices=Notice.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @staticmethod
    def of(settings: NoticeSettings) -> dict[str, Any]:
        """What the form starts with."""
        return {
            "rhythm": settings.rhythm,
            "weekday": settings.weekday,
            "is_quiet_on_days_off": settings.is_quiet_on_days_off,
            "mailed": [kind for kind in Notice.Kind.values if kind not in settings.not_mailed],
        }


def _number(label: str, *, most: int = TeamNotices.MOST, **options: Any) -> forms.IntegerField:
    """A short field for a number of days or hours; empty means what its help text says."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "w-4"}),
        **{"required": False, "help_text": "Empty: never.", **options},
    )


class TeamNoticesForm(forms.Form):
    remind_before = _number(
        "First reminder, working days before the due day", help_text="Empty: the usual number."
    )
    escalate_after = _number("The leads are told, working days after the due day")
    serious_after = _number(
        "Seriously overdue, working days after the due day",
        required=True,
        help_text="",
        error_messages={"required": "Give a number of working days"},
    )
    unread_after = _number("A letter that nobody has read, working days after it came")
    embargo_before = _number("An embargo that ends, working days before")
    silent_after = _number(
        "A mailbox from which nothing could be fetched, hours since it last answered",
        most=TeamNotices.MOST_HOURS,
        help_text="The leads and the site’s admins are told. Empty: never.",
    )


class RemindForm(forms.Form):
    """A span chosen by its button, or a day."""

    weeks = forms.ChoiceField(choices=SPANS, required=False)
    on = forms.DateField(
        label="On a day",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Enter a real date, such as 20/07/2027"},
    )
    note = forms.CharField(label="What for", required=False, max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("weeks"):
            data["on"] = self.today + timedelta(weeks=int(data["weeks"]))
        elif "on" in data and not data["on"]:
            self.add_error("on", "Choose a day, or one of the buttons")
        elif "on" in data and not self.today < data["on"] <= self.today + FARTHEST:
            raise ValidationError({"on": "Choose a day after today, within three years"})
        return data
