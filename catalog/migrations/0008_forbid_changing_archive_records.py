"""From here on the database itself refuses to change or delete what the archive's register says."""

from django.db import migrations

from catalog.archive import guard


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_keep_the_whole_life_of_a_disclosure")]

    operations = [migrations.RunPython(install, remove)]
