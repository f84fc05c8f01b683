"""事项登记簿: every item of an organisation whose event fell into the year."""

from datetime import date

from catalog.archive.registers.register import Column, Register
from catalog.items.models import Item
from disclosure.deadlines.dates import local_day

COLUMNS = (
    Column("序号", 5),
    Column("索引号", 20),
    Column("目录事项", 22, is_left=True),
    Column("标题", 30, is_left=True),
    Column("公开范围", 10),
    Column("事项日期", 12),
    Column("应公开", 12),
    Column("实际公开", 12),
    Column("公开形式", 14),
    Column("责任科室", 12),
    Column("状态", 12),
)


def desk_items(organization, by, on: date):
    """What of the organisation is on the person's desk; everything where the system itself asks."""
    items = Item.objects.all() if by is None else Item.objects.on_desk_of(by, on)
    return items.filter(organization=organization)


def items_register(organization, year: int, *, by, on: date) -> Register:
    items = desk_items(organization, by, on).filter(event_on__year=year)
    items = items.select_related("entry", "department", "deadline").order_by("event_on", "pk")
    rows = [row_of(number, item) for number, item in enumerate(items, start=1)]
    return Register("党务公开事项登记簿", organization.name, f"{year}年", COLUMNS, rows)


def row_of(number: int, item: Item) -> list:
    published = item.published_inside_at
    return [
        number,
        item.index_number,
        str(item.entry) if item.entry else "目录外事项",
        item.title,
        item.get_scope_display(),
        item.event_on.isoformat(),
        item.deadline.due_on.isoformat() if item.deadline and item.deadline.due_on else "",
        local_day(published).isoformat() if published else "",
        "、".join(item.channels),
        item.department.name if item.department else "",
        item.get_state_display(),
    ]
