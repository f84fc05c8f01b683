"""Which registers there are. A later app adds its own with ``offer``."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.archive.registers.destroyed import destroyed_register
from catalog.archive.registers.items import items_register
from catalog.archive.registers.meetings import meetings_register
from catalog.archive.registers.pieces import pieces_register
from catalog.archive.registers.register import Register
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DESK_PERMISSIONS


@dataclass(frozen=True)
class RegisterKind:
    """``permissions``: any of them, held in the organisation, will do. ``make(organization, year, by=person, on=day)``: with
    the rows on the person's desk; without a person, asked by the system, with all of them."""

    name: str
    label: str
    hint: str
    permissions: frozenset[str]
    make: Callable[..., Register]


KINDS: dict[str, RegisterKind] = {}


def offer(kind: RegisterKind) -> None:
    """Add a register; for an app's ``ready``. Offering it twice changes nothing."""
    KINDS[kind.name] = kind


offer(RegisterKind("items", "事项登记簿", "一年里登记的公开事项，逐件列出", DESK_PERMISSIONS, items_register))
offer(
    RegisterKind(
        "meetings", "会议记录簿", "在哪次会上公开了哪些事项，多少人到会", DESK_PERMISSIONS, meetings_register
    )
)  # fmt: skip
offer(RegisterKind("archive", "归档文件目录", "一个年度归档的文件，逐件列出", DESK_PERMISSIONS, pieces_register))
offer(
    RegisterKind("destroyed", "档案销毁清册", "一年里经鉴定销毁的档案，逐件列出", DESK_PERMISSIONS, destroyed_register)
)


def kinds_for(access: Access) -> list[RegisterKind]:
    return [kind for kind in KINDS.values() if access.has_any(*kind.permissions)]
