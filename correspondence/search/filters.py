"""What a search is narrowed to. It lives in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.querysets import Viewer
from authorities.names import fold
from correspondence.models import Attachment, DocumentPage, Message
from requests_app.models import InformationRequest

Rows = TypeVar("Rows", bound="QuerySet[Any]")


@dataclass(frozen=True)
class Narrowed:
    """The filters chosen; an empty value narrows nothing. `authority`: words of its name."""

    team: str = ""
    authority: str = ""
    law: str = ""
    state: str = ""
    direction: str = ""
    after: date | None = None
    before: date | None = None
    has_files: bool = False

    @property
    def is_narrowed(self) -> bool:
        return self != Narrowed()

    def _of_request(self, rows: Rows, path: str = "") -> Rows:
        """Rows of requests that fit: `path` is the way from the row to its request."""
        for name, field in (("team", "team_id"), ("law", "law"), ("state", "state")):
            if value := getattr(self, name):
                rows = rows.filter(**{f"{path}{field}": value})
        for word in fold(self.authority).split()[:8]:
            rows = rows.filter(**{f"{path}authority__search_text__contains": word})
        return rows

    def _of_letter(self, rows: Rows, path: str = "") -> Rows:
        """Rows of letters that fit: `path` is the way from the row to its letter."""
        if self.direction:
            rows = rows.filter(**{f"{path}direction": self.direction})
        if self.after:
            rows = rows.filter(**{f"{path}on__gte": self.after})
        if self.before:
            rows = rows.filter(**{f"{path}on__lte": self.before})
        return rows

    def letters(self, user: Viewer) -> Any:
        """The letters and notes that the person may see and that fit; removed ones are left out."""
        found = Message.objects.visible_to(user).standing()
        found = self._of_letter(self._of_request(found, "request__"))
        if self.has_files:
            found = found.filter(Exists(Attachment.objects.filter(message=OuterRef("pk")).exclude(file="")))
        return found

    def pages(self, user: Viewer) -> Any:
        """The pages of files, read already, that the person may see and that fit."""
        letter = "document__attachment__message__"
        found = DocumentPage.objects.visible_to(user).filter(**{f"{letter}removed_at": None})
        return self._of_letter(self._of_request(found, f"{letter}request__"), letter).defer("search")

    def named_files(self, user: Viewer) -> Any:
        """The files, read or not, that the person may see and that fit."""
        found = Attachment.objects.visible_to(user).filter(message__removed_at=None).exclude(file="")
        return self._of_letter(self._of_request(found, "message__request__"), "message__")

    def requests(self, user: Viewer) -> Any:
        """The requests that the person may see and that fit: where letters are narrowed, those with such a letter."""
        found = self._of_request(InformationRequest.objects.visible_to(user))
        if not (self.direction or self.after or self.before or self.has_files):
            return found
        letters = self._of_letter(Message.objects.standing().filter(request=OuterRef("pk")))
        if self.has_files:
            held = ~Q(attachments__file="") & Q(attachments__isnull=False)
            letters = letters.filter(held)
        return found.filter(Exists(letters))
