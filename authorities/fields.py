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
from authorities.services import find_by_name, successor, suggest

MOST_CANDIDATES = 8


class AuthorityCombobox(forms.TextInput):
    """A text box that suggests while one types (`static/js/combobox.js`), and offers radios after an error.

    Beside the text it may send `<name>_pick`, the official name chosen from radios, and `<name>_for`, the
    text the radios were offered for: once the text was changed, the choice no longer counts.
    """

    template_name = "authorities/widgets/combobox.html"
    candidates: list[Authority]
    to_add = ""  # the name that a site admin may add to the authorities

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
        context["to_add"] = self.to_add
        return context


class AuthorityField(forms.CharField):
    """Text that becomes an `Authority`: by its exact name, else as the only one a search finds.

    Otherwise a `ValidationError` that lists the nearest and says who can add another; they stand in `.candidates`, and
    the widget shows them as radios. With `must_exist` an authority that no longer exists is refused, its successor
    offered. `may_add`: the person is a site admin. `initial` may be an authority.
    """

    widget = AuthorityCombobox
    default_error_messages = {"required": "Enter the name of an authority"}
    candidates: list[Authority]

    def __init__(self, *, must_exist: bool = False, may_add: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=255, strip=True, **kwargs)
        self.must_exist, self.may_add = must_exist, may_add
        self.candidates = []

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Authority) else value

    def clean(self, value: Any) -> Authority | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = self._matches(typed)
        if len(found) == 1:
            return self._existing(found[0])
        self._offer(found[:MOST_CANDIDATES] or suggest(typed))
        fits = len(found) > 1
        problem = _problem(typed, fits=fits, nearest=self.candidates)
        if not fits:
            problem += f" {_way_out(may_add=self.may_add, is_last=bool(self.candidates))}"
            self.widget.to_add = typed if self.may_add else ""
        raise ValidationError(problem, code="unknown")

    def _existing(self, found: Authority) -> Authority:
        if found.is_active or not self.must_exist:
            return found
        follower = successor(found)
        self._offer([follower] if follower else [])
        gone = f"{found.name} no longer exists"
        if follower:
            raise ValidationError(f"{gone}: {follower.name} has taken its place", code="replaced")
        raise ValidationError(f"{gone}, and nobody has said what took its place", code="closed")

    def _offer(self, candidates: list[Authority]) -> None:
        self.candidates = self.widget.candidates = candidates

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
        return f"No authority is called “{typed}”, and none has a similar name."
    problem = f"“{typed}” fits more than one authority" if fits else f"No authority is called “{typed}”"
    return f"{problem}. Did you mean: {', '.join(authority.name for authority in nearest[:3])}?"


def _way_out(*, may_add: bool, is_last: bool) -> str:
    """What to do when none of the authorities is meant."""
    do = "add it to the authorities first" if may_add else "ask a site admin to add it"
    return f"If it is none of these, {do}" if is_last else do.capitalize()
