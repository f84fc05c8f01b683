"""The shorthands by name, what takes the place of an action, and what is promised before it is there."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.utils.module_loading import import_string

from catalog.items.models import Item

# Called with the turn and what the step says; named by its place in this folder, so that a script loads what it plays.
Performer = Callable[..., Any]
SHORTHANDS: Mapping[str, tuple[str, str]] = {
    "register": ("登记公开事项并写好正文", "items.register"),
    "narrow": ("缩小公开范围", "items.narrow"),
    "mask": ("遮盖不该公开的内容", "redaction.mask"),
    "clear": ("申请保留并由另一个人同意", "redaction.clear"),
    "carry_out": ("登记公开形式落实情况并由另一个人核实", "channels.carry_out"),
    "propose_exemption": ("提出不予公开", "withholdings.propose_exemption"),
    "propose_deferral": ("提出暂缓公开", "withholdings.propose_deferral"),
    "object_to": ("对考核结果提异议", "watched.assessment.object_to"),
    "give_points": ("考核酌情加减分", "watched.assessment.give_points"),
    "urge": ("催办逾期的", "watched.urging.urge"),
    "draw_lots": ("检查抽样，各组织报同一个数", "watched.inspections.draw_lots"),
    "mark_points": ("评价抽到的各个要点，不写就照数据说的", "watched.inspections.mark_points"),
    "find_fault": ("登记一条检查发现", "watched.inspections.find_fault"),
    "vote": ("领投票码并投票", "watched.evaluation.vote"),
    "hand_paper": ("登记领纸质票", "watched.evaluation.hand_paper"),
    "draft_circular": ("按台账起草月度通报", "watched.circulars.draft_circular"),
    "ask": ("点题、申请、提意见、咨询", "cases.ask"),
}
# By the code of the procedure and the name of the action.
INSTEAD: Mapping[str, str] = {
    "item.approve": "items.approve",
    "case.write_reply": "replies.write_reply",
    "confirmation.confirm_nothing": "confirmations.confirm_nothing",
    "filing.begin_report": "reports.begin_report",
    "work_meeting.write_minutes": "watched.meetings.write_minutes",
    "schemedraft.save": "schemes.save_draft",
    "consultation.decide": "consultations.decide",
}
# Whose fields a shorthand takes besides.
OPEN: Mapping[str, type[models.Model]] = {"register": Item}
# About the organisation's own row, which nobody names.
OF_ORGANIZATION = ("confirm_nothing",)


def performer_at(place: str) -> Performer:
    return import_string(f"{__package__}.{place}")
