import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("due_soon", "Due soon"),
    ("due_today", "Due today"),
    ("overdue", "Overdue"),
    ("serious", "Seriously overdue"),
    ("escalated", "Overdue in your team"),
    ("right_ending", "A right of ours ends soon"),
    ("awaits_us", "They wait for us"),
    ("unread", "Letter waiting to be read"),
    ("embargo", "Embargo ending"),
    ("silent", "Mailbox silent"),
    ("own", "Your own reminder"),
    ("moved", "Due date moved"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_session_epoch"),
        ("requests_app", "0020_leads"),
    ]

    operations = [
        migrations.AddField(
            model_name="teamnotices",
            name="unread_after",
            field=models.PositiveSmallIntegerField(blank=True, default=3, null=True),
        ),
        migrations.AddField(
            model_name="teamnotices",
            name="embargo_before",
            field=models.PositiveSmallIntegerField(blank=True, default=5, null=True),
        ),
        migrations.AddField(
            model_name="teamnotices",
            name="silent_after",
            field=models.PositiveSmallIntegerField(
                blank=True, default=24, help_text="Hours since a mailbox was last fetched from.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20),
        ),
        migrations.AlterField(
            model_name="notice",
            name="note",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The person's own words, or what the mailbox is called.",
                max_length=300,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="requests_app.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="team",
            field=models.ForeignKey(
                help_text="Of what is about no request: a mailbox.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("request", None)),
                fields=("team", "kind", "recipient", "key"),
                name="notice_of_team_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "silent"), ("request", None), ("team__isnull", False)),
                    models.Q(
                        models.Q(("kind", "silent"), _negated=True),
                        ("request__isnull", False),
                        ("team", None),
                    ),
                    _connector="OR",
                ),
                name="notice_of_request_or_team",
            ),
        ),
    ]
