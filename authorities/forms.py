"""What people type about authorities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator

from accounts.forms import EMAIL_ERRORS
from authorities.errors import AuthorityError, IdentifierTaken, NameTooLong, OtherNameTaken
from authorities.fields import AuthorityCombobox, AuthorityField
from authorities.models import Authority, Contact, Identifier
from authorities.names import tag_names

__all__ = ["AuthorityCombobox", "AuthorityField", "AuthorityForm", "ContactForm", "ReplaceForm"]


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

    tags_text = forms.CharField(
        label="Tags",
        required=False,
        max_length=1000,
        help_text="Words of your own, parted by commas: unitary, south west. The list can be filtered by them.",
    )

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
        *("disclosure_log", "gss", "wdtk", "local_authority_code", "tags_text", "notes", "is_active"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notes"].widget.attrs["rows"] = 4
        if self.instance.pk:
            held = {identifier.scheme: identifier.value for identifier in self.instance.identifiers.all()}
            self.initial.update({name: held.get(scheme, "") for name, scheme in self.SCHEMES.items()})
            self.initial["tags_text"] = ", ".join(tag.name for tag in self.instance.tags.all())
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
            # One that was left alone is left alone: after a merge an authority may have two of a scheme.
            "identifiers": {
                str(scheme): given[name] for name, scheme in self.SCHEMES.items() if name in self.changed_data
            },
            "tags": tag_names(given["tags_text"]),
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
