import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_forbid_changing_archive_records"),
        ("deadlines", "0007_say_whose_work_it_is"),
        ("feedback", "0001_take_in_letters_and_consultations"),
        ("organizations", "0003_name_the_spokesperson"),
        ("organizations", "__first__"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="reply",
            name="letter_number",
        ),
        migrations.AddField(
            model_name="letter",
            name="complaint_about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="feedback.letter",
                verbose_name="反映的是哪一件",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="listed_reply",
            field=models.TextField(blank=True, verbose_name="公布的答复"),
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
                ],
                max_length=20,
                verbose_name="文书种类",
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="feedback.letter",
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
                        related_name="documents",
                        to="feedback.reply",
                        verbose_name="答复",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书",
                "verbose_name_plural": "文书",
                "indexes": [models.Index(fields=["letter", "id"], name="document_of_letter")],
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
        ),
        migrations.AddField(
            model_name="comment",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="答复人",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="is_hidden",
            field=models.BooleanField(default=False, verbose_name="公布时不列原文"),
        ),
        migrations.AddField(
            model_name="comment",
            name="shown_text",
            field=models.TextField(blank=True, verbose_name="公布的原文"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="保存人",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="summary_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="采纳情况撰写人",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="summary_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="summarised_consultation",
                to="deadlines.deadline",
                verbose_name="公布采纳情况的时限",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="summary_saved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="采纳情况保存时间"),
        ),
        migrations.AddField(
            model_name="consultationfile",
            name="findings",
            field=models.JSONField(blank=True, default=list, verbose_name="发现的敏感内容"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="saved_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="保存时间"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="保存人",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="withdrawn_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="撤下原因"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["organization", "-held_on", "-id"], name="meeting_of_organization"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("consultation", "key"),
                name="comment_once_from_a_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("result", "")),
                    models.Q(models.Q(("result", ""), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="comment_decided_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope", "individual"), _negated=True),
                name="meeting_is_not_for_one_person",
                violation_error_message="听证座谈的记录不能只给个人看。",
            ),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="开始发送的时间"),
        ),
        migrations.AddField(
            model_name="reply",
            name="needs_superior",
            field=models.BooleanField(default=False, verbose_name="要报上级审定"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)),
                fields=["organization", "-closed_at", "-id"],
                name="letter_closed_of_org",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    models.Q(models.Q(("waiting_for", ""), _negated=True), ("state", "at_superior"), _connector="OR"),
                ),
                fields=["organization", "-id"],
                name="letter_waiting_of_org",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True), ("deferred_until_on__isnull", False)),
                fields=["organization", "deferred_until_on"],
                name="letter_aside_of_org",
            ),
        ),
    ]
