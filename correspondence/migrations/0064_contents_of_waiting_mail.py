from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0063_files_kept_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="arrival",
            name="contents",
            field=models.JSONField(
                help_text="For its page: quoted text, recipients, files with their sizes.", null=True
            ),
        ),
    ]
