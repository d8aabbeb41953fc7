from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0100_findings"),
        ("requests_app", "0070_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="read_at",
            field=models.DateTimeField(
                editable=False, help_text="When somebody first marked the thread as read up to it.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(
                    ("added_by", None),
                    ("automatic", ""),
                    ("direction", "in"),
                    ("read_at", None),
                    ("removed_at", None),
                ),
                fields=["request"],
                name="message_unread",
            ),
        ),
    ]
