"""What people type about authorities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.urls import reverse

from accounts.forms import EMAIL_ERRORS
from authorities.errors import AuthorityError, IdentifierTaken, NameTooLong, OtherNameTaken
from authorities.fields import AuthorityCombobox, AuthorityField
from authorities.laws import Law
from authorities.models import Authority, Contact, Identifier
from authorities.querysets import AuthorityQuerySet

__all__ = ["AuthorityCombobox", "AuthorityField", "AuthorityForm", "ContactForm", "FilterForm", "ReplaceForm"]

ANY = [("", "Any")]


class SearchInput(forms.TextInput):
    """Filters while one types; the form around it says what and where (components/filter_bar.html)."""

    input_type = "search"

    def __init__(self) -> None:
        super().__init__({"hx-trigger": "input changed delay:200ms, search", "hx-include": "closest form"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["hx-get"] = reverse("authorities:list")
        return context


class FilterForm(forms.Form):
    """The filters of the list. They live in the address; what does not exist is left out of account."""

    q = forms.CharField(label="Name", required=False, max_length=200, widget=SearchInput)
    nation = forms.ChoiceField(label="Nation", required=False, choices=[*ANY, *Authority.Nation.choices])
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ANY, *Authority.Kind.choices])
    law = forms.ChoiceField(label="Law", required=False, choices=[*ANY, *Law.choices])
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            ("", "Still exists"),
            ("closed", "No longer exists"),
            ("check", "Needs checking"),
            ("all", "All"),
        ],
    )

    def filtered(self, authorities: AuthorityQuerySet) -> AuthorityQuerySet:
        self.is_valid()
        chosen = self.cleaned_data
        for name in ("nation", "kind", "law"):
            if chosen.get(name):
                authorities = authorities.filter(**{name: chosen[name]})
        status = chosen.get("status", "")
        if status in ("", "closed"):
            authorities = authorities.filter(is_active=status == "")
        elif status == "check":
            authorities = authorities.filter(needs_checking=True)
        return authorities.search(chosen.get("q", ""))

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data.values())


class WebField(forms.URLField):
    """An address of the web: http or https, nothing else."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, assume_scheme="https", **kwargs)
        self.error_messages["invalid"] = "Enter a web address, such as https://www.example.gov.uk"


class AuthorityForm(forms.ModelForm):
    """An authority with its other names and identifiers; written by `save_authority`, not by the form."""

    other_names = forms.CharField(
        label="Other names",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line: short, former or Welsh names, what people type. The search finds them all.",
    )
    website = WebField(label="Website")
    publication_scheme = WebField(label="Publication scheme")
    disclosure_log = WebField(label="Disclosure log")
    gss = forms.CharField(label="GSS code", required=False, max_length=200, help_text="Such as E07000129.")
    wdtk = forms.CharField(label="WhatDoTheyKnow url name", required=False, max_length=200)
    local_authority_code = forms.CharField(label="Local authority code", required=False, max_length=200)

    SCHEMES = {
        "gss": Identifier.Scheme.GSS,
        "wdtk": Identifier.Scheme.WDTK,
        "local_authority_code": Identifier.Scheme.LOCAL_AUTHORITY,
    }
    FACTS = (
        "kind",
        "nation",
        "law",
        "body",
        "website",
        "publication_scheme",
        "disclosure_log",
        "notes",
        "is_active",
    )

    class Meta:
        model = Authority
        fields = (
            "name",
            "kind",
            "nation",
            "law",
            "body",
            "website",
            "publication_scheme",
            "disclosure_log",
            "notes",
            "is_active",
        )
        error_messages = {
            "name": {
                "required": "Enter the official name",
                "unique": "There is an authority of this name already",
            }
        }

    field_order = [
        *("name", "other_names", "kind", "nation", "law", "body", "website", "publication_scheme"),
        *("disclosure_log", "gss", "wdtk", "local_authority_code", "notes", "is_active"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notes"].widget.attrs["rows"] = 4
        if self.instance.pk:
            held = {identifier.scheme: identifier.value for identifier in self.instance.identifiers.all()}
            self.initial.update({name: held.get(scheme, "") for name, scheme in self.SCHEMES.items()})
            self.initial["other_names"] = "\n".join(other.name for other in self.instance.other_names.all())

    def field_at_fault(self, error: AuthorityError) -> str:
        """Which field the error is about."""
        if isinstance(error, IdentifierTaken):
            return next(name for name, scheme in self.SCHEMES.items() if scheme == error.scheme)
        return "other_names" if isinstance(error, NameTooLong | OtherNameTaken) else "name"

    def to_save(self) -> dict[str, Any]:
        """The arguments of `save_authority`. What a person has confirmed needs no checking any more."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "other_names": given["other_names"].splitlines(),
            "identifiers": {str(scheme): given[name] for name, scheme in self.SCHEMES.items()},
            "needs_checking": False,
            **{fact: given[fact] for fact in self.FACTS},
        }


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = ("email", "role", "status", "note")
        labels = {"email": "E-mail address", "role": "What it is for", "status": "Does mail arrive?"}
        error_messages = {"email": EMAIL_ERRORS}


class ReplaceForm(forms.Form):
    by = AuthorityField(may_add=True, label="Replaced by", help_text="The authority that took over its work.")
