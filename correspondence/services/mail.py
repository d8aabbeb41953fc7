"""E-mails as files."""

from __future__ import annotations

from accounts.models import User
from correspondence.errors import NotMail
from correspondence.models import Message
from requests_app.models import InformationRequest

BIGGEST_MAIL = 35 * 1024 * 1024


def add_mail(*, request: InformationRequest, raw: bytes, by: User | None) -> Message:
    """Put an e-mail into the thread of a request."""
    raise NotMail("E-mails cannot be read here yet.")
