# Reports as PDF: a row each, with its file.

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import requests_app.models.report


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_session_epoch"),
        ("requests_app", "0030_notices_of_letters_and_mailboxes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overdue", "Overdue requests"),
                            ("requests", "Report of requests"),
                            ("evidence", "Evidence bundle"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("query", models.TextField(blank=True)),
                (
                    "chosen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("making", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="Why there is none, in a sentence.", max_length=300
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("file", models.FileField(blank=True, upload_to=requests_app.models.report.report_key)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(help_text="From then on it is deleted.")),
                (
                    "mail_due",
                    models.BooleanField(
                        default=False, help_text="Its maker is still to be told that it is ready."
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        help_text="Of evidence.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="requests_app.informationrequest",
                    ),
                ),
                (
                    "teams",
                    models.ManyToManyField(
                        help_text="Whose requests are in it.", related_name="+", to="accounts.team"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "making"))),
                        fields=["next_attempt_at", "id"],
                        name="report_waiting",
                    ),
                    models.Index(fields=["expires_at"], name="report_expires"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("made_by"),
                        models.F("kind"),
                        models.F("title"),
                        django.db.models.functions.text.MD5("query"),
                        models.F("chosen"),
                        django.db.models.functions.comparison.Coalesce("request", 0),
                        condition=models.Q(("state__in", ("waiting", "making"))),
                        name="report_once_at_a_time",
                    )
                ],
            },
        ),
    ]
