"""The questions about a notice and about a report to the superior."""

from typing import Any, Self

from django import forms

from catalog.bulletins.blockers import INSIDE
from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import Scope
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Audience
from disclosure.web.forms import DeskForm, RowsField, reason_field

SCOPES = [(scope.value, scope.label) for scope in (*INSIDE, Scope.SOCIETY)]


class ScopedForm(DeskForm):
    """A text that is written here, with those it is for: society, inside, or the organisation's own groups where it has any."""

    sometimes_required: tuple[str, ...] = ("audiences",)
    scope_label = ""
    scope = forms.ChoiceField(choices=SCOPES, widget=forms.RadioSelect)
    audiences = RowsField(
        Audience.objects.none(),
        label="特定对象",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只有面向特定对象时才选。",
    )

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Audience.objects.filter(organization=organization).order_by("name", "pk")
        choice, scope = self.fields["audiences"], self.fields["scope"]
        scope.label = self.scope_label
        assert isinstance(choice, forms.ModelMultipleChoiceField) and isinstance(scope, forms.ChoiceField)
        choice.queryset = groups
        if not groups:
            del self.fields["audiences"]
            scope.choices = [row for row in SCOPES if row[0] != Scope.AUDIENCE]

    @classmethod
    def of(cls, row: Any) -> Self:
        """Filled in with what is kept."""
        initial = {name: getattr(row, name, None) for name in cls.base_fields}
        return cls(organization=row.organization, initial={**initial, "audiences": row.audiences.all()})


class BulletinForm(ScopedForm):
    sometimes_required = ("body", "audiences")
    scope_label = "发给"
    kind = forms.ChoiceField(
        label="种类",
        choices=Bulletin.Kind.choices,
        widget=forms.RadioSelect,
        help_text="情况通报发给自己的党员和人员；公告、学习资料列在组织的公告栏里，也可以向社会。",
    )
    title = forms.CharField(label="标题", max_length=200, error_messages={"required": "请写标题。"})
    body = forms.CharField(
        label="正文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "data-editor": ""}),
        help_text="可以从 Word 粘贴，表格会保留。正文和附件至少要有一样。",
    )
    needs_receipt = forms.BooleanField(
        label="要求确认已读", required=False, help_text="读者看完要按“我已阅读”，您能看到谁还没有读。"
    )
    field_order = ["kind", "title", "body", "scope", "audiences", "needs_receipt"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "audiences" in self.fields:
            self.fields["audiences"].help_text = "只有发给特定对象时才选。"


class WhyForm(forms.Form):
    reason = reason_field("原因", "请写明原因。")


class ReportForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200, error_messages={"required": "请写标题。"})
    body = forms.CharField(
        label="反映的情况",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="写清楚什么事、什么时候、希望上级怎么办。",
        error_messages={"required": "请写反映的情况。"},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="处理结果",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="下级会看到这段话。",
        error_messages={"required": "请写明处理结果。"},
    )
