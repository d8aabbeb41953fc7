"""The pages of sets: a team's are its members', those of everybody the site admins' to change."""

import pytest
from django.urls import reverse

from authorities.models import AuthoritySet
from authorities.services.sets import create_set
from tests.accounts.factories import lead, researcher, site_admin
from tests.authorities.factories import AuthorityFactory
from tests.web import browser_of, page

pytestmark = pytest.mark.django_db

EVERYBODY = {"name": "Everybody's", "whose": "everybody"}


def test_what_the_address_filters_becomes_a_set_of_the_team() -> None:
    user = researcher()
    team, client = user.teams.get(), browser_of(user)
    fife, orkney, _ = (AuthorityFactory(nation=nation) for nation in ("scotland", "scotland", "england"))
    address = f"{reverse('authorities:add_found')}?nation=scotland"
    assert client.get(address).context["count"] == 2
    response = client.post(address, {"name": "Scottish", "whose": str(team.pk)})
    made = AuthoritySet.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.team, {*made.authorities.all()}, made.created_by) == (team, {fife, orkney}, user)


def test_what_the_address_filters_is_added_to_a_set_there_is() -> None:
    user = researcher()
    chosen = create_set(name="Pilot", team=user.teams.get(), by=user)
    AuthorityFactory.create_batch(3)
    browser_of(user).post(reverse("authorities:add_found"), {"chosen": chosen.pk})
    assert chosen.authorities.count() == 3


def test_a_set_is_made_for_ones_own_team_and_a_set_of_everybody_by_site_admins_alone() -> None:
    client, other = browser_of(researcher()), lead().teams.get()
    new = reverse("authorities:new_set")
    for whose in (str(other.pk), "everybody", ""):
        response = client.post(new, {"name": "Set", "whose": whose})
        assert (response.status_code, [*response.context["form"].errors]) == (422, ["whose"])
    browser_of(site_admin()).post(new, EVERYBODY)
    assert AuthoritySet.objects.get().team is None


def test_nothing_is_added_to_a_set_that_is_not_ones_own() -> None:
    theirs = lead()
    hidden = create_set(name="S", team=theirs.teams.get(), by=theirs)
    everybody = create_set(name="All", team=None, by=theirs)
    AuthorityFactory()
    for chosen in (hidden, everybody):
        response = browser_of(researcher()).post(reverse("authorities:add_found"), {"chosen": chosen.pk})
        assert response.status_code == 422
        assert chosen.authorities.count() == 0


def test_a_name_twice_is_refused_in_a_sentence() -> None:
    user = researcher()
    create_set(name="Pilot", team=user.teams.get(), by=user)
    data = {"name": "pilot", "whose": str(user.teams.get().pk)}
    for name in ("new_set", "add_found"):
        response = browser_of(user).post(reverse(f"authorities:{name}"), data)
        assert response.status_code == 422
        assert response.context["form"].errors == {"name": ["There is a set called pilot already."]}


def test_members_are_added_by_name_and_taken_out_by_ticking() -> None:
    user = researcher()
    one, two = AuthorityFactory.create_batch(2)
    chosen = create_set(name="Pilot", team=user.teams.get(), by=user, authorities=[one.pk])
    client, address = browser_of(user), reverse("authorities:set_members", args=[chosen.pk])
    client.post(address, {"authority": two.name})
    assert {*chosen.authorities.all()} == {one, two}
    client.post(address, {"remove": "1", "member": [one.pk, "x", "9" * 30]})
    assert [*chosen.authorities.all()] == [two]
    refused = client.post(address, {"authority": "Atlantis"})
    assert (refused.status_code, refused.templates[0].name) == (422, "authorities/set.html")


def test_everybody_sees_a_set_of_everybody_and_site_admins_change_it() -> None:
    chosen = create_set(name="All", team=None, by=site_admin())
    for user, seen, changed in ((researcher(), 200, 403), (site_admin(), 200, 302)):
        client = browser_of(user)
        assert client.get(chosen.get_absolute_url()).status_code == seen
        response = client.post(reverse("authorities:edit_set", args=[chosen.pk]), {"name": "Every one"})
        assert response.status_code == changed
        members = client.post(reverse("authorities:set_members", args=[chosen.pk]), {"remove": "1"})
        assert members.status_code == changed
    chosen.refresh_from_db()
    assert chosen.name == "Every one"


def test_deleting_asks_first() -> None:
    user = researcher()
    chosen = create_set(name="Pilot", team=user.teams.get(), by=user)
    client = browser_of(user)
    assert "Pilot" in page(client, "authorities:remove_set", chosen.pk)
    assert AuthoritySet.objects.count() == 1
    assert client.post(reverse("authorities:remove_set", args=[chosen.pk])).status_code == 302
    assert AuthoritySet.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_make_the_same_queries_however_many_rows(rows: int, django_assert_num_queries) -> None:
    user = researcher()
    keys = [authority.pk for authority in AuthorityFactory.create_batch(rows)]
    for number in range(rows):
        chosen = create_set(name=f"S {number}", team=user.teams.get(), by=user, authorities=keys)
    client = browser_of(user)
    with django_assert_num_queries(5):  # session, user, teams of the menu, count, rows
        client.get(reverse("authorities:sets"))
    with django_assert_num_queries(7):  # and the set, whether one may change it
        client.get(chosen.get_absolute_url())
