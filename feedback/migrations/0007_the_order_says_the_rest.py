"""Last the columns that the order has."""

import django.db.models.deletion
from django.db import migrations, models

NAMES = ("demand", "deadline", "ordered_by", "ordered_at", "outcome", "done_at", "done_by")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0006_make_orders_of_rectifications")]

    operations = [
        migrations.AlterField(
            "rectification",
            "order",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rectification",
                to="orders.order",
                verbose_name="整改要求",
            ),
        ),
        *(migrations.RemoveField("rectification", name) for name in NAMES),
    ]
