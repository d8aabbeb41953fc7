import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # Both are trusted extensions: the owner of the database may create them (PostgreSQL 13 and later).
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, unique=True, verbose_name="official name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local_council", "Local council"),
                            ("police", "Police"),
                            ("fire", "Fire and rescue"),
                            ("health", "Health"),
                            ("government", "Central or devolved government"),
                            ("education", "University or college"),
                            ("school", "School or academy"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("england", "England"),
                            ("wales", "Wales"),
                            ("scotland", "Scotland"),
                            ("northern_ireland", "Northern Ireland"),
                            ("uk", "UK-wide"),
                            ("elsewhere", "Elsewhere"),
                        ],
                        default="england",
                        max_length=20,
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        choices=[
                            ("foia", "Freedom of Information Act 2000"),
                            ("eir", "Environmental Information Regulations 2004"),
                            ("foisa", "Freedom of Information (Scotland) Act 2002"),
                            ("eisr", "Environmental Information (Scotland) Regulations 2004"),
                            ("sar", "UK GDPR subject access"),
                            ("eu1049", "Regulation (EC) No 1049/2001"),
                            ("foi-ie", "Freedom of Information Act 2014 (Ireland)"),
                            ("foia-us", "Freedom of Information Act (United States)"),
                            ("oia-nz", "Official Information Act 1982 (New Zealand)"),
                            ("foi-au", "Freedom of Information Act 1982 (Australia)"),
                            ("atia-ca", "Access to Information Act (Canada)"),
                        ],
                        default="foia",
                        max_length=20,
                        verbose_name="law it answers under",
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "The usual time limit"),
                            ("school", "School: school days"),
                            ("archive", "Archive: transferred records"),
                            ("armed_forces", "Armed forces on operations"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="time limit",
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=500)),
                ("publication_scheme", models.URLField(blank=True, max_length=500)),
                ("disclosure_log", models.URLField(blank=True, max_length=500)),
                ("notes", models.TextField(blank=True)),
                ("is_active", models.BooleanField(default=True, verbose_name="still exists")),
                (
                    "needs_checking",
                    models.BooleanField(
                        default=False,
                        help_text="Taken from a letter or a file; nobody has confirmed its details yet.",
                    ),
                ),
                (
                    "search_text",
                    models.TextField(
                        default="",
                        editable=False,
                        help_text="Every name, in lower case and without accents: written by services.",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="authorities.authority",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "authorities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="AuthorityName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="authorities.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("foi", "FOI requests"),
                            ("review", "Internal reviews"),
                            ("general", "General"),
                        ],
                        default="foi",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("good", "Good"), ("untried", "Not tried yet"), ("bouncing", "Bouncing")],
                        default="untried",
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=255)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="authorities.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["role", "email"],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("gss", "GSS code"),
                            ("wdtk", "WhatDoTheyKnow url name"),
                            ("wdtk-id", "WhatDoTheyKnow number"),
                            ("local-authority-code", "Local authority code"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("value", models.CharField(max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="authorities.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "value"],
            },
        ),
        migrations.AddIndex(
            model_name="authority",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
                name="authority_search_trgm",
            ),
        ),
        migrations.AddIndex(
            model_name="authority",
            index=models.Index(django.db.models.functions.text.Upper("name"), name="authority_name_upper"),
        ),
        migrations.AddConstraint(
            model_name="authorityname",
            constraint=models.UniqueConstraint(
                fields=("authority", "name"), name="authority_other_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                models.F("authority"),
                django.db.models.functions.text.Upper("email"),
                models.F("role"),
                name="contact_once_per_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(fields=("scheme", "value"), name="identifier_points_at_one"),
        ),
    ]
