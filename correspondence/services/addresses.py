"""The address of its own that each request has: what comes to it belongs to the request, whoever sends it."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterable

from django.conf import settings

from correspondence.models import ReplyAddress
from requests_app.models import InformationRequest

TOKEN_BYTES = 16
_TOKEN = re.compile(r"\+([a-z2-7]{26})@", re.IGNORECASE)


def reply_address_of(request: InformationRequest) -> str:
    """ "reply+TOKEN@host" for the request, made when it is first asked for; "" where REPLY_ADDRESS is not set.

    The token has 128 random bits in base 32, because mail servers may change the case of an address (RFC 5321 s.2.4
    calls it significant; many do not care).
    """
    if not settings.REPLY_ADDRESS:
        return ""
    address, _ = ReplyAddress.objects.get_or_create(request=request, defaults={"token": _new_token()})
    local, _, host = settings.REPLY_ADDRESS.partition("@")
    return f"{local}+{address.token}@{host}"


def make_reply_addresses(requests: Iterable[InformationRequest]) -> None:
    """Make those that are missing, in one statement; none where REPLY_ADDRESS is not set."""
    if settings.REPLY_ADDRESS:
        ReplyAddress.objects.bulk_create(
            [ReplyAddress(request=request, token=_new_token()) for request in requests],
            ignore_conflicts=True,
        )


def addressed_request(emails: Iterable[str]) -> InformationRequest | None:
    """The request to whose own address a mail went; None where none of the addresses is one.

    The token alone counts, not the host: a mail that was forwarded on the way still names it.
    """
    tokens = [match[1].lower() for email in emails if (match := _TOKEN.search(email))]
    if not tokens:
        return None
    found = ReplyAddress.objects.filter(token__in=tokens, request__discarded_at=None)
    first = found.select_related("request__team", "request__authority").first()
    return first.request if first else None


def _new_token() -> str:
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=").lower()
