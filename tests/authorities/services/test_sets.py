"""Sets of authorities, and tags."""

import pytest

from accounts.models import AuditEntry
from authorities.errors import SetNameMissing, SetNameTaken
from authorities.models import AuthoritySet, Tag
from authorities.services.sets import add_to_set, create_set, delete_set, remove_from_set, rename_set
from authorities.services.tagging import set_tags
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def test_a_set_holds_each_authority_once() -> None:
    keys = [authority.pk for authority in AuthorityFactory.create_batch(3)]
    chosen = create_set(name="  Pilot   councils ", team=None, by=researcher(), authorities=keys[:2])
    assert chosen.name == "Pilot councils"
    assert add_to_set(chosen=chosen, authorities=keys) == 1
    assert remove_from_set(chosen=chosen, authorities=[keys[0], 999_999]) == 1
    assert sorted(chosen.authorities.values_list("pk", flat=True)) == keys[1:]


def test_a_name_is_taken_once_in_a_team_and_once_among_everybody() -> None:
    by, one, other = researcher(), TeamFactory(), TeamFactory()
    for team in (one, other, None):
        create_set(name="Pilot", team=team, by=by)
    for team in (one, None):
        with pytest.raises(SetNameTaken):
            create_set(name="PILOT", team=team, by=by)
    with pytest.raises(SetNameMissing):
        create_set(name="  ", team=one, by=by)
    second = create_set(name="Second", team=one, by=by)
    with pytest.raises(SetNameTaken):
        rename_set(chosen=second, name="pilot", by=by)
    assert AuthoritySet.objects.count() == 4


def test_a_team_sees_its_own_sets_and_those_of_everybody() -> None:
    ours, theirs = lead(), lead()
    mine = create_set(name="Mine", team=ours.teams.get(), by=ours)
    create_set(name="Theirs", team=theirs.teams.get(), by=theirs)
    everybody = create_set(name="All", team=None, by=theirs)
    assert {*AuthoritySet.objects.visible_to(ours)} == {mine, everybody}
    ours.is_active = False
    assert [*AuthoritySet.objects.visible_to(ours)] == []


def test_deleting_a_set_leaves_its_authorities_and_is_in_the_audit() -> None:
    by, authority = researcher(), AuthorityFactory()
    chosen = create_set(name="Pilot", team=None, by=by, authorities=[authority.pk])
    delete_set(chosen=chosen, by=by)
    authority.refresh_from_db()
    actions = AuditEntry.objects.filter(action__startswith="set.").order_by("pk")
    assert [entry.action for entry in actions] == ["set.made", "set.deleted"]


def test_tags_are_written_in_one_form_and_forgotten_when_nobody_bears_them() -> None:
    first, second = AuthorityFactory.create_batch(2)
    set_tags(authority=first, tags=["  South   WEST", "south west", "", "Unitary"])
    set_tags(authority=second, tags=["unitary"])
    assert [tag.name for tag in first.tags.all()] == ["south west", "unitary"]
    set_tags(authority=first, tags=[])
    assert [tag.name for tag in Tag.objects.all()] == ["unitary"]
