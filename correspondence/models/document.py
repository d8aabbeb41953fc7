"""The words of an attachment, page by page, so that they can be searched and evidence can name its page."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left

from correspondence.models.attachment import Attachment
from requests_app.querysets import OfRequestQuerySet

LONGEST_PAGE = 1_000_000  # characters
LONGEST_DOCUMENT = 20_000_000  # characters
MOST_PAGES = 5_000
_SEARCHED = 100_000  # characters of a page: a tsvector holds a megabyte, and a character up to four bytes


class DocumentQuerySet(OfRequestQuerySet):
    request_path = "attachment__message__request"

    def waiting(self) -> DocumentQuerySet:
        """Those that nobody has read yet."""
        return self.filter(state="waiting")


class Document(models.Model):
    """What was found when a file was read. Written by `correspondence.services.documents` alone.

    `page_count` is what the file itself says (pages, sheets, slides), also where not all of them were read.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Text read"
        NOTHING = "nothing", "No text in it"
        FAILED = "failed", "Could not be read"

    class How(models.TextChoices):
        TEXT = "text", "From the file itself"
        OCR = "ocr", "Recognised from pictures"

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="document")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    how = models.CharField("how its text was got", max_length=4, choices=How.choices, blank=True)
    page_count = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True, help_text="Why it has no text, in a sentence.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=models.Q(state__in=["waiting", "reading"]),
                name="document_waiting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.attachment)


class DocumentPageQuerySet(OfRequestQuerySet):
    request_path = "document__attachment__message__request"


class DocumentPage(models.Model):
    """The text of one page, sheet or slide; of files without pages, a part of at most 100,000 characters."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(help_text="From 1.")
    text = models.TextField()
    search = models.GeneratedField(
        expression=SearchVector(Left("text", _SEARCHED), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DocumentPageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_page_once"),
        ]
        indexes = [GinIndex(fields=["search"], name="document_page_search")]

    def __str__(self) -> str:
        return f"{self.document}, page {self.number}"
