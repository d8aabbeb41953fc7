import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.test import Client

from accounts.errors import NotSiteAdmin, OwnAccount
from accounts.models import User
from accounts.services import account_for, change_site_admin, disable_user, enable_user, rename_user
from tests.accounts.factories import UserFactory, site_admin

pytestmark = pytest.mark.django_db


def test_an_unknown_address_gets_an_account_that_nobody_can_log_in_to_yet() -> None:
    user = account_for(email=" New.Person@Example.org ")
    assert user.email == "new.person@example.org"
    assert not user.has_usable_password()
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.primary, address.verified) == (user.email, True, True)


def test_a_known_address_keeps_its_account_whatever_its_case() -> None:
    user = UserFactory(email="known@example.org")
    assert account_for(email="KNOWN@example.ORG") == user
    assert User.objects.count() == 1


def test_two_accounts_cannot_share_an_address() -> None:
    UserFactory(email="known@example.org")
    with pytest.raises(IntegrityError):
        User.objects.create(email="Known@example.org")


def test_a_name_is_one_line() -> None:
    assert rename_user(user=UserFactory(), name=" Ada\r\n Lovelace ").name == "Ada Lovelace"


def test_an_account_is_disabled_and_enabled() -> None:
    user = UserFactory()
    disable_user(user=user, by=site_admin())
    user.refresh_from_db()
    assert not user.is_active
    enable_user(user=user)
    user.refresh_from_db()
    assert user.is_active


def test_a_session_of_before_does_not_hold_again_once_the_account_is_open_again() -> None:
    user, old, other = UserFactory(), Client(), Client()
    old.force_login(user)
    other.force_login(bystander := UserFactory())
    assert old.get("/team/profile/").status_code == 200
    disable_user(user=user, by=site_admin())
    enable_user(user=user)
    assert old.get("/team/profile/").status_code == 302
    assert other.get("/team/profile/").status_code == 200
    new = Client()
    new.force_login(User.objects.get(pk=user.pk))
    assert new.get("/team/profile/").status_code == 200
    disable_user(user=user, by=site_admin())
    enable_user(user=user)
    assert new.get("/team/profile/").status_code == 302
    assert User.objects.get(pk=bystander.pk).session_epoch == 0


def test_nobody_shuts_themselves_out() -> None:
    admin = site_admin()
    with pytest.raises(OwnAccount):
        disable_user(user=admin, by=admin)
    with pytest.raises(OwnAccount):
        change_site_admin(user=admin, to=False, by=admin)


def test_of_two_site_admins_who_shut_out_each_other_the_first_remains() -> None:
    first, second = site_admin(), site_admin()
    change_site_admin(user=second, to=False, by=first)
    with pytest.raises(NotSiteAdmin):
        change_site_admin(user=first, to=False, by=second)
    with pytest.raises(NotSiteAdmin):
        disable_user(user=first, by=second)
    first.refresh_from_db()
    assert (first.is_site_admin, first.is_active) == (True, True)


def test_who_is_no_longer_site_admin_is_no_superuser_either() -> None:
    other = User.objects.create_superuser("other@example.org", "a long enough password")
    change_site_admin(user=other, to=False, by=site_admin())
    other.refresh_from_db()
    assert (other.is_site_admin, other.is_superuser) == (False, False)
