"""What goes up and what is kept: filings, reports, quotas of departments, the archive."""

from django import forms

from catalog.directory.written_fields import DAYS, LimitField
from catalog.filings.models import Filing
from catalog.own_schemes.sections.blocks import Block, NamedRows, Rows
from catalog.own_schemes.sections.choices import APPROVERS
from catalog.own_schemes.sections.parts import GROUND, Grounded, Row, limit_words

WHAT = [(value, label) for value, label in Filing.What.choices if value != Filing.What.DEFERRAL]
AGREES = [("", "不用另外批准"), *((value, label) for value, label in APPROVERS if value != "superior")]


class FilingForm(Grounded):
    fold_title = "不常用的几项，和出自哪一条、原句"
    sometimes_required = ("with_",)
    folded = ("approver", "event", *GROUND)
    what = forms.ChoiceField(label="报什么", choices=WHAT)
    with_ = forms.CharField(label="报给谁", max_length=100, required=False)
    rule = LimitField(
        examples=DAYS, label="多少天以内", required=False, help_text="文件没有写天数就不填，按5个工作日。"
    )
    approver = forms.ChoiceField(label="先由谁批准", choices=AGREES, required=False)
    event = forms.CharField(label="从什么时候算起", max_length=60, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        days = limit_words(part.get("rule"))
        what = dict(Filing.What.choices).get(part.get("what", ""), "")
        return f"{what}报{part.get('with', '')}" + (f"，{days}以内" if days else "")


class ReportForm(Grounded):
    sometimes_required = ("label", "rule", "to")
    name = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    label = forms.CharField(label="什么报告", max_length=60, required=False)
    rule = LimitField(label="哪一天以前", required=False)
    to = forms.CharField(label="报给谁", max_length=100, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('label', '')}：{limit_words(part.get('rule'))}，报{part.get('to', '')}"


class QuotaForm(Grounded):
    sometimes_required = ("label", "count", "rule")
    who = forms.ChoiceField(label="谁报", choices=[("department", "每个科室")])
    label = forms.CharField(label="叫什么", max_length=60, required=False, help_text="如：每月一篇党务公开信息。")
    count = forms.IntegerField(label="几篇", min_value=1, max_value=99, required=False)
    rule = LimitField(label="多久一次", required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"每个科室{limit_words(part.get('rule'))}{part.get('count', 1)}篇：{part.get('label', '')}"


class ArchiveForm(Grounded):
    sometimes_required = ("event", "rule")
    event = forms.CharField(label="从什么时候算起", max_length=60, required=False, help_text="如：展示结束。")
    rule = LimitField(examples=DAYS, label="多少天以内归档", required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('event', '')}后{limit_words(part.get('rule'))}"


FILINGS = (Rows("filing", FilingForm, row="样", extra=2),)
REPORTS = (NamedRows("reports", ReportForm, row="份报告", usual="report"),)
QUOTAS = (Rows("quotas", QuotaForm, row="条"),)
ARCHIVE = (Block("archive", ArchiveForm),)
