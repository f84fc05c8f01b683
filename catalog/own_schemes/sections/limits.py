"""The kinds of time limits: what each is called, from when it runs, how long, how often it comes back."""

from typing import ClassVar

from django import forms

from catalog.directory.written_fields import LimitField, WordsField
from catalog.own_schemes.sections.blocks import Block, NamedRows, Rows
from catalog.own_schemes.sections.choices import PERIODS, WORD_FIELDS
from catalog.own_schemes.sections.parts import GROUND, Grounded, PartForm, Row, limit_words
from catalog.schemes.choices import LimitKind

ADJUST = "adjust"  # what a correction fulfils too (LK-14)
REVISED = ("is_permanent", "reopens_on_revision")
SUMMARIES = ("year_end_summary", "summary_when_work_ends", "summary_rule", "summary_sentence")
MOVED = ("moving__preset", "moving__preset_reason")


class LimitForm(Grounded):
    """One kind; what is unusual of it is asked below."""

    fold_title = "不常用的几项，和出自哪一条、原句"
    own = ("is_used",)
    sometimes_required = ("label", "rule")
    is_used = forms.BooleanField(label="本方案有这一类", required=False)
    label = forms.CharField(label="在本方案里叫什么", max_length=20, required=False, help_text="如：固定、长期、定期。")
    raw_words = WordsField(
        label="目录里怎样写都算这一类", required=False, help_text="几种写法用顿号隔开，如：长期、长期公开。"
    )
    event = forms.CharField(
        label="从什么时候算起", max_length=60, required=False, help_text="如：事项确定、工作完成、作出决定。"
    )
    rule = LimitField(label="多久以内公开，或者哪一天公开", required=False)
    important_rule = LimitField(label="重要事项另定的时限", required=False, help_text="没有另定就不填。")
    is_permanent = forms.BooleanField(label="公开以后一直保留", required=False)
    reopens_on_revision = forms.BooleanField(label="修订、调整以后要重新公开", required=False)
    progress_updates = forms.BooleanField(label="以后随工作进展补充公开", required=False)
    choices = forms.MultipleChoiceField(
        label="目录里的事项可以另选哪些周期", choices=PERIODS, required=False, widget=forms.CheckboxSelectMultiple
    )
    year_end_summary = forms.BooleanField(label="跨年度的工作，年末要总结公开", required=False)
    summary_when_work_ends = forms.BooleanField(label="工作结束时要总结公开", required=False)
    summary_rule = LimitField(label="总结公开的时限", required=False)
    summary_sentence = forms.CharField(
        label="关于总结公开的原句", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    event_help = forms.CharField(
        label="怎样认定算起的那一天", max_length=200, required=False, help_text="登记的人填日期时看得到。"
    )
    moving__preset = forms.BooleanField(label="遇到节假日怎样挪动，文件没有写，是预设的", required=False)
    moving__preset_reason = forms.CharField(label="怎样挪动，为什么", max_length=300, required=False)

    def initial_of(self, part: Row) -> Row:
        return {**super().initial_of(part), "is_used": bool(part)}

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("is_used")

    @classmethod
    def say(cls, part: Row) -> str:
        days, important = limit_words(part.get("rule")), limit_words(part.get("important_rule"))
        said = f"{part.get('label', '')}：{part.get('event', '')}，{days}"
        return f"{said}；重要事项{important}" if important else said


class FixedForm(LimitForm):
    folded = ("event_help", "progress_updates", "choices", *SUMMARIES, *MOVED, *GROUND)


class PeriodicForm(LimitForm):
    folded = ("event_help", *REVISED, "progress_updates", *SUMMARIES, *MOVED, *GROUND)


class StagedForm(LimitForm):
    folded = ("event_help", *REVISED, "progress_updates", "choices", *MOVED, *GROUND)


class ImmediateForm(LimitForm):
    folded = ("event_help", *REVISED, "choices", *SUMMARIES, *MOVED, *GROUND)


class RecurrenceForm(PartForm):
    """``name`` is kept: what was owed is known by it."""

    own = ("is_adjustment",)
    sometimes_required = ("label", "rule")
    name = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    label = forms.CharField(label="做什么", max_length=20, required=False, help_text="如：公开、更换、更新、微调。")
    rule = LimitField(label="多久一次，哪一天", required=False)
    is_adjustment = forms.BooleanField(label="这是微调：有一次更正就算做到", required=False)

    def initial_of(self, part: Row) -> Row:
        return {**super().initial_of(part), "is_adjustment": part.get("name") == ADJUST}

    def part(self) -> Row:
        found = super().part()
        if not found:
            return found
        was = "" if found.get("name") == ADJUST else found.get("name", "")
        return {**found, "name": ADJUST if self.cleaned_data.get("is_adjustment") else was}

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('label', '')}：{limit_words(part.get('rule'))}"


def blocks_of(kind: str, form: type[PartForm]) -> tuple[Block, ...]:
    recurrences = NamedRows(
        f"time_limits.{kind}.recurrences", RecurrenceForm, row="个周期",
        title="按周期反复公开",
        help="每隔一段时间就要公开、更换或更新一次的，一次写一行；没有就空着。",
    )  # fmt: skip
    return Block(f"time_limits.{kind}", form), recurrences


FIXED = blocks_of(LimitKind.FIXED, FixedForm)
PERIODIC = blocks_of(LimitKind.PERIODIC, PeriodicForm)
STAGED = blocks_of(LimitKind.STAGED, StagedForm)
IMMEDIATE = blocks_of(LimitKind.IMMEDIATE, ImmediateForm)


class SaidForm(PartForm):
    """What the document says of a thing, and where."""

    shown: ClassVar[tuple[str, ...]] = ("sentence",)
    article = forms.CharField(label="出自第几条", max_length=60, required=False)
    sentence = forms.CharField(
        label="文件里的原句", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class QuestionForm(PartForm):
    """A word of the document that its text does not explain."""

    sometimes_required = ("word", "understood_as")
    field = forms.ChoiceField(label="哪一栏的词", choices=WORD_FIELDS)
    word = forms.CharField(label="词", max_length=60, required=False)
    understood_as = forms.ChoiceField(label="按哪一类办", choices=[("", "请选择"), *LimitKind.choices], required=False)
    confirmed = forms.BooleanField(label="已经有人确认", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"“{part.get('word', '')}”按{dict(LimitKind.choices).get(part.get('understood_as', ''), '')}办"


PRINCIPLE = (
    Block("time_limit_principle", SaidForm),
    Rows("open_questions", QuestionForm, row="个词", title="正文没有解释的词",
         help="目录里用了、正文却没有解释的词，说明按哪一类办。"),
)  # fmt: skip
