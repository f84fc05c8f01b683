"""销毁清册: the packages that were destroyed in a year, piece by piece, by whom and why."""

from datetime import date

from catalog.archive.appraisal.models import Appraisal
from catalog.archive.registers.items import desk_items
from catalog.archive.registers.register import Column, Register, numbered
from disclosure.deadlines.dates import local_day

COLUMNS = (
    (Column("档号", 24), lambda row: row.record.archive_number),
    (Column("题名", 34, is_left=True), lambda row: row.record.title),
    (Column("日期", 12), lambda row: row.record.dated_on.isoformat()),
    (Column("页数", 6), lambda row: row.record.pages),
    (Column("原保管期限", 10), lambda row: row.record.get_retention_display()),
    (Column("保管期满", 12), lambda row: row.ended_on.isoformat()),
    (Column("销毁理由", 30, is_left=True), lambda row: row.reason),
    (Column("鉴定人", 10), lambda row: str(row.proposed_by)),
    (Column("同意人", 10), lambda row: str(row.decided_by)),
    (Column("销毁日期", 12), lambda row: local_day(row.decided_at).isoformat()),
)


def destroyed_register(organization, year: int, *, by, on: date) -> Register:
    rows = Appraisal.objects.filter(
        state=Appraisal.State.DESTROYED,
        decided_at__year=year,
        record__item__in=desk_items(organization, by, on).values("pk"),
    )
    rows = rows.select_related("record", "proposed_by", "decided_by").order_by("decided_at", "pk")
    return numbered("档案销毁清册", organization.name, f"{year}年", COLUMNS, rows)
