"""Words that a team watches for in what comes back, and where they were found."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet
from correspondence.models.document import Document, DocumentPage
from correspondence.models.message import Message
from requests_app.models import Campaign
from requests_app.querysets import OfRequestQuerySet

LONGEST_TERM = 80  # characters
LONGEST_CONTEXT = 120


class WatchTermQuerySet(TeamOwnedQuerySet):
    def of(self, campaign: Campaign) -> Self:
        """Those watched in a campaign: its own, and those of its team."""
        return self.filter(Q(campaign=campaign) | Q(campaign=None, team=campaign.team_id))


class WatchTerm(models.Model):
    """A word or phrase with its spellings. Written by `correspondence.services.terms` alone.

    Without a campaign it is watched in all of the team's. `version` counts the changes of its words.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="watch_terms")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="watch_terms")
    name = models.CharField("word or phrase", max_length=LONGEST_TERM)
    spellings = models.TextField("other spellings", blank=True, help_text="One a line.")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WatchTermQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                "team", Lower("name"), condition=Q(campaign=None), name="watch_term_once_per_team"
            ),
            models.UniqueConstraint(
                "campaign",
                Lower("name"),
                condition=Q(campaign__isnull=False),
                name="watch_term_once_per_campaign",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def all_spellings(self) -> list[str]:
        """Its name and the other spellings."""
        others = (" ".join(line.split()) for line in self.spellings.splitlines())
        return list(dict.fromkeys([self.name, *filter(None, others)]))


class MentionQuerySet(OfRequestQuerySet):
    request_path = "message__request"

    def of(self, campaign: Campaign) -> Self:
        """Those in what stands: no letter that was taken out, no file that is kept back or gone."""
        terms = WatchTerm.objects.of(campaign)
        found = self.filter(message__request__campaign=campaign, term__in=terms)
        found = found.filter(message__request__discarded_at=None, message__removed_at=None)
        shut = Q(page__document__attachment__file="") | ~Q(page__document__attachment__kept_back="")
        return found.exclude(Q(page__isnull=False) & shut)


class Mention(models.Model):
    """A place where a term stands: in the text of a letter or, with `page`, on a page of a file that came with it.

    `start` and `end` are places in that text; `before` and `after` the words around it, as they stood.
    """

    term = models.ForeignKey(WatchTerm, on_delete=models.CASCADE, related_name="mentions")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    page = models.ForeignKey(DocumentPage, null=True, on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    before = models.CharField(max_length=LONGEST_CONTEXT, blank=True)
    words = models.CharField(max_length=200)
    after = models.CharField(max_length=LONGEST_CONTEXT, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "term", "start"],
                condition=Q(page=None),
                name="mention_once_in_a_letter",
            ),
            models.UniqueConstraint(
                fields=["page", "term", "start"],
                condition=Q(page__isnull=False),
                name="mention_once_on_a_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before}{self.words}{self.after}"


class TermReading(models.Model):
    """Which terms were looked for in a letter, or in a file: `terms` is the digest of their words.

    `text_at`: when the file's text was read, for one that is read again is looked through again.
    """

    message = models.OneToOneField(Message, null=True, on_delete=models.CASCADE, related_name="term_reading")
    document = models.OneToOneField(
        Document, null=True, on_delete=models.CASCADE, related_name="term_reading"
    )
    terms = models.CharField(max_length=64)
    text_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(message=None, document__isnull=False) | Q(message__isnull=False, document=None),
                name="term_reading_of_one_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message or self.document}"
