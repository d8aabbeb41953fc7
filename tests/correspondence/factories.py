"""Letters for tests, put into a thread the way people put them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from correspondence.models import Message
from correspondence.services.letters import add_letter
from requests_app.models import InformationRequest

PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj"


def upload(
    name: str = "answer.pdf", content: bytes = PDF, kind: str = "application/pdf"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def make_letter(request: InformationRequest, **fields: Any) -> Message:
    """A letter from the authority of 14 August 2018 unless said otherwise."""
    given: dict[str, Any] = {
        "direction": "in",
        "channel": "email",
        "by": None,
        "on": date(2018, 8, 14),
        "author_name": "Sam Clerk",
        "text": "We write to you.",
        **fields,
    }
    return add_letter(request=request, **given)
