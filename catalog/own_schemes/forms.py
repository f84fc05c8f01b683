"""The questions of the scheme's page: text, opinions, review, issue. Those about its rules stand in ``sections``."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.schemes.models import Scheme
from disclosure.organizations.models.directory import Organization
from disclosure.web.forms import DeskForm, day_field, reason_field

LONG = forms.Textarea(attrs={"rows": 18})


class BaseField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Scheme) -> str:
        """With who issued it, and its number where there are several of one title."""
        return f"{obj.title}（{'，'.join(filter(None, [obj.issuer, obj.document_number]))}）"


class BeginForm(forms.Form):
    """From which scheme's rules, or from nothing; what may be copied is the presets, one's own and those of the superiors."""

    title = forms.CharField(label="方案名称", max_length=200, error_messages={"required": "请写方案名称。"})
    scheme = BaseField(
        Scheme.objects.none(),
        label="拿哪一份打底",
        required=False,
        to_field_name="slug",
        empty_label="不抄，从头写",
        blank=True,
        widget=forms.RadioSelect,
        help_text="别人的方案只抄规则，不抄名称、文号、类别和原句。抄来的每一条下一步都可以改。",
        error_messages={"invalid_choice": "这一份不能抄，请重新选。"},
    )

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        choice = self.fields["scheme"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Scheme.objects.open_to(organization).select_related("organization").order_by("title", "pk")


class TextForm(DeskForm):
    """Name and text; the rules stand in the sections."""

    sometimes_required = ("body",)
    title = forms.CharField(label="方案名称", max_length=200, error_messages={"required": "请写方案名称。"})
    body = forms.CharField(label="方案正文", widget=LONG, required=False, help_text="可以从 Word 粘贴文字。")
    binds_below = forms.BooleanField(
        label="对下级有约束力",
        required=False,
        help_text="印发以后，直接下级要按方案规定的天数制定自己的方案并报来备案；没有自己方案的下级按这个方案办。",
    )

    def __init__(self, *args, draft: SchemeDraft, **kwargs):
        kept = {"title": draft.title, "body": draft.body, "binds_below": draft.binds_below}
        super().__init__(*args, initial=kept, **kwargs)
        self.draft = draft

    def values(self) -> Mapping[str, Any]:
        return {**self.cleaned_data, "document": self.draft.document}


class SolicitForm(forms.Form):
    from_on = day_field("从哪一天起", "请填开始日期。", initial=timezone.localdate)
    until_on = day_field("到哪一天止", "请填结束日期。")


class OpinionForm(forms.Form):
    side = forms.ChoiceField(
        label="来自",
        choices=SchemeOpinion.Side.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择来自党内还是党外。"},
    )
    sender = forms.CharField(label="提出人", max_length=60, required=False)
    given_on = day_field("提出日期", "请填哪一天提出的。", initial=timezone.localdate)
    text = reason_field("意见", "请写意见。")


class AnswerForm(forms.Form):
    result = forms.ChoiceField(
        label="怎样处理",
        choices=[each for each in SchemeOpinion.Result.choices if each[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择怎样处理。"},
    )
    reply = reason_field("说明", max_length=500, help_text="没有全部采纳的，要说明理由。")


class SubmitForm(forms.Form):
    review_body = forms.CharField(
        label="送哪个机关审定", max_length=100, error_messages={"required": "请写送哪个机关审定。"}
    )


class ReviewForm(forms.Form):
    passed = forms.ChoiceField(
        label="审定结果",
        choices=[("yes", "通过"), ("no", "没有通过，退回修改")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择审定结果。"},
    )
    reviewed_on = day_field("审定日期", "请填审定日期。", initial=timezone.localdate)
    opinion = reason_field("审定意见", help_text="没有通过的必填。")

    def clean_passed(self):
        return self.cleaned_data["passed"] == "yes"


class IssueForm(forms.Form):
    document_number = forms.CharField(label="文号", max_length=60, error_messages={"required": "请写文号。"})
    issued_on = day_field(
        "印发日期", "请填印发日期。", help_text="从这一天起按这个方案办。", initial=timezone.localdate
    )


class DiscardForm(forms.Form):
    reason = reason_field("为什么作废", "请写明为什么作废。", max_length=200)
