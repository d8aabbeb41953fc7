"""How django-allauth behaves here: accounts are made by invitation, and ten failed log-ins are enough."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

TOO_MANY = "too_many_login_attempts"


class ClosedSignup(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask a site admin to open it again",
        "cannot_remove_primary_email": "You cannot remove the e-mail address you log in with",
        "duplicate_email": "This is the e-mail address of your account already",
        "email_password_mismatch": "The e-mail address or the password is not right",
        "email_taken": "There is an account with this e-mail address already",
        "enter_current_password": "The current password is not right",
        "incorrect_code": "The code is not right",
        "incorrect_password": "The password is not right",
        "invalid_login": "The e-mail address or the password is not right",
        "invalid_or_expired_key": "The link is not right, or it is too old",
        "invalid_password_reset": "The link is not right, or it was used already",
        "rate_limited": "Too many tries. Wait a few minutes",
        "same_as_current": "Enter another one than there is now",
        "unknown_email": "There is no account with this e-mail address",
        "unverified_primary_email": "Confirm your e-mail address first",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """429 once `login_failed` of ACCOUNT_RATE_LIMITS is used up, whether or not there is an account."""
        if code == TOO_MANY:
            raise ImmediateHttpResponse(respond_429(context.request))
        return super().validation_error(code, *args)

    def format_email_subject(self, subject: str) -> str:
        return f"{settings.SITE_NAME}: {subject}"


class TwoStepLogin(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "Turn two-step log-in off before you add an e-mail address",
        "cannot_delete_authenticator": "Two-step log-in cannot be turned off",
        "cannot_generate_recovery_codes": "Turn two-step log-in on before you make recovery codes",
        "incorrect_code": "The code is not right. Wait for the next one and try again",
        "unverified_email": "Confirm your e-mail address before you turn two-step log-in on",
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """429 for codes that are guessed, as for passwords."""
        if code == TOO_MANY:
            raise ImmediateHttpResponse(respond_429(context.request))
        return super().validation_error(code, *args)
