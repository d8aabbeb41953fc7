"""What a fresh database gets."""

import pytest
from django.db import connection

from accounts.models import Membership, Team, User
from foi_tracker.bootstrap import first_run

pytestmark = pytest.mark.django_db


def test_a_fresh_database_gets_an_admin_who_leads_a_team() -> None:
    account = first_run.prepare("boss@example.org")
    assert account is not None
    user = User.objects.get()
    assert user.email == account.email == "boss@example.org"
    assert user.check_password(account.password)
    assert user.is_site_admin
    membership = Membership.objects.get()
    assert (membership.user, membership.team, membership.role) == (
        user,
        Team.objects.get(),
        Membership.Role.LEAD,
    )


def test_a_database_with_people_is_left_alone() -> None:
    User.objects.create_user("somebody@example.org")
    assert first_run.prepare("boss@example.org") is None
    assert [user.email for user in User.objects.all()] == ["somebody@example.org"]
    assert not Team.objects.exists()


def test_a_password_is_long_and_no_two_are_the_same() -> None:
    made = {first_run.new_password() for _ in range(100)}
    assert len(made) == 100
    assert {len(password.replace("-", "")) for password in made} == {20}


def test_the_lock_is_let_go_of() -> None:
    first_run.prepare("a@example.org")
    with connection.cursor() as cursor:
        held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = %s"
        cursor.execute(held, [first_run._LOCK])
        assert cursor.fetchone() == (0,)


def test_all_migrations_are_applied_in_a_test_database() -> None:
    assert first_run.needs_migrating() is False
