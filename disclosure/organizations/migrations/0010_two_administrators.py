"""A start code in two halves; and from here on the database itself refuses a post to who administers."""

from django.db import migrations, models

from disclosure.organizations.models import exclusion


def install(apps, schema_editor):
    exclusion.install(schema_editor.connection)


def remove(apps, schema_editor):
    exclusion.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0006_name_the_portal")]

    operations = [
        migrations.AddField(
            model_name="startcode",
            name="second_digest",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="后一半的摘要"),
            preserve_default=False,
        ),
        migrations.RunPython(install, remove),
    ]
