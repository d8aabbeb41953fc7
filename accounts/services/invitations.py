"""The mail that invites somebody to a team."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Membership, User


def send_invitation(*, membership: Membership, by: User) -> None:
    """Tell the new member where to log in; with a link to set a password where they have none yet.

    A disabled account is told nothing. Raises `OSError` where the mail server does not take the mail.
    """
    user = membership.user
    if not user.is_active:
        return
    context = {
        "membership": membership,
        "by": by,
        "site_name": settings.SITE_NAME,
        "login_url": settings.SITE_URL + reverse("account_login"),
        "password_url": None if user.has_usable_password() else password_url(user),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    send_mail(
        subject=f"{membership.team.name}: you are invited to {settings.SITE_NAME}",
        message=render_to_string("accounts/mail/invitation.txt", context),
        from_email=None,
        recipient_list=[user.email],
    )


def password_url(user: User) -> str:
    """A link with which the owner of the account's address sets its password; good once, for a few days."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    return f"{settings.SITE_URL}{path}"
