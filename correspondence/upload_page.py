"""What the upload page may say: of the request its authority, reference number and title, and what was left."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from correspondence.models import Delivery, LeftFile, UploadLink


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
