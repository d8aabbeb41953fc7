from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authorities.services import replace
from authorities.services.merging import merge
from authorities.services.sets import create_set
from authorities.services.tagging import set_tags
from tests.accounts.factories import lead, researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.requests_app.factories import make_request
from tests.web import browser_of, page

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("authorities:list"), query)
    return [authority.name for authority in response.context["page_obj"]]


def test_the_list_is_filtered_by_what_stands_in_the_address() -> None:
    client = browser_of(researcher())
    AuthorityFactory(name="Blaby District Council", other_names=["BDC"])
    AuthorityFactory(name="Fife Council", nation="scotland", law="foisa", needs_checking=True)
    AuthorityFactory(name="Kent Police", kind="police")
    AuthorityFactory(name="Taunton Deane", is_active=False)
    assert listed(client) == ["Blaby District Council", "Fife Council", "Kent Police"]
    assert listed(client, q="bdc") == ["Blaby District Council"]
    assert listed(client, nation="scotland") == ["Fife Council"]
    assert listed(client, kind="police") == ["Kent Police"]
    assert listed(client, law="foisa", q="council") == ["Fife Council"]
    assert listed(client, status="closed") == ["Taunton Deane"]
    assert listed(client, status="check") == ["Fife Council"]
    assert len(listed(client, status="all")) == 4


def test_the_list_is_filtered_by_tag_set_and_address_too() -> None:
    user = researcher()
    client = browser_of(user)
    tagged, chosen, bouncing = (AuthorityFactory(name=name) for name in ("A", "B", "C"))
    set_tags(authority=tagged, tags=["south west"])
    pilot = create_set(name="Pilot", team=user.teams.get(), by=user, authorities=[chosen.pk])
    other = lead()
    hidden = create_set(name="S", team=other.teams.get(), by=other, authorities=[tagged.pk])
    for status, role in (("bouncing", "foi"), ("good", "review")):
        ContactFactory(authority=bouncing, status=status, role=role)
    for status in ("bouncing", "good"):
        ContactFactory(authority=chosen, status=status, retired_at=timezone.now())
    assert listed(client, tag=" South  West ") == ["A"]
    assert listed(client, tag="nobody bears it") == []
    assert listed(client, set=str(pilot.pk)) == ["B"]
    assert listed(client, set=str(hidden.pk)) == ["A", "B", "C"]  # it does not exist for them
    assert listed(client, address="yes") == ["C"]
    assert listed(client, address="none") == ["A", "B"]
    assert listed(client, address="bouncing") == ["C"]
    assert listed(client, address="none", tag="south west", nation="england") == ["A"]


def test_a_list_that_lacks_something_names_the_next_step_to_admins_alone() -> None:
    authority = AuthorityFactory(needs_checking=True)
    add, check = (reverse(f"authorities:{name}", args=[authority.pk]) for name in ("add_contact", "edit"))
    for user, count in ((site_admin(), 1), (researcher(), 0)):
        assert page(browser_of(user), "authorities:list", address="none").count(f'href="{add}"') == count
        assert page(browser_of(user), "authorities:list", status="check").count(f'href="{check}"') == count


def test_the_page_follows_the_chain_of_those_that_took_its_place() -> None:
    first, second, third = (AuthorityFactory(name=name) for name in ("A", "B", "C"))
    replace(first, by=second)
    replace(second, by=third)
    response = browser_of(researcher()).get(first.get_absolute_url())
    assert response.context["chain"] == [second, third]


def test_the_page_of_one_that_was_merged_leads_to_the_one_that_was_kept() -> None:
    first, second, third = AuthorityFactory.create_batch(3)
    gone, client = third.get_absolute_url(), browser_of(researcher())
    merge(kept=second, gone=third, by=site_admin())
    merge(kept=first, gone=second, by=site_admin())
    assert client.get(gone)["Location"] == first.get_absolute_url()
    first.delete()
    assert client.get(gone).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"nation": "atlantis"},
        {"set": "x"},
        {"tag": "\x00"},
        {"address": "moon"},
        {"page": "x"},
        {"page": "999"},
        {"q": "\x00"},
        {"q": "x" * 500},
    ],
)
def test_nonsense_in_the_address_does_no_harm(query: dict[str, str]) -> None:
    AuthorityFactory()
    assert browser_of(researcher()).get(reverse("authorities:list"), query).status_code == 200


