"""The request for information itself (FOIA 2000 s.8)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.functions import Left
from django.urls import reverse

from accounts.models import Team
from authorities.laws import Law
from authorities.models import Authority
from requests_app.deadlines import Term, parse_term
from requests_app.models.campaign import Campaign
from requests_app.outcomes import REQUEST_LABELS, SHADES
from requests_app.querysets import InformationRequestQuerySet, KeptManager

# What the search looks through of a letter that was logged by form: there is no `Message` of it.
LETTER_WORDS = SearchVector(Left("letter", 100_000), config="english")


class InformationRequest(models.Model):
    """One letter to one authority, and where it stands.

    `state`, `received_on`, `answered_on` and the `due_…` columns are derived from the events, and written by
    `requests_app.services.life` alone. *Overdue* is never stored: see the query set. `outcome` is derived from the
    coded answers, and written by `requests_app.services.coding` alone.
    """

    class State(models.TextChoices):
        AWAITING_RESPONSE = "awaiting_response", "Awaiting a response"
        AWAITING_CLARIFICATION = "awaiting_clarification", "Awaiting our clarification"
        AWAITING_FEE = "awaiting_fee", "Awaiting our fee"
        ANSWERED = "answered", "Answered"
        IN_REVIEW = "in_review", "In internal review"
        WITH_REGULATOR = "with_regulator", "With the regulator"
        CLOSED = "closed", "Closed"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="requests")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="requests")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests_owned",
    )
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    title = models.CharField("what it is about", max_length=200)
    letter = models.TextField("the letter's text", blank=True)
    law = models.CharField(max_length=20, choices=Law.choices, default=Law.FOIA)
    body = models.CharField(
        "time limit", max_length=20, choices=Authority.Body.choices, default="", blank=True
    )
    school_terms = models.TextField(
        blank=True, help_text='For a school: its terms, as "2026-09-02/2026-10-23", one a line.'
    )
    link = models.URLField(
        "where it can be seen", max_length=500, blank=True, help_text="A page of another site, if it has one."
    )
    notes = models.TextField("notes of ours", blank=True)
    source_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Digest of the thread it was brought in from: none comes in twice.",
    )

    state = models.CharField(max_length=30, choices=State.choices, default=State.AWAITING_RESPONSE)
    received_on = models.DateField("date of receipt", null=True)
    answered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_kind = models.CharField(max_length=30, blank=True)
    due_days = models.PositiveSmallIntegerField(
        null=True, help_text="The days that the limit now running has."
    )

    outcome = models.CharField(
        "what came back", max_length=20, blank=True, default="", choices=REQUEST_LABELS.items()
    )

    embargo_until = models.DateField(
        "not to be published before", null=True, blank=True, help_text="On that day it may be."
    )
    embargo_note = models.CharField("why", max_length=300, blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="requests_logged"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts the edits: a second editor is told.")

    discarded_at = models.DateTimeField(
        null=True, editable=False, help_text="Logged by mistake: since when it is out."
    )
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    discarded_because = models.CharField(max_length=500, blank=True)

    objects = KeptManager()
    everything = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "source_key"],
                condition=~models.Q(source_key="") & models.Q(discarded_at=None),
                name="request_thread_once_per_team",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "state", "due_on"], name="request_team_state_due"),
            models.Index(fields=["team", "-created_at", "-id"], name="request_team_newest"),
            models.Index(fields=["state", "due_on"], name="request_state_due"),
            models.Index(fields=["owner", "state", "due_on"], name="request_owner_state_due"),
            models.Index(
                fields=["team", "answered_on"],
                condition=models.Q(discarded_at=None),
                name="request_team_answered",
            ),
            GinIndex(OpClass("title", "gin_trgm_ops"), name="request_title_trgm"),
            GinIndex(LETTER_WORDS, name="request_letter_words"),
        ]

    def __str__(self) -> str:
        return f"{self.authority}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("correspondence:request", args=[self.pk])

    @property
    def terms(self) -> tuple[Term, ...]:
        """The school's terms (SI 2004/3364 counts school days)."""
        return tuple(parse_term(line) for line in self.school_terms.splitlines() if line.strip())

    def is_under_embargo(self, *, on: date) -> bool:
        """Whether it is not to be published yet on that day: on `embargo_until` itself it may be."""
        return self.embargo_until is not None and on < self.embargo_until

    @property
    def outcome_shade(self) -> str:
        """The kind of the tag of its outcome."""
        return SHADES.get(self.outcome, "neutral")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


OPEN_STATES = (
    InformationRequest.State.AWAITING_RESPONSE,
    InformationRequest.State.AWAITING_CLARIFICATION,
    InformationRequest.State.AWAITING_FEE,
    InformationRequest.State.ANSWERED,
    InformationRequest.State.IN_REVIEW,
    InformationRequest.State.WITH_REGULATOR,
)
