"""Who may ask and by when they are answered; what is not disclosed, and who decides that."""

from typing import ClassVar

from django import forms

from catalog.directory.written_fields import DAYS, LimitField
from catalog.own_schemes.sections.blocks import Block
from catalog.own_schemes.sections.choices import APPLICANTS, EXEMPTIONS, NARROWINGS, REFUSALS, STARTS
from catalog.own_schemes.sections.parts import GROUND, Grounded, Row, limit_words

DECISION = ("decision__article", "decision__sentence", "decision__preset", "decision__preset_reason")


class RequestForm(Grounded):
    fold_title = "不常用的几项，和出自哪一条、原句"
    sometimes_required = ("rule", "applicants")
    folded = ("start_reason", "needs_decision", *GROUND)
    rule = LimitField(examples=DAYS, label="多少天以内", required=False)
    start = forms.ChoiceField(label="从哪一天算起", choices=STARTS)
    applicants = forms.MultipleChoiceField(
        label="谁可以提", choices=APPLICANTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    start_reason = forms.CharField(label="为什么从这一天算起", max_length=200, required=False)
    needs_decision = forms.BooleanField(label="要党组织研究以后才能公开", required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        people = "、".join(dict(APPLICANTS)[each] for each in part.get("applicants") or [])
        start = dict(STARTS).get(part.get("start", ""), "")
        return f"{limit_words(part.get('rule'))}（从{start}算起；{people}可以提）"


class ExtensionForm(Grounded):
    sometimes_required = ("rule", "most")
    rule = LimitField(examples=DAYS, label="每次最多延长", required=False)
    most = forms.IntegerField(label="最多延长几次", min_value=1, max_value=9, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"最多{part.get('most', 1)}次，每次{limit_words(part.get('rule'))}"


class ReplyForm(Grounded):
    sometimes_required = ("rule",)
    folded = ("start_reason", *GROUND)
    rule = LimitField(examples=DAYS, label="多少天以内答复", required=False)
    start = forms.ChoiceField(label="从哪一天算起", choices=STARTS)
    start_reason = forms.CharField(label="为什么从这一天算起", max_length=200, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{limit_words(part.get('rule'))}以内"


class DecidedForm(Grounded):
    """With by when the superior decides, where it does."""

    fold_title = "出自哪一条，原句怎么说；审定的天数出自哪里"
    shown: ClassVar[tuple[str, ...]] = ("route", "filed_with")
    folded = (*DECISION, *GROUND)
    field_order = ("route", "filed_with")
    decision__rule = LimitField(
        examples=DAYS, label="上级多少天以内审定", required=False, help_text="不用上级审定就不填。"
    )
    decision__article = forms.CharField(label="审定的天数出自第几条", max_length=60, required=False)
    decision__sentence = forms.CharField(label="审定的天数的原句", max_length=1000, required=False)
    decision__preset = forms.BooleanField(label="审定的天数是预设的", required=False)
    decision__preset_reason = forms.CharField(label="为什么这样定", max_length=300, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        days = limit_words((part.get("decision") or {}).get("rule"))
        return super().say(part) + (f"，{days}内审定" if days else "")


class RefusalForm(DecidedForm):
    route = forms.ChoiceField(label="怎样办", choices=REFUSALS, widget=forms.RadioSelect)
    filed_with = forms.CharField(label="报哪里备案", max_length=100, required=False, help_text="不用备案就不填。")


class ExemptionForm(DecidedForm):
    shown = ("route",)
    route = forms.ChoiceField(label="怎样办", choices=EXEMPTIONS, widget=forms.RadioSelect)


class NarrowingForm(Grounded):
    shown = ("route",)
    route = forms.ChoiceField(label="怎样办", choices=NARROWINGS, widget=forms.RadioSelect)


REQUESTS = (
    Block("requests.accept", RequestForm, title="受理", help="点题公开、依申请公开收到以后，几天以内受理。"),
    Block("requests.answer", RequestForm, title="点题公开：公开或者答复"),
    Block("requests.application_answer", RequestForm, title="依申请公开：答复"),
    Block("requests.extension", ExtensionForm, title="延期答复", help="不许延期的，留空。"),
)
OPINIONS = (Block("opinions", ReplyForm),)
REFUSAL = (Block("refusal", RefusalForm),)
EXEMPTION = (Block("exemption", ExemptionForm),)
NARROWING = (Block("narrowing", NarrowingForm),)
