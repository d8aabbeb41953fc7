"""Letters, calls and notes that a person writes down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from correspondence.digests import words_digest
from correspondence.models import Message
from correspondence.services import filing
from correspondence.services.files import attach_files, check_uploads, written_files
from correspondence.services.suggestions import suggest
from requests_app.models import InformationRequest


def add_letter(
    *,
    request: InformationRequest,
    direction: str,
    channel: str,
    by: User | None,
    on: date | None = None,
    author_name: str = "",
    subject: str = "",
    text: str = "",
    files: Sequence[File[bytes]] = (),
) -> Message:
    """Put a letter where its date belongs in the thread (at the end where it has none).

    Effects: one `Message`, its `Attachment`s and, for an incoming one, `Suggestion`s. It moves no clock: that takes
    a recorded event. Raises `CorrespondenceError` where a file is too big; nothing is kept then.
    """
    check_uploads(files)
    with written_files(), transaction.atomic():
        filing.lock(request)
        message = Message(
            direction=direction,
            channel=channel,
            author_name=author_name.strip()[:255],
            organisation=request.authority.name if direction == Message.Direction.INCOMING else "",
            subject=subject.strip()[:500],
            body_text=text.strip(),
            on=on,
            body_sha256=words_digest(text),
            added_by=by,
        )
        message.opens_request = filing.opens(request, message)
        filing.insert(request, [message], filing.place_for(request, on))
        attach_files(message=message, files=files, by=by)
        filing.note_missing(message)
        suggest(messages=[message])
    return message
