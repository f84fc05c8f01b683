"""The facts of an inspection for who inspects: what it is, how far each organisation is, what comes next."""

from dataclasses import dataclass

from django.db.models import Count, Q

from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.models.people import User
from disclosure.oversight.inspections.context import InspectionContext, is_drawn
from disclosure.oversight.inspections.models import Mark, Visit
from disclosure.oversight.inspections.web.rows import days_of
from disclosure.web.components import Badge, Fact, given


@dataclass(frozen=True)
class VisitRow:
    name: str
    url: str
    badge: Badge
    marked: str = ""


def facts_of(context: InspectionContext) -> list[Fact]:
    row = context.inspection
    team = User.objects.filter(pk__in=context.inspector_ids).order_by("full_name", "pk")
    who = "、".join(f"{person}（组长）" if person.pk == row.led_by_id else str(person) for person in team)
    told = "暗访，不告知" if row.is_unannounced else moment(row.told_at) if row.told_at else "还没有告知"
    return given([
        Fact("种类", row.get_kind_display()),
        Fact("检查组织", str(row.organization)),
        Fact("检查日期", days_of(row)),
        Fact("查哪一段", f"{plain(row.period_from)}至{plain(row.period_until)}公开、到期的"),
        Fact("目录事项", "、".join(row.entry_codes) or "全部"),
        Fact("每个组织抽", f"{row.size}件"),
        Fact("检查组", who),
        Fact("事先告知", told),
        Fact("抽样用的数", f"{row.number_source}，{plain(row.number_on)}公布" if row.number_on else ""),
        Fact("报告", f"{row.reported_by}，{moment(row.reported_at)}" if row.reported_at else ""),
        Fact("确认", f"{row.confirmed_by}，{moment(row.confirmed_at)}" if row.confirmed_at else ""),
        Fact("退回原因", row.returned_reason if row.state == "drawn" else ""),
        Fact("取消原因", row.cancelled_reason),
        Fact("检查情况", row.report, is_wide=True),
    ])  # fmt: skip


def visit_rows(context: InspectionContext) -> list[VisitRow]:
    rows = Mark.objects.filter(sampled__visit__inspection=context.inspection).values("sampled__visit")
    counts = rows.annotate(every=Count("pk"), done=Count("pk", filter=~Q(mark=""))).order_by()
    marked = {row["sampled__visit"]: (row["done"], row["every"]) for row in counts}
    return [visit_row(visit, *marked.get(visit.pk, (0, 0))) for visit in context.visits]


def visit_row(visit: Visit, done: int, every: int) -> VisitRow:
    if not hasattr(visit, "frozen"):
        badge = Badge("draft", "还没有封存名单")
    elif not is_drawn(visit):
        badge = Badge("soon", "等报数抽样")
    else:
        badge = Badge("done", "评价完了") if done == every else Badge("soon", "评价中")
    words = f"已评价 {done}/{every} 个要点" if every else ""
    return VisitRow(visit.organization.name, visit.get_absolute_url(), badge, words)


def waits_for(context: InspectionContext) -> str:
    """What comes next where no button of this page does it."""
    row = context.inspection
    if row.state == row.State.PREPARED and context.undrawn:
        return f"还有{len(context.undrawn)}个组织没有抽样。到了那里，打开下面那个组织的页面，请对方报一个数。"
    if row.state == row.State.DRAWN and context.unmarked:
        return f"还有{context.unmarked}个要点没有评价。打开下面各个组织的页面，逐件评价。"
    return ""
