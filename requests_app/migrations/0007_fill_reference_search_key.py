from django.db import migrations

from requests_app.reference_numbers import search_key


def fill(apps, schema_editor):
    references = apps.get_model("requests_app", "Reference")
    for reference in references.objects.iterator():
        reference.search_key = search_key(reference.value)
        reference.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0006_reference_search_key")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
