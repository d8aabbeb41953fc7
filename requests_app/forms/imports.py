"""What people say when they bring in a spreadsheet of requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Team, User
from authorities.forms import AuthorityField
from authorities.import_forms import UploadForm
from authorities.models import Authority
from requests_app.importing.fields import REQUEST_FIELDS
from requests_app.importing.outcomes import LABELS
from requests_app.models import RequestImport
from requests_app.services.imports import Choice
from requests_app.services.imports.starting import Code
from requests_app.services.imports.unknown import Unknown

FIELD_LABELS = {
    "": "– left out –",
    "authority": "Authority",
    "title": "What it is about",
    "sent": "Date sent",
    "received": "Date of receipt (by the authority)",
    "acknowledged": "Date acknowledged",
    "reference": "Reference number",
    "outcome": "Outcome code",
    "answered": "Date of reply",
    "law": "Law",
    "link": "Link",
    "notes": "Notes",
    "owner": "Who looks after it",
    "tags": "Tags",
    "gss": "The authority’s GSS code",
    "wdtk": "The authority’s WhatDoTheyKnow url name",
    "wdtk-id": "The authority’s WhatDoTheyKnow number",
    "local-authority-code": "The authority’s local authority code",
}
CHOICES = [("", FIELD_LABELS[""]), *((field.code, FIELD_LABELS[field.code]) for field in REQUEST_FIELDS)]
OUTCOMES = [("", "– choose –"), *((outcome.value, label) for outcome, label in LABELS.items())]


class RequestsUploadForm(UploadForm):
    """A file or pasted cells, and whose they are."""

    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", empty_label=None, error_messages={"required": "Choose the team"}
    )
    field_order = ("team", "file", "text", "sheet")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.visible_to(user)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        found = list(teams[:2])
        if len(found) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = found[0].pk
        self.has_team = bool(found)


class RequestColumnsForm(forms.Form):
    """Which field each column holds: a choice for each column, named `column_0` and so on."""

    title = forms.CharField(
        label="What rows are about that do not say it",
        required=False,
        max_length=200,
        help_text="One title for all of them, such as the name of the batch.",
        widget=forms.TextInput(attrs={"class": "w-30"}),
    )

    def __init__(self, *args: Any, run: RequestImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(run.columns)
        for index, name in enumerate(run.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name, required=False, choices=CHOICES, initial=run.layout[index]
            )
        self.initial["title"] = run.title

    def layout(self) -> list[str]:
        return [self.cleaned_data.get(f"column_{index}", "") for index in range(self.count)]


class CodesForm(forms.Form):
    """What each of the team's codes means: a choice for each, named `code_0` and so on."""

    def __init__(self, *args: Any, codes: Sequence[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        for index, code in enumerate(codes):
            self.fields[f"code_{index}"] = forms.ChoiceField(
                label=code.code,
                choices=OUTCOMES,
                initial=code.outcome,
                error_messages={"required": f"Say what “{code.code[:60]}” means"},
            )

    def chosen(self) -> dict[str, str]:
        return {code.code: self.cleaned_data[f"code_{index}"] for index, code in enumerate(self.codes)}

    def shown(self) -> Iterable[tuple[forms.BoundField, int]]:
        """Each field with the number of rows that have its code."""
        return [(self[f"code_{index}"], code.rows) for index, code in enumerate(self.codes)]


class AuthoritiesForm(forms.Form):
    """What the names are that are not known: `what_0` (radios) and `other_0` (a name typed) and so on."""

    def __init__(self, *args: Any, names: Sequence[Unknown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for index, unknown in enumerate(names):
            self.fields[f"what_{index}"] = forms.ChoiceField(
                label=unknown.name or unknown.key,
                required=False,
                choices=_choices(unknown),
                widget=forms.RadioSelect,
                initial="",
                help_text=_where(unknown),
            )
            self.fields[f"other_{index}"] = AuthorityField(label="Another authority", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for index, unknown in enumerate(self.names):
            chosen, typed = given.get(f"what_{index}"), given.get(f"other_{index}")
            if chosen == "other" and not typed and f"other_{index}" not in self.errors:
                self.add_error(
                    f"other_{index}",
                    ValidationError(f"Enter the authority that “{unknown.name or unknown.key}” is"),
                )
        return given

    def choices(self) -> dict[str, Choice]:
        """What was decided, by the key of each name."""
        found: dict[str, Choice] = {}
        for index, unknown in enumerate(self.names):
            what, typed = self.cleaned_data.get(f"what_{index}"), self.cleaned_data.get(f"other_{index}")
            if what and (choice := _choice(what, typed, unknown)):
                found[unknown.key] = choice
            elif typed:
                found[unknown.key] = Choice("same", typed)
        return found

    def shown(self) -> Iterable[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"what_{n}"], self[f"other_{n}"]) for n in range(len(self.names))]


def _choices(unknown: Unknown) -> list[tuple[str, str]]:
    offers = [
        (f"same:{each.authority.pk}", f"{each.authority.name} ({each.why}, {each.score} of 100)")
        for each in unknown.offers
    ]
    proposal = [] if unknown.is_proposed or not unknown.name else [("propose", "Propose it as new")]
    return [
        *offers,
        ("other", "Another authority, named here"),
        *proposal,
        ("skip", "Skip its rows"),
        ("", "Not decided"),
    ]


def _where(unknown: Unknown) -> str:
    rows = "Only" if unknown.rows == 1 else f"{unknown.rows:,} rows, the first"
    proposed = (
        " Proposed as new: bring its rows in once a site admin has added it." if unknown.is_proposed else ""
    )
    return f"{rows} in row {unknown.first}.{proposed}"


def _choice(what: str, typed: Authority | None, unknown: Unknown) -> Choice | None:
    if what == "other":
        return Choice("same", typed)
    if what.startswith("same:"):
        pk = int(what.removeprefix("same:"))
        return Choice("same", next(each.authority for each in unknown.offers if each.authority.pk == pk))
    return Choice(what, name=unknown.name)
