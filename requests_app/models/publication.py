"""The findings of a campaign as they were published: kept as they were, at an address for everybody."""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from accounts.querysets import TeamOwnedQuerySet
from requests_app.models.campaign import Campaign

_RANDOM_BYTES = 10  # 80 bits: 16 letters and digits that nobody guesses


def slug_for(title: str) -> str:
    """Words of the title for people, then what nobody guesses."""
    words = slugify(title)[:60].strip("-")
    random = b32encode(secrets.token_bytes(_RANDOM_BYTES)).decode().lower()
    return f"{words}-{random}" if words else random


def dataset_key(_owner: models.Model, _name: str) -> str:
    return f"publications/{secrets.token_hex(16)}"


class PublicationQuerySet(TeamOwnedQuerySet):
    team_path = "campaign__team"


class Publication(models.Model):
    """A campaign's findings for everybody. Written by `requests_app.services.publications` alone.

    `figures` (`requests_app.figures.campaign_findings`) and `dataset` are kept as they stood at the end of
    `figures_on`; taking them anew makes the next `edition`. `requests` are those that are counted in them: what was
    under embargo on `embargo_on` is not among them.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="publication")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    introduction = models.TextField(blank=True)
    publisher = models.CharField("published by", max_length=200)
    public_from = models.DateField("public from", help_text="On that day it may be read.")
    shows_authorities = models.BooleanField(default=True)
    shows_terms = models.BooleanField(default=False)
    offers_dataset = models.BooleanField(default=True)
    quotes_letters = models.BooleanField(
        default=False, help_text="Whether the dataset has words quoted from letters."
    )

    edition = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField()
    figures_on = models.DateField()
    embargo_on = models.DateField(help_text="The day whose embargoes were kept: never public before it.")
    requests = ArrayField(models.BigIntegerField(), default=list, blank=True)
    dataset = models.FileField(upload_to=dataset_key, blank=True)
    dataset_size = models.PositiveIntegerField(default=0, help_text="Bytes, so that no page asks the store.")

    version = models.PositiveIntegerField(default=1, help_text="Counts the edits: a second editor is told.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(embargo_on__gte=models.F("figures_on")), name="publication_keeps_embargoes"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("findings", args=[self.slug])

    @property
    def opens_on(self) -> date:
        """The first day on which anybody may read it: never before the day whose embargoes its figures keep."""
        return max(self.public_from, self.embargo_on)

    def is_open(self, *, on: date) -> bool:
        """Whether its day has come and it was not withdrawn; what came under embargo since is asked for apart."""
        return self.withdrawn_at is None and self.opens_on <= on
