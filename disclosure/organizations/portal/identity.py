"""Name, responsible body and telephone of the portal, as every page shows them.

What was entered at the desk counts, else the environment. Every page reads it, so each process remembers the row for a minute,
without the shared cache: a page must not fail because that is gone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from disclosure.audit.words import register
from disclosure.organizations.actions import put_on_record
from disclosure.organizations.models.people import User
from disclosure.organizations.portal.memory import Row, memory
from disclosure.organizations.portal.models import Portal

FIELDS = ("name", "responsible", "phone")

register("portal", {"changed": "修改门户信息"})


@dataclass(frozen=True)
class Identity:
    name: str
    responsible: str
    phone: str


def entered() -> Row:
    return Portal.objects.values(*FIELDS).first() or {}


def identity() -> Identity:
    """As pages show it."""
    return from_row(memory.read(entered))


def written_identity() -> Identity:
    """As it is written now: what somebody has just entered in another process is there."""
    return from_row(entered())


def from_row(row: Row) -> Identity:
    return Identity(
        row.get("name") or settings.PORTAL_NAME,
        row.get("responsible") or settings.PORTAL_RESPONSIBLE,
        row.get("phone") or settings.PORTAL_PHONE,
    )


@transaction.atomic
def enter_identity(*, by: User, now: datetime, **values: str) -> None:
    """``values``: any of ``FIELDS``. The other processes show it within a minute."""
    row, _new = Portal.objects.get_or_create(pk=1)
    changes = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
    if not changes:
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    memory.forget()
    put_on_record("portal.changed", row, by=by, now=now, **changes)
