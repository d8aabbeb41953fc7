"""Choosing an authority by typing its name: a combobox with JavaScript, a text box and radios without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from authorities.errors import AmbiguousName
from authorities.models import Authority
from authorities.names import fold
from authorities.services import find_by_name, suggest

MOST_CANDIDATES = 8


class AuthorityCombobox(forms.TextInput):
    """A text box that suggests while one types (`static/js/combobox.js`), and offers radios after an error.

    Beside the text it may send `<name>_pick`, the official name chosen from radios, and `<name>_for`, the
    text the radios were offered for: once the text was changed, the choice no longer counts.
    """

    template_name = "authorities/widgets/combobox.html"
    candidates: list[Authority]

    class Media:
        js = ["js/combobox.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.candidates = []

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        picked = data.get(f"{name}_pick")
        return picked if picked and data.get(f"{name}_for") == typed else typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["candidates"] = self.candidates
        return context


class AuthorityField(forms.CharField):
    """Text that becomes an `Authority`: by its exact name, else as the only one a search finds.

    Otherwise a `ValidationError` that lists the nearest; they stand in `.candidates`, and the widget shows
    them as radios. `initial` may be an authority.
    """

    widget = AuthorityCombobox
    default_error_messages = {"required": "Enter the name of an authority"}
    candidates: list[Authority]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=255, strip=True, **kwargs)
        self.candidates = []

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Authority) else value

    def clean(self, value: Any) -> Authority | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = self._matches(typed)
        if len(found) == 1:
            return found[0]
        self.candidates = found[:MOST_CANDIDATES] or suggest(typed)
        self.widget.candidates = self.candidates
        raise ValidationError(_problem(typed, fits=len(found) > 1, nearest=self.candidates), code="unknown")

    def _matches(self, typed: str) -> list[Authority]:
        """The one that bears the name; else those that exist and have it somewhere in their names."""
        try:
            exact = find_by_name(typed)
        except AmbiguousName as error:
            return error.candidates
        if exact or not fold(typed):
            return [exact] if exact else []
        return list(Authority.objects.active().search(typed)[: MOST_CANDIDATES + 1])


def _problem(typed: str, *, fits: bool, nearest: list[Authority]) -> str:
    if not nearest:
        return f"No authority is called “{typed}”, and none has a similar name"
    problem = f"“{typed}” fits more than one authority" if fits else f"No authority is called “{typed}”"
    return f"{problem}. Did you mean: {', '.join(authority.name for authority in nearest[:3])}?"
