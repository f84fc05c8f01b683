"""What a new database runs instead of the migrations it replaces; one that has run those is left as it is."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from disclosure.oversight.inspections import guard
from disclosure.tables import CreateTables


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    replaces = [
        ("oversight", "0001_initial"),
        ("oversight", "0002_what_the_work_is_paid_with"),
        ("oversight", "0003_trial_years"),
        ("oversight", "0004_press_for_what_is_late"),
        ("oversight", "0006_inspections_and_what_they_draw"),
        ("oversight", "0007_guard_what_was_drawn"),
        ("oversight", "0008_evaluation_by_members"),
        ("oversight", "0009_accountability"),
        ("oversight", "0011_yearly_assessments"),
        ("oversight", "0013_monthly_circulars"),
        ("oversight", "0015_supervisors_of_disclosure"),
        ("oversight", "0016_meetings_and_reports"),
        ("oversight", "0017_points_to_learn_from"),
        ("oversight", "0018_say_when_it_happened"),
        ("oversight", "0019_discard_a_report"),
    ]

    initial = True

    dependencies = [
        ("catalog", "0022_name_government_matters"),
        ("deadlines", "0006_name_meetings"),
        ("feedback", "0004_hand_over_what_belongs_elsewhere"),
        ("orders", "0001_initial"),
        ("organizations", "0002_name_seconded_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Rollout",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="出自")),
                        ("started_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="提前结束的原因")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结束人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rollouts",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="开始人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "推进计划",
                        "verbose_name_plural": "推进计划",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("organization",),
                                name="one_rollout_under_way",
                                violation_error_message="本组织已有进行中的推进计划。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_by__isnull", True), ("ended_at__isnull", False), _connector="OR"
                                ),
                                name="rollout_ended_by_and_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                        ("name", models.CharField(max_length=100, verbose_name="阶段")),
                        ("from_on", models.DateField(verbose_name="起")),
                        ("until_on", models.DateField(verbose_name="止")),
                        ("article", models.CharField(blank=True, max_length=60, verbose_name="条目")),
                        ("sentence", models.CharField(blank=True, max_length=300, verbose_name="原文")),
                        (
                            "rollout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stages",
                                to="oversight.rollout",
                                verbose_name="推进计划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "推进阶段",
                        "verbose_name_plural": "推进阶段",
                        "constraints": [
                            models.UniqueConstraint(fields=("rollout", "position"), name="stage_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="stage_runs_forward",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                        ("name", models.CharField(max_length=200, verbose_name="任务")),
                        ("article", models.CharField(blank=True, max_length=60, verbose_name="条目")),
                        ("sentence", models.CharField(blank=True, max_length=300, verbose_name="原文")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="完成登记时间")),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="oversight.stage",
                                verbose_name="推进阶段",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "推进任务",
                        "verbose_name_plural": "推进任务",
                        "constraints": [
                            models.UniqueConstraint(fields=("stage", "position"), name="task_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="task_done_by_and_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingFunds",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                migrations.CreateModel(
                    name="Trial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("saved_at", models.DateTimeField(verbose_name="方案的保存时间")),
                        ("first_on", models.DateField(verbose_name="第一天")),
                        ("until_on", models.DateField(verbose_name="最后一天")),
                        ("asked_at", models.DateTimeField(verbose_name="什么时候要试的")),
                        ("begun_at", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                        ("heard_at", models.DateTimeField(verbose_name="最近有动静")),
                        ("days_done", models.PositiveSmallIntegerField(default=0, verbose_name="试过的天数")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "做完了"),
                                    ("failed", "没有做成"),
                                    ("too_long", "时间太长，停下了"),
                                    ("lost", "半路中断了"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        ("said", models.TextField(blank=True, verbose_name="说明")),
                        ("result", models.JSONField(blank=True, null=True, verbose_name="算出来的")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁要试的",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trials",
                                to="catalog.schemedraft",
                                verbose_name="方案",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trials",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "试运行",
                        "verbose_name_plural": "试运行",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("organization",),
                                name="one_trial_under_way",
                                violation_error_message="本组织正在试运行，一次只能试一份。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("outcome", "")),
                                    models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="trial_ended_with_outcome",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Urge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("urged_at", models.DateTimeField(verbose_name="催办时间")),
                        ("urged_on", models.DateField(verbose_name="催办日")),
                        ("due_on", models.DateField(verbose_name="当时的到期日")),
                        ("words", models.CharField(max_length=300, verbose_name="催办的话")),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="还没有办的原因")),
                        ("promised_on", models.DateField(blank=True, null=True, verbose_name="答应哪一天办好")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urges",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urges_given",
                                to="organizations.organization",
                                verbose_name="催办的党组织",
                            ),
                        ),
                        (
                            "told",
                            models.ManyToManyField(
                                related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="催办了谁"
                            ),
                        ),
                        (
                            "urged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="催办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "催办",
                        "verbose_name_plural": "催办",
                        "indexes": [models.Index(fields=["issuer", "urged_on"], name="urge_of_issuer")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("deadline", "issuer", "urged_on"),
                                name="urged_once_a_day",
                                violation_error_message="今天已经催过这一件。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                        ("promised_on__isnull", True),
                                        ("reason", ""),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("promised_on__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="urge_answered_wholly",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("regular", "定期检查"),
                                    ("random", "随机抽查"),
                                    ("unannounced", "暗访"),
                                    ("research", "调研"),
                                    ("supervision", "督查"),
                                    ("special", "专项检查"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="名称")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "计划中"),
                                    ("prepared", "等抽样"),
                                    ("drawn", "检查中"),
                                    ("reported", "报告待确认"),
                                    ("confirmed", "报告已确认"),
                                    ("announced", "结果已告知"),
                                    ("closed", "已结束"),
                                    ("cancelled", "已取消"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="检查从哪天")),
                        ("until_on", models.DateField(verbose_name="到哪天")),
                        ("entry_codes", models.JSONField(blank=True, default=list, verbose_name="目录事项")),
                        ("period_from", models.DateField(verbose_name="查哪天以后的")),
                        ("period_until", models.DateField(verbose_name="查到哪天的")),
                        (
                            "size",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1, "至少抽一件。"),
                                    django.core.validators.MaxValueValidator(50, "最多抽50件。"),
                                ],
                                verbose_name="每个组织抽几件",
                            ),
                        ),
                        ("number_source", models.CharField(blank=True, max_length=200, verbose_name="用哪个公开的数")),
                        ("number_on", models.DateField(blank=True, null=True, verbose_name="哪天公布")),
                        ("planned_at", models.DateTimeField(verbose_name="计划时间")),
                        ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="事先告知时间")),
                        ("report", models.TextField(blank=True, verbose_name="检查情况")),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                        ("returned_reason", models.CharField(blank=True, max_length=300, verbose_name="退回原因")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        ("results_at", models.DateTimeField(blank=True, null=True, verbose_name="结果告知时间")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("cancelled_reason", models.CharField(blank=True, max_length=300, verbose_name="取消原因")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="检查组长",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="organizations.organization",
                                verbose_name="检查组织",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报告人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查",
                        "verbose_name_plural": "检查",
                        "indexes": [models.Index(fields=["organization", "-id"], name="inspection_of_organization")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__gte", models.F("from_on")),
                                    ("period_until__gte", models.F("period_from")),
                                ),
                                name="inspection_runs_forward",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "unannounced"), _negated=True),
                                    ("told_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="unannounced_is_not_told",
                                violation_error_message="暗访不能事先告知。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "unannounced"),
                                        ("number_on__isnull", False),
                                        models.Q(("number_source", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "unannounced"), _negated=True),
                                        ("number_on__isnull", True),
                                        ("number_source", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="unannounced_has_a_public_number",
                                violation_error_message="暗访要写明用哪天公布的哪个数来抽样；其他检查由被检查的一方报数，不用写。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reported_at__isnull", True), ("reported_by__isnull", True)),
                                    models.Q(("reported_at__isnull", False), ("reported_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inspection_reported_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inspection_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(
                                        models.Q(("confirmed_by", models.F("led_by")), _negated=True),
                                        models.Q(("confirmed_by", models.F("reported_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_confirmed_by_another",
                                violation_error_message="检查报告要由另一个人确认。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspector",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inspectors",
                                to="oversight.inspection",
                                verbose_name="检查",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="检查人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查人",
                        "verbose_name_plural": "检查人",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "person"),
                                name="inspector_once",
                                violation_error_message="这个人已经在检查组里。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("points", models.JSONField(blank=True, default=list, verbose_name="检查要点")),
                        ("points_source", models.CharField(blank=True, max_length=400, verbose_name="要点出自")),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to="oversight.inspection",
                                verbose_name="检查",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="organizations.organization",
                                verbose_name="被检查组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "被检查组织",
                        "verbose_name_plural": "被检查组织",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "organization"),
                                name="visit_once",
                                violation_error_message="这个组织已经在检查范围里。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrozenList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lines", models.TextField(verbose_name="名单")),
                        ("keys", models.JSONField(verbose_name="每一行是哪一件")),
                        ("digest", models.CharField(max_length=64, verbose_name="名单的摘要")),
                        ("seed", models.CharField(max_length=64, verbose_name="种子")),
                        ("seed_digest", models.CharField(max_length=64, verbose_name="种子的摘要")),
                        ("size", models.PositiveSmallIntegerField(verbose_name="抽几件")),
                        ("number_source", models.CharField(max_length=300, verbose_name="数从哪里来")),
                        ("frozen_at", models.DateTimeField(verbose_name="封存时间")),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="封存人",
                            ),
                        ),
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="frozen",
                                to="oversight.visit",
                                verbose_name="被检查组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "封存的名单",
                        "verbose_name_plural": "封存的名单",
                    },
                ),
                migrations.CreateModel(
                    name="Drawing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, verbose_name="报的数")),
                        ("named_by", models.CharField(max_length=100, verbose_name="谁报的")),
                        ("drawn_at", models.DateTimeField(verbose_name="抽样时间")),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽样人",
                            ),
                        ),
                        (
                            "frozen",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drawing",
                                to="oversight.frozenlist",
                                verbose_name="名单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽样",
                        "verbose_name_plural": "抽样",
                    },
                ),
                migrations.CreateModel(
                    name="Sampled",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                        ("line", models.CharField(max_length=500, verbose_name="名单里的那一行")),
                        (
                            "subject",
                            models.CharField(
                                choices=[("item", "公开事项"), ("owed", "应公开任务")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("subject_id", models.PositiveBigIntegerField(verbose_name="编号")),
                        (
                            "drawing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sampled",
                                to="oversight.drawing",
                                verbose_name="抽样",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sampled",
                                to="oversight.visit",
                                verbose_name="被检查组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽到的事项",
                        "verbose_name_plural": "抽到的事项",
                        "constraints": [
                            models.UniqueConstraint(fields=("drawing", "position"), name="sampled_position_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("point", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="哪一点")),
                        ("is_good", models.BooleanField(default=False, verbose_name="值得推广")),
                        ("text", models.CharField(max_length=500, verbose_name="发现了什么")),
                        ("found_at", models.DateTimeField(verbose_name="时间")),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发现人",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finding",
                                to="orders.order",
                                verbose_name="整改要求",
                            ),
                        ),
                        (
                            "sampled",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="oversight.sampled",
                                verbose_name="哪一件",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="oversight.visit",
                                verbose_name="被检查组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查发现",
                        "verbose_name_plural": "检查发现",
                    },
                ),
                migrations.CreateModel(
                    name="Photograph",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("path", models.CharField(max_length=200, verbose_name="存放路径")),
                        ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小")),
                        ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                        ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photographs",
                                to="oversight.finding",
                                verbose_name="检查发现",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查照片",
                        "verbose_name_plural": "检查照片",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("point", models.PositiveSmallIntegerField(verbose_name="第几点")),
                        (
                            "told",
                            models.CharField(
                                blank=True,
                                choices=[("good", "好"), ("fair", "基本"), ("poor", "差")],
                                max_length=4,
                                verbose_name="数据说的",
                            ),
                        ),
                        ("told_why", models.TextField(blank=True, verbose_name="数据怎么说")),
                        (
                            "mark",
                            models.CharField(
                                blank=True,
                                choices=[("good", "好"), ("fair", "基本"), ("poor", "差")],
                                max_length=4,
                                verbose_name="评价",
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                        ("revision", models.PositiveIntegerField(default=0, verbose_name="改过几次")),
                        ("marked_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                        (
                            "marked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评价人",
                            ),
                        ),
                        (
                            "sampled",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="oversight.sampled",
                                verbose_name="抽到的事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价",
                        "verbose_name_plural": "评价",
                        "constraints": [
                            models.UniqueConstraint(fields=("sampled", "point"), name="mark_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("marked_at__isnull", True), ("marked_by__isnull", True)),
                                    models.Q(("marked_at__isnull", False), ("marked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mark_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mark", ""),
                                    ("told", ""),
                                    ("mark", models.F("told")),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mark_against_data_has_a_reason",
                                violation_error_message="和数据说的不一样，请写理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SheetKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                        ("taken_at", models.DateTimeField(verbose_name="取走时间")),
                        ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="交回时间")),
                        ("returned", models.CharField(blank=True, max_length=64, verbose_name="交回内容的摘要")),
                        ("answer", models.JSONField(blank=True, null=True, verbose_name="交回时的回答")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="检查人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="oversight.visit",
                                verbose_name="被检查组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "离线表",
                        "verbose_name_plural": "离线表",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("returned", ""), ("returned_at__isnull", True)),
                                    models.Q(("returned_at__isnull", False), models.Q(("returned", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="sheet_returned_at_and_what",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="名称")),
                        ("questions", models.JSONField(verbose_name="评议内容")),
                        ("asks_text", models.BooleanField(default=True, verbose_name="可以写意见")),
                        ("includes_below", models.BooleanField(default=False, verbose_name="下级党组织的党员也参加")),
                        ("names", models.JSONField(blank=True, default=list, verbose_name="没有账号的党员")),
                        ("open_days", models.PositiveSmallIntegerField(verbose_name="开放几天")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("submitted", "等另一个人开始"),
                                    ("open", "正在评议"),
                                    ("counted", "已计票，还没有公布"),
                                    ("published", "结果已公布"),
                                    ("void", "作废"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(verbose_name="起草时间")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
                        ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="最后一天")),
                        ("slip_one", models.CharField(blank=True, max_length=64, verbose_name="第一张字条的公钥")),
                        ("slip_two", models.CharField(blank=True, max_length=64, verbose_name="第二张字条的公钥")),
                        ("code_key", models.CharField(blank=True, max_length=64, verbose_name="验码密钥")),
                        ("counted_at", models.DateTimeField(blank=True, null=True, verbose_name="计票时间")),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                        ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="作废的原因")),
                        (
                            "results_for",
                            models.CharField(
                                choices=[("party", "本组织的党员"), ("society", "社会")],
                                default="party",
                                max_length=10,
                                verbose_name="结果给谁看",
                            ),
                        ),
                        ("result", models.JSONField(blank=True, null=True, verbose_name="结果")),
                        (
                            "counted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="计票人",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluation",
                                to="deadlines.deadline",
                                verbose_name="公布结果的时限",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="开始人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布人",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提交人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "党员评议",
                        "verbose_name_plural": "党员评议",
                        "indexes": [models.Index(fields=["organization", "-id"], name="evaluation_of_organization")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="evaluation_submitted_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("opened_at__isnull", True),
                                        ("opened_by__isnull", True),
                                        ("until_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("opened_at__isnull", False),
                                        ("opened_by__isnull", False),
                                        ("until_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="evaluation_opened_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("counted_at__isnull", True), ("counted_by__isnull", True)),
                                    models.Q(("counted_at__isnull", False), ("counted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="evaluation_counted_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="evaluation_published_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("counted_at__isnull", True), ("code_key", ""), _connector="OR"),
                                name="evaluation_keys_end_with_the_count",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="投票码")),
                        ("sealed", models.BinaryField(verbose_name="密封的票")),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="oversight.evaluation",
                                verbose_name="党员评议",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评议票",
                        "verbose_name_plural": "评议票",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evaluation", "code"),
                                name="code_used_once",
                                violation_error_message="这个码已经用过了。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperBallots",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sheets", models.PositiveIntegerField(verbose_name="张数")),
                        ("counts", models.JSONField(verbose_name="各题的票数")),
                        ("texts", models.JSONField(blank=True, default=list, verbose_name="写的意见")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="核对时间")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核对人",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "evaluation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="paper",
                                to="oversight.evaluation",
                                verbose_name="党员评议",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "纸质票",
                        "verbose_name_plural": "纸质票",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="paper_confirmed_by_and_at",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Voter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        ("is_handed", models.BooleanField(default=False, verbose_name="已领")),
                        ("repeat", models.CharField(blank=True, max_length=64, verbose_name="同一张表的摘要")),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voters",
                                to="oversight.evaluation",
                                verbose_name="党员评议",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="党员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评议名册",
                        "verbose_name_plural": "评议名册",
                        "indexes": [models.Index(fields=["evaluation", "id"], name="voter_of_evaluation")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("evaluation", "person"),
                                name="voter_once",
                                violation_error_message="此人已在名册上。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("fault", "责任追究"), ("praise", "表扬推广")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("step", models.CharField(max_length=20, verbose_name="怎样处理")),
                        ("person_name", models.CharField(blank=True, max_length=60, verbose_name="涉及的人")),
                        ("body", models.CharField(max_length=100, verbose_name="作出决定的机关")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("decided_on", models.DateField(verbose_name="决定的日期")),
                        ("ground", models.CharField(blank=True, max_length=60, verbose_name="依据")),
                        ("ground_words", models.CharField(blank=True, max_length=200, verbose_name="依据的名称")),
                        ("why", models.TextField(verbose_name="事实和理由")),
                        ("heard_on", models.DateField(blank=True, null=True, verbose_name="听取陈述的日期")),
                        ("not_heard", models.CharField(blank=True, max_length=300, verbose_name="没有听取陈述的原因")),
                        ("appealed_on", models.DateField(blank=True, null=True, verbose_name="申诉日期")),
                        (
                            "appeal_outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "还没有结果"),
                                    ("upheld", "维持"),
                                    ("changed", "变更"),
                                    ("revoked", "撤销"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="申诉的结果",
                            ),
                        ),
                        ("appeal_note", models.CharField(blank=True, max_length=500, verbose_name="申诉的情况")),
                        ("is_for_head", models.BooleanField(default=False, verbose_name="涉及组织的书记看得到")),
                        ("is_for_person", models.BooleanField(default=False, verbose_name="本人看得到")),
                        ("keep_until_on", models.DateField(verbose_name="保存到")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "等另一个人核对"),
                                    ("confirmed", "已核对"),
                                    ("withdrawn", "已撤销"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="核对时间")),
                        ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销的原因")),
                        (
                            "concerned",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="organizations.organization",
                                verbose_name="涉及的党组织",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核对人",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="measure",
                                to="orders.order",
                                verbose_name="整改要求",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures_kept",
                                to="organizations.organization",
                                verbose_name="记录的组织",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="涉及的人的账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任追究和表扬",
                        "verbose_name_plural": "责任追究和表扬",
                        "indexes": [
                            models.Index(fields=["organization", "-id"], name="measure_of_keeper"),
                            models.Index(fields=["concerned", "decided_on"], name="measure_of_concerned"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="measure_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="measure_confirmed_by_another",
                                violation_error_message="登记和核对要由两个人办理。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2008, "请核对年度。"),
                                    django.core.validators.MaxValueValidator(2099, "请核对年度。"),
                                ],
                                verbose_name="年度",
                            ),
                        ),
                        (
                            "of",
                            models.CharField(
                                choices=[("below", "下一级党组织"), ("departments", "本组织的科室")],
                                max_length=12,
                                verbose_name="考核谁",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("preview", "预告，听取异议"),
                                    ("confirmed", "已确认，待通报"),
                                    ("announced", "已通报"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("terms", models.JSONField(verbose_name="照什么考核")),
                        ("weights_reason", models.CharField(blank=True, max_length=300, verbose_name="分值为什么另定")),
                        ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                        ("counted_on", models.DateField(verbose_name="算到哪一天")),
                        ("previewed_at", models.DateTimeField(blank=True, null=True, verbose_name="预告时间")),
                        (
                            "objections_until",
                            models.DateField(blank=True, null=True, verbose_name="哪天以前可以提异议"),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="确认时的摘要")),
                        ("announced_at", models.DateTimeField(blank=True, null=True, verbose_name="通报时间")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="通报文号")),
                        (
                            "announced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="通报人",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="organizations.organization",
                                verbose_name="考核组织",
                            ),
                        ),
                        (
                            "previewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发出预告的人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度考核",
                        "verbose_name_plural": "年度考核",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "year", "of"),
                                name="one_assessment_a_year",
                                violation_error_message="这一年的考核已经有了，请打开那一份。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("previewed_at__isnull", True), ("previewed_by__isnull", True)),
                                    models.Q(("previewed_at__isnull", False), ("previewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="assessment_previewed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="assessment_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("announced_at__isnull", True), ("announced_by__isnull", True)),
                                    models.Q(("announced_at__isnull", False), ("announced_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="assessment_announced_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("digest", ""), ("state__in", ["draft", "preview"])),
                                    models.Q(
                                        ("state__in", ["confirmed", "announced"]),
                                        models.Q(("digest", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_confirmed_has_digest",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("organization", "党组织"),
                                    ("department", "责任科室"),
                                    ("head", "主要负责人"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="名称")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="得分"
                            ),
                        ),
                        (
                            "by_hand",
                            models.DecimalField(
                                decimal_places=1, default=Decimal("0"), max_digits=4, verbose_name="酌情加减"
                            ),
                        ),
                        ("hand_reason", models.CharField(blank=True, max_length=300, verbose_name="加减的理由")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="oversight.assessment",
                                verbose_name="考核",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="科室",
                            ),
                        ),
                        (
                            "hand_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="加减的人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="主要负责人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核结果",
                        "verbose_name_plural": "考核结果",
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "position"), name="result_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("by_hand", 0), models.Q(("hand_reason", ""), _negated=True), _connector="OR"
                                ),
                                name="points_by_hand_have_a_reason",
                                violation_error_message="加分、扣分要写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("raised", "待答复"), ("answered", "已答复")],
                                default="raised",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="异议")),
                        ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                        ("is_upheld", models.BooleanField(blank=True, null=True, verbose_name="采纳")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="oversight.result",
                                verbose_name="考核结果",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核异议",
                        "verbose_name_plural": "考核异议",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("is_upheld__isnull", True),
                                        ("state", "raised"),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("is_upheld__isnull", False),
                                        ("state", "answered"),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="objection_answered_has_answer",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("indicator", models.CharField(max_length=20, verbose_name="指标")),
                        ("good", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="做到的")),
                        ("whole", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="应做的")),
                        ("rows", models.JSONField(default=list, verbose_name="逐条")),
                        ("digest", models.CharField(max_length=64, verbose_name="逐条的摘要")),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="oversight.result",
                                verbose_name="考核结果",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "指标得分",
                        "verbose_name_plural": "指标得分",
                        "constraints": [
                            models.UniqueConstraint(fields=("result", "indicator"), name="score_once_an_indicator")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circular",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(help_text="这个月的第一天。", verbose_name="通报的月份")),
                        (
                            "bulletin",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circular",
                                to="catalog.bulletin",
                                verbose_name="情况通报",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circulars",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "月度通报",
                        "verbose_name_plural": "月度通报",
                        "indexes": [models.Index(fields=["organization", "-month"], name="circular_of_organization")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="circular_month_is_its_first_day",
                                violation_error_message="通报的月份要写这个月的第一天。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supervisor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        (
                            "constituency",
                            models.CharField(
                                choices=[
                                    ("enterprise", "企业"),
                                    ("grassroots", "基层"),
                                    ("masses", "群众"),
                                    ("retired", "离退休"),
                                    ("member", "党员"),
                                ],
                                max_length=12,
                                verbose_name="来自",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=100, verbose_name="单位或身份")),
                        ("contact", models.CharField(blank=True, max_length=100, verbose_name="联系办法")),
                        ("from_on", models.DateField(verbose_name="聘期起")),
                        ("until_on", models.DateField(verbose_name="聘期止")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待聘任"),
                                    ("appointed", "已聘任"),
                                    ("declined", "没有聘任"),
                                    ("ended", "提前结束"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="提名时间")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="决定时间")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结束人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervisors",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supervisors",
                                to="organizations.post",
                                verbose_name="任职",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提名人",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="oversight.supervisor",
                                verbose_name="接替",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监督员",
                        "verbose_name_plural": "监督员",
                        "indexes": [
                            models.Index(fields=["organization", "state", "until_on"], name="supervisor_in_office")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="supervisor_term_runs_forward",
                                violation_error_message="聘期止不能早于聘期起。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="supervisor_decided_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                name="supervisor_is_decided_by_another_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suggestion",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suggestions",
                                to="oversight.supervisor",
                                verbose_name="监督员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监督员建议",
                        "verbose_name_plural": "监督员建议",
                    },
                ),
                migrations.CreateModel(
                    name="OfficeReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("from_on", models.DateField(verbose_name="从哪一天")),
                        ("until_on", models.DateField(verbose_name="到哪一天")),
                        ("body", models.TextField(verbose_name="正文")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("submitted", "待签发"),
                                    ("signed", "已签发"),
                                    ("discarded", "不写了"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="起草时间")),
                        ("saved_at", models.DateTimeField(verbose_name="最后修改时间")),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签发时间")),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="office_report",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="office_reports",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="最后修改人",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开情况报告",
                        "verbose_name_plural": "公开情况报告",
                        "indexes": [models.Index(fields=["organization", "-id"], name="office_report_of_organization")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="office_report_runs_forward",
                                violation_error_message="起止日期写反了。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="office_report_signed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_by", models.F("written_by")), _negated=True),
                                    models.Q(("signed_by", models.F("saved_by")), _negated=True),
                                ),
                                name="office_report_is_signed_by_another_person",
                                violation_error_message="这一步要由另一个人办。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("read_at", models.DateTimeField(verbose_name="什么时候读的")),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁读的",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="oversight.officereport",
                                verbose_name="报告",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "阅读报告",
                        "verbose_name_plural": "阅读报告",
                        "constraints": [models.UniqueConstraint(fields=("report", "reader"), name="report_read_once")],
                    },
                ),
                migrations.CreateModel(
                    name="WorkMeeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("supervisors", "监督员会议"), ("group", "领导小组会议")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="开会日期")),
                        ("place", models.CharField(max_length=200, verbose_name="地点")),
                        ("agenda", models.TextField(verbose_name="议程")),
                        ("with_supervisors", models.BooleanField(default=False, verbose_name="请监督员参加")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "正在准备"),
                                    ("invited", "已通知"),
                                    ("minuted", "纪要待确认"),
                                    ("confirmed", "纪要已确认"),
                                    ("cancelled", "没有开"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("called_at", models.DateTimeField(verbose_name="召集时间")),
                        ("invited_at", models.DateTimeField(blank=True, null=True, verbose_name="通知时间")),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="哪一天开的")),
                        ("others_present", models.CharField(blank=True, max_length=300, verbose_name="还有谁到会")),
                        ("minutes", models.TextField(blank=True, verbose_name="纪要")),
                        ("minuted_at", models.DateTimeField(blank=True, null=True, verbose_name="记录时间")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                        (
                            "called_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="召集人",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "minuted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="work_meetings",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "工作会议",
                        "verbose_name_plural": "工作会议",
                        "indexes": [
                            models.Index(
                                fields=["organization", "-planned_on", "-id"], name="work_meeting_of_organization"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("minuted_at__isnull", True), ("minuted_by__isnull", True)),
                                    models.Q(("minuted_at__isnull", False), ("minuted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="work_meeting_minuted_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="work_meeting_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("confirmed_by", models.F("minuted_by")), _negated=True),
                                name="minutes_are_confirmed_by_another_person",
                                violation_error_message="这一步要由另一个人办。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resolution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="议定什么")),
                        ("responsible", models.CharField(max_length=100, verbose_name="谁负责")),
                        ("due_on", models.DateField(verbose_name="哪一天前办好")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "随纪要待确认"),
                                    ("open", "正在办"),
                                    ("done", "办完待确认"),
                                    ("confirmed", "已办成"),
                                    ("dropped", "不再办"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=500, verbose_name="怎样办的")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="办完时间")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolution",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁说办完的",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="负责人账号",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="oversight.workmeeting",
                                verbose_name="会议",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "议定事项",
                        "verbose_name_plural": "议定事项",
                        "indexes": [
                            models.Index(fields=["organization", "state", "due_on"], name="resolution_of_organization")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resolution_done_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resolution_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("confirmed_by", models.F("done_by")), _negated=True),
                                name="resolution_is_confirmed_by_another_person",
                                violation_error_message="这一步要由另一个人办。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        ("called", models.CharField(max_length=40, verbose_name="身份")),
                        ("attended", models.BooleanField(blank=True, null=True, verbose_name="到会")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="oversight.workmeeting",
                                verbose_name="会议",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加会议的人",
                        "verbose_name_plural": "参加会议的人",
                        "indexes": [models.Index(fields=["person", "meeting"], name="invitation_of_person")],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingDue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("supervisors", "监督员会议"), ("group", "领导小组会议")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="时段起")),
                        ("ends_on", models.DateField(verbose_name="时段止")),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_due",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings_due",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "应开的会",
                        "verbose_name_plural": "应开的会",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "kind", "starts_on"),
                                name="meeting_due_once_a_period",
                                violation_error_message="这一时段已经有了。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("contact", "联系点"), ("demonstration", "示范点")],
                                max_length=15,
                                verbose_name="种类",
                            ),
                        ),
                        ("guide", models.CharField(max_length=100, verbose_name="谁联系指导")),
                        ("standards", models.JSONField(blank=True, default=list, verbose_name="符合哪些标准")),
                        ("why", models.CharField(max_length=500, verbose_name="理由")),
                        ("from_on", models.DateField(verbose_name="从哪一天起")),
                        ("until_on", models.DateField(verbose_name="到哪一天止")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待确定"),
                                    ("named", "已确定"),
                                    ("declined", "没有确定"),
                                    ("ended", "提前结束"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="决定时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="没有确定或者结束的原因")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "guided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points_guided",
                                to="organizations.organization",
                                verbose_name="由哪个上级指导",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联系点和示范点",
                        "verbose_name_plural": "联系点和示范点",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="point_term_runs_forward",
                                violation_error_message="止期不能早于起期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("guided_by", models.F("organization")), _negated=True),
                                name="point_is_guided_by_another",
                                violation_error_message="要由上级指导。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="point_decided_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                name="point_is_decided_by_another_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("organization", "guided_by", "kind"),
                                name="point_proposed_once",
                                violation_error_message="已经提出过，等另一个人决定。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PointRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "走访指导"),
                                    ("symposium", "座谈会"),
                                    ("study", "参观学习"),
                                    ("bulletin", "简报"),
                                    ("experience", "经验做法"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("text", models.TextField(verbose_name="做了什么")),
                        ("learnt", models.TextField(blank=True, verbose_name="学到什么")),
                        ("written_at", models.DateTimeField(verbose_name="登记时间")),
                        ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="放进交流栏的时间")),
                        (
                            "bulletin",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="point_records",
                                to="catalog.bulletin",
                                verbose_name="简报",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="point_records",
                                to="organizations.organization",
                                verbose_name="谁写的",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="oversight.contactpoint",
                                verbose_name="联系点",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁同意交流",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="谁写的",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联系点记录",
                        "verbose_name_plural": "联系点记录",
                        "indexes": [models.Index(fields=["point", "-happened_on", "-id"], name="record_of_point")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shared_at__isnull", True), ("shared_by__isnull", True)),
                                    models.Q(("shared_at__isnull", False), ("shared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="point_record_shared_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shared_by", models.F("written_by")), _negated=True),
                                name="experience_is_shared_by_another_person",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(
            code=install,
            reverse_code=remove,
        ),
    ]
