import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0002_due_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecomputeRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("last_id", models.BigIntegerField(default=0)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="proclaimed",
            options={"ordering": ["-on", "-pk"], "verbose_name": "proclaimed bank holiday"},
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_once",
        ),
        migrations.RemoveConstraint(
            model_name="proclaimed",
            name="proclaimed_once",
        ),
        migrations.AddField(
            model_name="deadline",
            name="changed_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, help_text="When anything about it last changed."
            ),
        ),
        migrations.AddField(
            model_name="proclaimed",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="proclaimed",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="proclaimed",
            name="nations",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("england", "England"),
                        ("wales", "Wales"),
                        ("scotland", "Scotland"),
                        ("northern_ireland", "Northern Ireland"),
                        ("eu", "European Union institutions"),
                        ("ireland", "Ireland"),
                        ("us", "United States"),
                        ("new_zealand", "New Zealand"),
                        ("australia", "Australia"),
                        ("canada", "Canada"),
                    ],
                    max_length=20,
                ),
                size=None,
                verbose_name="where it holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="proclaimed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("on", "name"),
                name="proclaimed_stands_once",
            ),
        ),
        migrations.AddField(
            model_name="recomputerun",
            name="proclaimed",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="requests_app.proclaimed",
            ),
        ),
        migrations.AddField(
            model_name="recomputerun",
            name="started_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="run",
            field=models.ForeignKey(
                help_text="For a moved date: the run that moved it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to="requests_app.recomputerun",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "moved"), _negated=True),
                fields=("request", "deadline_kind", "due_on", "kind", "recipient"),
                name="notice_once",
            ),
        ),
        migrations.AddIndex(
            model_name="recomputerun",
            index=models.Index(
                condition=models.Q(("finished_at", None)), fields=["id"], name="run_unfinished"
            ),
        ),
    ]
