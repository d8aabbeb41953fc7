from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0052_arrivals_by_digest"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="automatic",
            field=models.CharField(
                blank=True, help_text="auto_reply, bounce or delay, where it is one", max_length=20
            ),
        ),
    ]
