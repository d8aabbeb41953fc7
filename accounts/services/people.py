"""Accounts: made by invitation, disabled and enabled by site admins."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.errors import NotSiteAdmin, OwnAccount
from accounts.models import User


def account_for(*, email: str) -> User:
    """The account of that address; a new one, to which nobody can log in yet, where there is none."""
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return User.objects.create_user(email)
    except IntegrityError:  # somebody else invited them a moment ago
        return User.objects.get(email__iexact=email.strip())


def rename_user(*, user: User, name: str) -> User:
    user.name = " ".join(name.split())
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def disable_user(*, user: User, by: User) -> User:
    """Shut the account: its owner is out at their next request, and no session of theirs ever holds again.

    Raises `OwnAccount` and `NotSiteAdmin`.
    """
    _check_site_admin(by, acts_on=user)
    user.is_active = False
    user.session_epoch = F("session_epoch") + 1
    user.save(update_fields=["is_active", "session_epoch"])
    user.refresh_from_db(fields=["session_epoch"])
    return user


def enable_user(*, user: User) -> User:
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def change_site_admin(*, user: User, to: bool, by: User) -> User:
    """Say whether somebody looks after authorities, teams and accounts. Raises `OwnAccount`, `NotSiteAdmin`."""
    _check_site_admin(by, acts_on=user)
    user.is_site_admin = to
    user.is_superuser = user.is_superuser and to
    user.save(update_fields=["is_site_admin", "is_superuser"])
    return user


def _check_site_admin(by: User, *, acts_on: User) -> None:
    """Nobody shuts themselves out, and of two who shut out each other the first remains: so there is always one."""
    if acts_on == by:
        raise OwnAccount
    admins = User.objects.select_for_update().filter(is_site_admin=True, is_active=True).order_by("pk")
    if by not in list(admins):
        raise NotSiteAdmin
