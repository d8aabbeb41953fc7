"""What people type who look after the list: sets, merges, proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.access import is_site_admin
from accounts.forms import EMAIL_ERRORS
from accounts.models import Team, User
from authorities.fields import AuthorityField
from authorities.models import Authority, AuthoritySet, Contact, Proposal

EVERYBODY = "everybody"


def may_change(user: User, chosen: AuthoritySet) -> bool:
    """A team's set is its members' to change, a set of everybody the site admins'."""
    if chosen.team_id is None:
        return is_site_admin(user)
    return user.memberships.filter(team=chosen.team_id).exists()


class SetForm(forms.Form):
    """A new set: its name and whose it is. With `adding`, one of those there are may be chosen instead."""

    name = forms.CharField(label="Name of the set", max_length=120, required=False)

    def __init__(self, *args: Any, user: User, adding: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in Team.objects.visible_to(user)}
        whose = [(key, team.name) for key, team in self.teams.items()]
        if is_site_admin(user):
            whose.append((EVERYBODY, "Everybody: all teams see it, site admins change it"))
        self.fields["whose"] = forms.ChoiceField(
            label="Whose it is",
            choices=whose,
            initial=whose[0][0] if whose else None,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose whose set it is"},
        )
        if adding:
            sets = AuthoritySet.objects.visible_to(user).select_related("team")
            if not is_site_admin(user):
                sets = sets.exclude(team=None)
            self.fields["chosen"] = forms.ModelChoiceField(
                label="Add them to a set there is",
                queryset=sets,
                required=False,
                empty_label="None: make a new set",
            )
            self.fields["whose"].required = False
            self.order_fields(["chosen", "name", "whose"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("chosen"):
            if not given.get("name") and "name" not in self.errors:
                self.add_error("name", "Enter a name for the set")
            if not given.get("whose") and "whose" not in self.errors:
                self.add_error("whose", "Choose whose set it is")
        return given

    @property
    def team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["whose"])


class RenameSetForm(forms.Form):
    name = forms.CharField(
        label="Name of the set",
        max_length=120,
        error_messages={"required": "Enter a name for the set"},
    )


class AddAuthorityForm(forms.Form):
    authority = AuthorityField(label="Add an authority")


class MergeWithForm(forms.Form):
    """Which other authority is the same; in the address."""

    other = AuthorityField(label="The other authority", help_text="You see what will happen before it does.")


class KeepForm(forms.Form):
    """Which of the two is kept; and that they are one, where something is `against` it."""

    keep = forms.ChoiceField(
        label="Which one do you keep?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the authority to keep"},
    )

    sure = forms.BooleanField(
        label="They are one and the same authority all the same",
        error_messages={"required": "Say that they are one authority, or do not merge them"},
    )

    def __init__(
        self, *args: Any, first: Authority, second: Authority, against: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if against:
            self.fields["sure"].help_text = " ".join(against)
        else:
            del self.fields["sure"]
        words = [(str(first.pk), f"First: {first.name}"), (str(second.pk), f"Second: {second.name}")]
        self.fields["keep"].choices = words  # type: ignore[attr-defined]


class ProposalForm(forms.Form):
    """What is wrong with an authority, as a researcher says it."""

    kind = forms.ChoiceField(
        label="What is wrong?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong"},
    )
    contact = forms.ModelChoiceField(
        label="The wrong address", queryset=Contact.objects.none(), required=False, empty_label="None of them"
    )
    email = forms.EmailField(
        label="The right address", required=False, max_length=254, error_messages=EMAIL_ERRORS
    )
    role = forms.ChoiceField(
        label="What the address is for", choices=Contact.Role.choices, initial=Contact.Role.FOI
    )
    other = AuthorityField(label="The other authority", required=False)
    why = forms.CharField(
        label="How do you know?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A page of their website, or what their answer said.",
    )

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        kinds = [choice for choice in Proposal.Kind.choices if choice[0] != Proposal.Kind.MISSING]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["contact"].queryset = authority.contacts.current()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("kind")
        wanted = {
            Proposal.Kind.WRONG_ADDRESS: ("contact", "Choose the address that is wrong"),
            Proposal.Kind.ADDRESS: ("email", "Enter the right address"),
            Proposal.Kind.SAME: ("other", "Enter the other authority"),
            Proposal.Kind.REPLACED: ("other", "Enter the authority that took its place"),
        }
        if kind in wanted:
            field, words = wanted[Proposal.Kind(kind)]
            if not given.get(field) and field not in self.errors:
                self.add_error(field, words)
        if given.get("other") == self.authority:
            self.add_error("other", "This is the authority itself: enter another one")
        return given


class MissingForm(forms.Form):
    """An authority that is not in the list."""

    name = forms.CharField(
        label="Its official name",
        max_length=255,
        error_messages={"required": "Enter the name of the authority"},
    )
    email = forms.EmailField(
        label="The address for FOI requests", required=False, max_length=254, error_messages=EMAIL_ERRORS
    )
    why = forms.CharField(
        label="Where did you find it?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        known = Authority.objects.named(name).first()
        if known:
            raise forms.ValidationError(f"{known.name} is in the list already")
        return name


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever proposed it reads this.",
        error_messages={"required": "Enter the reason: whoever proposed it reads it"},
    )
