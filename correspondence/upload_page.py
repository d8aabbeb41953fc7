"""What the upload page may say: of the request its authority, reference number and title, and what was left.

And what the team is told of files that wait there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from correspondence.models import Delivery, LeftFile, UploadLink
from correspondence.services.deliveries import ABANDONED_AFTER
from requests_app.deadlines import in_words
from requests_app.models import InformationRequest


@dataclass(frozen=True)
class ShownLeft:
    """A file of the list, with how much of it has arrived."""

    name: str
    size: int
    received: int
    state: str
    word: str
    remove_url: str

    @property
    def is_complete(self) -> bool:
        return self.state != LeftFile.State.COMING


@dataclass(frozen=True)
class UploadPage:
    secret: str
    authority: str
    title: str
    reference: str
    expires_on: object
    biggest: int
    files: list[ShownLeft]


def page_of(link: UploadLink, secret: str, delivery: Delivery | None = None) -> UploadPage:
    """The page of a link, with the files of a delivery: of the one that is not finished unless another is meant."""
    request = link.request
    references = [each.value for each in request.references.all() if each.role == "authority"]
    delivery = delivery or link.deliveries.filter(finished_at=None).first()
    return UploadPage(
        secret=secret,
        authority=request.authority.name,
        title=request.title,
        reference=", ".join(references),
        expires_on=link.expires_at,
        biggest=settings.MAX_UPLOAD_MB * 1024 * 1024,
        files=[_left(each, secret) for each in delivery.files.all()] if delivery else [],
    )


def _left(left: LeftFile, secret: str) -> ShownLeft:
    return ShownLeft(
        name=str(left),
        size=left.size,
        received=left.received,
        state=left.state,
        word="Received" if left.state != LeftFile.State.COMING else "Not complete yet",
        remove_url=reverse("upload_remove", args=[secret, left.pk]),
    )


@dataclass(frozen=True)
class WaitingFiles:
    """Files that were left at a link by somebody who has not pressed "Finish".

    `complete` and `coming`: how many are whole, and how many are not; `kept_until`: from when on they are handed over,
    or removed, by the sweep of each hour.
    """

    complete: int
    coming: int
    kept_until: datetime

    def __str__(self) -> str:
        at = timezone.localtime(self.kept_until)
        when = f"on {in_words(at.date())}, within an hour after {at:%H:%M}, unless something more arrives"
        partly = f"{_files(self.coming)} not complete and {'is' if self.coming == 1 else 'are'} removed"
        if not self.complete:
            return f"{partly} {when}."
        told = f"{_files(self.complete, 'waits', 'wait')}: the sender has not pressed “Finish” yet."
        become = "It becomes" if self.complete == 1 else "They become"
        rest = f" {partly} then." if self.coming else ""
        return f"{told} {become} a letter of this request {when}.{rest}"


def _files(number: int, one: str = "is", more: str = "are") -> str:
    return f"{number} file {one}" if number == 1 else f"{number} files {more}"


def waiting_files(request: InformationRequest) -> list[WaitingFiles]:
    """What waits at the links of a request, the latest link first. One query."""
    coming = Q(files__state=LeftFile.State.COMING)
    begun = Delivery.objects.filter(link__request=request, finished_at=None, files__isnull=False)
    counted = begun.annotate(whole=Count("files", filter=~coming), partly=Count("files", filter=coming))
    return [
        WaitingFiles(each.whole, each.partly, each.touched_at + ABANDONED_AFTER)
        for each in counted.order_by("-link")
    ]
