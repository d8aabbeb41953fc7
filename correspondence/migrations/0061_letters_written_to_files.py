from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0060_reports_of_delay"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingletter",
            name="written_to",
            field=models.CharField(
                blank=True,
                help_text="Where it went instead of a mail server: file or console.",
                max_length=10,
            ),
        ),
    ]
