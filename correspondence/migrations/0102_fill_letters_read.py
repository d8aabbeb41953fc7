from django.db import migrations
from django.db.models import Min, OuterRef, Subquery


def fill(apps, schema_editor):
    """A letter was read when somebody's mark first reached it."""
    message, last_read = (apps.get_model("correspondence", name) for name in ("Message", "LastRead"))
    marks = last_read.objects.filter(request=OuterRef("request"), up_to__gte=OuterRef("pk"))
    first = marks.order_by().values("request").annotate(first=Min("marked_at")).values("first")
    message.objects.filter(read_at=None).update(read_at=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0101_letters_read")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
