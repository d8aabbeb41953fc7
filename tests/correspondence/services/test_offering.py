"""A letter of ours that gives the authority an upload link."""

import pytest
from django.utils import timezone

from correspondence.services.offering import keep_draft_with_link
from tests.accounts.factories import researcher
from tests.correspondence.outgoing import TO, make_case

pytestmark = pytest.mark.django_db


def test_the_link_stands_before_the_leave_whatever_line_ends_the_browser_sent() -> None:
    request = make_case()
    letter = keep_draft_with_link(
        request=request,
        kind="reply",
        to_email=TO,
        subject="Files",
        body="Dear Council\r\n\r\nPlease send them.\r\n\r\nYours faithfully\r\n\r\nAda",
        by=researcher(request.team),
        at=timezone.now(),
    )
    asks, link, leave = (letter.body.find(words) for words in ("Please send", "/upload/", "Yours faithfully"))
    assert 0 < asks < link < leave
    assert request.upload_links.count() == 1
