"""Who decides what by a scheme, who must be different people, and what goes up to whom."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from catalog.schemes.document.values import Body, Grounded, RuleRow, Text
from disclosure.files.written.faults import ToFill
from disclosure.files.written.values import Part

Route = Literal["leader", "collective", "superior"]


class Decision(Grounded):
    rule: RuleRow = Field(title="几天内审定")


class Refusal(Grounded):
    route: Literal["explain", "explain_and_file", "superior_decides"] = Field(title="怎样办")
    filed_with: Annotated[str, Field(max_length=100)] | None = Field(None, title="报给谁备案")
    decision: Decision | None = Field(None, title="上级审定")

    @model_validator(mode="after")
    def says_with_whom(self) -> Self:
        if self.route == "explain_and_file" and not self.filed_with:
            raise ToFill("要写报给谁备案（filed_with）。")
        return self


class Exemption(Grounded):
    route: Literal["file_only", "superior_decides"] = Field(title="怎样办")
    decision: Decision | None = Field(None, title="上级审定")


class Narrowing(Grounded):
    route: Literal["exemption", "superior", "approver"] = Field(title="怎样办")


class OffCatalogue(Grounded):
    approver: Literal["organization", "superior", "catalogue_owner"] = Field(title="谁审批")
    approver_name: str = Field("", title="审批机关的名称", max_length=100)
    needs_work_plan: bool = Field(False, title="先写工作方案")
    work_plan_by: Literal["leading_group"] | None = Field(None, title="谁写工作方案")
    files_with_superior: bool = Field(False, title="报上级备案")


class DisplayPolicy(Grounded):
    policy: Literal["per_item", "as_long_as_possible"] = Field(title="展示多久")


class Release(Grounded):
    inside_first: bool = Field(title="先党内后党外")


class Separation(Grounded):
    distinct_people: list[Literal["proposer", "secrecy_reviewer", "approver"]] = Field(title="必须是不同的人")


class ApprovalRoute(Grounded):
    route: Route = Field(title="怎样审批")
    label: Text = Field(title="叫法")
    owner: Literal["department", "branch"] | None = Field(None, title="谁的事项")
    reviewer: str = Field("", title="审核的处室")
    fixed_for: list[Literal["catalogue", "important", "off_catalogue"]] = Field([], title="必须这样审批的事项")
    circulation: bool = Field(False, title="可以传批")


class FilingRow(Grounded):
    """``rule``, ``event``: within how many days of what, where the document says so."""

    what: Literal["scheme", "catalogue", "exemption", "change", "off_catalogue", "application", "report"] = Field(
        title="什么事"
    )
    with_: Body = Field(alias="with", title="报给谁")
    approver: Literal["organization", "catalogue_owner"] | None = Field(None, title="谁先批准")
    rule: RuleRow | None = Field(None, title="几天内报")
    event: str = Field("", title="从什么事算起")


class Review(Part):
    body: Text = Field(title="审定机关")
    article: str = Field("", title="条目")
    sentence: str = Field("", title="原句")


class Drafting(Grounded):
    """How the organisation's own scheme comes to be."""

    solicits_opinions: bool = Field(False, title="征求意见")
    review: Review | None = Field(None, title="审定")
