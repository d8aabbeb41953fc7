from django.db import migrations, models

import correspondence.models.outgoing


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0020_sorting"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingletter",
            name="batch",
            field=models.UUIDField(
                db_index=True, help_text="Of letters that were sent off together.", null=True
            ),
        ),
        migrations.AddField(
            model_name="outgoingletter",
            name="clock_note",
            field=models.CharField(
                blank=True,
                help_text="What was recorded when it had gone, or why nothing was.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="outgoingletter",
            name="raw",
            field=models.FileField(
                blank=True,
                help_text="The very bytes that every attempt hands over.",
                upload_to=correspondence.models.outgoing.outgoing_key,
            ),
        ),
        migrations.AddField(
            model_name="outgoingletter",
            name="version",
            field=models.PositiveIntegerField(
                default=1, help_text="Counts the edits: a second editor is told."
            ),
        ),
        migrations.AlterField(
            model_name="outgoingletter",
            name="message_id",
            field=models.CharField(
                default=correspondence.models.outgoing.new_message_id,
                editable=False,
                max_length=200,
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="outgoingletter",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("waiting", "Waiting to be sent"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("uncertain", "Check delivery"),
                    ("failed", "Not delivered"),
                    ("dropped", "Dropped"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
    ]
