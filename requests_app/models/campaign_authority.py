"""Which authorities a campaign goes to, and why it does not go to some of them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber, Upper

from accounts.querysets import TeamOwnedQuerySet
from authorities.models import Authority, Contact
from requests_app.models.campaign import Campaign, CampaignLetter
from requests_app.models.request import InformationRequest


class Reason(models.TextChoices):
    """Why no letter goes to an authority. The first two are stored, the others follow from what is known of it."""

    BY_HAND = "by_hand", "Left out by you"
    PROBLEM = "problem", "Could not be written to"
    GONE = "gone", "No longer exists"
    NO_ADDRESS = "no_address", "No address is known"
    BOUNCING = "bouncing", "Mail to its address comes back"
    SAME_ADDRESS = "same_address", "Reached under the same address as another one"


class CampaignAuthorityQuerySet(TeamOwnedQuerySet):
    team_path = "campaign__team"

    def of(self, campaign: Campaign) -> Self:
        """Those of a campaign, each with `reason`: why no letter goes to it, "" where one goes or has gone.

        Derived anew each time, so that an address that was found since counts.
        """
        usable = Contact.objects.current().filter(authority=OuterRef("authority"))
        usable = usable.exclude(role=Contact.Role.REVIEW)
        good = usable.exclude(status=Contact.Status.BOUNCING)
        return self.filter(campaign=campaign).annotate(
            reason=Case(
                When(request__isnull=False, then=Value("")),
                When(~Q(left_out=""), then=F("left_out")),
                When(authority__is_active=False, then=Value(Reason.GONE.value)),
                When(~Exists(usable), then=Value(Reason.NO_ADDRESS.value)),
                When(~Exists(good), then=Value(Reason.BOUNCING.value)),
                When(pk__in=_second_under_an_address(campaign), then=Value(Reason.SAME_ADDRESS.value)),
                default=Value(""),
            )
        )

    def asked(self) -> Self:
        """Those that have a request of the campaign."""
        return self.exclude(request=None)

    def ready(self, campaign: Campaign) -> Self:
        """Those of a campaign that a letter goes to when their turn comes."""
        return self.of(campaign).filter(request=None, reason="")


def _second_under_an_address(campaign: Campaign) -> models.QuerySet[CampaignAuthority, int]:
    """Those that are reached under an FOI address of one before them: two letters would come to one desk.

    Worked out for the whole campaign at once, not for each authority anew.
    """
    reached = CampaignAuthority.objects.filter(
        campaign=campaign,
        left_out="",
        authority__is_active=True,
        authority__contacts__retired_at=None,
        authority__contacts__role=Contact.Role.FOI,
        authority__contacts__status__in=(Contact.Status.GOOD, Contact.Status.UNTRIED),
    )
    nth = Window(RowNumber(), partition_by=Upper("authority__contacts__email"), order_by="number")
    return reached.annotate(nth=nth).filter(nth__gt=1).values("pk")


class CampaignAuthority(models.Model):
    """An authority of a campaign, and the request that was made to it, from which version of the letter.

    `link` leads to the request where it was sent elsewhere. Written by `requests_app.services.campaigns` alone.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="authorities")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="in_campaigns")
    number = models.PositiveIntegerField(help_text="Part of our reference.")
    left_out = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    left_out_note = models.CharField(max_length=300, blank=True)
    request = models.OneToOneField(
        InformationRequest, null=True, on_delete=models.SET_NULL, related_name="campaign_place"
    )
    letter = models.ForeignKey(CampaignLetter, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField("where it was sent", max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignAuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "places in campaigns"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "authority"], name="campaign_authority_once"),
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_authority_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.authority} in {self.campaign}"

    @property
    def our_reference(self) -> str:
        """The number the letter bears: "C12-007"."""
        return f"C{self.campaign_id}-{self.number:03d}"
