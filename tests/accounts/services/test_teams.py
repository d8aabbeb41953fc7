import threading

import pytest
from django.db import connection, transaction

from accounts.errors import AlreadyMember, LastLead, TeamNameMissing, TeamNameTaken
from accounts.models import Membership, User
from accounts.services import change_role, create_team, invite, remove_member, rename_team
from tests.accounts.factories import MembershipFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
LEAD, RESEARCHER = Membership.Role.LEAD, Membership.Role.RESEARCHER


def test_a_team_is_made_with_its_first_lead() -> None:
    user = UserFactory()
    membership = create_team(name="  Housing   research ", lead_email=user.email)
    assert (membership.team.name, membership.user, membership.role) == ("Housing research", user, LEAD)


def test_a_team_needs_a_name_of_its_own() -> None:
    TeamFactory(name="Housing")
    with pytest.raises(TeamNameTaken):
        create_team(name="HOUSING", lead_email="x@example.org")
    with pytest.raises(TeamNameMissing):
        rename_team(team=TeamFactory(), name=" \n ")
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_team_may_change_the_case_of_its_own_name() -> None:
    team = TeamFactory(name="housing")
    assert rename_team(team=team, name="Housing").name == "Housing"


def test_somebody_unknown_and_somebody_known_are_invited_alike() -> None:
    team, known = TeamFactory(), UserFactory()
    for email in ("new@example.org", known.email.upper()):
        assert invite(team=team, email=email, role=LEAD).role == LEAD
    assert sorted(user.email for user in team.members.all()) == sorted(["new@example.org", known.email])


def test_nobody_is_in_a_team_twice() -> None:
    membership = MembershipFactory(role=LEAD)
    with pytest.raises(AlreadyMember):
        invite(team=membership.team, email=membership.user.email.upper())
    membership.refresh_from_db()
    assert membership.role == LEAD


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="owner"):
        invite(team=TeamFactory(), email="x@example.org", role="owner")


def test_the_only_lead_can_neither_be_removed_nor_made_a_researcher() -> None:
    only = MembershipFactory(lead=True)
    MembershipFactory(team=only.team)
    with pytest.raises(LastLead):
        remove_member(membership=only)
    with pytest.raises(LastLead):
        change_role(membership=only, role=RESEARCHER)
    only.refresh_from_db()
    assert only.role == LEAD


def test_a_lead_who_cannot_log_in_does_not_count() -> None:
    lead = MembershipFactory(lead=True)
    MembershipFactory(team=lead.team, lead=True, user__is_active=False)
    with pytest.raises(LastLead):
        remove_member(membership=lead)


def test_one_of_two_leads_may_go() -> None:
    first = MembershipFactory(lead=True)
    second = MembershipFactory(team=first.team, lead=True)
    change_role(membership=first, role=RESEARCHER)
    first.refresh_from_db()
    assert first.role == RESEARCHER
    with pytest.raises(LastLead):
        remove_member(membership=second)
    remove_member(membership=first)
    assert list(second.team.memberships.all()) == [second]


def test_a_lead_may_be_made_lead_again() -> None:
    only = MembershipFactory(lead=True)
    assert change_role(membership=only, role=LEAD).role == LEAD


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_leave_at_once_leave_one_behind() -> None:
    first, second = MembershipFactory.create_batch(2, team=TeamFactory(), lead=True)
    refused = []

    def leave() -> None:
        try:
            remove_member(membership=second)
        except LastLead:
            refused.append(second)
        finally:
            connection.close()

    other = threading.Thread(target=leave)
    with transaction.atomic():
        remove_member(membership=first)
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive()  # waits to see whether the first one goes
    other.join()
    assert refused == [second]
    assert list(Membership.objects.all()) == [second]
