"""A register leaves as a file, and that it left is on record."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.archive.registers.kinds import RegisterKind
from catalog.archive.registers.write_docx import write_docx
from catalog.archive.registers.write_xlsx import write_xlsx
from disclosure.audit.record import record
from disclosure.audit.words import register
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization

register("register", {"exported": "导出登记簿"})

WRITERS = {"docx": write_docx, "xlsx": write_xlsx}
FORMAT_LABELS = {"docx": "Word", "xlsx": "Excel"}


@transaction.atomic
def export_register(
    kind: RegisterKind, *, organization: Organization, year: int, format: str, by, now: datetime
) -> bytes:
    """``by=None`` is who runs the portal. Raises ``PermissionDenied``."""
    on = local_day(now)
    if by is not None and not any(access_of(by, on).can(name, organization) for name in kind.permissions):
        raise PermissionDenied(f"您没有导出“{organization}”{kind.label}的权限。")
    register = kind.make(organization, year, by=by, on=on)
    changes = {"register": kind.name, "year": year, "format": format, "rows": len(register.rows)}
    record("register.exported", organization, by=by, now=now, organization=organization, changes=changes)
    return WRITERS[format](register)
