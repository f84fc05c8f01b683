"""归档文件目录: the packages of an organisation and year, piece by piece."""

from datetime import date

from catalog.archive.models import ArchiveRecord
from catalog.archive.registers.items import desk_items
from catalog.archive.registers.register import Column, Register

COLUMNS = (
    Column("件号", 7),
    Column("责任者", 22, is_left=True),
    Column("索引号", 20),
    Column("题名", 38, is_left=True),
    Column("日期", 12),
    Column("页数", 7),
    Column("保管期限", 10),
    Column("档号", 24),
    Column("备注", 14, is_left=True),
)


def pieces_register(organization, year: int, *, by, on: date) -> Register:
    records = ArchiveRecord.objects.filter(
        organization=organization, year=year, item__in=desk_items(organization, by, on).values("pk")
    )
    records = records.select_related("item").order_by("retention", "piece_number")
    order = list(ArchiveRecord.Retention.values)
    rows = [row_of(record) for record in sorted(records, key=lambda row: order.index(row.retention))]
    return Register("归档文件目录", organization.name, f"{year}年度", COLUMNS, rows)


def row_of(record: ArchiveRecord) -> list:
    return [
        record.piece_number,
        record.responsible,
        record.item.index_number,
        record.title,
        record.dated_on.isoformat(),
        record.pages,
        record.get_retention_display(),
        record.archive_number,
        "已销毁" if record.is_destroyed else "公开后撤回" if record.item.withdrawn_at else "",
    ]
