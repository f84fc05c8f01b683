"""What an organisation arranged for its work on disclosure in a year (QJ-29)."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("oversight", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkingFunds",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000, "请核对年度。"),
                            django.core.validators.MaxValueValidator(2199, "请核对年度。"),
                        ],
                        verbose_name="年度",
                    ),
                ),
                (
                    "amount",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1, "请填安排了多少元。")],
                        verbose_name="金额（元）",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="怎样安排的")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_funds",
                        to="organizations.organization",
                        verbose_name="党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作经费",
                "verbose_name_plural": "工作经费",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year"),
                        name="working_funds_once_a_year",
                        violation_error_message="这一年的工作经费已经登记，请改那一条。",
                    )
                ],
            },
        ),
    ]
