"""The filters of a campaign's matrix. They live in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from authorities.models import Authority
from requests_app.dataset.choosing import GROUPS, Choice
from requests_app.dataset.shapes import CELL_LABELS, Dataset
from requests_app.models import InformationRequest
from requests_app.outcomes import NOT_CODED, REQUEST_LABELS

ANY = [("", "Any")]
_UNCODED = (NOT_CODED, "Not coded yet")
OUTCOMES = [*ANY, _UNCODED, *REQUEST_LABELS.items()]
_SORTED = {
    "": "Authority",
    "kind": "Kind of authority",
    "nation": "Nation",
    "state": "State",
    "due": "Due day",
}
CELLS = [*ANY, *((code or NOT_CODED, label) for code, label in CELL_LABELS.items())]


class MatrixForm(forms.Form):
    """One more field for each question of the campaign, named by its code."""

    q = forms.CharField(label="Search", required=False, max_length=200)
    state = forms.ChoiceField(
        label="State", required=False, choices=[*ANY, *InformationRequest.State.choices]
    )
    outcome = forms.ChoiceField(label="What came back", required=False, choices=OUTCOMES)
    kind = forms.ChoiceField(
        label="Kind of authority", required=False, choices=[*ANY, *Authority.Kind.choices]
    )
    nation = forms.ChoiceField(label="Nation", required=False, choices=[*ANY, *Authority.Nation.choices])
    group = forms.ChoiceField(
        label="Group by",
        required=False,
        choices=[("", "Nothing"), ("kind", "Kind of authority"), ("nation", "Nation")],
    )
    sort = forms.ChoiceField(label="Sort by", required=False)

    def __init__(self, *args: Any, dataset: Dataset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [each.code for each in dataset.questions]
        for each in dataset.questions:
            self.fields[each.code] = forms.ChoiceField(
                label=f"{each.label}. {each.name or each.text[:60]}", required=False, choices=CELLS
            )
        named = {**_SORTED, **{each.code: each.name for each in dataset.fields}}
        named |= {code: str(self.fields[code].label) for code in self.codes}
        self.fields["sort"].choices = list(_both_ways(named, self.data.get("sort", "")))  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "There is no such filter: choose another"

    @property
    def general(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.codes]

    @property
    def by_question(self) -> list[forms.BoundField]:
        return [self[code] for code in self.codes]

    @property
    def narrows_questions(self) -> bool:
        return any(self.data.get(code) for code in self.codes)

    def choice(self) -> Choice | None:
        """What the address asks for; None where it names a filter that there is not."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return Choice(
            text=given["q"],
            state=given["state"],
            kind=given["kind"],
            nation=given["nation"],
            outcome=given["outcome"],
            questions={code: given[code] for code in self.codes if given[code]},
            sort=given["sort"] or "authority",
            group=given["group"] if given["group"] in GROUPS else "",
        )


def _both_ways(named: Mapping[str, str], asked: str) -> Iterator[tuple[str, str]]:
    """What can be sorted by; the other way round too where the address asks for that, as the heads of columns do."""
    yield from named.items()
    name = asked.removeprefix("-")
    if asked == "authority":
        yield asked, "Authority"
    elif asked.startswith("-") and (name in named or name == "authority"):
        yield asked, f"{named.get(name) or 'Authority'}, the other way round"
