import pytest
from django.test import Client
from django.urls import reverse

from authorities.models import Authority, Contact
from tests.accounts.factories import site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.web import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    return browser_of(site_admin())


GIVEN = {
    "name": "Blaby District Council",
    "other_names": "BDC\nBlaby",
    "kind": "local_council",
    "nation": "england",
    "law": "foia",
    "body": "",
    "website": "blaby.example",
    "gss": "E07000129",
    "is_active": "on",
}


def test_a_site_admin_adds_an_authority_with_its_names_and_identifiers(admin: Client) -> None:
    response = admin.post(reverse("authorities:create"), GIVEN)
    made = Authority.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert [other.name for other in made.other_names.all()] == ["BDC", "Blaby"]
    assert made.search_text == "blaby district council\nbdc\nblaby"
    assert made.website == "https://blaby.example"
    assert made.identifiers.get().value == "E07000129"


def test_editing_starts_from_what_there_is_and_confirms_it(admin: Client) -> None:
    admin.post(reverse("authorities:create"), GIVEN)
    made = Authority.objects.get()
    Authority.objects.update(needs_checking=True)
    form = admin.get(reverse("authorities:edit", args=[made.pk])).context["form"]
    assert form.initial["other_names"] == "BDC\nBlaby"
    assert form.initial["gss"] == "E07000129"
    admin.post(
        reverse("authorities:edit", args=[made.pk]), {**GIVEN, "name": "Blaby Council", "other_names": ""}
    )
    made.refresh_from_db()
    assert (made.name, made.search_text, made.needs_checking) == ("Blaby Council", "blaby council", False)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "Enter the official name"),
        ({"name": "Taken Council"}, "name", "There is an authority of this name already"),
        ({"name": "TAKEN council"}, "name", "There is an authority called Taken Council already."),
        ({"gss": "E1"}, "gss", "The GSS code E1 belongs to Taken Council already."),
        (
            {"website": "javascript:alert(1)"},
            "website",
            "Enter a web address, such as https://www.example.gov.uk",
        ),
        ({"other_names": "y" * 300}, "other_names", "The name of an authority has 255 characters at most."),
    ],
)
def test_bad_input_gets_one_message_and_what_was_typed_is_kept(
    admin: Client, change: dict[str, str], field: str, words: str
) -> None:
    admin.post(reverse("authorities:create"), {**GIVEN, "name": "Taken Council", "gss": "E1"})
    response = admin.post(reverse("authorities:create"), {**GIVEN, **change})
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [words]}
    assert response.context["form"]["law"].value() == "foia"
    assert Authority.objects.count() == 1


def test_fields_that_are_not_in_the_form_are_not_written(admin: Client) -> None:
    admin.post(reverse("authorities:create"), {**GIVEN, "search_text": "hidden", "pk": "77", "id": "77"})
    made = Authority.objects.get()
    assert made.pk != 77
    assert "hidden" not in made.search_text


def test_a_site_admin_says_what_replaced_an_authority(admin: Client) -> None:
    old, new = AuthorityFactory(name="Taunton Deane"), AuthorityFactory(name="Somerset Council")
    address = reverse("authorities:replace", args=[old.pk])
    refused = admin.post(address, {"by": "Taunton Deane"})
    assert "cannot be replaced by" in refused.context["form"].errors["by"][0]
    admin.post(address, {"by": "somerset"})
    old.refresh_from_db()
    assert (old.replaced_by, old.is_active) == (new, False)


def test_a_site_admin_adds_marks_and_removes_addresses(admin: Client) -> None:
    authority = AuthorityFactory()
    add = reverse("authorities:add_contact", args=[authority.pk])
    given = {"email": "foi@blaby.example", "role": "foi", "status": "untried", "note": ""}
    admin.post(add, given)
    contact = authority.contacts.get()
    again = admin.post(add, {**given, "email": "FOI@blaby.example"})
    assert "email" in again.context["form"].errors
    admin.post(reverse("authorities:mark_contact", args=[authority.pk, contact.pk]), {"status": "bouncing"})
    contact.refresh_from_db()
    assert contact.status == "bouncing"
    admin.post(reverse("authorities:mark_contact", args=[authority.pk, contact.pk]), {"status": "nonsense"})
    contact.refresh_from_db()
    assert contact.status == "bouncing"
    remove = reverse("authorities:remove_contact", args=[authority.pk, contact.pk])
    admin.get(remove)
    assert Contact.objects.count() == 1
    admin.post(remove)
    assert Contact.objects.count() == 0


def test_an_address_is_reached_through_its_own_authority_alone(admin: Client) -> None:
    contact, other = ContactFactory(), AuthorityFactory()
    response = admin.post(reverse("authorities:remove_contact", args=[other.pk, contact.pk]))
    assert response.status_code == 404
    assert Contact.objects.count() == 1


def test_a_name_that_nobody_bears_comes_along_to_the_form(admin: Client) -> None:
    form = admin.get(reverse("authorities:create"), {"name": "New Council"}).context["form"]
    assert form["name"].value() == "New Council"
