"""What counted as disclosed by the earlier reading goes on to: closed rows are never touched."""

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    items = apps.get_model("catalog", "Item").objects.filter(published_inside_at__isnull=False, withdrawn_at__isnull=True)
    for item in items.select_related("deadline").iterator(chunk_size=500):
        deadline = item.deadline
        if deadline is None or deadline.closed_as == "done":
            item.met_on = deadline.closed_on if deadline else timezone.localdate(item.published_inside_at)
            item.save(update_fields=["met_on"])


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_when_an_item_was_disclosed_as_demanded")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
