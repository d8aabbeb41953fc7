"""A filled tracker behind the browser, and a way in."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import User
from foi_tracker.demo import fill


@pytest.fixture
def demo(transactional_db):
    """The demo's team with its fifty requests."""
    return fill(today=timezone.localdate(), password="a password for tests")


@pytest.fixture
def signed_in(new_context, live_server):
    """A page of somebody who is logged in: `signed_in(user, viewport={...})`."""

    def sign_in(user: User, **options):
        client = Client()
        client.force_login(user)
        context = new_context(**options)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return context.new_page()

    return sign_in
