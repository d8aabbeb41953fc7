"""What admins say when they bring in a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from authorities.import_models import ImportRun
from authorities.tables.errors import TableError
from authorities.tables.fields import AUTHORITY_FIELDS
from authorities.tables.limits import BIGGEST_FILE, MB
from authorities.tables.reading import Table, read_pasted, read_table

FIELD_LABELS = {
    "": "– left out –",
    "name": "Name",
    "other_names": "Other names",
    "kind": "Kind",
    "nation": "Nation",
    "law": "Law",
    "body": "Time limit",
    "website": "Website",
    "publication_scheme": "Publication scheme",
    "disclosure_log": "Disclosure log",
    "email_foi": "E-mail for FOI requests",
    "email_review": "E-mail for internal reviews",
    "email_general": "General e-mail",
    "gss": "GSS code",
    "wdtk": "WhatDoTheyKnow url name",
    "wdtk-id": "WhatDoTheyKnow number",
    "local-authority-code": "Local authority code",
    "other": "Other identifiers",
    "notes": "Notes",
    "is_active": "Still exists",
    "replaced_by": "Replaced by",
    "tags": "Tags",
}
CHOICES = [("", FIELD_LABELS[""]), *((field.code, FIELD_LABELS[field.code]) for field in AUTHORITY_FIELDS)]


class UploadForm(forms.Form):
    """A file, or pasted cells; `.table` is what was read of it."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text=f"CSV, XLSX or ODS, up to {BIGGEST_FILE // MB} MB. Titles above the header do no harm.",
    )
    text = forms.CharField(
        label="Or paste cells",
        required=False,
        max_length=5_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="Copied from a spreadsheet, with or without their header.",
    )
    sheet = forms.CharField(
        label="Sheet",
        required=False,
        max_length=100,
        help_text="Of a workbook; without it the one with the most cells.",
    )
    table: Table

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, text = given.get("file"), given.get("text") or ""
        if self.errors:
            return given
        if not file and not text.strip():
            raise ValidationError({"file": "Choose a file, or paste cells"})
        try:
            self.table = read_table(_bytes(file), sheet=given["sheet"]) if file else read_pasted(text)
        except TableError as error:
            raise ValidationError({"file" if file else "text": str(error)}) from error
        return given

    @property
    def file_name(self) -> str:
        file = self.cleaned_data.get("file")
        return str(file.name) if file else "Pasted cells"


def _bytes(file: Any) -> bytes:
    return bytes(file.read(BIGGEST_FILE + 1))


class ColumnsForm(forms.Form):
    """Which field each column holds: a choice for each column, named `column_0` and so on."""

    erase = forms.BooleanField(
        label="Empty cells erase what is here",
        required=False,
        help_text="Websites, addresses, codes, notes and other names; never kind, nation or law.",
    )
    rename = forms.BooleanField(
        label="The names in this file become the official names",
        required=False,
        help_text="Where a code or an address leads to an authority of another name. Else they become other names.",
    )

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(run.columns)
        for index, name in enumerate(run.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name, required=False, choices=CHOICES, initial=run.layout[index]
            )
        self.initial.update({"erase": run.erase, "rename": run.rename})

    def layout(self) -> list[str]:
        return [self.cleaned_data.get(f"column_{index}", "") for index in range(self.count)]


class RowsFilter(forms.Form):
    """Which rows of a preview are shown. Lives in the address."""

    q = forms.CharField(
        label="Name", required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    open = forms.BooleanField(label="Only new addresses under open requests", required=False)
