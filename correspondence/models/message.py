"""The letters of a request."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Concat, Left

from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet

SEARCHED = (
    100_000  # characters: twice as many of some alphabets are more words than the database can hold of a text
)

UNREAD = models.Q(direction="in", automatic="", added_by=None, removed_at=None, read_at=None)


class MessageQuerySet(OfRequestQuerySet):
    request_path = "request"

    def standing(self) -> MessageQuerySet:
        """Those that belong to the story: the others were filed by mistake."""
        return self.filter(removed_at__isnull=True)

    def removed(self) -> MessageQuerySet:
        """Those taken out of the story, kept to be put back; not those that wait in the unfiled inbox."""
        waiting = models.Q(arrivals__state="unfiled")
        return self.filter(removed_at__isnull=False).exclude(waiting).select_related("removed_by")

    def unread(self) -> MessageQuerySet:
        """Those that came in by themselves and that nobody has marked as read, of requests that are not closed.

        Automatic replies do not wait to be read, and what somebody added was read by them.
        """
        return self.not_read().filter(request__discarded_at=None).exclude(request__state="closed")

    def not_read(self) -> MessageQuerySet:
        """The same of any request, also a closed one: what the index of unread letters holds."""
        return self.filter(UNREAD)

    def unread_of(self, requests: Iterable[InformationRequest]) -> dict[int, int]:
        """How many letters of each of these requests nobody has read; those that have none are left out. One query."""
        unread = self.unread().filter(request__in=[each.pk for each in requests]).order_by()
        return dict(unread.values_list("request").annotate(number=models.Count("pk")))

    def first_of_each_request(self) -> MessageQuerySet:
        """Of these the one that came first, a request."""
        first = self.order_by().values("request").annotate(first=models.Min("pk")).values("first")
        return self.model.objects.filter(pk__in=first)


class MessageManager(models.Manager.from_queryset(MessageQuerySet)):  # type: ignore[misc]
    """All letters, without what the search looks through: pages have no use for it."""

    def get_queryset(self) -> MessageQuerySet:
        return super().get_queryset().defer("search")


def raw_key(_owner: models.Model, _name: str) -> str:
    """A random key: nothing of a sender's choosing becomes part of a path."""
    return f"raw/{secrets.token_hex(16)}"


class Message(models.Model):
    """A letter, an e-mail or the note of a call, in its place in the thread of a request."""

    class Direction(models.TextChoices):
        INCOMING = "in", "From the authority"
        OUTGOING = "out", "From us"

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        PASTED = "pasted", "Pasted thread"
        POST = "post", "Post"
        TELEPHONE = "telephone", "Telephone"
        PORTAL = "portal", "The authority's portal"
        UPLOAD = "upload", "The authority's upload page"
        NOTE = "note", "Note of our own"

    REPORTS = ("bounce", "delay")  # what mail servers say of a letter of ours

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveIntegerField(help_text="Its place in the thread, from 1.")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    opens_request = models.BooleanField(default=False, help_text="The letter that made the request.")
    author_name = models.CharField("who wrote it", max_length=255, blank=True)
    author_email = models.CharField(max_length=254, blank=True)
    organisation = models.CharField(max_length=255, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    body_text = models.TextField("text", blank=True)
    quoted_text = models.TextField(blank=True)
    hides_quoted = models.BooleanField(
        default=False, help_text="The page it was pasted from hid earlier text."
    )
    on = models.DateField("date", null=True, blank=True)
    sent_at = models.DateTimeField(null=True)
    date_note = models.CharField(
        max_length=200, blank=True, help_text="Why the date that the e-mail bears was not taken."
    )
    automatic = models.CharField(
        max_length=20, blank=True, help_text="auto_reply, bounce or delay, where it is one"
    )
    sender_check = models.CharField(
        max_length=10, blank=True, help_text='"failed" where our own mail server doubts the sender.'
    )
    sender_note = models.CharField(max_length=200, blank=True, help_text="Why it does, in a sentence.")
    message_id = models.CharField(max_length=500, blank=True)
    body_sha256 = models.CharField(
        max_length=64, help_text="Of the words alone: spaces and line breaks do not count."
    )
    raw = models.FileField(upload_to=raw_key, blank=True, help_text="The original bytes, as they came.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(
        null=True, editable=False, help_text="When somebody first marked the thread as read up to it."
    )
    reader_version = models.PositiveSmallIntegerField(
        default=0, help_text="Which version of the reader has read it; 0: none has."
    )
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    removed_because = models.CharField(max_length=300, blank=True)

    search = models.GeneratedField(
        expression=SearchVector(
            Left(
                Concat("subject", models.Value(" "), "author_name", models.Value(" "), "organisation"), 2000
            ),
            weight="A",
            config="english",
        )
        + SearchVector(Left("body_text", SEARCHED), weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = MessageManager()

    class Meta:
        ordering = ["position"]
        indexes = [
            GinIndex(fields=["search"], name="message_search"),
            models.Index(fields=["request"], condition=UNREAD, name="message_unread"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "position"],
                name="message_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["request", "message_id", "body_sha256"],
                condition=~models.Q(message_id=""),
                name="message_arrives_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"Letter {self.position}"

    def get_absolute_url(self) -> str:
        return f"{self.request.get_absolute_url()}#letter-{self.pk}"

    @property
    def is_incoming(self) -> bool:
        return self.direction == self.Direction.INCOMING

    @property
    def is_note(self) -> bool:
        return self.channel == self.Channel.NOTE
