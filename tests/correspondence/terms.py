"""Letters and files of a campaign for tests, with words to be found in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from authorities.models import Authority
from correspondence.models import Attachment, Document, Message, WatchTerm
from correspondence.services.terms import add_term
from requests_app.models import Campaign
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request


def letter_of(
    campaign: Campaign, text: str = "We hold it.", *, authority: Authority | None = None, **fields: Any
) -> Message:
    """A letter that came for the campaign, from a new authority unless one is given."""
    request = make_request(
        team=campaign.team, authority=authority or AuthorityFactory(), campaign=campaign, title=campaign.title
    )
    return make_letter(request, text=text, **fields)


def file_of(letter: Message, *pages: str, name: str = "answer.pdf", **fields: Any) -> Attachment:
    """A file of a letter, read already where it has pages."""
    given: dict[str, Any] = {"sniffed_type": "application/pdf", "size": 2048, **fields}
    held = letter.attachments.create(filename=name, file=ContentFile(b"x", "x"), **given)
    if pages:
        document = Document.objects.create(
            attachment=held, state="read", how="text", page_count=len(pages), read_at=timezone.now()
        )
        for number, text in enumerate(pages, start=1):
            document.pages.create(number=number, text=text)
    return held


def watch(
    campaign: Campaign, name: str = "Mosaic", spellings: Sequence[str] = (), **fields: Any
) -> WatchTerm:
    by = campaign.created_by
    assert by
    return add_term(campaign=campaign, name=name, spellings="\n".join(spellings), by=by, **fields)


A_DAY = date(2018, 8, 14)
