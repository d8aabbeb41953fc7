"""To whom: public authorities, their names, identifiers and contacts."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from authorities.care_models import (  # noqa: F401 (Django finds models here)
    AuthorityMerge,
    DifferentAuthorities,
    Proposal,
)
from authorities.import_models import (  # noqa: F401 (Django finds models here)
    ImportChange,
    ImportFinding,
    ImportMapping,
    ImportRow,
    ImportRun,
)
from authorities.laws import Law
from authorities.querysets import AuthorityQuerySet, ContactQuerySet
from authorities.set_models import AuthoritySet, Tag  # noqa: F401


class Authority(models.Model):
    """A public authority in the sense of FOIA 2000 s.3 or FOISA 2002 s.3."""

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"
        UK_WIDE = "uk", "UK-wide"
        ELSEWHERE = "elsewhere", "Elsewhere"

    class Kind(models.TextChoices):
        LOCAL_COUNCIL = "local_council", "Local council"
        POLICE = "police", "Police"
        FIRE = "fire", "Fire and rescue"
        HEALTH = "health", "Health"
        GOVERNMENT = "government", "Central or devolved government"
        EDUCATION = "education", "University or college"
        SCHOOL = "school", "School or academy"
        OTHER = "other", "Other"

    class Body(models.TextChoices):
        """Kinds of body with a time limit of their own (law: SI 2004/3364 and its successors)."""

        ORDINARY = "", "The usual time limit"
        SCHOOL = "school", "School: school days"
        ARCHIVE = "archive", "Archive: transferred records"
        ARMED_FORCES = "armed_forces", "Armed forces on operations"

    name = models.CharField("official name", max_length=255, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    nation = models.CharField(max_length=20, choices=Nation.choices, default=Nation.ENGLAND)
    law = models.CharField("law it answers under", max_length=20, choices=Law.choices, default=Law.FOIA)
    body = models.CharField(
        "time limit", max_length=20, choices=Body.choices, default=Body.ORDINARY, blank=True
    )
    website = models.URLField(max_length=500, blank=True)
    publication_scheme = models.URLField(max_length=500, blank=True)
    disclosure_log = models.URLField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    is_active = models.BooleanField("still exists", default=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="authorities")
    needs_checking = models.BooleanField(
        default=False, help_text="Taken from a letter or a file; nobody has confirmed its details yet."
    )
    search_text = models.TextField(
        editable=False,
        default="",
        help_text="Every name, in lower case and without accents: written by services.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"
        indexes = [
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="authority_search_trgm"),
            models.Index(Upper("name"), name="authority_name_upper"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("id")), name="authority_not_replaced_by_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("authorities:detail", args=[self.pk])


class AuthorityName(models.Model):
    """Another name: short, former, Welsh, or what people type."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=255)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="authority_other_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Identifier(models.Model):
    """What others call it: a GSS code, the WhatDoTheyKnow url name, ..."""

    class Scheme(models.TextChoices):
        GSS = "gss", "GSS code"
        WDTK = "wdtk", "WhatDoTheyKnow url name"
        WDTK_ID = "wdtk-id", "WhatDoTheyKnow number"
        LOCAL_AUTHORITY = "local-authority-code", "Local authority code"
        OTHER = "other", "Other"

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40, choices=Scheme.choices)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="identifier_points_at_one")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()}: {self.value}"


class Contact(models.Model):
    """An address letters go to. One no longer used is retired, with the day; its letters are still known."""

    class Role(models.TextChoices):
        FOI = "foi", "FOI requests"
        REVIEW = "review", "Internal reviews"
        GENERAL = "general", "General"

    class Status(models.TextChoices):
        GOOD = "good", "Good"
        UNTRIED = "untried", "Not tried yet"
        BOUNCING = "bouncing", "Bouncing"

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="contacts")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.FOI)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.UNTRIED)
    note = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField("no longer used since", null=True, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["role", "email"]
        constraints = [
            models.UniqueConstraint("authority", Upper("email"), "role", name="contact_once_per_role"),
        ]

    def __str__(self) -> str:
        return self.email
