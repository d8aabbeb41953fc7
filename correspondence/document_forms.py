"""What to do with many documents of a list at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from correspondence.models.attachment import AttachmentQuerySet
from requests_app.models.tag import LONGEST_TAG

MOST_TICKED = 1000
_CONTROLS = {"scope": "#id_scope", "tag": "#id_tag_many"}


class ManyDocumentsForm(forms.Form):
    """`do` says which button was pressed."""

    DEEDS: ClassVar[Sequence[str]] = ("tag", "untag", "zip")

    scope = forms.ChoiceField(
        choices=[("ticked", "Those ticked"), ("all", "All that match")], initial="ticked"
    )
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    tag = forms.CharField(required=False, max_length=LONGEST_TAG)
    do = forms.ChoiceField(required=False, choices=[(name, name) for name in DEEDS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(pk, pk) for pk in self.ticked]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> list[str]:
        """The numbers of the files whose boxes were ticked, as they came."""
        sent = self.data.getlist("chosen") if isinstance(self.data, QueryDict) else []
        return [pk for pk in sent[:MOST_TICKED] if pk.isascii() and pk.isdecimal() and len(pk) < 18]

    def clean_tag(self) -> str:
        return " ".join(self.cleaned_data["tag"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        do = cleaned.get("do")
        if not do:
            self.add_error(None, "Choose what to do with the documents")
        elif cleaned.get("scope") == "ticked" and not cleaned.get("chosen"):
            self.add_error("scope", "Tick the documents first, or choose all that match")
        if do in ("tag", "untag") and not cleaned.get("tag"):
            self.add_error("tag", "Enter the tag")
        return cleaned

    @property
    def summary(self) -> list[dict[str, str]]:
        """What is wrong, each with the control to mend it, for the error summary."""
        return [
            {"text": str(text), "href": _CONTROLS.get(name, "")}
            for name, texts in self.errors.items()
            for text in texts
        ]

    def chosen_of(self, found: AttachmentQuerySet, visible: AttachmentQuerySet) -> AttachmentQuerySet:
        """The files meant: all of the list, or those ticked of the campaign."""
        if self.cleaned_data["scope"] == "all":
            return found
        return visible.filter(pk__in=self.cleaned_data["chosen"])
