from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    rows = apps.get_model("catalog", "Item").objects.filter(longer_agreed_at__isnull=False)
    rows.update(agreed_until=F("longer_until"))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0022_name_government_matters")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="agreed_until",
            field=models.DateField(blank=True, null=True, verbose_name="批准展示到"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
