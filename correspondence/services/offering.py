"""A letter of ours that gives the authority an upload link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from correspondence.letter_texts import before_the_end, upload_words
from correspondence.models import OutgoingLetter
from correspondence.services.composing import keep_draft
from correspondence.services.upload_links import issue_link
from requests_app.models import InformationRequest


@transaction.atomic
def keep_draft_with_link(
    *, request: InformationRequest, body: str, by: User, at: datetime, **draft: Any
) -> OutgoingLetter:
    """Keep a draft whose letter says where files can be left. `draft`: what `keep_draft` takes beside these.

    Effects: an `UploadLink` that works for UPLOAD_LINK_DAYS, and the draft. Raises `CorrespondenceError`; neither is
    kept then.
    """
    days = settings.UPLOAD_LINK_DAYS
    secret = issue_link(request=request, days=days, by=by, at=at)
    words = upload_words(settings.SITE_URL + reverse("upload", args=[secret]), days)
    return keep_draft(request=request, body=before_the_end(body, words), by=by, **draft)
