import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0061_letters_written_to_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="filled_by",
            field=models.ForeignKey(
                help_text="Of one only mentioned: the file that it is, as a person says.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="fills",
                to="correspondence.attachment",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="stands_alone",
            field=models.BooleanField(
                default=False,
                help_text="Of one only mentioned: a person says that a file of its name is another one.",
            ),
        ),
    ]
