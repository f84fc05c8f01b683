"""What a new database runs instead of the migrations it replaces; one that has run those is left as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("notices", "0001_initial"), ("notices", "0002_initial")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="日期")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="寄出")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL, verbose_name="收件人"
                    ),
                ),
            ],
            options={
                "verbose_name": "每日汇总",
                "verbose_name_plural": "每日汇总",
                "constraints": [models.UniqueConstraint(fields=("recipient", "on"), name="digest_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="键")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("body", models.TextField(blank=True, verbose_name="内容")),
                ("url", models.CharField(blank=True, max_length=300, verbose_name="链接")),
                ("created_at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="已读")),
                ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="已寄")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息",
                "verbose_name_plural": "消息",
                "indexes": [
                    models.Index(fields=["recipient", "-id"], name="notice_inbox"),
                    models.Index(
                        condition=models.Q(("mailed_at__isnull", True)),
                        fields=["recipient", "id"],
                        name="notice_unmailed",
                    ),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)), fields=["recipient"], name="notice_unread"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("recipient", "key"), name="notice_once")],
            },
        ),
    ]
