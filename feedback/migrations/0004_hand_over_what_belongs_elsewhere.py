"""A case that belongs elsewhere is handed over, inside the portal to another organisation; the first of a line opens all."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0015_a_revision_has_a_row"),
        ("deadlines", "0004_name_confirmations"),
        ("feedback", "0003_cite_rules"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.CharField(max_length=20, verbose_name="哪一类")),
                (
                    "way",
                    models.CharField(
                        choices=[("portal", "在本站转过去"), ("sent", "由本组织转去"), ("told", "请来件人自己去提出")],
                        max_length=10,
                        verbose_name="怎样转",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="转到")),
                ("reach", models.CharField(max_length=300, verbose_name="怎样联系")),
                ("reason", models.TextField(verbose_name="为什么")),
                ("cites", models.CharField(max_length=40, verbose_name="规则库里的代号")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="依据")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="转交时间")),
            ],
            options={
                "verbose_name": "转交",
                "verbose_name_plural": "转交",
            },
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_entered_by_staff_unless_from_the_web",
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_that_ended_has_its_time",
        ),
        migrations.AddField(
            model_name="case",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_as",
                to="feedback.case",
                verbose_name="最初的来件",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "网上"),
                    ("oral", "口头"),
                    ("phone", "电话"),
                    ("post", "来信"),
                    ("email", "电子邮件"),
                    ("box", "意见箱"),
                    ("visit", "来访"),
                    ("elsewhere", "别的组织转来"),
                ],
                default="web",
                max_length=10,
                verbose_name="来件渠道",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "已收到"),
                    ("incomplete", "待补正"),
                    ("accepted", "办理中"),
                    ("not_accepted", "不予受理"),
                    ("screened", "待分办"),
                    ("screened_out", "不予办理"),
                    ("assigned", "承办中"),
                    ("handled", "待答复"),
                    ("at_superior", "上级审定中"),
                    ("answered", "已答复"),
                    ("closed", "已办结"),
                    ("withdrawn", "已撤回"),
                    ("merged", "已合并办理"),
                    ("handed_over", "已转交"),
                ],
                default="received",
                max_length=15,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="name",
            field=models.CharField(
                choices=[
                    ("acceptance", "受理通知书"),
                    ("non_acceptance", "不予受理通知书"),
                    ("completion", "补正通知书"),
                    ("extension", "延期答复告知书"),
                    ("third_party", "征求第三方意见书"),
                    ("reply", "答复书"),
                    ("refusal", "不予公开告知书"),
                    ("superior", "上级审定意见告知书"),
                    ("handover", "转交告知书"),
                ],
                max_length=20,
                verbose_name="文书种类",
            ),
        ),
        migrations.AlterField(
            model_name="lettertemplate",
            name="name",
            field=models.CharField(
                choices=[
                    ("acceptance", "受理通知书"),
                    ("non_acceptance", "不予受理通知书"),
                    ("completion", "补正通知书"),
                    ("extension", "延期答复告知书"),
                    ("third_party", "征求第三方意见书"),
                    ("reply", "答复书"),
                    ("refusal", "不予公开告知书"),
                    ("superior", "上级审定意见告知书"),
                    ("handover", "转交告知书"),
                ],
                max_length=20,
                verbose_name="文书种类",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registered_by__isnull", False), ("channel__in", ["web", "elsewhere"]), _connector="OR"
                ),
                name="case_entered_by_staff_unless_from_the_web",
                violation_error_message="不是网上来的，要写明由谁登记。",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["closed", "merged", "withdrawn", "not_accepted", "screened_out", "handed_over"]),
                        _negated=True,
                    ),
                    ("closed_at__isnull", False),
                    _connector="OR",
                ),
                name="case_that_ended_has_its_time",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="became",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="came_by",
                to="feedback.case",
                verbose_name="转过去的来件",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handover",
                to="feedback.case",
                verbose_name="来件",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="确认人",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="转到的党组织",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="提出人",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="handover_confirmed_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organization__isnull", False), ("way", "portal")),
                    models.Q(
                        models.Q(("way", "portal"), _negated=True),
                        ("became__isnull", True),
                        ("organization__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="handover_in_the_portal_names_its_organization",
                violation_error_message="在本站转的，要选转到哪个党组织。",
            ),
        ),
    ]
