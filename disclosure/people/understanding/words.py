"""What the words of a cell mean: kinds of organisations, roles, seats, days."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Membership
from disclosure.organizations.roles import ROLES
from disclosure.web.forms import EARLIEST, LATEST

Kind, Sector, Body, Title = Organization.Kind, Organization.Sector, LeadingGroupSeat.Body, LeadingGroupSeat.Title

# What a name says of itself: the first word that it holds decides.
KINDS: Mapping[str, str] = {
    "党总支": Kind.GENERAL_BRANCH,
    "总支部": Kind.GENERAL_BRANCH,
    "党支部": Kind.BRANCH,
    "支部委员会": Kind.BRANCH,
    "支部": Kind.BRANCH,
    "党工委": Kind.WORK_COMMITTEE,
    "工作委员会": Kind.WORK_COMMITTEE,
    "党组": Kind.PARTY_GROUP,
    "纪委": Kind.DISCIPLINE,
    "纪检": Kind.DISCIPLINE,
    "党委": Kind.COMMITTEE,
    "委员会": Kind.COMMITTEE,
}
SECTORS: Mapping[str, str] = {
    "派驻": Sector.SECONDED,
    "医院": Sector.HOSPITAL,
    "卫生院": Sector.HOSPITAL,
    "小学": Sector.SCHOOL,
    "中学": Sector.SCHOOL,
    "学校": Sector.SCHOOL,
    "幼儿园": Sector.SCHOOL,
    "社区": Sector.COMMUNITY,
    "村": Sector.VILLAGE,
    "公司": Sector.STATE_ENTERPRISE,
    "街道": Sector.STREET_TOWN,
    "镇": Sector.STREET_TOWN,
    "乡": Sector.STREET_TOWN,
    "中心": Sector.INSTITUTION,
    "局": Sector.DEPARTMENT,
}
MEMBERS: Mapping[str, str] = {
    **{str(kind.label): kind.value for kind in Membership.Kind},
    **dict.fromkeys(
        ("中共党员", "正式党员", "中共正式党员", "预备党员", "中共预备党员", "是", "√"), Membership.Kind.PARTY
    ),
    **dict.fromkeys(
        ("非党员", "群众", "干部", "职工", "干部职工", "机关干部", "共青团员", "无党派", "否"), Membership.Kind.STAFF
    ),
}
ROLE_WORDS: Mapping[str, str] = {
    **{role.label: role.code for role in ROLES.values()},
    **dict.fromkeys(
        ("党支部书记", "支部书记", "党委书记", "党组书记", "党总支书记", "总支书记", "党工委书记"), "secretary"
    ),
    **dict.fromkeys(("经办", "承办人", "承办", "联络员", "信息员"), "clerk"),
    **dict.fromkeys(("审核", "审核员"), "reviewer"),
    **dict.fromkeys(("保密员", "保密审查", "保密审查人"), "secrecy"),
    **dict.fromkeys(("审批人", "审批", "分管负责人"), "approver"),
    **dict.fromkeys(("受理人", "申请受理", "受理"), "handler"),
    **dict.fromkeys(("意见收集", "收集人"), "collector"),
    **dict.fromkeys(("党务公开监督员", "监督"), "supervisor"),
    **dict.fromkeys(("检查员", "检查"), "inspector"),
}
TITLES: Mapping[str, str] = {str(title.label): title.value for title in Title} | {
    "委员": Title.MEMBER,
    "办公室主任": Title.DIRECTOR,
    "办公室副主任": Title.DEPUTY_DIRECTOR,
}
BODIES: Mapping[str, str] = {"领导小组": Body.GROUP, "小组": Body.GROUP, "办公室": Body.OFFICE}
DAY = re.compile(r"(\d{4})\D(\d{1,2})(?:\D(\d{1,2})\D?|\D?)|(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"[2-6]\d{4}")
BEGINNING = date(1899, 12, 30)  # what Excel counts days from
ASIDE = re.compile(r"[（(](?:女|男|预备|预备党员|兼|[\u4e00-\u9fff]{1,3}族)[)）]$")


def kind_in(name: str) -> str:
    return next((kind for word, kind in KINDS.items() if word in name), Kind.OFFICE)


def sector_in(name: str) -> str:
    return next((sector for word, sector in SECTORS.items() if word in name), Sector.ORGAN)


def choice_in(text: str, labels: list[tuple[str, str]]) -> str:
    """The value whose label the text is; empty where there is none."""
    return next((value for value, label in labels if text in (label, value)), "")


def day_in(text: str) -> date | None:
    """2026-03-01, 2026.3, 2026年3月1日, 20260301, or a number of Excel's. None for anything else, and for what no clock reaches."""
    try:
        if SERIAL.fullmatch(text):
            return BEGINNING + timedelta(days=int(text))
        if not (found := DAY.fullmatch(text)):
            return None
        year, month, day = (found[4], found[5], found[6]) if found[4] else (found[1], found[2], found[3] or "1")
        on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return on if EARLIEST <= on <= LATEST else None


def person_name(text: str) -> str:
    """张三 of 张三（女）."""
    return ASIDE.sub("", text)
