"""Teams and who is in them. Every team keeps a lead."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.errors import AlreadyMember, LastLead, TeamNameMissing, TeamNameTaken
from accounts.models import Membership, Team
from accounts.services.people import account_for


@transaction.atomic
def create_team(*, name: str, lead_email: str) -> Membership:
    """Make a team and its first lead, whose membership is returned. Raises `TeamNameMissing`, `TeamNameTaken`."""
    team = rename_team(team=Team(), name=name)
    return invite(team=team, email=lead_email, role=Membership.Role.LEAD)


def rename_team(*, team: Team, name: str) -> Team:
    """Raises `TeamNameMissing` and `TeamNameTaken`."""
    team.name = " ".join(name.split())
    if not team.name:
        raise TeamNameMissing
    if Team.objects.filter(name__iexact=team.name).exclude(pk=team.pk).exists():
        raise TeamNameTaken(team.name)
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:  # somebody else took the name a moment ago
        raise TeamNameTaken(team.name) from None
    return team


@transaction.atomic
def invite(*, team: Team, email: str, role: str = Membership.Role.RESEARCHER) -> Membership:
    """Make somebody a member by e-mail address, with an account where they have none.

    The caller sends the mail (`send_invitation`) once this is committed. Raises `AlreadyMember`.
    """
    user = account_for(email=email)
    membership, made = Membership.objects.get_or_create(
        team=team, user=user, defaults={"role": Membership.Role(role)}
    )
    if not made:
        raise AlreadyMember(user.email)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str) -> Membership:
    """Make a member a lead or a researcher. Raises `LastLead`."""
    if Membership.Role(role) != Membership.Role.LEAD:
        _keep_a_lead(membership)
    membership.role = Membership.Role(role)
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Take somebody out of a team: its data is gone for them at their next request. Raises `LastLead`."""
    _keep_a_lead(membership)
    membership.delete()


def _keep_a_lead(leaving: Membership) -> None:
    """Refuse when no other lead remains who can log in. The team's row is locked: two cannot leave at once."""
    team = Team.objects.select_for_update().get(pk=leaving.team_id)
    leads = team.memberships.filter(role=Membership.Role.LEAD)
    if not leads.filter(pk=leaving.pk).exists():
        return
    if not leads.exclude(pk=leaving.pk).filter(user__is_active=True).exists():
        raise LastLead
