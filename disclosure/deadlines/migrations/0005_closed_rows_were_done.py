from django.db import migrations


def mark_closed_rows_as_done(apps, schema_editor):
    apps.get_model("deadlines", "Deadline").objects.filter(closed_on__isnull=False).update(closed_as="done")


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_tell_done_from_excused")]

    operations = [migrations.RunPython(mark_closed_rows_as_done, migrations.RunPython.noop)]
