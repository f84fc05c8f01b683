"""The sections of a scheme: every part of its document stands in one of them, and each is a page of its own."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from catalog.own_schemes.sections import about, asking, deciding, filing, judging, limits, people, reach
from catalog.own_schemes.sections.blocks import Block
from catalog.own_schemes.sections.parts import Row


@dataclass(frozen=True)
class Section:
    """``name``: in its address; ``is_usual``: every scheme has it; else it may be left out."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    help: str = ""
    is_usual: bool = True

    def say(self, document: Row) -> list[str]:
        """What stands there, a line each."""
        return [line for block in self.blocks for line in block.say(document)]

    def is_preset(self, document: Row) -> bool:
        """Whether something in it stands because the document says nothing."""
        return any(is_preset(block.read(document)) for block in self.blocks)

    def holds(self, path: str) -> bool:
        """Whether the place in the document is asked for here; a row of a list is named by its kind or its number."""
        return any(path == block.path or path.startswith(f"{block.path}.") for block in self.blocks)

    def bind(self, document: Row, data: Any = None) -> list[tuple[Block, Any]]:
        return [(block, block.bind(document, data)) for block in self.blocks]

    def written(self, document: Row, bound: list[tuple[Block, Any]]) -> Row:
        """The document with what was written in valid forms."""
        copy = deepcopy(dict(document))
        for block, form in bound:
            block.write(copy, form)
        return copy


@dataclass(frozen=True)
class Group:
    title: str
    sections: tuple[Section, ...]


GROUPS = (
    Group("公开时限", (
        Section("fixed", "长期固定的事项", limits.FIXED, "制度、机构、分工这些定下来以后不常变的。"),
        Section("periodic", "定期公开的事项", limits.PERIODIC, "每月、每季度、每半年、每年都有的常规工作。"),
        Section("staged", "分阶段公开的事项", limits.STAGED, "做一段、公开一段的工作。", is_usual=False),
        Section("immediate", "随时发生的事项", limits.IMMEDIATE, "事情一定下来或一发生就要公开的。"),
        Section("principle", "时限的总要求", limits.PRINCIPLE, "文件关于时限的总的一句话，和没有解释的词。", is_usual=False),
    )),
    Group("范围、形式和目录", (
        Section("scopes", "公开范围", reach.SCOPE_ROWS, "向谁公开：社会、本单位全体人员、党内、特定的人。"),
        Section("channels", "公开形式", reach.CHANNELS, "会议、公开栏、网站这些形式，哪些给党内用，哪些给党外用。"),
        Section("categories", "公开内容的类别", reach.CATEGORIES, "目录的第一级分哪几类。"),
        Section("catalogue", "公开目录", reach.CATALOGUE, "目录叫什么，给谁用，报哪里备案。"),
        Section("makers", "谁制定目录", deciding.CATALOGUE_MAKERS, "管下级的方案才写：哪一类组织的目录由谁制定。", is_usual=False),
    )),
    Group("审核审批", (
        Section("approval", "审批", deciding.APPROVAL, "公开以前由谁审批，哪些事项必须开会研究。"),
        Section("separation", "经手的人要分开", deciding.SEPARATION, "提出、保密审查、审批是不是由不同的人办。"),
        Section("off_catalogue", "目录外的事项", deciding.OFF_CATALOGUE, "目录里没有、又要公开的，由谁同意。"),
        Section("release", "先党内还是一起公开", deciding.RELEASE, "向社会公开的，是不是先在党内公开。"),
        Section("display", "展示几天", deciding.DISPLAY, "每次公开展示多久；没有规定就空着。", is_usual=False),
    )),
    Group("点题、申请和意见", (
        Section("requests", "点题公开和依申请公开", asking.REQUESTS, "谁可以提，几天受理，几天答复，能不能延期。"),
        Section("opinions", "意见建议的答复", asking.OPINIONS, "对意见、咨询几天以内答复。", is_usual=False),
        Section("refusal", "申请的事项不能公开", asking.REFUSAL, "有人申请、又不能公开的，怎样办。"),
    )),
    Group("不予公开", (
        Section("exemption", "不予公开、暂缓公开", asking.EXEMPTION, "目录里有、又不能公开或者暂时不能公开的，由谁定。"),
        Section("narrowing", "比目录的范围窄", asking.NARROWING, "目录写向社会公开，这一件只在党内公开的，由谁定。"),
    )),
    Group("备案、报告和归档", (
        Section("filing", "备案", filing.FILINGS, "哪些要报上级备案，报给谁，几天以内。文件没有要求的，不要写。", is_usual=False),
        Section("reports", "工作报告", filing.REPORTS, "每年、每半年要报的总结、报告。", is_usual=False),
        Section("quotas", "科室报送的篇数", filing.QUOTAS, "每个科室多久要报几篇。", is_usual=False),
        Section("archive", "归档", filing.ARCHIVE, "展示结束以后几天以内归档。"),
    )),
    Group("组织和步骤", (
        Section("leading_group", "领导小组", about.LEADING_GROUP, "组长、副组长由谁担任，办公室设在哪里。", is_usual=False),
        Section("supervisors", "监督员", people.SUPERVISORS, "从哪些人里聘请党务公开监督员。", is_usual=False),
        Section("meetings", "会议", people.MEETINGS, "监督员会议、领导小组会议多久开一次。", is_usual=False),
        Section("contact_points", "联系点、示范点", people.POINTS, "按什么标准定联系点、示范点。", is_usual=False),
        Section("check_points", "监督检查的要点", about.CHECK_POINTS, "检查时看哪几点。", is_usual=False),
        Section("assessment", "考核", judging.ASSESSMENT, "考核谁，看哪些指标，各占几分，几天以内可以提异议。", is_usual=False),
        Section("evaluation", "党员评议", judging.EVALUATION, "评议截止以后几天公布结果，给谁看。", is_usual=False),
        Section("accountability", "责任追究和表扬", judging.ACCOUNTABILITY, "怎样处理，怎样表扬，记录保存几年、谁看得到。", is_usual=False),
        Section("rollout", "实施步骤", about.ROLLOUT, "分几个阶段铺开，每个阶段做什么。", is_usual=False),
        Section("drafting", "方案怎样定稿", about.DRAFTING, "要不要征求意见，由哪个机关审定。", is_usual=False),
        Section("about", "解释、施行、经费", about.ABOUT, "由谁解释，从什么时候起施行。", is_usual=False),
    )),
)  # fmt: skip


def is_preset(part: Any) -> bool:
    if isinstance(part, list):
        return any(map(is_preset, part))
    return isinstance(part, dict) and (part.get("preset") is True or any(map(is_preset, part.values())))


def sections() -> Iterator[Section]:
    return (section for group in GROUPS for section in group.sections)


def find_section(name: str) -> Section | None:
    return next((section for section in sections() if section.name == name), None)


def section_at(path: str) -> Section | None:
    """In which the place in the document is asked for; of a place of several sections the first."""
    return next((section for section in sections() if section.holds(path)), None) or next(
        (section for section in sections() if any(block.path.startswith(f"{path}.") for block in section.blocks)), None
    )
