"""What people type who set up a campaign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Team, User
from authorities.filters import FilterForm as AuthorityFilterForm
from authorities.models import AuthoritySet
from authorities.names import tag_name
from authorities.tables.errors import TableError
from authorities.tables.reading import Table, read_pasted, read_table
from correspondence.pacing import FASTEST
from correspondence.writing_forms import OneLineField
from requests_app.campaign_letter import FIELDS, Item
from requests_app.forms.fields import DayInput, LetterField
from requests_app.models import Campaign, ResearchField

SPARE = 3
BIGGEST_LIST = 5 * 1024 * 1024


class CampaignForm(forms.Form):
    """What a campaign is about, and whose it is."""

    title = forms.CharField(
        label="What it is about",
        max_length=200,
        error_messages={"required": "Say what the campaign is about"},
        help_text="It becomes the title of every request.",
    )
    description = forms.CharField(
        label="What you want to find out",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For your team. It is not sent.",
    )
    asks_under = forms.ChoiceField(
        label="Asks for", required=False, choices=Campaign.Subject.choices, widget=forms.RadioSelect
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", empty_label=None, error_messages={"required": "Choose the team"}
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, campaign: Campaign | None = None, **kwargs: Any) -> None:
        if campaign:
            names = ("title", "description", "asks_under", "version")
            kwargs["initial"] = {name: getattr(campaign, name) for name in names}
        super().__init__(*args, **kwargs)
        teams = Team.objects.visible_to(user)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        if campaign:
            del self.fields["team"]
        else:
            self.fields["team"].initial = teams.first()


class LetterForm(forms.Form):
    """The letter of a campaign."""

    subject = OneLineField(
        label="Subject", max_length=250, error_messages={"required": "Give the letter a subject"}
    )
    body = LetterField(label="Letter", error_messages={"required": "Write the letter"})
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs |= {"rows": 18, "class": "letter-text"}
        known = "; ".join(f"<code>{{{name}}}</code> {words}" for name, words in FIELDS.items())
        self.fields["body"].help_text = f"What you may put in braces: {known}."


class QuestionForm(forms.Form):
    """One question: its place, its number, what the team calls it, and its words."""

    place = forms.IntegerField(label="Place", required=False, min_value=0, max_value=999)
    label = forms.CharField(label="Number", required=False, max_length=10)
    name = forms.CharField(label="Short name", required=False, max_length=60)
    text = forms.CharField(
        label="Question", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    line = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("place", "label"):
            self.fields[name].widget.attrs["class"] = "w-4"
        self.fields["name"].widget.attrs["class"] = "w-20"


QuestionFormSet = forms.formset_factory(QuestionForm, extra=SPARE, max_num=80, validate_max=True)


def items_typed(formset: Any) -> list[Item]:
    """The questions by their places; one without words is left out, and one without a number is numbered.

    Where the numbers are 1, 2, 3 and so on, they stay so in the new order.
    """
    given = [form.cleaned_data for form in formset if form.cleaned_data.get("text", "").strip()]
    ordered = sorted(enumerate(given), key=lambda each: (each[1].get("place") or 999, each[0]))
    labels = [row["label"].strip() for _, row in ordered]
    counts_up = sorted(labels) == sorted(str(number) for number in range(1, len(labels) + 1))
    return [
        Item(
            (not counts_up and row["label"].strip()) or str(number),
            row["text"],
            row["name"],
            row.get("line") or 0,
        )
        for number, (_, row) in enumerate(ordered, start=1)
    ]


class AddForm(forms.Form):
    """Which authorities of the list are added: by search, set, tag, nation and kind together."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets = AuthoritySet.objects.visible_to(user)
        known = AuthorityFilterForm(user=user).fields
        self.fields["q"] = forms.CharField(label="Name", required=False, max_length=200)
        self.fields["set"] = forms.ModelChoiceField(sets, label="Set", required=False, empty_label="Any")
        self.fields["tag"] = forms.CharField(label="Tag", required=False, max_length=40)
        for name in ("nation", "kind"):
            self.fields[name] = known[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["tag"] = tag_name(given.get("tag", ""))
        if not self.errors and not any(given.values()):
            raise ValidationError("Say which authorities: by name, set, tag, nation or kind")
        return given


class ListForm(forms.Form):
    """A file or pasted cells; `.table` is what was read of it."""

    file = forms.FileField(label="File", required=False, help_text="CSV, XLSX or ODS, up to 5 MB.")
    text = forms.CharField(
        label="Or paste cells",
        required=False,
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    table: Table

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, text = given.get("file"), given.get("text") or ""
        if self.errors:
            return given
        if not file and not text.strip():
            raise ValidationError({"text": "Choose a file, or paste cells"})
        try:
            self.table = read_table(file.read(BIGGEST_LIST)) if file else read_pasted(text)
        except TableError as error:
            raise ValidationError({"file" if file else "text": str(error)}) from error
        return given

    @property
    def as_text(self) -> str:
        """The table as cells that can be pasted: what is posted again once somebody has looked it over."""
        clean = ([" ".join(cell.split()) for cell in row] for row in self.table.rows)
        return "\n".join("\t".join(row) for row in clean)


class SendingForm(forms.Form):
    """How fast, and on which days."""

    per_hour = forms.IntegerField(
        label="Letters an hour",
        min_value=1,
        max_value=FASTEST,
        initial=60,
        widget=forms.NumberInput(attrs={"class": "w-4"}),
        help_text="Mail servers take many letters at once for advertising: 60 an hour is one a minute.",
        error_messages={"required": "Say how many letters an hour"},
    )
    working_days_only = forms.BooleanField(
        label="On working days alone",
        required=False,
        initial=True,
        help_text="Not on weekends and bank holidays.",
    )


class CloneForm(forms.Form):
    title = forms.CharField(
        label="What the new one is about",
        max_length=200,
        error_messages={"required": "Say what the new campaign is about"},
    )
    with_authorities = forms.BooleanField(label="With its authorities", required=False)


class FieldForm(forms.Form):
    """A research field."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Name the field"})
    kind = forms.ChoiceField(label="Kind", choices=ResearchField.Kind.choices)
    help_text = forms.CharField(label="What it means", required=False, max_length=300)
    choices = forms.CharField(
        label="Choices",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line; for a choice, and for a list of them.",
    )


class ValuesForm(forms.Form):
    """The research fields of a request, each as its kind is typed."""

    def __init__(self, *args: Any, fields: list[ResearchField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in fields:
            self.fields[f"field_{each.pk}"] = _value_field(each)


def _value_field(field: ResearchField) -> forms.CharField:
    given: dict[str, Any] = {"label": field.name, "required": False, "help_text": field.help_text}
    widget: forms.Widget = forms.TextInput()
    match field.kind:
        case "choice":
            widget = forms.Select(choices=[("", "–"), *((each, each) for each in field.options)])
        case "yes_no":
            widget = forms.Select(choices=[("", "–"), ("yes", "Yes"), ("no", "No")])
        case "date":
            widget = DayInput()
        case "list":
            widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(widget=widget, max_length=5000, **given)
