"""The pages of proposals."""

import pytest
from django.urls import reverse

from authorities.models import Authority, Proposal
from authorities.services.proposals import propose
from tests.accounts.factories import researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db


def test_a_researcher_proposes_and_sees_what_became_of_it() -> None:
    user, contact = researcher(), ContactFactory(email="old@a.example")
    client, address = browser_of(user), reverse("authorities:propose", args=[contact.authority_id])
    assert address in page(client, "authorities:detail", contact.authority_id)
    client.post(
        address,
        {
            "kind": "wrong_address",
            "contact": contact.pk,
            "email": "new@a.example",
            "role": "foi",
            "why": "Bounced",
        },
    )
    made = Proposal.objects.get()
    assert (made.made_by, made.about, made.old_email, made.email, made.why) == (
        user,
        contact.authority.name,
        "old@a.example",
        "new@a.example",
        "Bounced",
    )
    assert "Waiting" in page(client, "authorities:my_proposals")
    admin, decide = browser_of(site_admin()), reverse("authorities:decide", args=[made.pk])
    assert decide in page(admin, "authorities:proposals")
    admin.post(decide, {"do": "decline", "reason": "It works for others."})
    assert "It works for others." in page(client, "authorities:my_proposals")
    assert "It works for others." not in page(browser_of(researcher()), "authorities:my_proposals")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "kind"),
        ({"kind": "missing"}, "kind"),
        ({"kind": "wrong_address"}, "contact"),
        ({"kind": "address"}, "email"),
        ({"kind": "address", "email": "nobody"}, "email"),
        ({"kind": "same"}, "other"),
        ({"kind": "replaced", "other": "Atlantis"}, "other"),
        ({"kind": "same", "other": "Itself Council"}, "other"),
    ],
)
def test_what_is_wanting_is_said_beside_its_field(given: dict[str, str], field: str) -> None:
    authority = AuthorityFactory(name="Itself Council")
    address = reverse("authorities:propose", args=[authority.pk])
    response = browser_of(researcher()).post(address, {"role": "foi", **given})
    assert (response.status_code, [*response.context["form"].errors]) == (422, [field])


def test_an_address_of_another_authority_is_not_the_wrong_one_of_this() -> None:
    authority, other = AuthorityFactory(), ContactFactory()
    address = reverse("authorities:propose", args=[authority.pk])
    data = {"kind": "wrong_address", "contact": other.pk, "role": "foi"}
    assert browser_of(researcher()).post(address, data).status_code == 422


def test_one_that_is_missing_is_proposed_and_one_that_is_there_is_not() -> None:
    AuthorityFactory(name="Fife Council")
    client, address = browser_of(researcher()), reverse("authorities:propose_missing")
    refused = client.post(address, {"name": "fife  council"})
    assert refused.context["form"].errors == {"name": ["Fife Council is in the list already"]}
    assert client.post(address, {"name": "Orkney Council"}).status_code == 302
    made = Proposal.objects.get()
    browser_of(site_admin()).post(reverse("authorities:decide", args=[made.pk]), {"do": "accept"})
    assert Authority.objects.get(name="Orkney Council").needs_checking


def test_what_can_no_longer_be_accepted_says_why() -> None:
    made = propose(kind="missing", name="Fife Council", by=researcher())
    AuthorityFactory(name="Fife Council")
    address = reverse("authorities:decide", args=[made.pk])
    response = browser_of(site_admin()).post(address, {"do": "accept"}, follow=True)
    assert told(response) == ["Nothing is changed. There is an authority called Fife Council already."]
    made.refresh_from_db()
    assert made.decision == ""


def test_declining_needs_a_reason() -> None:
    made = propose(kind="missing", name="Fife Council", by=researcher())
    response = browser_of(site_admin()).post(reverse("authorities:decide", args=[made.pk]), {"do": "decline"})
    assert (response.status_code, [*response.context["form"].errors]) == (422, ["reason"])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_make_the_same_queries_however_many_rows(rows: int, django_assert_num_queries) -> None:
    user = site_admin()
    for authority in AuthorityFactory.create_batch(rows):
        propose(kind="same", authority=authority, other=AuthorityFactory(), by=user)
    client = browser_of(user)
    with django_assert_num_queries(5):  # session, user, teams of the menu, count, rows
        client.get(reverse("authorities:my_proposals"))
    with django_assert_num_queries(6):  # and how many wait
        client.get(reverse("authorities:proposals"))
