"""Letters of ours for tests, made through the services that make them in real life."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from correspondence.models import OutgoingLetter
from correspondence.services.composing import keep_draft
from correspondence.services.outbox import queue, send_due
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.requests_app.factories import make_request

NOW = datetime(2018, 8, 22, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
TO = "foi@anytown.gov.example"


def make_case(**fields: Any) -> InformationRequest:
    """A request whose answer is two working days late on 22 August 2018, to an authority with an FOI contact."""
    authority = fields.pop("authority", None) or AuthorityFactory()
    if not authority.contacts.exists():
        ContactFactory(authority=authority, email=TO)
    return make_request(authority=authority, reference=fields.pop("reference", "FOI-18-1134"), **fields)


def make_draft(request: InformationRequest | None = None, **fields: Any) -> OutgoingLetter:
    request = request or make_case()
    given: dict[str, Any] = {
        "kind": "chaser",
        "to_email": TO,
        "subject": "Answer overdue (your reference FOI-18-1134)",
        "body": "Dear council\n\nYour answer is late.\n\nYours faithfully\n\nAda",
        "by": fields.pop("by", None) or researcher(request.team, name="Ada Quill"),
        **fields,
    }
    return keep_draft(request=request, **given)


def make_queued(request: InformationRequest | None = None, **fields: Any) -> OutgoingLetter:
    """A letter that waits since 22 August 2018, 10:00 UTC, and is due a minute later."""
    letter = make_draft(request, **fields)
    assert letter.written_by
    return queue(letter=letter, by=letter.written_by, at=NOW)


def send(at: datetime = LATER) -> int:
    return send_due(clock=lambda: at)


def state_of(letter: OutgoingLetter) -> str:
    letter.refresh_from_db()
    return letter.state
