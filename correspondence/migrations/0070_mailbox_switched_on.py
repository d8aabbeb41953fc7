from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0064_contents_of_waiting_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="switched_on_at",
            field=models.DateTimeField(
                editable=False, help_text="When it last was switched on again.", null=True
            ),
        ),
    ]
