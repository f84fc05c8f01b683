"""A scheme's whole document, in the order in which it is written. The one place that says which keys there are."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from catalog.schemes.document.judging import Assessment
from catalog.schemes.document.limits import Archive, Display, Quota, Reply, Report, Requests, TimeLimits
from catalog.schemes.document.people import ContactPoints, Meetings, Supervisors
from catalog.schemes.document.routes import (
    ApprovalRoute,
    DisplayPolicy,
    Drafting,
    Exemption,
    FilingRow,
    Narrowing,
    OffCatalogue,
    Refusal,
    Release,
    Separation,
)
from catalog.schemes.document.values import Quoted, Text, filled
from catalog.schemes.document.voting import Accountability, Evaluation
from catalog.schemes.document.words import CatalogueRow, Categories, ChannelRule, Channels, OpenQuestion, Scopes
from catalog.schemes.document.work import (
    CheckPoints,
    Explained,
    InForce,
    Inspection,
    LeadingGroup,
    Makers,
    Rollout,
)
from disclosure.files.written.values import Day, Part

Filled = AfterValidator(filled)


class SchemeDocument(Part):
    slug: str | None = Field(None, title="代号")
    title: Annotated[Text, Field(max_length=200)] = Field(title="方案名称")
    document_number: Annotated[str, Field(max_length=60)] | None = Field(None, title="文号")
    issuer: Annotated[str, Field(max_length=100)] | None = Field(None, title="制定机关")
    issued_on: Day | None = Field(None, title="印发日期")
    source: str | None = Field(None, title="来源")
    time_limit_principle: Quoted | None = Field(None, title="时限的总规定")
    time_limits: Annotated[TimeLimits, Filled] = Field(title="时限")
    open_questions: list[OpenQuestion] = Field([], title="没有定义的词")
    requests: Requests = Field(title="申请和点题")
    opinions: Reply | None = Field(None, title="意见的答复")
    refusal: Refusal = Field(title="申请不予公开")
    exemption: Exemption = Field(title="目录内不予公开、暂缓公开")
    narrowing: Narrowing = Field(title="缩小范围")
    off_catalogue: OffCatalogue = Field(title="目录外事项")
    display: list[Display] = Field([], title="展示几天")
    display_policy: DisplayPolicy | None = Field(None, title="展示的原则")
    release: Release | None = Field(None, title="党内党外的次序")
    separation: Separation | None = Field(None, title="由不同的人办")
    approval_routes: list[ApprovalRoute] = Field([], title="审批")
    quotas: list[Quota] = Field([], title="报送篇数")
    scopes: Annotated[Scopes, Filled] = Field(title="公开范围")
    forms: Annotated[Channels, Filled] = Field(title="公开形式")
    form_rules: list[ChannelRule] = Field([], title="哪类内容宜用哪些形式")
    leading_group: LeadingGroup | None = Field(None, title="领导小组")
    working_funds: Quoted | None = Field(None, title="工作经费")
    supervisors: Supervisors | None = Field(None, title="监督员")
    meetings: list[Meetings] = Field([], title="会议")
    contact_points: list[ContactPoints] = Field([], title="联系点和示范点")
    categories: Annotated[Categories, Filled] = Field(title="内容类别")
    catalogue: CatalogueRow = Field(title="公开目录")
    catalogue_makers: Makers | None = Field(None, title="谁制定目录")
    filing: list[FilingRow] = Field([], title="备案")
    drafting: Drafting | None = Field(None, title="方案怎样定")
    reports: list[Report] = Field([], title="工作报告")
    rollout: Rollout | None = Field(None, title="推进步骤")
    check_points: CheckPoints | None = Field(None, title="检查要点")
    inspection: Inspection | None = Field(None, title="监督检查")
    assessment: Assessment | None = Field(None, title="考核")
    evaluation: Evaluation | None = Field(None, title="党员评议")
    accountability: Accountability | None = Field(None, title="责任追究和表扬")
    interpreted_by: Explained | None = Field(None, title="由谁解释")
    in_force: InForce | None = Field(None, title="从何时施行")
    archive: Archive | None = Field(None, title="归档")

    @model_validator(mode="after")
    def advises_known_channels(self) -> Self:
        known = {channel.name for channel in self.forms}
        for row in self.form_rules:
            if unknown := set(row.forms) - known:
                raise ValueError(f"“{row.about}”宜用的“{min(unknown)}”不在公开形式里。")
        return self

    @model_validator(mode="after")
    def tells_known_points(self) -> Self:
        if self.inspection is None:
            return self
        known = {*(self.check_points.points if self.check_points else ()), *self.inspection.points}
        if unknown := {row.point for row in self.inspection.told_by} - known:
            raise ValueError(f"“{min(unknown)}”不在检查要点里。")
        return self
