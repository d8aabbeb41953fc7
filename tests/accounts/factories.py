"""People and teams for tests."""

import factory

from accounts.models import Membership, Team, User

PASSWORD = "a long enough password"


class UserFactory(factory.django.DjangoModelFactory):
    """An active user whose password is `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(user, create, given, **kwargs):
        if create:
            user.emailaddress_set.create(email=user.email, primary=True, verified=True)


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A researcher in a team; `MembershipFactory(lead=True)` is its lead."""

    class Meta:
        model = Membership

    class Params:
        lead = factory.Trait(role=Membership.Role.LEAD)

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    role = Membership.Role.RESEARCHER


def researcher(team: Team | None = None, **fields) -> User:
    """A user who is a researcher in the team (a new one where none is given)."""
    user = UserFactory(**fields)
    MembershipFactory(user=user, **({"team": team} if team else {}))
    return user


def lead(team: Team | None = None, **fields) -> User:
    """A user who is a lead of the team (a new one where none is given)."""
    user = UserFactory(**fields)
    MembershipFactory(user=user, lead=True, **({"team": team} if team else {}))
    return user


def site_admin(**fields) -> User:
    return UserFactory(is_site_admin=True, **fields)
