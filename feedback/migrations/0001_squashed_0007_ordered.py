"""What a new database runs instead of the migrations it replaces; one that has run those is left as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from disclosure.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("feedback", "0001_initial"),
        ("feedback", "0002_initial"),
        ("feedback", "0003_cite_rules"),
        ("feedback", "0004_hand_over_what_belongs_elsewhere"),
        ("feedback", "0005_an_opinion_has_an_order"),
        ("feedback", "0006_make_orders_of_rectifications"),
        ("feedback", "0007_the_order_says_the_rest"),
    ]

    initial = True

    dependencies = [
        ("catalog", "0015_a_revision_has_a_row"),
        ("deadlines", "0004_name_confirmations"),
        ("orders", "0001_initial"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name="CannedReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("text", models.TextField(verbose_name="内容")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="canned_replies",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "常用答复",
                        "verbose_name_plural": "常用答复",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "title"),
                                name="canned_reply_once",
                                violation_error_message="已有同名的常用答复。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
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
                                    ("topic", "点题公开"),
                                    ("application", "依申请公开"),
                                    ("opinion", "意见建议"),
                                    ("question", "党内事务咨询"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("number", models.CharField(max_length=60, unique=True, verbose_name="编号")),
                        ("code_digest", models.CharField(max_length=64, unique=True, verbose_name="查询码摘要")),
                        ("subject", models.CharField(max_length=120, verbose_name="标题")),
                        ("text", models.TextField(verbose_name="内容")),
                        ("purpose", models.CharField(blank=True, max_length=500, verbose_name="用途或理由")),
                        (
                            "channel",
                            models.CharField(
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
                        (
                            "reply_by",
                            models.CharField(
                                choices=[
                                    ("site", "用查询码在网上看"),
                                    ("email", "电子邮件"),
                                    ("sms", "短信"),
                                    ("post", "书信"),
                                    ("phone", "电话"),
                                ],
                                default="site",
                                max_length=10,
                                verbose_name="怎样答复",
                            ),
                        ),
                        ("is_anonymous", models.BooleanField(default=False, verbose_name="匿名")),
                        ("received_on", models.DateField(verbose_name="收到日期")),
                        ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "state",
                            models.CharField(
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
                        ("changed_at", models.DateTimeField(verbose_name="最后变动")),
                        (
                            "waiting_for",
                            models.CharField(
                                blank=True,
                                choices=[("", "不等别人"), ("completion", "等补正"), ("third_party", "等第三方意见")],
                                default="",
                                max_length=12,
                                verbose_name="在等谁",
                            ),
                        ),
                        ("waiting_until_on", models.DateField(blank=True, null=True, verbose_name="等到哪天")),
                        ("assigned_at", models.DateTimeField(blank=True, null=True, verbose_name="分办时间")),
                        ("deferred_until_on", models.DateField(blank=True, null=True, verbose_name="搁到哪天再看")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="受理日期")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                        ("reopened_count", models.PositiveSmallIntegerField(default=0, verbose_name="重办次数")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("", "还没有评价"), ("satisfied", "满意"), ("unsatisfied", "不满意")],
                                default="",
                                max_length=12,
                                verbose_name="来件人评价",
                            ),
                        ),
                        ("verdict_text", models.CharField(blank=True, max_length=500, verbose_name="评价说明")),
                        ("verdict_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                        ("listed_subject", models.CharField(blank=True, max_length=120, verbose_name="公布的标题")),
                        ("listed_text", models.TextField(blank=True, verbose_name="公布的内容")),
                        ("listed_reply", models.TextField(blank=True, verbose_name="公布的答复")),
                        ("listed_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                        (
                            "accept_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_to_accept",
                                to="deadlines.deadline",
                                verbose_name="受理时限",
                            ),
                        ),
                        (
                            "answer_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_to_answer",
                                to="deadlines.deadline",
                                verbose_name="答复时限",
                            ),
                        ),
                        (
                            "complaint_about",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="feedback.case",
                                verbose_name="反映的是哪一件",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="organizations.department",
                                verbose_name="承办科室",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="catalog.entry",
                                verbose_name="目录事项",
                            ),
                        ),
                        (
                            "filing",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case",
                                to="catalog.filing",
                                verbose_name="备案",
                            ),
                        ),
                        (
                            "handler",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_handled",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                        (
                            "led_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prompted_by",
                                to="catalog.item",
                                verbose_name="由此公开的事项",
                            ),
                        ),
                        (
                            "listed_by",
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
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="feedback.case",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="organizations.organization",
                                verbose_name="办理组织",
                            ),
                        ),
                        (
                            "registered_by",
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
                            "origin",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continued_as",
                                to="feedback.case",
                                verbose_name="最初的来件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "来件",
                        "verbose_name_plural": "来件",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=["organization", "-id"],
                                name="case_open_of_org",
                            ),
                            models.Index(fields=["organization", "-id"], name="case_of_organization"),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=["handler", "-id"],
                                name="case_open_of_handler",
                            ),
                            models.Index(
                                condition=models.Q(("listed_at__isnull", False)),
                                fields=["-listed_at", "-id"],
                                name="case_newest_listed",
                            ),
                            models.Index(fields=["item", "-id"], name="case_about_item"),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["organization", "-closed_at", "-id"],
                                name="case_closed_of_org",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    models.Q(
                                        models.Q(("waiting_for", ""), _negated=True),
                                        ("state", "at_superior"),
                                        _connector="OR",
                                    ),
                                ),
                                fields=["organization", "-id"],
                                name="case_waiting_of_org",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True), ("deferred_until_on__isnull", False)),
                                fields=["organization", "deferred_until_on"],
                                name="case_aside_of_org",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into__isnull", True),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_is_not_merged_into_itself",
                                violation_error_message="不能并入它自己。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("waiting_for", ""), ("waiting_until_on__isnull", True)),
                                    models.Q(("waiting_for", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_waits_for_someone_until_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reopened_count__lte", 1)),
                                name="case_reopened_once_at_most",
                                violation_error_message="只能要求重办一次。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("listed_at__isnull", True), ("listed_by__isnull", True)),
                                    models.Q(("listed_at__isnull", False), ("listed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_listed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("registered_by__isnull", False),
                                    ("channel__in", ["web", "elsewhere"]),
                                    _connector="OR",
                                ),
                                name="case_entered_by_staff_unless_from_the_web",
                                violation_error_message="不是网上来的，要写明由谁登记。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            [
                                                "closed",
                                                "merged",
                                                "withdrawn",
                                                "not_accepted",
                                                "screened_out",
                                                "handed_over",
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="case_that_ended_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFile",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "来件附件",
                        "verbose_name_plural": "来件附件",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="意见")),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                        ("key", models.CharField(blank=True, max_length=64, verbose_name="来源摘要")),
                        ("given_at", models.DateTimeField(verbose_name="提出时间")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "还没有答复"),
                                    ("adopted", "采纳"),
                                    ("partly", "部分采纳"),
                                    ("declined", "不采纳"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="处理",
                            ),
                        ),
                        ("reply", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        ("is_hidden", models.BooleanField(default=False, verbose_name="公布时不列原文")),
                        ("shown_text", models.TextField(blank=True, verbose_name="公布的原文")),
                        (
                            "decided_by",
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
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代为登记人",
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
                                verbose_name="本人账号",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="feedback.consultation",
                                verbose_name="征求意见",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征集到的意见",
                        "verbose_name_plural": "征集到的意见",
                        "indexes": [models.Index(fields=["consultation", "id"], name="comment_of_consultation")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("consultation", "key"),
                                name="comment_once_from_a_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("result", "")),
                                    models.Q(models.Q(("result", ""), _negated=True), ("decided_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="comment_decided_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("body", models.TextField(verbose_name="征求意见稿")),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("society", "社会"),
                                    ("staff", "机关全体人员"),
                                    ("party", "党内"),
                                    ("audience", "特定对象"),
                                    ("individual", "个人"),
                                ],
                                default="party",
                                max_length=12,
                                verbose_name="向谁征求",
                            ),
                        ),
                        ("allows_anonymous", models.BooleanField(default=True, verbose_name="可以不留姓名")),
                        ("from_on", models.DateField(verbose_name="开始")),
                        ("until_on", models.DateField(verbose_name="截止")),
                        ("created_at", models.DateTimeField(verbose_name="起草时间")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="撤下原因")),
                        ("summary", models.TextField(blank=True, verbose_name="采纳情况")),
                        (
                            "summary_saved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="采纳情况保存时间"),
                        ),
                        (
                            "summary_published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="采纳情况公布时间"),
                        ),
                        (
                            "audiences",
                            models.ManyToManyField(
                                blank=True,
                                related_name="consultations",
                                to="organizations.audience",
                                verbose_name="特定对象",
                            ),
                        ),
                        (
                            "created_by",
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
                                related_name="consultations",
                                to="organizations.organization",
                                verbose_name="党组织",
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
                                verbose_name="发布人",
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
                                verbose_name="保存人",
                            ),
                        ),
                        (
                            "summary_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="采纳情况撰写人",
                            ),
                        ),
                        (
                            "summary_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="summarised_consultation",
                                to="deadlines.deadline",
                                verbose_name="公布采纳情况的时限",
                            ),
                        ),
                        (
                            "summary_published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征求意见",
                        "verbose_name_plural": "征求意见",
                        "indexes": [
                            models.Index(
                                fields=["organization", "-published_at", "-id"], name="consultation_of_organization"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="consultation_runs_forward",
                                violation_error_message="截止日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scope", "individual"), _negated=True),
                                name="consultation_is_not_for_one_person",
                                violation_error_message="征求意见不能只向个人。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationFile",
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
                        ("findings", models.JSONField(blank=True, default=list, verbose_name="发现的敏感内容")),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="feedback.consultation",
                                verbose_name="征求意见",
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
                        "verbose_name": "征求意见附件",
                        "verbose_name_plural": "征求意见附件",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
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
                        ("number", models.CharField(max_length=80, unique=True, verbose_name="文号")),
                        ("title", models.CharField(max_length=100, verbose_name="标题")),
                        ("salutation", models.CharField(max_length=100, verbose_name="称呼")),
                        ("body", models.TextField(verbose_name="正文")),
                        ("made_on", models.DateField(verbose_name="成文日期")),
                        ("made_at", models.DateTimeField(verbose_name="制作时间")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="制作人",
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="feedback.reply",
                                verbose_name="答复",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文书",
                        "verbose_name_plural": "文书",
                        "indexes": [models.Index(fields=["case", "id"], name="letter_of_case")],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
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
                        ("title", models.CharField(max_length=100, verbose_name="标题")),
                        ("body", models.TextField(verbose_name="正文模板")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter_templates",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="保存人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "答复书模板",
                        "verbose_name_plural": "答复书模板",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "name"),
                                name="letter_template_once",
                                violation_error_message="已有这种模板。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                choices=[("hearing", "听证会"), ("symposium", "座谈会")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="议题")),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("place", models.CharField(max_length=200, verbose_name="地点")),
                        ("attendance", models.PositiveIntegerField(verbose_name="到会人数")),
                        ("attendees", models.TextField(blank=True, verbose_name="参加人员")),
                        ("minutes", models.TextField(verbose_name="记录")),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("society", "社会"),
                                    ("staff", "机关全体人员"),
                                    ("party", "党内"),
                                    ("audience", "特定对象"),
                                    ("individual", "个人"),
                                ],
                                default="party",
                                max_length=12,
                                verbose_name="记录给谁看",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="撤下原因")),
                        (
                            "audiences",
                            models.ManyToManyField(
                                blank=True,
                                related_name="meetings",
                                to="organizations.audience",
                                verbose_name="特定对象",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="feedback.consultation",
                                verbose_name="征求意见",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
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
                                related_name="meetings",
                                to="organizations.organization",
                                verbose_name="党组织",
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
                            "saved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="保存人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "听证座谈",
                        "verbose_name_plural": "听证座谈",
                        "indexes": [
                            models.Index(fields=["organization", "-held_on", "-id"], name="meeting_of_organization")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("scope", "individual"), _negated=True),
                                name="meeting_is_not_for_one_person",
                                violation_error_message="听证座谈的记录不能只给个人看。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outgoing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60, verbose_name="内容代号")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("email", "电子邮件"), ("sms", "短信")], max_length=10, verbose_name="渠道"
                            ),
                        ),
                        ("subject", models.CharField(max_length=120, verbose_name="标题")),
                        ("text", models.TextField(verbose_name="内容")),
                        ("not_before", models.DateTimeField(verbose_name="最早发送时间")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发送时间")),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="尝试次数")),
                        ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="开始发送的时间")),
                        ("error", models.CharField(blank=True, max_length=200, verbose_name="错误")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outgoing",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "外发消息",
                        "verbose_name_plural": "外发消息",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sent_at__isnull", True)),
                                fields=["not_before", "id"],
                                name="outgoing_waiting",
                            )
                        ],
                        "constraints": [models.UniqueConstraint(fields=("case", "key"), name="outgoing_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Rectification",
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
                                related_name="rectification",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectification",
                                to="orders.order",
                                verbose_name="整改要求",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改",
                        "verbose_name_plural": "整改",
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1, verbose_name="第几次")),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("published", "向所有人公开"),
                                    ("in_scope", "在一定范围内公开"),
                                    ("to_sender", "只答复申请人"),
                                    ("partly", "部分公开"),
                                    ("already_public", "已经公开过"),
                                    ("not_held", "本组织没有这项信息"),
                                    ("repeated", "重复申请"),
                                    ("refused", "不予公开"),
                                    ("handled", "已办理"),
                                    ("explained", "解释说明"),
                                ],
                                max_length=15,
                                verbose_name="答复结果",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="答复内容")),
                        (
                            "scope",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("society", "社会"),
                                    ("staff", "机关全体人员"),
                                    ("party", "党内"),
                                    ("audience", "特定对象"),
                                    ("individual", "个人"),
                                ],
                                max_length=12,
                                verbose_name="公开范围",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("state_secret", "涉及国家秘密"),
                                    ("party_secret", "涉及党内秘密"),
                                    ("work_secret", "涉及工作秘密"),
                                    ("trade_secret", "涉及商业秘密"),
                                    ("privacy", "涉及个人隐私"),
                                    ("under_way", "正在调查、讨论或处理"),
                                    ("by_rule", "按规定不宜公开"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="理由",
                            ),
                        ),
                        ("legal_basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                        ("held_by", models.CharField(blank=True, max_length=200, verbose_name="可能掌握的单位")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("at_superior", "待上级审定"),
                                    ("upheld", "上级同意"),
                                    ("overturned", "上级不同意"),
                                    ("sent", "已答复"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="起草时间")),
                        ("needs_superior", models.BooleanField(default=False, verbose_name="要报上级审定")),
                        ("superior_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
                        ("superior_opinion", models.TextField(blank=True, verbose_name="上级意见")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                        (
                            "sent_by",
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
                            "superior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="审定的上级",
                            ),
                        ),
                        (
                            "superior_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审定人",
                            ),
                        ),
                        (
                            "superior_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reply_to_decide",
                                to="deadlines.deadline",
                                verbose_name="审定时限",
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
                        ("cites", models.CharField(blank=True, max_length=40, verbose_name="规则库里的代号")),
                    ],
                    options={
                        "verbose_name": "答复",
                        "verbose_name_plural": "答复",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "round"),
                                name="one_reply_a_round",
                                violation_error_message="这一次已经有人起草了答复。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "refused"), _negated=True),
                                    models.Q(
                                        models.Q(("reason", ""), _negated=True),
                                        models.Q(("legal_basis", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="refusal_gives_reason_and_basis",
                                violation_error_message="不予公开要写明理由和依据。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "partly"), _negated=True),
                                    models.Q(
                                        models.Q(("reason", ""), _negated=True),
                                        models.Q(("legal_basis", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="partial_answer_gives_reason_and_basis",
                                violation_error_message="部分公开要写明其余部分不公开的理由和依据。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent_at__isnull", True), ("state", "sent"), _connector="OR"),
                                name="reply_sent_has_its_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("query", models.CharField(max_length=300, verbose_name="条件")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_filters",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "常用筛选",
                        "verbose_name_plural": "常用筛选",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "name"),
                                name="saved_filter_once",
                                violation_error_message="已有同名的筛选。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Second",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64, verbose_name="来源摘要")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seconds",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "附议",
                        "verbose_name_plural": "附议",
                        "constraints": [models.UniqueConstraint(fields=("case", "key"), name="second_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Sender",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="通信地址")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sender",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_sent",
                                to="organizations.organization",
                                verbose_name="申请组织",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_sent",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="本人账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "来件人",
                        "verbose_name_plural": "来件人",
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("action", models.CharField(max_length=30, verbose_name="动作")),
                        ("words", models.TextField(blank=True, verbose_name="给来件人看的话")),
                        ("note", models.TextField(blank=True, verbose_name="内部说明")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="记录")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="feedback.case",
                                verbose_name="来件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理经过",
                        "verbose_name_plural": "办理经过",
                        "indexes": [models.Index(fields=["case", "id"], name="step_of_case")],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64, verbose_name="来源摘要")),
                        ("what", models.CharField(max_length=12, verbose_name="什么")),
                        ("window", models.DateTimeField(verbose_name="时间窗")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="次数")),
                    ],
                    options={
                        "verbose_name": "尝试次数",
                        "verbose_name_plural": "尝试次数",
                        "constraints": [
                            models.UniqueConstraint(fields=("key", "what", "window"), name="attempt_once_a_window")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("body", models.CharField(max_length=20, verbose_name="哪一类")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("portal", "在本站转过去"),
                                    ("sent", "由本组织转去"),
                                    ("told", "请来件人自己去提出"),
                                ],
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
                        (
                            "became",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="came_by",
                                to="feedback.case",
                                verbose_name="转过去的来件",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover",
                                to="feedback.case",
                                verbose_name="来件",
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
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="转到的党组织",
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
                        "verbose_name": "转交",
                        "verbose_name_plural": "转交",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="handover_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
            ],
        ),
    ]
