"""The questions of the scheme's page: text, numbers, opinions, review, issue."""

import json

from django import forms
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.numbers import Number, numbers_of
from catalog.schemes.models import Scheme
from disclosure.deadlines.rules import ORDINALS, PERIOD_NAMES, Rule
from disclosure.deadlines.workdays import WEEKDAY_NAMES
from disclosure.organizations.models.directory import Organization
from disclosure.web.forms import DayInput, DeskForm

UNITS = (("working_days", "个工作日"), ("calendar_days", "日（自然日）"))
LONG = forms.Textarea(attrs={"rows": 18})
SHORT = forms.Textarea(attrs={"rows": 3})


class DaysWidget(forms.MultiWidget):
    def __init__(self):
        super().__init__({"amount": forms.NumberInput(attrs={"min": 1}), "unit": forms.Select(choices=UNITS)})

    def decompress(self, value):
        ((unit, amount),) = (value or {"working_days": ""}).items()
        return [amount, unit]


class DaysField(forms.MultiValueField):
    """So many days of one kind, as a rule's mapping."""

    widget = DaysWidget

    def __init__(self, **kwargs):
        amount = forms.IntegerField(
            min_value=1,
            max_value=366,
            error_messages={"invalid": "天数要填整数。", "min_value": "天数至少是1。", "max_value": "天数最多是366。"},
        )
        super().__init__((amount, forms.ChoiceField(choices=UNITS)), **kwargs)
        self.error_messages["required"] = "请填天数。"

    def compress(self, values):
        return {values[1]: values[0]} if values else {}


class TurnField(forms.ChoiceField):
    """A day in every month, quarter, half-year or year, as a rule's mapping."""

    def __init__(self, rule: dict, **kwargs):
        rules = list({json.dumps(each, sort_keys=True): each for each in [rule, *turns(rule)]}.values())
        super().__init__(choices=[(coded(each), Rule.from_mapping(each).describe()) for each in rules], **kwargs)

    def prepare_value(self, value):
        return coded(value) if isinstance(value, dict) else value

    def clean(self, value):
        return json.loads(super().clean(value))


def coded(rule: dict) -> str:
    return json.dumps(rule, sort_keys=True)


def turns(rule: dict) -> list[dict]:
    if "disclosure_day" in rule:
        weekdays, weeks = range(1, len(WEEKDAY_NAMES) + 1), range(1, len(ORDINALS) + 1)
        return [{"disclosure_day": {"weekday": day, "nth": week}} for week in weeks for day in weekdays]
    return [{"period_end": period} for period in PERIOD_NAMES]


def field_of(number: Number) -> forms.Field:
    """Asked the way the scheme counts: in days, or by periods."""
    given = {"label": number.label, "help_text": f"原方案：{number.words}"}
    is_days = set(number.rule) <= {unit for unit, _label in UNITS}
    return DaysField(**given) if is_days else TurnField(number.rule, **given)


class BeginForm(forms.Form):
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="哪个组织的方案", empty_label=None, to_field_name="code"
    )
    scheme = forms.ModelChoiceField(
        Scheme.objects.order_by("title"),
        label="按哪一种规则",
        empty_label="请选择",
        help_text="选和上级要求最接近的一种，里面的天数下一步可以改。",
        error_messages={"required": "请选择按哪一种规则。"},
    )
    title = forms.CharField(label="方案名称", max_length=200, error_messages={"required": "请写方案名称。"})

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations
        if kwargs.get("initial", {}).get("organization") is None and organizations:
            self.fields["organization"].initial = organizations[0].code


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
    seen_saved_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, draft: SchemeDraft, **kwargs):
        super().__init__(*args, **kwargs)
        self.paths = {}
        for place, number in enumerate(numbers_of(draft.scheme.data)):
            name = f"n{place}"
            self.paths[name] = number.path
            self.fields[name] = field_of(number)
            self.initial[name] = draft.changes.get(number.path, number.rule)

    def values(self) -> dict:
        names = ("title", "body", "binds_below", "seen_saved_at")
        rules = {path: self.cleaned_data[name] for name, path in self.paths.items()}
        return {**{name: self.cleaned_data[name] for name in names}, "rules": rules}

    @property
    def texts(self):
        return [self[name] for name in ("title", "body", "binds_below", "seen_saved_at")]

    @property
    def numbers(self):
        return [self[name] for name in self.paths]


def initial_of(draft: SchemeDraft) -> dict:
    return {
        "title": draft.title,
        "body": draft.body,
        "binds_below": draft.binds_below,
        "seen_saved_at": draft.saved_at.isoformat(),
    }


class SolicitForm(forms.Form):
    from_on = forms.DateField(label="从哪一天起", widget=DayInput, error_messages={"required": "请填开始日期。"})
    until_on = forms.DateField(label="到哪一天止", widget=DayInput, error_messages={"required": "请填结束日期。"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = timezone.localdate


class OpinionForm(forms.Form):
    side = forms.ChoiceField(
        label="来自",
        choices=SchemeOpinion.Side.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择来自党内还是党外。"},
    )
    sender = forms.CharField(label="提出人", max_length=60, required=False)
    given_on = forms.DateField(label="提出日期", widget=DayInput, error_messages={"required": "请填哪一天提出的。"})
    text = forms.CharField(label="意见", widget=SHORT, error_messages={"required": "请写意见。"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = timezone.localdate


class AnswerForm(forms.Form):
    result = forms.ChoiceField(
        label="怎样处理",
        choices=[each for each in SchemeOpinion.Result.choices if each[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择怎样处理。"},
    )
    reply = forms.CharField(
        label="说明", max_length=500, required=False, widget=SHORT, help_text="没有全部采纳的，要说明理由。"
    )


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
    reviewed_on = forms.DateField(label="审定日期", widget=DayInput, error_messages={"required": "请填审定日期。"})
    opinion = forms.CharField(label="审定意见", widget=SHORT, required=False, help_text="没有通过的必填。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewed_on"].initial = timezone.localdate

    def clean_passed(self):
        return self.cleaned_data["passed"] == "yes"


class IssueForm(forms.Form):
    document_number = forms.CharField(label="文号", max_length=60, error_messages={"required": "请写文号。"})
    issued_on = forms.DateField(
        label="印发日期",
        widget=DayInput,
        help_text="从这一天起按这个方案办。",
        error_messages={"required": "请填印发日期。"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].initial = timezone.localdate


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label="为什么作废", max_length=200, widget=SHORT, error_messages={"required": "请写明为什么作废。"}
    )
