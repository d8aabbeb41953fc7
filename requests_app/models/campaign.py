"""Campaigns: one letter to many authorities, its questions, and what the team wants to know of each answer."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.models import Team
from accounts.querysets import TeamOwnedQuerySet


class CampaignQuerySet(TeamOwnedQuerySet):
    def standing(self) -> Self:
        """Those that are not archived."""
        return self.exclude(state="archived")


class Campaign(models.Model):
    """One letter to many authorities. Written by `requests_app.services.campaigns` alone."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        RUNNING = "running", "Running"
        ARCHIVED = "archived", "Archived"

    class Subject(models.TextChoices):
        """Which law the letters ask under: each authority's own, of the one kind or of the other."""

        INFORMATION = "", "Freedom of information"
        ENVIRONMENT = "environment", "Environmental information"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField("what it is about", max_length=200)
    description = models.TextField("what you want to find out", blank=True)
    asks_under = models.CharField("asks under", max_length=20, choices=Subject.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, help_text="Counts the edits: a second editor is told.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["team", "state"], name="campaign_team_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("correspondence:campaign", args=[self.pk])

    @property
    def is_archived(self) -> bool:
        return self.state == self.State.ARCHIVED


class OfCampaignQuerySet(TeamOwnedQuerySet):
    team_path = "campaign__team"


class CampaignLetter(models.Model):
    """A version of the letter. Once a request was made from it, it never changes: a change makes the next one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=250)
    body = models.TextField("letter")
    frozen_at = models.DateTimeField(null=True, help_text="When the first request was made from it.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_letter_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign}, version {self.number}"


class CampaignQuestion(models.Model):
    """A numbered item of a version of the letter. `line` is the same for the same question in every version."""

    letter = models.ForeignKey(CampaignLetter, on_delete=models.CASCADE, related_name="questions")
    line = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=10)
    name = models.CharField("short name", max_length=60, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "line"], name="campaign_question_line_once"),
            models.UniqueConstraint(fields=["letter", "label"], name="campaign_question_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.name or self.text[:60]}"
