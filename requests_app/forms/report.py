"""What a report is called. Of what it is, the address says."""

from __future__ import annotations

from typing import Any

from django import forms

from requests_app.models import Report

LISTED = (Report.Kind.REQUESTS, Report.Kind.OVERDUE)


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in LISTED], required=False, widget=forms.HiddenInput
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        required=False,
        help_text="It stands at the head of the report, for example “Scoring systems in councils, autumn 2026”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["kind"] = cleaned.get("kind") or Report.Kind.REQUESTS.value
        if cleaned["kind"] == Report.Kind.OVERDUE and not cleaned.get("title"):
            cleaned["title"] = Report.Kind.OVERDUE.label
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "Give the report a title")
        return cleaned
