"""The life of an inspection: planned, told or kept quiet, its lists frozen, drawn by lot, marked, reported, confirmed by another,
announced, closed (LK-25, JG-16, PL-15, PL-18, QJ-27)."""

from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.oversight.inspections.context import (
    InspectionContext,
    Inspects,
    InspectsAbove,
    refuse_conflict,
)
from disclosure.oversight.inspections.models import (
    Inspection,
)
from disclosure.workflow.kit import Workflow, in_state

S, Kind = Inspection.State, Inspection.Kind
TOLD = [kind for kind in Kind.values if kind != Kind.UNANNOUNCED]
INSPECTORS, CONFIRMERS = Inspects(), InspectsAbove()
AT_WORK = in_state(S.PREPARED, S.DRAWN)

# The log names it by kind and number: who reads the log need not be among those who may know whom it is about.
inspections = Workflow(
    Inspection,
    code="inspection",
    words={
        "planned": "计划检查",
        "joined": "增加检查人",
        "told": "事先告知检查",
        "frozen": "封存抽样名单",
        "drawn": "检查抽样",
        "marked": "登记检查评价",
        "sheet_taken": "取走离线检查表",
        "sheet_returned": "交回离线检查表",
        "found": "登记检查发现",
        "found_away": "删除检查发现",
        "photographed": "添加检查照片",
        "reported": "提交检查报告",
        "returned": "退回检查报告",
        "confirmed": "确认检查报告",
        "announced": "告知检查结果",
        "ordered": "因检查要求整改",
        "closed": "结束检查",
        "cancelled": "取消检查",
    },
    context=InspectionContext,
    reads=("organization", "led_by", "reported_by", "confirmed_by"),
    label=lambda row: f"{row.get_kind_display()}（第{row.pk}号）",
    heading=str,
    refuses=refuse_conflict,
)


def of_leader(access: Access) -> Q:
    """It waits for who leads it, though any inspector may do it."""
    return Q(led_by=access.user_id)
