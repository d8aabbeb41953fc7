"""What to do with many requests of a list at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from accounts.models import User
from requests_app.exports.responses import FORMATS
from requests_app.forms.notices import SPANS
from requests_app.models.tag import LONGEST_TAG
from requests_app.querysets import InformationRequestQuerySet

MOST_TICKED = 1000
EXPORTS = (*FORMATS, "pdf")
CONTROLS = {
    "scope": "#id_scope",
    "tag": "#id_tag_many",
    "owner": "#id_owner_many",
    "weeks": "#id_weeks_many",
}


class ManyForm(forms.Form):
    """`do` says which button was pressed; `take` is the number of the one request somebody takes on."""

    DEEDS: ClassVar[Sequence[str]] = ("assign", "tag", "untag", "remind", *EXPORTS)

    scope = forms.ChoiceField(
        label="Which", choices=[("ticked", "Those ticked"), ("all", "All that match")], initial="ticked"
    )
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    tag = forms.CharField(
        label="Tag",
        required=False,
        max_length=LONGEST_TAG,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    owner = forms.ChoiceField(label="Give to", required=False)
    weeks = forms.ChoiceField(label="Remind me", choices=[("", "Choose"), *SPANS], required=False)
    do = forms.ChoiceField(required=False)
    take = forms.IntegerField(required=False, min_value=1)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [person for person in User.objects.of_teams(user.teams.all()) if person != user]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            (str(user.pk), f"Me ({user})"),
            ("nobody", "Nobody"),
            *((str(person.pk), str(person)) for person in others),
        ]
        self.fields["do"].choices = [(name, name) for name in self.DEEDS]  # type: ignore[attr-defined]
        self.fields["chosen"].choices = [(pk, pk) for pk in self.ticked]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> list[str]:
        """The numbers of the requests whose boxes were ticked, as they came."""
        sent = self.data.getlist("chosen") if isinstance(self.data, QueryDict) else []
        return [pk for pk in sent[:MOST_TICKED] if pk.isdecimal() and len(pk) < 18]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        do = cleaned.get("do")
        if cleaned.get("take"):
            cleaned.update(scope="ticked", do="assign", owner=self.fields["owner"].choices[1][0])  # type: ignore[attr-defined]
            cleaned["chosen"] = [cleaned["take"]]
            self.errors.pop("scope", None)
            return cleaned
        if not do:
            self.add_error(None, "Choose what to do with the requests")
        elif do in EXPORTS and not cleaned.get("chosen"):
            cleaned["scope"] = "all"
        elif cleaned.get("scope") == "ticked" and not cleaned.get("chosen"):
            self.add_error("scope", "Tick the requests first, or choose all that match")
        if do == "assign" and not cleaned.get("owner"):
            self.add_error("owner", "Choose who looks after them")
        if do in ("tag", "untag") and not cleaned.get("tag"):
            self.add_error("tag", "Enter the tag")
        if do == "remind" and not cleaned.get("weeks"):
            self.add_error("weeks", "Choose when you are reminded")
        return cleaned

    @property
    def summary(self) -> list[dict[str, str]]:
        """What is wrong, each with the control to mend it, for the error summary."""
        return [
            {"text": str(text), "href": CONTROLS.get(name, "")}
            for name, texts in self.errors.items()
            for text in texts
        ]

    def chosen_of(
        self, found: InformationRequestQuerySet, visible: InformationRequestQuerySet
    ) -> InformationRequestQuerySet:
        """The requests meant: all of the list, or those ticked that the person may see."""
        if self.cleaned_data["scope"] == "all":
            return found
        return visible.filter(pk__in=self.cleaned_data["chosen"])

    def owner_chosen(self) -> User | None:
        owner = self.cleaned_data["owner"]
        return None if owner == "nobody" else User.objects.get(pk=owner)
