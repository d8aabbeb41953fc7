import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def only_as_the_mail_gives_it(apps, schema_editor):
    """An uploaded e-mail bore the authority's name whoever sent it: it bears its sender's alone."""
    apps.get_model("correspondence", "Message").objects.filter(channel="email").exclude(raw="").update(
        organisation=""
    )


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="date_note",
            field=models.CharField(
                blank=True, help_text="Why the date that the e-mail bears was not taken.", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="removed_because",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="message",
            name="removed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(only_as_the_mail_gives_it, migrations.RunPython.noop),
    ]
