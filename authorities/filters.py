"""The filters of the list. They live in the address; what does not exist is left out of account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.querysets import Viewer
from authorities.laws import Law
from authorities.models import Authority, AuthoritySet, Contact, Tag
from authorities.names import tag_name
from authorities.querysets import AuthorityQuerySet

ANY = [("", "Any")]
FIELDS = ("q", "nation", "kind", "law", "address", "tag", "set", "status")


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
    """The filters of the list, with the sets that the person may see."""

    q = forms.CharField(label="Name", required=False, max_length=200, widget=SearchInput)
    nation = forms.ChoiceField(label="Nation", required=False, choices=[*ANY, *Authority.Nation.choices])
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ANY, *Authority.Kind.choices])
    law = forms.ChoiceField(label="Law", required=False, choices=[*ANY, *Law.choices])
    address = forms.ChoiceField(
        label="Address",
        required=False,
        choices=[
            *ANY,
            ("yes", "Has one"),
            ("none", "Has none"),
            ("bouncing", "Bouncing"),
        ],
    )
    tag = forms.CharField(label="Tag", required=False, max_length=40)
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

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["set"] = forms.ModelChoiceField(
            label="Set", required=False, queryset=AuthoritySet.objects.visible_to(user), empty_label="Any"
        )
        self.order_fields(FIELDS)

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
        return self._in_lists(authorities).search(chosen.get("q", ""))

    def _in_lists(self, authorities: AuthorityQuerySet) -> AuthorityQuerySet:
        """Narrowed by tag, set and address. Subqueries, so that no authority appears twice."""
        chosen = self.cleaned_data
        if tag := tag_name(chosen.get("tag", "")):
            tagged = Tag.authorities.through.objects.filter(tag__name=tag)
            authorities = authorities.filter(pk__in=tagged.values("authority_id"))
        if chosen.get("set"):
            members = AuthoritySet.authorities.through.objects.filter(authorityset=chosen["set"])
            authorities = authorities.filter(pk__in=members.values("authority_id"))
        addresses = Contact.objects.current().filter(authority=OuterRef("pk"))
        match chosen.get("address"):
            case "yes":
                authorities = authorities.filter(Exists(addresses))
            case "none":
                authorities = authorities.filter(~Exists(addresses))
            case "bouncing":
                bouncing = Contact.objects.current().filter(status=Contact.Status.BOUNCING)
                authorities = authorities.filter(pk__in=bouncing.values("authority_id"))
        return authorities

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data.values())
