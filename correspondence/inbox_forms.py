"""What people say about mail that waits, and about letters in the wrong place."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from accounts.models import Team
from requests_app.forms import LogForm

_ANSWERS = re.compile(r"\A(?:\s*(?:re|aw|fw|fwd|automatic reply|auto)\s*:)+\s*", re.IGNORECASE)


class NewRequestForm(LogForm):
    """A request logged for a letter that is here: of the letter's team, and no other."""

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk=team.pk)  # type: ignore[attr-defined]
        self.fields["team"].widget = forms.HiddenInput()
        self.fields["team"].initial = team.pk

    def logged(self) -> dict[str, Any]:
        """The arguments of `log_request`, but for the team and the person."""
        cleaned = self.cleaned_data
        return {
            "authority": cleaned["authority"],
            "title": self.title_or_first_words(),
            "letter": cleaned["letter"],
            "reference": cleaned["reference"],
            "law": cleaned["law"],
            "questions": self.questions(),
            "sent_on": self.sent_on,
            "received_on": self.received_on,
        }


class SeveralForm(forms.Form):
    """Mails ticked in the inbox, and what is to be done with them."""

    mail = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={"required": "Tick the mails first", "invalid_choice": "Tick the mails first"},
    )
    do = forms.ChoiceField(choices=[("file", "File"), ("not_ours", "Not ours")])

    def __init__(self, *args: Any, mails: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].choices = [(pk, pk) for pk in mails]  # type: ignore[attr-defined]


class GiveForm(forms.Form):
    """To which team a mail of no team goes."""

    team = forms.ModelChoiceField(
        Team.objects.all(), label="Team", empty_label="Choose", error_messages={"required": "Choose the team"}
    )


def title_from(subject: str) -> str:
    """A mail's subject without "RE:" and the like."""
    return _ANSWERS.sub("", subject).strip()[:200]
