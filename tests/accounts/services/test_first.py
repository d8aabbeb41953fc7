import pytest

from accounts.models import Membership, User
from accounts.services import first_run
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_empty_database_gets_a_site_admin_who_leads_a_team() -> None:
    user, password, team = first_run("Admin@Localhost")
    assert (user.email, user.is_site_admin, str(team)) == ("admin@localhost", True, "My team")
    assert user.check_password(password)
    assert Membership.objects.get(user=user, team=team).role == Membership.Role.LEAD


def test_a_password_that_is_given_is_kept() -> None:
    user, password, _ = first_run("admin@localhost", "a long enough password")
    assert password == "a long enough password"
    assert user.check_password(password)


def test_a_second_run_changes_nothing_and_tells_no_password() -> None:
    first = first_run("admin@localhost")
    again = first_run("somebody@else.example", "another password")
    assert again == (first[0], None, first[2])
    assert User.objects.count() == 1


def test_a_database_with_people_is_left_alone() -> None:
    user = UserFactory()
    assert first_run("admin@localhost") == (user, None, None)
