"""From here on the database itself refuses to change or delete a frozen list, a drawing and what was drawn."""

from django.db import migrations

from disclosure.oversight.inspections import guard


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("oversight", "0006_inspections_and_what_they_draw")]
    operations = [migrations.RunPython(install, remove)]
