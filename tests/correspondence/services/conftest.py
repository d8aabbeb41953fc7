"""What the tests of letters that go out share."""

from collections.abc import Iterator

import pytest

from tests.correspondence.post_office import PostOffice, open_post_office


@pytest.fixture
def office(settings) -> Iterator[PostOffice]:
    """A real mail server, and settings that make it ours."""
    with open_post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 1
        settings.DEFAULT_FROM_EMAIL = "FOI Tracker <tracker@foi.example>"
        settings.REPLY_ADDRESS = "reply@foi.example"
        yield opened