def test_htmx_gets_the_results_alone_and_caches_keep_the_two_apart() -> None:
    AuthorityFactory(name="Blaby District Council")
    client = browser_of(researcher())
    part = client.get(reverse("authorities:list"), headers={"HX-Request": "true"})
    assert part.content.startswith(b'<div id="found"')
    assert "HX-Request" in part["Vary"]
    again = client.get(
        reverse("authorities:list"), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert again.content.startswith(b"<!doctype html>")


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_list_makes_the_same_few_queries_however_many_rows(rows: int, django_assert_num_queries) -> None:
    AuthorityFactory.create_batch(rows)
    client = browser_of(researcher())
    with django_assert_num_queries(7):  # session, user, teams of the menu, sets, count, rows, their tags
        client.get(reverse("authorities:list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_makes_the_same_queries_however_much_it_shows(rows: int, django_assert_num_queries) -> None:
    user = researcher()
    authority = AuthorityFactory(other_names=[f"Name {n}" for n in range(rows)])
    ContactFactory.create_batch(rows, authority=authority)
    for _ in range(rows):
        replace(AuthorityFactory(), by=authority)
        make_request(team=user.teams.get(), authority=authority, by=user)
    client = browser_of(user)
    with django_assert_num_queries(13):
        client.get(authority.get_absolute_url())


def test_the_page_shows_all_facts_and_only_safe_links() -> None:
    authority = AuthorityFactory(
        name="<b>Blaby</b> & Co",
        other_names=["BDC"],
        website="https://blaby.example/",
        disclosure_log="javascript:alert(1)",
        notes="<script>alert(1)</script>",
        needs_checking=True,
    )
    successor = AuthorityFactory(name="Greater Blaby")
    replace(authority, by=successor)
    ContactFactory(authority=authority, email="foi@blaby.example", status="bouncing")
    html = page(browser_of(researcher()), "authorities:detail", authority.pk)
    assert "&lt;b&gt;Blaby&lt;/b&gt; &amp; Co" in html
    assert '<a href="https://blaby.example/" rel="noopener noreferrer external">blaby.example</a>' in html
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    for words in ("BDC", "Greater Blaby", "foi@blaby.example", "Bouncing", "No longer exists"):
        assert words in html


def test_the_page_shows_the_requests_of_the_persons_teams_alone() -> None:
    ours, theirs = researcher(), lead()
    authority = AuthorityFactory()
    make_request(
        team=ours.teams.get(), authority=authority, title="Our question", received_on=date(2018, 7, 20)
    )
    make_request(team=theirs.teams.get(), authority=authority, title="Their question")
    html = page(browser_of(ours), "authorities:detail", authority.pk)
    assert "Our question" in html
    assert "Their question" not in html
    assert "20 August 2018" in html
    admins = page(browser_of(site_admin()), "authorities:detail", authority.pk)
    assert "Our question" not in admins
    assert "Your teams have not logged a request" in admins


def test_the_suggestions_are_those_whose_names_hold_what_was_typed() -> None:
    AuthorityFactory(name="Blaby District Council", other_names=["BDC"])
    AuthorityFactory(name="Old Blaby", is_active=False)
    AuthorityFactory.create_batch(12)
    client = browser_of(researcher())
    html = page(client, "authorities:options", q="bdc")
    assert html.count('role="option"') == 1
    assert 'data-value="Blaby District Council" data-law="foia" data-nation="england"' in html
    assert "Old Blaby" not in page(client, "authorities:options", q="blaby")
    assert page(client, "authorities:options", q="anytown").count('role="option"') == 8
    assert page(client, "authorities:options", q=" ").strip() == ""


def test_those_who_may_not_change_authorities_are_not_offered_to() -> None:
    authority = ContactFactory().authority
    html = page(browser_of(lead()), "authorities:detail", authority.pk)
    assert reverse("authorities:edit", args=[authority.pk]) not in html
    assert "Mark as" not in html
    assert reverse("authorities:create") not in page(browser_of(lead()), "authorities:list")


def test_nobody_is_asked_to_log_a_request_to_an_authority_that_is_gone() -> None:
    client = browser_of(researcher())
    here, gone = AuthorityFactory(), AuthorityFactory(name="Gone Council")
    replace(gone, by=here)
    in_main = [
        client.get(each.get_absolute_url()).content.decode().partition("<main")[2].count("Log a request")
        for each in (here, gone)
    ]
    assert in_main == [1, 0]
