"""The mail services that hand in letters by calling us. django-anymail knows who they are and what they send.

Its views are used for checking the caller and for understanding the call; its signal is not: what is stored must be
stored before the service is told so.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from anymail.exceptions import AnymailAPIError
from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

_VIEWS = {
    "amazon_ses": "anymail.webhooks.amazon_ses.AmazonSESInboundWebhookView",  # needs the packages for S3
    "brevo": "anymail.webhooks.brevo.BrevoInboundWebhookView",
    "mailersend": "anymail.webhooks.mailersend.MailerSendInboundWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunInboundWebhookView",
    "mailjet": "anymail.webhooks.mailjet.MailjetInboundWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkInboundWebhookView",
    "sendgrid": "anymail.webhooks.sendgrid.SendGridInboundWebhookView",
    "sparkpost": "anymail.webhooks.sparkpost.SparkPostInboundWebhookView",
}
NAMES = tuple(_VIEWS)


class NotUnderstood(ValueError):
    """A service that may call says something that holds no mail we can find."""


@dataclass(frozen=True)
class HandedIn:
    """A mail that a service hands in, and for whom it took it."""

    raw: bytes
    recipient: str


def view_of(service: str) -> AnymailCoreWebhookView | None:
    """What checks and understands the calls of a service; None where the service is not let in (`MAIL_SERVICES`).

    Without a secret nobody is let in: such an address would be open to everybody.
    """
    if (
        service not in _VIEWS
        or service not in settings.MAIL_SERVICES
        or not settings.ANYMAIL["WEBHOOK_SECRET"]
    ):
        return None
    view: AnymailCoreWebhookView = import_string(_VIEWS[service])()
    return view


def mails_of(service: str, view: AnymailCoreWebhookView, http: HttpRequest) -> Iterator[HandedIn]:
    """Each mail of a call: its own bytes where the service sends them, else put together from its parts.

    Raises `NotUnderstood`.
    """
    try:
        events = view.parse_events(http)
        as_sent = _AS_SENT[service](http) if service in _AS_SENT else []
        for number, event in enumerate(events):
            raw = as_sent[number] if number < len(as_sent) else event.message.as_bytes()
            yield HandedIn(raw, event.message.envelope_recipient or "")
    except OSError:
        raise
    except AnymailAPIError as error:  # a part of the mail had to be asked for, and did not come
        raise OSError(str(error)) from error
    except Exception as error:  # whatever a service sends: the call itself is kept then
        raise NotUnderstood(f"{type(error).__name__}: {error}") from error


def _field(name: str) -> Callable[[HttpRequest], list[bytes]]:
    """The whole mail in one field of a form."""
    return lambda http: [http.POST[name].encode("utf-8", "surrogateescape")] if name in http.POST else []


def _postmark(http: HttpRequest) -> list[bytes]:
    raw = json.loads(http.body).get("RawEmail")
    return [raw.encode("utf-8", "surrogateescape")] if raw else []


def _sparkpost(http: HttpRequest) -> list[bytes]:
    return [_of_relay(event) for event in json.loads(http.body)]


def _of_relay(event: dict[str, Any]) -> bytes:
    content = event["msys"]["relay_message"]["content"]
    words: str = content["email_rfc822"]
    if not content.get("email_rfc822_is_base64"):
        return words.encode("utf-8", "surrogateescape")
    try:
        return base64.b64decode(words)
    except binascii.Error as error:
        raise NotUnderstood("The mail is not in base64.") from error


_AS_SENT: dict[str, Callable[[HttpRequest], list[bytes]]] = {
    "mailgun": _field("body-mime"),
    "postmark": _postmark,
    "sendgrid": _field("email"),
    "sparkpost": _sparkpost,
}
