"""The columns of the list as a file: what an import understands, and an export writes. One list for both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may hold.

    `header` is what an export calls it; `also` are other names seen in files, in the form of `headers.plain`. `many`:
    several columns may hold it, and a cell several values. `looks` names the content that gives it away
    (`guessing.LOOKS`), for columns whose name says nothing.
    """

    code: str
    header: str
    also: tuple[str, ...] = ()
    many: bool = False
    looks: str = ""


AUTHORITY_FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "name",
        (
            *("public authority", "authority", "authority name", "official name", "organisation", "body"),
            *(
                "organisation name",
                "public body",
                "body name",
                "council",
                "council name",
                "local authority name",
            ),
            *(
                "name of authority",
                "name of organisation",
                "name of public authority",
                "public authority name",
            ),
            *("institution", "trust", "force", "school name", "establishmentname", "title"),
        ),
        looks="name",
    ),
    Field(
        "other_names",
        "other names",
        (
            *(
                "short name",
                "nice name",
                "alt names",
                "alternative names",
                "alternative name",
                "also known as",
            ),
            *("aka", "former name", "former names", "welsh name", "abbreviation", "acronym", "other name"),
        ),
        many=True,
    ),
    Field(
        "kind",
        "kind",
        (
            *(
                "type",
                "category",
                "authority type",
                "local authority type name",
                "sector",
                "type of authority",
            ),
            *("organisation type", "body type", "kind of authority"),
        ),
        looks="kind",
    ),
    Field("nation", "nation", ("country", "jurisdiction", "home nation"), looks="nation"),
    Field("law", "law", ("legislation", "act", "regime", "foi law", "law it answers under"), looks="law"),
    Field(
        "body",
        "time limit",
        ("statutory time limit", "kind of time limit"),
    ),
    Field(
        "website",
        "website",
        ("home page", "homepage", "web site", "web", "url", "web address", "site", "website address", "link"),
        looks="web",
    ),
    Field("publication_scheme", "publication scheme", ("publication scheme url", "foi page")),
    Field("disclosure_log", "disclosure log", ("disclosure log url", "disclosures")),
    Field(
        "email_foi",
        "FOI e-mail",
        (
            *("foi email", "foi emails", "email foi", "emails foi", "foi email address", "foi contact"),
            *("freedom of information email", "request email", "foi e mail", "foi e mails", "foi address"),
            *("foi contact email", "foi team email", "email for foi requests", "e mail foi"),
        ),
        many=True,
    ),
    Field(
        "email_review",
        "review e-mail",
        (
            *("review email", "internal review email", "email review", "emails review", "review e mails"),
            *("email for internal reviews", "internal review e mail", "e mail review"),
        ),
        many=True,
    ),
    Field(
        "email_general",
        "general e-mail",
        (
            *("email", "e mail", "emails", "e mails", "email address", "e mail address", "contact email"),
            *("general email", "email general", "emails general", "mail", "contact", "general e mails"),
        ),
        many=True,
        looks="email",
    ),
    Field("gss", "GSS code", ("gss", "ons code", "gsscode", "gss ons code"), looks="gss"),
    Field("wdtk", "WhatDoTheyKnow url name", ("url name", "wdtk", "wdtk url name", "wdtk name")),
    Field("wdtk-id", "WhatDoTheyKnow number", ("internal id", "wdtk id", "wdtk number")),
    Field(
        "local-authority-code",
        "local authority code",
        ("local authority", "la code", "authority code", "council code"),
        looks="la code",
    ),
    Field("other", "other identifiers", ("other identifier", "identifier", "code", "reference")),
    Field("tags", "tags", ("tag string", "labels"), many=True),
    Field(
        "is_active",
        "still exists",
        ("current authority", "active", "current", "is active", "exists"),
        looks="yes",
    ),
    Field("replaced_by", "replaced by", ("successor", "merged into", "succeeded by")),
    Field("notes", "notes", ("note", "comments", "comment", "remarks")),
)

HEADERS = tuple(field.header for field in AUTHORITY_FIELDS)
"""What an export writes above its columns, in its order."""
BY_CODE = {field.code: field for field in AUTHORITY_FIELDS}
EMAIL_ROLES = {"email_foi": "foi", "email_review": "review", "email_general": "general"}
SCHEMES = ("gss", "local-authority-code", "wdtk", "wdtk-id", "other")
"""Identifiers, the most telling first. Their codes are those of `Identifier.Scheme`."""

ROW, WRONG, RIGHT, RESULT = "row in the file", "what is wrong", "what would be right", "result"
OUR_COLUMNS = (ROW, WRONG, RIGHT, RESULT)
"""Columns of our own in a file of errors: no data when it comes back."""
