import pytest

from authorities.errors import ContactTaken
from authorities.services import add_contact, mark_contact, remove_contact
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_untried() -> None:
    contact = add_contact(authority=AuthorityFactory(), email=" FOI@Blaby.example ")
    contact.refresh_from_db()
    assert (contact.email, contact.role, contact.status) == ("foi@blaby.example", "foi", "untried")


def test_the_same_address_serves_two_purposes_but_not_one_twice() -> None:
    authority = AuthorityFactory()
    add_contact(authority=authority, email="foi@blaby.example")
    add_contact(authority=authority, email="foi@blaby.example", role="review")
    with pytest.raises(ContactTaken):
        add_contact(authority=authority, email="FOI@blaby.example")
    assert authority.contacts.count() == 2


def test_an_address_is_marked_and_removed() -> None:
    contact = add_contact(authority=AuthorityFactory(), email="foi@blaby.example")
    assert mark_contact(contact=contact, status="bouncing").status == "bouncing"
    with pytest.raises(ValueError, match="unheard of"):
        mark_contact(contact=contact, status="unheard of")
    remove_contact(contact=contact)
    assert contact.pk is None
