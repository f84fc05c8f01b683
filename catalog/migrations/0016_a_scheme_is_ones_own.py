"""A draft holds a whole scheme of its own; issuing it makes a scheme of the organisation's own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0015_a_revision_has_a_row"),
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="scheme",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schemes",
                to="organizations.organization",
                verbose_name="哪个组织的",
            ),
        ),
        migrations.AddField(
            model_name="schemedraft",
            name="document",
            field=models.JSONField(blank=True, default=dict, verbose_name="规则"),
        ),
        migrations.AlterField(
            model_name="schemedraft",
            name="scheme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="catalog.scheme",
                verbose_name="从哪一份规则抄来",
            ),
        ),
    ]
