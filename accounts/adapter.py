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
    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """429 for codes that are guessed, as for passwords."""
        if code == TOO_MANY:
            raise ImmediateHttpResponse(respond_429(context.request))
        return super().validation_error(code, *args)
