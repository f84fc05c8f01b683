import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_keep_personal_data_found_in_attachments"),
        ("deadlines", "0003_keep_replaced_notices_and_remind_by_due_date"),
        ("organizations", "0002_half_open_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_code", models.CharField(max_length=40, verbose_name="公开代码")),
                ("recurrence", models.CharField(max_length=20, verbose_name="周期代号")),
                ("recurrence_label", models.CharField(max_length=20, verbose_name="要做的")),
                ("period_label", models.CharField(max_length=20, verbose_name="周期")),
                ("starts_on", models.DateField(verbose_name="周期起")),
                ("ends_on", models.DateField(verbose_name="周期止")),
                ("fulfilled_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty",
                        to="deadlines.deadline",
                        verbose_name="时限",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="catalog.entry",
                        verbose_name="目录事项",
                    ),
                ),
                (
                    "fulfilled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="catalog.item",
                        verbose_name="完成它的事项",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="organizations.organization",
                        verbose_name="党组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "应公开任务",
                "verbose_name_plural": "应公开任务",
                "indexes": [
                    models.Index(
                        condition=models.Q(("fulfilled_by__isnull", True)),
                        fields=["organization", "entry_code"],
                        name="duty_open_of_entry",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "entry_code", "recurrence", "starts_on"),
                        name="duty_once_a_period",
                        violation_error_message="这一周期的任务已经有了。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fulfilled_by__isnull", True), ("fulfilled_on__isnull", True)),
                            models.Q(("fulfilled_by__isnull", False), ("fulfilled_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="duty_fulfilled_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="duty_period_runs_forward"
                    ),
                ],
            },
        ),
    ]
