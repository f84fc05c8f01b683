"""The questions of the scheme's page: text, numbers, opinions, review, issue."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.number_fields import field_of
from catalog.own_schemes.numbers import numbers_of
from catalog.schemes.models import Scheme
from catalog.schemes.rules import with_changes
from disclosure.organizations.models.directory import Organization
from disclosure.web.forms import DeskForm, day_field, reason_field

LONG = forms.Textarea(attrs={"rows": 18})
TEXTS = ("title", "body", "binds_below")


class BeginForm(forms.Form):
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="哪个组织的方案", empty_label=None, to_field_name="code"
    )
    scheme = forms.ModelChoiceField(
        Scheme.objects.filter(organization=None).order_by("title"),
        label="从哪一份规则抄起",
        required=False,
        empty_label="不抄，从头写",
        help_text="只抄规则，不抄名称、文号、类别和原句。抄来的规则下一步可以改。",
    )
    title = forms.CharField(label="方案名称", max_length=200, error_messages={"required": "请写方案名称。"})

    def __init__(self, *args, organizations: QuerySet[Organization], **kwargs):
        super().__init__(*args, **kwargs)
        choice = self.fields["organization"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = organizations
        if self.initial.get("organization") is None:
            choice.initial = organizations[0].code


class DraftForm(DeskForm):
    """The text and, below it, every number of the scheme as it stands for the organisation."""

    sometimes_required = ("body",)
    title = forms.CharField(label="方案名称", max_length=200, error_messages={"required": "请写方案名称。"})
    body = forms.CharField(label="方案正文", widget=LONG, required=False, help_text="可以从 Word 粘贴文字。")
    binds_below = forms.BooleanField(
        label="对下级有约束力",
        required=False,
        help_text="印发以后，直接下级要按方案规定的天数制定自己的方案并报来备案；没有自己方案的下级按这个方案办。",
    )

    def __init__(self, *args, draft: SchemeDraft, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.update(title=draft.title, body=draft.body, binds_below=draft.binds_below)
        self.paths: dict[str, str] = {}
        self.document = draft.document
        for place, number in enumerate(numbers_of(draft.document)):
            name = f"n{place}"
            self.paths[name] = number.path
            self.fields[name] = field_of(number)
            self.initial[name] = number.rule

    def values(self) -> Mapping[str, Any]:
        rules = {path: self.cleaned_data[name] for name, path in self.paths.items()}
        document = with_changes(self.document, rules)
        return {**{name: self.cleaned_data[name] for name in (*TEXTS, "seen")}, "document": document}

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in (*TEXTS, "seen")]

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.paths]


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
