"""What a new database runs instead of the migrations it replaces; one that has run those is left as it is."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import mptt.fields
from django.conf import settings
from django.db import migrations, models

from disclosure.tables import CreateTables

words = import_module("catalog.migrations.0003_index_words_and_guard_the_archive")


class Migration(migrations.Migration):
    replaces = [
        ("catalog", "0001_initial"),
        ("catalog", "0002_initial"),
        ("catalog", "0003_index_words_and_guard_the_archive"),
        ("catalog", "0004_when_an_item_was_disclosed_as_demanded"),
        ("catalog", "0005_fill_when_items_were_disclosed"),
        ("catalog", "0006_ask_about_channels"),
        ("catalog", "0007_confirm_each_quarter"),
        ("catalog", "0008_narrow_an_item"),
        ("catalog", "0009_hide_an_item"),
        ("catalog", "0010_owe_what_a_deferral_put_off"),
        ("catalog", "0011_by_when_the_superior_decides"),
        ("catalog", "0012_show_longer_with_a_second_person"),
        ("catalog", "0013_say_why_a_form_is_left_out"),
        ("catalog", "0014_cite_rules"),
        ("catalog", "0015_a_revision_has_a_row"),
        ("catalog", "0016_a_scheme_is_ones_own"),
        ("catalog", "0017_move_the_changes_into_the_document"),
        ("catalog", "0018_two_taxonomies_of_entries"),
        ("catalog", "0019_say_how_a_matter_went_on"),
        ("catalog", "0021_agree_on_catalogues"),
        ("catalog", "0022_name_government_matters"),
        ("catalog", "0024_keep_the_last_day_agreed_to"),
    ]

    initial = True

    dependencies = [
        ("deadlines", "0004_name_confirmations"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Adoption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="施行日期")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
                        ("changes", models.JSONField(blank=True, default=dict, verbose_name="本组织的更改")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adoptions",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adoptions",
                                to="catalog.scheme",
                                verbose_name="实施方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "方案施行",
                        "verbose_name_plural": "方案施行",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_on__isnull", True)),
                                fields=("organization",),
                                name="one_open_adoption",
                                violation_error_message="本组织已有施行中的方案。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                                ),
                                name="adoption_runs_forward",
                                violation_error_message="停止日期不能早于施行日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArchiveRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("archive_number", models.CharField(max_length=100, unique=True, verbose_name="档号")),
                        ("piece_number", models.PositiveIntegerField(verbose_name="件号")),
                        ("title", models.CharField(max_length=200, verbose_name="题名")),
                        ("responsible", models.CharField(max_length=200, verbose_name="责任者")),
                        ("dated_on", models.DateField(verbose_name="日期")),
                        ("pages", models.PositiveIntegerField(verbose_name="页数")),
                        (
                            "retention",
                            models.CharField(
                                choices=[("permanent", "永久"), ("years_30", "30年"), ("years_10", "10年")],
                                max_length=10,
                                verbose_name="保管期限",
                            ),
                        ),
                        ("path", models.CharField(max_length=200, verbose_name="存放路径")),
                        ("size", models.PositiveBigIntegerField(verbose_name="大小")),
                        ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                        ("packed_at", models.DateTimeField(verbose_name="归档时间")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archive_records",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "packed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="归档人",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archive_record",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "档案",
                        "verbose_name_plural": "档案",
                        "indexes": [
                            models.Index(fields=["organization", "year", "piece_number"], name="archive_by_year")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "year", "retention", "piece_number"),
                                name="piece_number_once",
                                violation_error_message="这个件号已经用过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                        ("personal_data", models.JSONField(blank=True, default=list, verbose_name="发现的个人信息")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="catalog.version",
                                verbose_name="版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "附件",
                        "verbose_name_plural": "附件",
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "name"),
                                name="attachment_name_once",
                                violation_error_message="已有同名附件。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bulletin",
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
                                choices=[("notice", "情况通报"), ("announcement", "公告"), ("study", "学习资料")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("body", models.TextField(blank=True, verbose_name="正文")),
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
                                verbose_name="发给",
                            ),
                        ),
                        ("needs_receipt", models.BooleanField(default=False, verbose_name="要确认已读")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("submitted", "待发布"),
                                    ("published", "已发布"),
                                    ("withdrawn", "已撤下"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="起草时间")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="撤下原因")),
                        (
                            "audiences",
                            models.ManyToManyField(
                                blank=True,
                                related_name="bulletins",
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
                                related_name="bulletins",
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
                    ],
                    options={
                        "verbose_name": "通报公告",
                        "verbose_name_plural": "通报公告",
                        "indexes": [
                            models.Index(
                                fields=["organization", "-published_at", "-id"], name="bulletin_of_organization"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("scope", "individual"), _negated=True),
                                name="bulletin_is_not_for_one_person",
                                violation_error_message="通报公告不能只发给个人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", True),
                                    ("state__in", ["published", "withdrawn"]),
                                    _connector="OR",
                                ),
                                name="bulletin_published_has_its_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulletinFile",
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
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="catalog.bulletin",
                                verbose_name="通报公告",
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
                        "verbose_name": "通报附件",
                        "verbose_name_plural": "通报附件",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Carrier",
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
                                    ("board", "公开栏"),
                                    ("sign", "公示牌"),
                                    ("screen", "电子屏"),
                                    ("box", "意见箱"),
                                    ("phone", "监督电话"),
                                    ("reading_room", "文件查阅处"),
                                    ("other", "其他"),
                                ],
                                max_length=15,
                                verbose_name="种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="名称")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="位置或号码")),
                        ("keeper", models.CharField(blank=True, max_length=60, verbose_name="管理人")),
                        ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carriers",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开载体",
                        "verbose_name_plural": "公开载体",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "name"),
                                name="carrier_name_once",
                                violation_error_message="已有同名载体。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Catalogue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("approved", "已批准"),
                                    ("filed", "已备案"),
                                    ("in_force", "施行中"),
                                    ("superseded", "已被替代"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "applies_to",
                            models.CharField(
                                choices=[("own", "本组织"), ("class", "下级各类组织")],
                                default="own",
                                max_length=10,
                                verbose_name="适用",
                            ),
                        ),
                        ("sectors", models.JSONField(blank=True, default=list, verbose_name="适用类别")),
                        ("in_force_from", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        ("superseded_on", models.DateField(blank=True, null=True, verbose_name="替代日期")),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        ("filed_with", models.CharField(blank=True, max_length=100, verbose_name="备案机关")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                        ("filing_number", models.CharField(blank=True, max_length=60, verbose_name="备案文号")),
                        ("filing_receipt", models.CharField(blank=True, max_length=200, verbose_name="回执")),
                        ("notes", models.JSONField(blank=True, default=list, verbose_name="说明")),
                        ("presets", models.JSONField(blank=True, default=list, verbose_name="预设的栏")),
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="catalogues",
                                to="organizations.organization",
                                verbose_name="制定组织",
                            ),
                        ),
                        (
                            "filing",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="catalogue",
                                to="catalog.filing",
                                verbose_name="备案报送",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="catalogues",
                                to="catalog.scheme",
                                verbose_name="实施方案",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="商定日期")),
                        ("agreed_with", models.CharField(blank=True, max_length=100, verbose_name="商定机关")),
                    ],
                    options={
                        "verbose_name": "公开目录",
                        "verbose_name_plural": "公开目录",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "title", "version"),
                                name="catalogue_version_once",
                                violation_error_message="这一版目录已存在。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("applies_to", "own"), ("state", "in_force")),
                                fields=("organization",),
                                name="one_own_catalogue_in_force",
                                violation_error_message="本组织已有施行中的目录。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_on__isnull", True), ("agreed_with", "")),
                                    models.Q(
                                        models.Q(("agreed_with", ""), _negated=True), ("agreed_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="catalogue_agreed_with_and_on",
                                violation_error_message="商定机关和商定日期要一起填。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChannelRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("channel", models.CharField(max_length=40, verbose_name="公开形式")),
                        ("is_by_portal", models.BooleanField(default=False, verbose_name="由门户完成")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="地点或载体")),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="起")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="止")),
                        (
                            "attendance",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="到会或送达人数"),
                        ),
                        ("expected", models.PositiveIntegerField(blank=True, null=True, verbose_name="应到人数")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号或刊期")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="登记时间")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="核实时间")),
                        ("dropped_reason", models.CharField(blank=True, max_length=300, verbose_name="不再采用的原因")),
                        ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="不再采用的时间")),
                        (
                            "carrier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="catalog.carrier",
                                verbose_name="公开载体",
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
                                verbose_name="核实人",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="channel_record",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="channel_records",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                        ("drop_asked_at", models.DateTimeField(blank=True, null=True, verbose_name="申请取消的时间")),
                        (
                            "drop_asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请取消的人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开形式落实",
                        "verbose_name_plural": "公开形式落实",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "channel"), name="channel_record_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    models.Q(("from_on__isnull", False), ("until_on__gte", models.F("from_on"))),
                                    _connector="OR",
                                ),
                                name="channel_record_runs_forward",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recorded_by__isnull", True), ("recorded_at__isnull", False), _connector="OR"
                                ),
                                name="channel_recorded_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="channel_confirmed_by_another",
                                violation_error_message="登记和核实要由两个人办理。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("drop_asked_at__isnull", True), ("drop_asked_by__isnull", True)),
                                    models.Q(("drop_asked_at__isnull", False), ("drop_asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="channel_drop_asked_by_and_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="送审轮次")),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("submit", "提交审核"),
                                    ("review", "审核"),
                                    ("secrecy", "保密审查"),
                                    ("approve", "审批"),
                                    ("publish_inside", "党内公开"),
                                    ("publish_outside", "向社会公开"),
                                    ("ask_withdrawal", "申请撤回"),
                                    ("withdraw", "同意撤回"),
                                    ("end_display", "结束展示"),
                                    ("hide", "隐藏"),
                                    ("confirm_hiding", "确认隐藏"),
                                    ("show_again", "恢复公开"),
                                    ("archive", "归档"),
                                ],
                                max_length=20,
                                verbose_name="步骤",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[("passed", "通过"), ("returned", "退回")],
                                default="passed",
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        ("evidence", models.JSONField(blank=True, default=dict, verbose_name="记录")),
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="catalog.version",
                                verbose_name="版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理记录",
                        "verbose_name_plural": "办理记录",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "round", "step"),
                                name="one_decision_a_step",
                                violation_error_message="这一步已经有人办理过了。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", "passed"), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="return_gives_a_reason",
                                violation_error_message="退回必须写明原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="本人打开时间")),
                        ("channel", models.CharField(blank=True, max_length=40, verbose_name="告知形式")),
                        ("told_on", models.DateField(blank=True, null=True, verbose_name="告知日期")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="登记时间")),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="告知的个人",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="告知人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "个人告知",
                        "verbose_name_plural": "个人告知",
                        "constraints": [models.UniqueConstraint(fields=("item", "recipient"), name="delivery_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                                    ("period", "周期公开"),
                                    ("milestone", "阶段公开"),
                                    ("summary", "总结公开"),
                                    ("quota", "科室报送"),
                                    ("report", "报告"),
                                    ("made_up", "暂缓期满补公开"),
                                ],
                                default="period",
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("entry_code", models.CharField(blank=True, max_length=40, verbose_name="公开代码")),
                        ("recurrence", models.CharField(max_length=20, verbose_name="周期代号")),
                        ("recurrence_label", models.CharField(max_length=20, verbose_name="要做的")),
                        ("period_label", models.CharField(max_length=20, verbose_name="周期")),
                        ("starts_on", models.DateField(verbose_name="周期起")),
                        ("ends_on", models.DateField(verbose_name="周期止")),
                        ("fulfilled_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="不再需要的日期")),
                        ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="不再需要的原因")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="organizations.department",
                                verbose_name="科室",
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
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
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
                                related_name="duty",
                                to="catalog.filing",
                                verbose_name="完成它的报送",
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
                            "milestone",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty",
                                to="catalog.milestone",
                                verbose_name="阶段",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="catalog.project",
                                verbose_name="阶段性工作",
                            ),
                        ),
                        (
                            "withholding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="catalog.withholding",
                                verbose_name="不予公开或暂缓",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "应公开任务",
                        "verbose_name_plural": "应公开任务",
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("fulfilled_on__isnull", True),
                                    ("withholding__isnull", True),
                                ),
                                fields=["organization", "entry_code"],
                                name="duty_open_of_entry",
                            ),
                            models.Index(fields=["organization", "starts_on"], name="duty_by_period"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind__in", ["period", "report"])),
                                fields=("organization", "entry_code", "recurrence", "starts_on"),
                                name="duty_once_a_period",
                                violation_error_message="这一周期的任务已经有了。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "quota")),
                                fields=("department", "recurrence", "starts_on"),
                                name="quota_once_a_department_and_period",
                                violation_error_message="这个科室这一周期的任务已经有了。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "summary")),
                                fields=("project", "recurrence", "starts_on"),
                                name="summary_once_a_project_and_period",
                                violation_error_message="这项工作的总结任务已经有了。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("filing__isnull", True),
                                        ("fulfilled_by__isnull", True),
                                        ("fulfilled_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("filing__isnull", True),
                                        ("fulfilled_by__isnull", False),
                                        ("fulfilled_on__isnull", False),
                                    ),
                                    models.Q(
                                        ("filing__isnull", False),
                                        ("fulfilled_by__isnull", True),
                                        ("fulfilled_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="duty_fulfilled_by_and_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fulfilled_on__isnull", True), ("withholding__isnull", True)),
                                    models.Q(("ended_on__isnull", True), ("fulfilled_on__isnull", True)),
                                    models.Q(("ended_on__isnull", True), ("withholding__isnull", True)),
                                    _connector="OR",
                                ),
                                name="duty_ends_one_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("ended_reason", "")),
                                    models.Q(
                                        ("ended_on__isnull", False), models.Q(("ended_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="duty_ended_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="duty_period_runs_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[
                                    ("root", "目录"),
                                    ("category", "一级目录"),
                                    ("subcategory", "二级目录"),
                                    ("entry", "事项"),
                                ],
                                max_length=12,
                                verbose_name="级别",
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="公开代码")),
                        ("name", models.CharField(max_length=300, verbose_name="公开内容")),
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
                        ("inside_first", models.BooleanField(default=False, verbose_name="先党内后党外")),
                        ("scope_words", models.JSONField(blank=True, default=list, verbose_name="范围原词")),
                        ("audience_names", models.JSONField(blank=True, default=list, verbose_name="特定对象名称")),
                        (
                            "limit_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed", "固定公开"),
                                    ("periodic", "定期公开"),
                                    ("staged", "逐段公开"),
                                    ("immediate", "即时公开"),
                                ],
                                max_length=12,
                                verbose_name="时限类别",
                            ),
                        ),
                        ("limit_words", models.CharField(blank=True, max_length=100, verbose_name="时限原词")),
                        ("limit_rule", models.JSONField(blank=True, null=True, verbose_name="本事项的时限规则")),
                        ("channels", models.JSONField(blank=True, default=list, verbose_name="公开形式")),
                        ("department_names", models.JSONField(blank=True, default=list, verbose_name="责任科室名称")),
                        ("person_name", models.CharField(blank=True, max_length=60, verbose_name="责任人")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("lft", models.PositiveIntegerField(editable=False)),
                        ("rght", models.PositiveIntegerField(editable=False)),
                        ("tree_id", models.PositiveIntegerField(db_index=True, editable=False)),
                        ("level", models.PositiveIntegerField(editable=False)),
                        (
                            "catalogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="nodes",
                                to="catalog.catalogue",
                                verbose_name="公开目录",
                            ),
                        ),
                        (
                            "departments",
                            models.ManyToManyField(
                                blank=True,
                                related_name="entries",
                                to="organizations.department",
                                verbose_name="责任科室",
                            ),
                        ),
                        (
                            "parent",
                            mptt.fields.TreeForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="catalog.entry",
                                verbose_name="上级",
                            ),
                        ),
                        ("pinned_by", models.CharField(blank=True, max_length=40, verbose_name="锁定范围和形式的规定")),
                        ("class_2010", models.CharField(blank=True, max_length=20, verbose_name="2010年意见类别")),
                        ("class_2017", models.CharField(blank=True, max_length=20, verbose_name="2017年条例类别")),
                        (
                            "government_entry",
                            models.CharField(blank=True, max_length=300, verbose_name="对应的政务公开事项"),
                        ),
                        (
                            "government_url",
                            models.URLField(
                                blank=True,
                                max_length=500,
                                validators=[
                                    django.core.validators.URLValidator(
                                        message="网址要以 http:// 或 https:// 开头，请从浏览器里复制。",
                                        schemes=["http", "https"],
                                    )
                                ],
                                verbose_name="政务公开网址",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "目录事项",
                        "verbose_name_plural": "目录事项",
                        "indexes": [
                            models.Index(fields=["catalogue", "lft"], name="entry_in_tree_order"),
                            models.Index(fields=["tree_id", "lft"], name="catalog_entry_tree_id_lft_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("rank", "entry")),
                                fields=("catalogue", "code"),
                                name="entry_code_once",
                                violation_error_message="目录里已有这个代码。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rank", "entry"), _negated=True),
                                    models.Q(
                                        models.Q(("scope", ""), _negated=True),
                                        models.Q(("limit_kind", ""), _negated=True),
                                        models.Q(("code", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="entry_has_code_scope_and_limit",
                                violation_error_message="目录事项必须有代码、公开范围和时限类别。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("entry_code", models.CharField(max_length=40, verbose_name="公开代码")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("change", "变更"), ("withdraw", "撤销"), ("terminate", "终止")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("before", models.JSONField(verbose_name="原来的内容")),
                        ("after", models.JSONField(blank=True, default=dict, verbose_name="改成的内容")),
                        ("reason", models.TextField(verbose_name="原因")),
                        (
                            "explanation",
                            models.TextField(help_text="批准后随变更一起公布。", verbose_name="向公众的说明"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("submitted", "待批准"),
                                    ("approved", "已批准"),
                                    ("refused", "不同意"),
                                    ("taken_back", "已收回"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        ("decision_note", models.CharField(blank=True, max_length=500, verbose_name="批准意见")),
                        ("effective_on", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                        (
                            "announcement",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry_change",
                                to="catalog.bulletin",
                                verbose_name="公布的说明",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_asked",
                                to="catalog.catalogue",
                                verbose_name="公开目录",
                            ),
                        ),
                        (
                            "decided_by",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="catalog.entry",
                                verbose_name="目录事项",
                            ),
                        ),
                        (
                            "new_catalogue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_made",
                                to="catalog.catalogue",
                                verbose_name="新一版目录",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry_changes",
                                to="organizations.organization",
                                verbose_name="申请组织",
                            ),
                        ),
                        (
                            "filing",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry_change",
                                to="catalog.filing",
                                verbose_name="备案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "目录事项变更",
                        "verbose_name_plural": "目录事项变更",
                        "indexes": [models.Index(fields=["organization", "entry_code"], name="change_of_entry")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "submitted")),
                                fields=("catalogue", "entry_code"),
                                name="one_open_change_an_entry",
                                violation_error_message="这一事项已有待批准的变更申请。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="change_decided_by_and_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="catalog.channelrecord",
                                verbose_name="落实记录",
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
                        "verbose_name": "佐证材料",
                        "verbose_name_plural": "佐证材料",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Filing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("scheme", "实施方案"),
                                    ("catalogue", "公开目录"),
                                    ("exemption", "不予公开"),
                                    ("deferral", "暂缓公开"),
                                    ("change", "目录变更"),
                                    ("off_catalogue", "目录外工作方案"),
                                    ("application", "申请及办理情况"),
                                    ("report", "工作报告"),
                                ],
                                max_length=20,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="事由")),
                        ("content", models.TextField(blank=True, verbose_name="报送内容")),
                        ("url", models.CharField(blank=True, max_length=300, verbose_name="链接")),
                        ("to_name", models.CharField(max_length=100, verbose_name="报送机关")),
                        ("created_at", models.DateTimeField(verbose_name="登记时间")),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="报送文号")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="收到日期")),
                        ("receipt", models.CharField(blank=True, max_length=200, verbose_name="回执")),
                        ("comment", models.TextField(blank=True, verbose_name="上级意见")),
                        ("commented_at", models.DateTimeField(blank=True, null=True, verbose_name="提出意见时间")),
                        ("dropped_on", models.DateField(blank=True, null=True, verbose_name="不再报送的日期")),
                        ("dropped_reason", models.CharField(blank=True, max_length=200, verbose_name="不再报送的原因")),
                        (
                            "commented_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出意见的人",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filing",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filings",
                                to="organizations.organization",
                                verbose_name="报送组织",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签收人",
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
                                verbose_name="报送人",
                            ),
                        ),
                        (
                            "to_organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="上级组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "备案报送",
                        "verbose_name_plural": "备案报送",
                        "indexes": [
                            models.Index(fields=["organization", "-id"], name="filing_of_organization"),
                            models.Index(fields=["to_organization", "-id"], name="filing_to_superior"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_on__isnull", True), ("sent_on__isnull", False), _connector="OR"
                                ),
                                name="filing_sent_before_received",
                                violation_error_message="还没有报送，不能登记回执。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("commented_at__isnull", True), ("commented_by__isnull", True)),
                                    models.Q(("commented_at__isnull", False), ("commented_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="filing_commented_by_and_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("index_number", models.CharField(max_length=100, unique=True, verbose_name="索引号")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "拟稿"),
                                    ("submitted", "待审核"),
                                    ("checked", "待审批"),
                                    ("approved", "待公开"),
                                    ("published_inside", "已在党内公开"),
                                    ("published_outside", "已向社会公开"),
                                    ("display_ended", "公示期满"),
                                    ("archived", "已归档"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
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
                                max_length=12,
                                verbose_name="公开范围",
                            ),
                        ),
                        ("inside_first", models.BooleanField(default=False, verbose_name="先党内后党外")),
                        ("channels", models.JSONField(blank=True, default=list, verbose_name="公开形式")),
                        (
                            "limit_kind",
                            models.CharField(
                                choices=[
                                    ("fixed", "固定公开"),
                                    ("periodic", "定期公开"),
                                    ("staged", "逐段公开"),
                                    ("immediate", "即时公开"),
                                ],
                                max_length=12,
                                verbose_name="时限类别",
                            ),
                        ),
                        ("event_on", models.DateField(verbose_name="事项日期")),
                        ("is_important", models.BooleanField(default=False, verbose_name="重要事项")),
                        (
                            "approval_route",
                            models.CharField(
                                choices=[
                                    ("leader", "分管领导审批"),
                                    ("collective", "集体研究决定"),
                                    ("superior", "报上级党组织审批"),
                                ],
                                default="leader",
                                max_length=12,
                                verbose_name="审批方式",
                            ),
                        ),
                        ("work_plan", models.TextField(blank=True, verbose_name="工作方案")),
                        ("is_truthful", models.BooleanField(default=False, verbose_name="拟稿人对内容真实性负责")),
                        ("display_until", models.DateField(blank=True, null=True, verbose_name="展示截止")),
                        (
                            "outside_after_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="到那一天自动向社会公开；不填就由人按按钮。",
                                null=True,
                                verbose_name="党内公开几天后向社会公开",
                            ),
                        ),
                        (
                            "redisclosure_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="再次公开的原因"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="登记时间")),
                        ("changed_at", models.DateTimeField(verbose_name="修改时间")),
                        (
                            "published_inside_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="党内公开时间"),
                        ),
                        (
                            "published_outside_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="社会公开时间"),
                        ),
                        ("display_ended_at", models.DateTimeField(blank=True, null=True, verbose_name="展示结束时间")),
                        ("archived_at", models.DateTimeField(blank=True, null=True, verbose_name="归档时间")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                        (
                            "withdrawal_asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="申请撤回时间"),
                        ),
                        ("withdrawal_reason", models.CharField(blank=True, max_length=500, verbose_name="撤回原因")),
                        (
                            "archive_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archived_item",
                                to="deadlines.deadline",
                                verbose_name="归档时限",
                            ),
                        ),
                        (
                            "audiences",
                            models.ManyToManyField(
                                blank=True, related_name="items", to="organizations.audience", verbose_name="特定对象"
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items_created",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item",
                                to="deadlines.deadline",
                                verbose_name="时限",
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
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="catalog.entry",
                                verbose_name="目录事项",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="organizations.organization",
                                verbose_name="公开机构",
                            ),
                        ),
                        (
                            "recipients",
                            models.ManyToManyField(
                                blank=True,
                                related_name="items_received",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="告知的个人",
                            ),
                        ),
                        (
                            "redisclosure_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redisclosures",
                                to="catalog.item",
                                verbose_name="再次公开的是",
                            ),
                        ),
                        (
                            "withdrawal_asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请撤回人",
                            ),
                        ),
                        (
                            "work_plan_filing",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item",
                                to="catalog.filing",
                                verbose_name="工作方案备案",
                            ),
                        ),
                        (
                            "published_version",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.version",
                                verbose_name="公开版本",
                            ),
                        ),
                        (
                            "working_version",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.version",
                                verbose_name="工作版本",
                            ),
                        ),
                        ("met_on", models.DateField(blank=True, null=True, verbose_name="按要求公开的日期")),
                        (
                            "outside_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item_going_outside",
                                to="deadlines.deadline",
                                verbose_name="向社会公开的时限",
                            ),
                        ),
                        ("narrowed_on", models.DateField(blank=True, null=True, verbose_name="缩小范围获准的日期")),
                        ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="隐藏时间")),
                        (
                            "hidden_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="隐藏人",
                            ),
                        ),
                        ("hidden_reason", models.CharField(blank=True, max_length=500, verbose_name="隐藏原因")),
                        (
                            "hiding_confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="确认隐藏时间"),
                        ),
                        (
                            "hiding_confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认隐藏人",
                            ),
                        ),
                        (
                            "hiding_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hidden_item",
                                to="deadlines.deadline",
                                verbose_name="确认隐藏的时限",
                            ),
                        ),
                        ("hiding_told_at", models.DateTimeField(blank=True, null=True, verbose_name="告知上级时间")),
                        (
                            "history_from_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="从哪时起的版本可以看"),
                        ),
                        (
                            "longer_agreed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="同意延长展示时间"),
                        ),
                        (
                            "longer_asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="申请延长展示时间"),
                        ),
                        (
                            "longer_asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请延长展示人",
                            ),
                        ),
                        ("longer_reason", models.CharField(blank=True, max_length=300, verbose_name="延长展示的原因")),
                        ("longer_until", models.DateField(blank=True, null=True, verbose_name="申请展示到")),
                        (
                            "channels_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="为什么不采用列明的形式"),
                        ),
                        (
                            "revision_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revised_item",
                                to="deadlines.deadline",
                                verbose_name="修订后公开的时限",
                            ),
                        ),
                        (
                            "government_entry",
                            models.CharField(blank=True, max_length=300, verbose_name="对应的政务公开事项"),
                        ),
                        (
                            "government_url",
                            models.URLField(
                                blank=True,
                                max_length=500,
                                validators=[
                                    django.core.validators.URLValidator(
                                        message="网址要以 http:// 或 https:// 开头，请从浏览器里复制。",
                                        schemes=["http", "https"],
                                    )
                                ],
                                verbose_name="政务公开网址",
                            ),
                        ),
                        ("agreed_until", models.DateField(blank=True, null=True, verbose_name="批准展示到")),
                    ],
                    options={
                        "verbose_name": "公开事项",
                        "verbose_name_plural": "公开事项",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("published_outside_at__isnull", False)),
                                fields=["-published_outside_at", "-id"],
                                name="item_newest_outside",
                            ),
                            models.Index(
                                condition=models.Q(("published_inside_at__isnull", False)),
                                fields=["-published_inside_at", "-id"],
                                name="item_newest_inside",
                            ),
                            models.Index(fields=["organization", "state", "-id"], name="item_of_organization"),
                            models.Index(fields=["entry", "-published_inside_at"], name="item_of_entry"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_outside_at__isnull", True), ("scope", "society"), _connector="OR"
                                ),
                                name="only_society_items_go_outside",
                                violation_error_message="只有范围为社会的事项才能向社会公开。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_outside_at__isnull", True),
                                    models.Q(
                                        ("published_inside_at__isnull", False),
                                        ("published_outside_at__gte", models.F("published_inside_at")),
                                    ),
                                    _connector="OR",
                                ),
                                name="inside_never_after_outside",
                                violation_error_message="向社会公开不能早于党内公开。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawal_asked_at__isnull", True), ("withdrawal_asked_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("withdrawal_asked_at__isnull", False), ("withdrawal_asked_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="withdrawal_asked_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_inside_at__isnull", True),
                                    ("published_version__isnull", False),
                                    _connector="OR",
                                ),
                                name="published_item_has_a_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hidden_at__isnull", True), ("hidden_by__isnull", True)),
                                    models.Q(("hidden_at__isnull", False), ("hidden_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="item_hidden_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("hiding_confirmed_at__isnull", True), ("hiding_confirmed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("hiding_confirmed_at__isnull", False), ("hiding_confirmed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="hiding_confirmed_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hiding_confirmed_by__isnull", True),
                                    models.Q(
                                        ("hidden_by__isnull", False),
                                        models.Q(("hiding_confirmed_by", models.F("hidden_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hiding_confirmed_by_another",
                                violation_error_message="隐藏和确认要由两个人办理。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("longer_asked_at__isnull", True),
                                        ("longer_asked_by__isnull", True),
                                        ("longer_until__isnull", True),
                                    ),
                                    models.Q(
                                        ("longer_asked_at__isnull", False),
                                        ("longer_asked_by__isnull", False),
                                        ("longer_until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="item_longer_display_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="第几阶段")),
                        ("name", models.CharField(max_length=100, verbose_name="阶段名称")),
                        ("planned_on", models.DateField(verbose_name="计划完成日期")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="实际完成日期")),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="catalog.project",
                                verbose_name="阶段性工作",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "阶段",
                        "verbose_name_plural": "阶段",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "number"),
                                name="milestone_number_once",
                                violation_error_message="已有这个阶段。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("entry_code", models.CharField(max_length=40, verbose_name="公开代码")),
                        ("name", models.CharField(max_length=200, verbose_name="工作名称")),
                        ("started_on", models.DateField(verbose_name="开始日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("created_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="catalog.entry",
                                verbose_name="目录事项",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "阶段性工作",
                        "verbose_name_plural": "阶段性工作",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="project_runs_forward",
                                violation_error_message="结束日期不能早于开始日期。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
                        (
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="catalog.bulletin",
                                verbose_name="通报公告",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="读者",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "已读回执",
                        "verbose_name_plural": "已读回执",
                        "constraints": [models.UniqueConstraint(fields=("bulletin", "reader"), name="receipt_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Scheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="代号")),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("issuer", models.CharField(blank=True, max_length=100, verbose_name="制定机关")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                        ("data", models.JSONField(verbose_name="规则")),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                        ("loaded_at", models.DateTimeField(verbose_name="载入时间")),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schemes",
                                to="organizations.organization",
                                verbose_name="哪个组织的",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "实施方案",
                        "verbose_name_plural": "实施方案",
                    },
                ),
                migrations.CreateModel(
                    name="SchemeDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="方案名称")),
                        ("body", models.TextField(blank=True, verbose_name="方案正文")),
                        ("binds_below", models.BooleanField(default=False, verbose_name="对下级有约束力")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("soliciting", "征求意见"),
                                    ("reviewing", "送审"),
                                    ("reviewed", "已审定"),
                                    ("issued", "已印发"),
                                    ("discarded", "已作废"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("solicit_from_on", models.DateField(blank=True, null=True, verbose_name="征求意见起")),
                        ("solicit_until_on", models.DateField(blank=True, null=True, verbose_name="征求意见止")),
                        ("review_body", models.CharField(blank=True, max_length=100, verbose_name="审定机关")),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="审定日期")),
                        ("review_opinion", models.TextField(blank=True, verbose_name="审定意见")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                        ("created_at", models.DateTimeField(verbose_name="起草时间")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        (
                            "adoption",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draft",
                                to="catalog.adoption",
                                verbose_name="施行",
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
                            "filing",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scheme_draft",
                                to="catalog.filing",
                                verbose_name="备案",
                            ),
                        ),
                        (
                            "issued_by",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scheme_drafts",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drafts",
                                to="catalog.scheme",
                                verbose_name="从哪一份规则抄来",
                            ),
                        ),
                        ("document", models.JSONField(blank=True, default=dict, verbose_name="规则")),
                    ],
                    options={
                        "verbose_name": "方案制定",
                        "verbose_name_plural": "方案制定",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "issued"), _negated=True),
                                    models.Q(
                                        ("issued_on__isnull", False), models.Q(("document_number", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="issued_scheme_has_day_and_number",
                                violation_error_message="印发要有日期和文号。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("inside", "党内"), ("outside", "党外")], max_length=10, verbose_name="来自"
                            ),
                        ),
                        ("sender", models.CharField(blank=True, max_length=60, verbose_name="提出人")),
                        ("text", models.TextField(verbose_name="意见")),
                        ("given_on", models.DateField(verbose_name="提出日期")),
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
                        ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="catalog.schemedraft",
                                verbose_name="方案",
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
                    ],
                    options={
                        "verbose_name": "方案意见",
                        "verbose_name_plural": "方案意见",
                    },
                ),
                migrations.CreateModel(
                    name="SearchDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("tokens", models.TextField(verbose_name="词")),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检索索引",
                        "verbose_name_plural": "检索索引",
                    },
                ),
                migrations.CreateModel(
                    name="UpwardReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("body", models.TextField(verbose_name="内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("sent", "已报送"),
                                    ("received", "已收到"),
                                    ("answered", "已答复"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="起草时间")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                        ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="收到时间")),
                        ("answer", models.TextField(blank=True, verbose_name="处理结果")),
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
                                related_name="reports_up",
                                to="organizations.organization",
                                verbose_name="反映组织",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签收人",
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
                                verbose_name="报送人",
                            ),
                        ),
                        (
                            "to_organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports_from_below",
                                to="organizations.organization",
                                verbose_name="上级组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "情况反映",
                        "verbose_name_plural": "情况反映",
                        "indexes": [
                            models.Index(fields=["organization", "-id"], name="report_up_of_organization"),
                            models.Index(fields=["to_organization", "-id"], name="report_up_to_superior"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="送审轮次")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "拟稿"),
                                    ("submitted", "待审核"),
                                    ("checked", "待审批"),
                                    ("approved", "待公开"),
                                    ("released", "已公开"),
                                    ("superseded", "已更正"),
                                    ("taken_back", "已撤下"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("body", models.TextField(blank=True, verbose_name="正文")),
                        ("correction_note", models.CharField(blank=True, max_length=500, verbose_name="更正说明")),
                        ("created_at", models.DateTimeField(verbose_name="撰写时间")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="公开时间")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撰写人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="catalog.item",
                                verbose_name="公开事项",
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
                        ("progress_on", models.DateField(blank=True, null=True, verbose_name="工作进展的日期")),
                    ],
                    options={
                        "verbose_name": "版本",
                        "verbose_name_plural": "版本",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("progress_on__isnull", True)),
                                fields=("item", "number"),
                                name="version_number_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("progress_on__isnull", False)),
                                fields=("item", "number"),
                                name="progress_number_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Waiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="种类")),
                        ("mask", models.CharField(max_length=100, verbose_name="遮盖后")),
                        ("reason", models.CharField(max_length=300, verbose_name="为什么保留")),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待同意"), ("agreed", "同意保留"), ("refused", "不同意")],
                                default="asked",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="决定时间")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waivers",
                                to="catalog.version",
                                verbose_name="版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "放行",
                        "verbose_name_plural": "放行",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "kind", "mask"), name="waiver_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="waiver_decided_by_another",
                                violation_error_message="申请和同意要由两个人办理。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Withholding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("entry_code", models.CharField(blank=True, max_length=40, verbose_name="公开代码")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("exemption", "不予公开"),
                                    ("deferral", "暂缓公开"),
                                    ("narrowing", "缩小公开范围"),
                                ],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
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
                        ("explanation", models.TextField(verbose_name="具体说明")),
                        ("legal_basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                        ("from_on", models.DateField(verbose_name="从哪天起")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="暂缓到哪天")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="复查日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("submitted", "待本级批准"),
                                    ("agreed", "待上级审定"),
                                    ("in_force", "已批准"),
                                    ("refused", "不同意"),
                                    ("ended", "已结束"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        ("approval_note", models.CharField(blank=True, max_length=500, verbose_name="批准意见")),
                        ("needs_superior", models.BooleanField(default=False, verbose_name="要上级审定")),
                        ("superior_at", models.DateTimeField(blank=True, null=True, verbose_name="上级审定时间")),
                        ("superior_opinion", models.TextField(blank=True, verbose_name="上级意见")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="结束原因")),
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
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withholdings",
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
                                related_name="withholding",
                                to="catalog.filing",
                                verbose_name="备案",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withholdings",
                                to="catalog.item",
                                verbose_name="公开事项",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withholdings",
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
                        (
                            "review_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withholding",
                                to="deadlines.deadline",
                                verbose_name="复查时限",
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
                                verbose_name="上级审定人",
                            ),
                        ),
                        ("left_out", models.CharField(blank=True, max_length=200, verbose_name="对谁不公开")),
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
                                verbose_name="缩小到",
                            ),
                        ),
                        (
                            "superior_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withholding_to_decide",
                                to="deadlines.deadline",
                                verbose_name="上级审定时限",
                            ),
                        ),
                        ("cites", models.CharField(blank=True, max_length=40, verbose_name="规则库里的代号")),
                    ],
                    options={
                        "verbose_name": "不予公开和暂缓",
                        "verbose_name_plural": "不予公开和暂缓",
                        "indexes": [
                            models.Index(fields=["organization", "entry_code", "state"], name="withholding_of_entry")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                                ),
                                name="withholding_runs_forward",
                                violation_error_message="暂缓的截止日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="withholding_approved_by_and_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "in_force"), _negated=True),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="withholding_in_force_was_approved",
                                violation_error_message="不予公开和暂缓要经批准。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entry__isnull", False), ("item__isnull", False), _connector="OR"),
                                name="withholding_is_about_something",
                                violation_error_message="请选目录事项或公开事项。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "exemption"), ("review_on__isnull", False), ("until_on__isnull", True)
                                    ),
                                    models.Q(("kind", "deferral"), ("until_on__isnull", False)),
                                    models.Q(
                                        ("kind", "narrowing"), ("review_on__isnull", True), ("until_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="withholding_has_an_end_or_a_review",
                                violation_error_message="暂缓要写到哪天为止；不予公开要写哪天复查。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("item__isnull", False),
                                        ("kind", "narrowing"),
                                        models.Q(("scope", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "narrowing"), _negated=True), ("left_out", ""), ("scope", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="narrowing_says_what_remains",
                                violation_error_message="缩小公开范围要写明是哪一件，缩小到什么范围。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[("limit", "公开时限"), ("scope", "公开范围"), ("forms", "公开形式")],
                                max_length=10,
                                verbose_name="栏",
                            ),
                        ),
                        ("raw", models.CharField(max_length=60, verbose_name="原词")),
                        ("meaning", models.CharField(max_length=60, verbose_name="含义")),
                        ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
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
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="catalog.scheme",
                                verbose_name="实施方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "用词对照",
                        "verbose_name_plural": "用词对照",
                        "constraints": [
                            models.UniqueConstraint(fields=("scheme", "field", "raw"), name="wording_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period_label", models.CharField(max_length=20, verbose_name="时段")),
                        ("starts_on", models.DateField(verbose_name="时段起")),
                        ("ends_on", models.DateField(verbose_name="时段止")),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmation",
                                to="deadlines.deadline",
                                verbose_name="时限",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmations",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "逐项确认",
                        "verbose_name_plural": "逐项确认",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "ends_on"),
                                name="confirmation_once_a_period",
                                violation_error_message="这一时段的确认已经有了。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="confirmation_period_runs_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("entry_code", models.CharField(max_length=40, verbose_name="公开代码")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmation_answers",
                                to="catalog.entry",
                                verbose_name="目录事项",
                            ),
                        ),
                        (
                            "confirmation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="catalog.confirmation",
                                verbose_name="逐项确认",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "一项的确认",
                        "verbose_name_plural": "一项的确认",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("confirmation", "entry_code"),
                                name="answer_once_an_entry",
                                violation_error_message="这一项已经在确认单里。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="answer_confirmed_by_and_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rhythm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "every",
                            models.CharField(
                                choices=[("quarter", "每季度"), ("half_year", "每半年"), ("never", "不要求")],
                                max_length=10,
                                verbose_name="多久确认一次",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("from_on", models.DateField(verbose_name="从哪天起")),
                        ("set_at", models.DateTimeField(verbose_name="决定时间")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmation_rhythms",
                                to="organizations.organization",
                                verbose_name="上级党组织",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "下级多久确认一次",
                        "verbose_name_plural": "下级多久确认一次",
                    },
                ),
            ],
        ),
        migrations.RunPython(words.index, words.unindex),
        migrations.RunPython(words.install, words.remove),
    ]
