"""The pages of those who look after the list."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authorities.comparing import compare
from authorities.models import Authority, AuthorityMerge, DifferentAuthorities, Identifier
from authorities.services import replace
from authorities.services.merging import merge
from authorities.services.proposals import propose
from authorities.services.relations import pointers
from tests.accounts.factories import researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.authorities.services.imports.files import checked, csv_of
from tests.requests_app.factories import make_request
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    return browser_of(site_admin())


def test_each_number_leads_to_what_it_counts(admin: Client) -> None:
    bouncing = ContactFactory(status="bouncing").authority
    ContactFactory(status="bouncing", authority=bouncing, role="review")
    checked = AuthorityFactory(needs_checking=True, other_names=["X"])
    ContactFactory(status="bouncing", authority=checked, retired_at=timezone.now())
    AuthorityFactory(other_names=["X"], is_active=False)
    propose(kind="missing", name="New Council", by=researcher())
    stats = {stat.label: stat for stat in admin.get(reverse("authorities:care")).context["stats"]}
    assert {label: stat.n for label, stat in stats.items()} == {
        "Proposals waiting": 1,
        "Bouncing": 1,
        "Without an address": 1,
        "Needing checking": 1,
        "Perhaps duplicates": 1,
        "Merges": 0,
    }
    for stat in stats.values():
        assert admin.get(stat.href).context["page_obj"].paginator.count == stat.n


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_make_the_same_queries_however_long_the_list(rows: int, django_assert_num_queries) -> None:
    by = site_admin()
    for number in range(rows):
        for authority in AuthorityFactory.create_batch(2, other_names=[f"Name {number}"]):
            ContactFactory(authority=authority)
        merge(kept=AuthorityFactory(), gone=AuthorityFactory(), by=by)
    client = browser_of(by)
    for name, queries in {"care": 11, "duplicates": 8, "merges": 5}.items():
        with django_assert_num_queries(queries):
            client.get(reverse(f"authorities:{name}"))


def test_a_pair_is_merged_or_told_apart(admin: Client) -> None:
    first, second = AuthorityFactory.create_batch(2, other_names=["Same"])
    html = page(admin, "authorities:duplicates", why="name")
    assert html.count(reverse("authorities:different", args=[first.pk])) == 1
    admin.post(reverse("authorities:different", args=[first.pk]), {"other": second.pk})
    assert DifferentAuthorities.objects.count() == 1
    assert admin.get(reverse("authorities:duplicates")).context["page_obj"].paginator.count == 0


@pytest.mark.parametrize(
    ("exists", "why", "offered"),
    [
        (
            True,
            "Same name, but another kind of council: perhaps one followed the other",
            ["County", "Council"],
        ),
        (False, "Same name; North Yorkshire County Council no longer exists", ["County"]),
    ],
)
def test_a_council_and_the_one_before_it_are_offered_to_follow_each_other(
    admin: Client, exists: bool, why: str, offered: list[str]
) -> None:
    county = AuthorityFactory(
        name="North Yorkshire County Council", other_names=["North Yorkshire"], is_active=exists
    )
    council = AuthorityFactory(name="North Yorkshire Council", other_names=["North Yorkshire"])
    [pair] = admin.get(reverse("authorities:duplicates")).context["pairs"]
    assert (pair.why, [old.name.split()[2] for old, _ in pair.replaced]) == (why, offered)
    address = f"{reverse('authorities:replace', args=[county.pk])}?by=North%20Yorkshire%20Council"
    assert f'href="{address}"' in page(admin, "authorities:duplicates")
    assert 'value="North Yorkshire Council"' in admin.get(address).content.decode()
    admin.post(address, {"by": "North Yorkshire Council"})
    county.refresh_from_db()
    assert county.replaced_by == council
    assert admin.get(reverse("authorities:duplicates")).context["pairs"] == []


@pytest.mark.parametrize("other", ["", "x", "0", "9" * 30])
def test_nonsense_is_told_apart_from_nothing(admin: Client, other: str) -> None:
    authority = AuthorityFactory()
    address = reverse("authorities:different", args=[authority.pk])
    assert admin.post(address, {"other": other or authority.pk}).status_code == 302
    assert DifferentAuthorities.objects.count() == 0


def test_a_similar_name_is_offered_when_asked_for(admin: Client) -> None:
    for name in ("Blaby Council", "Blaby District Council"):
        AuthorityFactory(name=name)
    counts = {
        why: admin.get(reverse("authorities:duplicates"), {"why": why}).context["page_obj"].paginator.count
        for why in ("", "similar", "nonsense")
    }
    assert counts == {"": 0, "similar": 1, "nonsense": 0}


def test_the_two_stand_side_by_side_before_they_become_one(admin: Client) -> None:
    first, second = AuthorityFactory(name="Blaby Council"), AuthorityFactory(name="Blaby & Co")
    ContactFactory(authority=second, email="foi@blaby.example")
    make_request(authority=second)
    address = reverse("authorities:merge", args=[first.pk])
    assert admin.get(address).templates[0].name == "authorities/merge_which.html"
    response = admin.get(address, {"other": second.name})
    lines = {line.label: (line.first, line.second) for line in response.context["lines"]}
    assert lines["Requests, of all teams"] == (["0"], ["1"])
    assert lines["Addresses"] == ([], ["foi@blaby.example (FOI requests, good)"])
    assert Authority.objects.count() == 2
    done = admin.post(f"{address}?other=Blaby+%26+Co", {"keep": second.pk}, follow=True)
    assert done.redirect_chain == [(second.get_absolute_url(), 302)]
    assert told(done) == ["Blaby Council is merged into Blaby & Co. You can undo it under “Merges”."]


def test_two_that_differ_in_nation_or_gss_code_need_a_tick(admin: Client) -> None:
    first = AuthorityFactory(name="Newport Council", nation="england")
    second = AuthorityFactory(name="Newport City Council", nation="wales")
    for each, code in ((first, "E07000001"), (second, "W06000022")):
        Identifier.objects.create(authority=each, scheme="gss", value=code)
    address = f"{reverse('authorities:merge', args=[first.pk])}?other=Newport+City+Council"
    assert admin.get(address).context["against"] == [
        "They are of different nations: England and Wales.",
        "They have different GSS codes: E07000001 and W06000022.",
    ]
    response = admin.post(address, {"keep": second.pk})
    assert (response.status_code, [*response.context["form"].errors]) == (422, ["sure"])
    assert Authority.objects.count() == 2
    admin.post(address, {"keep": second.pk, "sure": "on"})
    assert Authority.objects.get() == second


def test_the_records_of_imports_are_not_compared(admin: Client) -> None:
    first, second = AuthorityFactory(name="Blaby Council"), AuthorityFactory(name="Blaby & Co")
    run = checked(csv_of("Name,Website", ["Blaby Council", "blaby.example"]))
    assert run.findings.get().authority_id == first.pk
    lines = [line.label for line in compare(first, second)]
    assert lines == [
        *("Kind", "Nation", "Law", "Still exists", "Other names", "Addresses"),
        *("Identifiers", "Website", "Tags"),
    ]


def test_what_cannot_be_merged_says_so(admin: Client) -> None:
    old, new = AuthorityFactory(name="Old Council"), AuthorityFactory(name="New Council")
    replace(old, by=new)
    address = reverse("authorities:merge", args=[old.pk])
    for other, data, field in (
        ("Old Council", {"keep": old.pk}, "other"),
        ("Atlantis", {}, "other"),
        ("New Council", {}, "keep"),
        ("New Council", {"keep": 0}, "keep"),
        ("New Council", {"keep": old.pk}, "keep"),
    ):
        response = admin.post(f"{address}?other={other}", data)
        assert (response.status_code, [*response.context["form"].errors]) == (422, [field])
    assert Authority.objects.count() == 2


def test_a_merge_is_undone_from_its_list_or_says_why_not(admin: Client) -> None:
    kept, gone = AuthorityFactory(name="Kept"), AuthorityFactory(name="Gone")
    done = merge(kept=kept, gone=gone, by=site_admin())
    address = reverse("authorities:undo_merge", args=[done.pk])
    assert address in page(admin, "authorities:merges")
    taken = AuthorityFactory(name="gone")
    refused = admin.post(address, follow=True)
    assert told(refused) == ["It cannot be undone. There is another authority called gone now."]
    taken.delete()
    assert told(admin.post(address, follow=True)) == ["Gone is back, with what was its own."]
    assert Authority.objects.filter(pk=gone.pk).exists()
    assert address not in page(admin, "authorities:merges")
    assert AuthorityMerge.objects.get().undone_by is not None


def test_whatever_points_at_an_authority_is_called_by_a_plural_that_there_is() -> None:
    names = {str(pointer.model._meta.verbose_name_plural) for pointer in pointers()}
    assert [name for name in names if re.search(r"[^aeiou]ys\b", name)] == []
