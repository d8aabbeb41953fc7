"""A name for the address of a list."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Team, User


class SavedViewForm(forms.Form):
    prefix = "view"
    name = forms.CharField(
        label="Name of the view", max_length=60, error_messages={"required": "Enter a name for the view"}
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Who sees it", required=False, empty_label="Only me"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.visible_to(user)  # type: ignore[attr-defined]
