from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0051_reading_and_sharing"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(fields=["raw_sha256"], name="arrival_raw_sha256"),
        ),
    ]
