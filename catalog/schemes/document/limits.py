"""Time limits of a scheme: of each kind of matter, of requests and opinions, of what recurs beside them."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from catalog.schemes.choices import LimitKind
from catalog.schemes.document.values import (
    Body,
    Days,
    Grounded,
    Kind,
    Name,
    RecurringRule,
    RuleRow,
    ScopeWord,
    ShortText,
    Text,
    Words,
    once,
)
from disclosure.files.written.faults import ToFill
from disclosure.files.written.values import Part

Period = Literal["month", "quarter", "half_year", "year"]


class Recurrence(Part):
    name: Name = Field(title="代号")
    label: Name = Field(title="叫法")
    rule: RecurringRule = Field(title="多久一次")


class Moving(Part):
    """Where the day moves off a holiday and the document does not say so."""

    preset: bool = Field(True, title="是预设")
    preset_reason: Text = Field(title="预设的理由")


class TimeLimit(Grounded):
    """One kind; ``important_rule`` where important matters have another one."""

    kind: Kind = Field(title="类别")
    label: Text = Field(title="叫法")
    raw_words: Words = Field(title="目录里的写法")
    event: str = Field("", title="从什么事算起")
    event_help: str = Field("", title="填写说明")
    rule: RuleRow = Field(title="时限")
    important_rule: RuleRow | None = Field(None, title="重要事项的时限")
    recurrences: Annotated[list[Recurrence], once(lambda row: [row.name], "“{word}”写了两次。")] = Field(
        [], title="多久一次"
    )
    choices: list[Period] = Field([], title="可以选的周期")
    is_permanent: bool = Field(False, title="长期公开")
    reopens_on_revision: bool = Field(False, title="修订后再公开")
    progress_updates: bool = Field(False, title="随进展补充")
    year_end_summary: bool = Field(False, title="年末总结性公开")
    summary_when_work_ends: bool = Field(False, title="工作结束时总结性公开")
    summary_rule: RuleRow | None = Field(None, title="总结性公开的时限")
    summary_sentence: str = Field("", title="总结性公开的原句")
    moving: Moving | None = Field(None, title="公开日遇节假日")

    @model_validator(mode="after")
    def says_from_when(self) -> Self:
        if not self.event.strip():
            if self.kind != LimitKind.PERIODIC:
                raise ToFill(f"“{self.label}”要写从什么事算起（event）。")
            if not self.recurrences:
                raise ToFill(f"“{self.label}”要写多久一次（recurrences），或者从什么事算起（event）。")
        return self

    @model_validator(mode="after")
    def says_when_summed_up(self) -> Self:
        if (self.year_end_summary or self.summary_when_work_ends) and self.summary_rule is None:
            raise ToFill(f"“{self.label}”要写总结性公开的时限（summary_rule）。")
        return self


TimeLimits = Annotated[
    list[TimeLimit],
    once(lambda row: [row.kind], "“{word}”这一类写了两次。"),
    once(lambda row: row.raw_words, "“{word}”这个词写在两类时限里。"),
]


class Reply(Grounded):
    rule: RuleRow = Field(title="时限")
    start: Literal["receipt", "acceptance"] = Field(title="从哪一天起算")
    start_reason: str = Field("", title="起算的理由")


class Request(Reply):
    applicants: list[Literal["member", "society", "organization"]] = Field([], title="谁可以申请")
    needs_decision: bool = Field(False, title="要党组织研究")


class Extension(Grounded):
    rule: RuleRow = Field(title="延长多久")
    most: Annotated[int, Field(ge=1, le=9)] = Field(title="最多几次")


class Requests(Part):
    accept: Request = Field(title="受理")
    answer: Request = Field(title="点题公开的答复")
    application_answer: Request = Field(title="依申请公开的答复")
    extension: Extension | None = Field(None, title="延期答复")


class Display(Grounded):
    scope: ScopeWord = Field(title="范围")
    kinds: list[Kind] = Field(title="时限类别")
    min_days: Days = Field(title="最少展示几天")
    max_days: Days = Field(title="最多展示几天")

    @model_validator(mode="after")
    def runs_forward(self) -> Self:
        if self.max_days < self.min_days:
            raise ValueError("最多展示的天数不能少于最少展示的天数。")
        return self


class Quota(Grounded):
    who: Literal["department"] = Field(title="谁")
    label: ShortText = Field(title="叫法")
    count: Annotated[int, Field(ge=1, le=100)] = Field(title="几篇")
    rule: RecurringRule = Field(title="多久一次")


class Report(Grounded):
    name: Name = Field(title="代号")
    label: ShortText = Field(title="叫法")
    rule: RecurringRule = Field(title="多久一次")
    to: Body = Field(title="报给谁")


class Archive(Grounded):
    event: Text = Field(title="从什么事算起")
    rule: RuleRow = Field(title="时限")
