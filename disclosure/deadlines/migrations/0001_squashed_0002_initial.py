"""What a new database runs instead of the migrations it replaces; one that has run those is left as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("deadlines", "0001_initial"), ("deadlines", "0002_initial")]

    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                ("created_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_key",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "日历订阅",
                "verbose_name_plural": "日历订阅",
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("permission", models.CharField(default="draft_items", max_length=30, verbose_name="由什么岗位办")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("duty", "应公开任务"),
                            ("item", "公开事项"),
                            ("request", "点题和申请"),
                            ("opinion", "意见和咨询"),
                            ("filing", "备案"),
                            ("rectification", "整改"),
                            ("report", "报告"),
                            ("archive", "归档"),
                            ("form", "公开形式"),
                            ("review", "复查"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="事由")),
                ("url", models.CharField(blank=True, max_length=300, verbose_name="链接")),
                ("start_on", models.DateField(verbose_name="起算事件日")),
                ("rule", models.JSONField(verbose_name="规则")),
                ("due_on", models.DateField(null=True, verbose_name="到期日")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                ("trace", models.JSONField(verbose_name="计算过程")),
                ("opened_on", models.DateField(verbose_name="登记日")),
                ("paused_on", models.DateField(blank=True, null=True, verbose_name="暂停日")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日")),
                (
                    "closed_as",
                    models.CharField(
                        blank=True,
                        choices=[("done", "已办"), ("excused", "不予公开或暂缓"), ("ended", "不再需要")],
                        default="",
                        max_length=10,
                        verbose_name="怎样办结",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organizations.department",
                        verbose_name="责任科室",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="organizations.organization",
                        verbose_name="党组织",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任人",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限",
                "verbose_name_plural": "时限",
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["due_on", "id"],
                        name="deadline_open_by_due",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["organization", "due_on"],
                        name="deadline_open_of_org",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["start_on", "due_on"],
                        name="deadline_open_window",
                    ),
                    models.Index(fields=["due_on", "organization"], name="deadline_by_month"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", False), ("paused_on__isnull", False), _connector="OR"),
                        name="deadline_has_due_date_unless_paused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_as", ""), ("closed_on__isnull", True)),
                            models.Q(("closed_on__isnull", False), models.Q(("closed_as", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="deadline_closed_on_and_as",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("extension", "延期"),
                            ("pause", "暂停"),
                            ("resume", "恢复"),
                            ("recomputation", "重算"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("old_due_on", models.DateField(null=True, verbose_name="原到期日")),
                ("new_due_on", models.DateField(null=True, verbose_name="新到期日")),
                ("effective_on", models.DateField(verbose_name="生效日")),
                ("rule", models.JSONField(blank=True, null=True, verbose_name="延长的量")),
                ("reason", models.CharField(max_length=500, verbose_name="原因")),
                ("changed_at", models.DateTimeField(verbose_name="时间")),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="deadlines.deadline",
                        verbose_name="时限",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限变更",
                "verbose_name_plural": "时限变更",
                "indexes": [models.Index(fields=["deadline", "id"], name="change_of_deadline")],
            },
        ),
        migrations.CreateModel(
            name="HolidayNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("text", models.TextField(verbose_name="通知原文")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="被更正时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
            ],
            options={
                "verbose_name": "放假通知",
                "verbose_name_plural": "放假通知",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", False), ("replaced_at__isnull", True)),
                        fields=("year",),
                        name="one_confirmed_notice_a_year",
                        violation_error_message="这一年的放假安排已经确认过。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_confirmed_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("before_3", "到期前3个工作日"),
                            ("before_1", "到期前1个工作日"),
                            ("due", "当天到期"),
                            ("late_1", "逾期1个工作日"),
                            ("late_3", "逾期3个工作日"),
                            ("late_7", "逾期7个工作日"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="当时的到期日")),
                ("created_on", models.DateField(verbose_name="提醒日")),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="deadlines.deadline",
                        verbose_name="时限",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL, verbose_name="收件人"
                    ),
                ),
            ],
            options={
                "verbose_name": "提醒",
                "verbose_name_plural": "提醒",
                "constraints": [
                    models.UniqueConstraint(fields=("deadline", "due_on", "step", "recipient"), name="reminder_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(unique=True, verbose_name="日期")),
                ("is_working", models.BooleanField(verbose_name="上班")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "source",
                    models.CharField(
                        choices=[("notice", "放假通知"), ("override", "管理员更改")],
                        default="notice",
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="deadlines.holidaynotice",
                        verbose_name="放假通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "特殊日",
                "verbose_name_plural": "特殊日",
            },
        ),
    ]
