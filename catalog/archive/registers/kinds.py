"""Which registers there are. A later app adds its own with ``offer``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from catalog.archive.registers.items import items_register
from catalog.archive.registers.meetings import meetings_register
from catalog.archive.registers.pieces import pieces_register
from catalog.archive.registers.register import Register
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DESK_PERMISSIONS


class Maker(Protocol):
    """``by`` is whose desk the rows must be on; None is the system, which gets them all."""

    def __call__(self, organization: Organization, year: int, *, by, on: date) -> Register: ...


@dataclass(frozen=True)
class RegisterKind:
    """``permissions``: any of them, held in the organisation, will do."""

    name: str
    label: str
    hint: str
    permissions: frozenset[str]
    make: Maker | Callable[..., Register]


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


def kinds_for(access: Access) -> list[RegisterKind]:
    return [kind for kind in KINDS.values() if access.has_any(*kind.permissions)]
