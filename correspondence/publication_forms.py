"""Publishing a campaign's findings, and withdrawing them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from correspondence.redaction import EMAIL, OUR_ADDRESS, OUR_PAGE, TELEPHONE, Mask, without_secrets
from correspondence.writing_forms import OneLineField
from requests_app.forms.fields import DayInput
from requests_app.models import Campaign, Publication
from requests_app.services.publications import Terms

_ADDRESSES = Mask(())
_SIGNS = (EMAIL, TELEPHONE, OUR_ADDRESS, OUR_PAGE)
_SHOWN = (
    "title",
    "introduction",
    "publisher",
    "public_from",
    "shows_authorities",
    "shows_terms",
    "offers_dataset",
    "quotes_letters",
)


class PublicationForm(forms.Form):
    """What stands on the page and from when. `today` is the first day that may be chosen for a new one."""

    title = OneLineField(label="Title", max_length=200, error_messages={"required": "Give the page a title"})
    introduction = forms.CharField(
        label="Introduction",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Plain text, above the figures. An empty line begins a paragraph.",
    )
    publisher = OneLineField(
        label="Published by",
        max_length=200,
        error_messages={"required": "Say who publishes it"},
        help_text="Your organisation, as readers should cite it.",
    )
    public_from = forms.DateField(
        label="Public from",
        widget=DayInput,
        error_messages={"required": "Enter the day from which it is public", "invalid": "Enter a real date"},
        help_text="From the beginning of that day, London time. Before, your team alone sees the page.",
    )
    shows_authorities = forms.BooleanField(
        label="Show the authorities by name, with how each answered", required=False, initial=True
    )
    shows_terms = forms.BooleanField(
        label="Show the watch terms by authority",
        required=False,
        help_text="Leave them out where a term names a person.",
    )
    offers_dataset = forms.BooleanField(
        label="Offer the dataset for download",
        required=False,
        initial=True,
        help_text="Without people’s names, without your notes, and without what is under embargo.",
    )
    quotes_letters = forms.BooleanField(
        label="With the words quoted from letters in the dataset",
        required=False,
        help_text=(
            "People are masked in them as far as they are recognised. It is a help, not a guarantee: read the file "
            "before its day comes."
        ),
    )
    renew = forms.BooleanField(
        label="Take the figures anew, as they stand today",
        required=False,
        help_text="They become the next edition, in place of the one shown.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, campaign: Campaign, publication: Publication | None, today: date, **kwargs: Any
    ) -> None:
        start: dict[str, Any] = {
            "title": campaign.title,
            "publisher": campaign.team.name,
            "public_from": today,
        }
        if publication:
            start = {name: getattr(publication, name) for name in (*_SHOWN, "version")}
        super().__init__(*args, **{**kwargs, "initial": start})
        self.today, self.publication = today, publication
        if not publication:
            del self.fields["renew"]

    def clean_public_from(self) -> date:
        day: date = self.cleaned_data["public_from"]
        kept = self.publication and self.publication.public_from == day
        if day < self.today and not kept:
            raise ValidationError("That day is over: choose today or a later day")
        if day.year > self.today.year + 5:
            raise ValidationError("Choose a day within the next five years")
        return day

    def clean_title(self) -> str:
        return self._no_addresses("title")

    def clean_introduction(self) -> str:
        return self._no_addresses("introduction")

    def clean_publisher(self) -> str:
        return self._no_addresses("publisher")

    def _no_addresses(self, name: str) -> str:
        """What everybody reads has no e-mail address, no telephone number and nothing that lets somebody in."""
        text: str = self.cleaned_data[name]
        if any(sign in _ADDRESSES(without_secrets(text)) for sign in _SIGNS):
            raise ValidationError(
                "Leave out e-mail addresses, telephone numbers and private addresses: everybody reads this page"
            )
        return text

    @property
    def terms(self) -> Terms:
        """What was chosen. The form is valid."""
        return Terms(**{name: self.cleaned_data[name] for name in _SHOWN})


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="For your team’s record. Readers do not see it.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
