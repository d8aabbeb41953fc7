from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0090_publications"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="campaignauthority",
            options={"ordering": ["number"], "verbose_name_plural": "places in campaigns"},
        ),
    ]
