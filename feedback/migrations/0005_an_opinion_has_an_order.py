"""What an opinion makes an organisation put right is an order that it gives itself. First the column."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0004_hand_over_what_belongs_elsewhere"), ("orders", "0001_initial")]

    operations = [
        migrations.AddField(
            "rectification",
            "order",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rectification",
                to="orders.order",
                verbose_name="整改要求",
            ),
        ),
    ]
