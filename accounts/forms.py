"""What people type about themselves and their teams."""

from __future__ import annotations

from django import forms

from accounts.models import Membership

INVALID_EMAIL = "Enter an e-mail address in full, such as name@example.org"
EMAIL_ERRORS = {"required": "Enter an e-mail address", "invalid": INVALID_EMAIL}


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages=EMAIL_ERRORS,
    )
    role = forms.ChoiceField(
        label="Role",
        choices=Membership.Role.choices,
        initial=Membership.Role.RESEARCHER,
        widget=forms.RadioSelect,
        help_text="A researcher logs requests and reads answers. A lead also sees to the team and its members.",
    )


class TeamForm(forms.Form):
    name = forms.CharField(
        label="Name of the team", max_length=120, error_messages={"required": "Enter a name for the team"}
    )


class NewTeamForm(TeamForm):
    lead_email = forms.EmailField(
        label="E-mail address of its first lead",
        max_length=254,
        help_text="They are invited by mail, and can invite others.",
        error_messages=EMAIL_ERRORS,
    )


class ProfileForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=120, required=False, help_text="As your team should see it."
    )
