"""What falls due in the year of a trial, and for what there is no day."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.directory.models import Entry
from catalog.obligations.confirmations.asked import asked_of
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization

Row = Mapping[str, Any]
Kind = Deadline.Kind


def counted(organization: Organization, first: date, until: date) -> Row:
    """``rows``: what falls due within the year, by its day; ``waiting``: label of the kind → how many entries fall due by no
    calendar. That the catalogue is to be filed comes of the trial's own beginning."""
    rows = Deadline.objects.filter(organization=organization, due_on__range=(first, until)).exclude(kind=Kind.FILING)
    rows = rows.select_related("department", "duty__entry").order_by("due_on", "pk")
    return {"rows": [counted_row(row) for row in rows], "waiting": waiting(organization)}


def counted_row(row: Deadline) -> Row:
    """Of several departments that are responsible together each is named."""
    duty = getattr(row, "duty", None)
    entry = duty.entry if duty else None
    own = [row.department.name] if row.department else []
    return {
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "kind": row.kind,
        "title": row.title,
        "departments": own or (list(entry.department_names) if entry else []),
        "person": entry.person_name if entry else "",
        "provisional": row.is_provisional,
        "safe_on": row.trace.get("safe_on"),
    }


def waiting(organization: Organization) -> Mapping[str, int]:
    adoption = organization.adoptions.select_related("scheme").get()
    rules = SchemeRules(adoption.scheme, adoption.scheme.data)
    lines = asked_of(Entry.objects.filter(catalogue__organization=organization).entries().order_by("lft"), rules)
    return Counter(line.limit_words or line.get_limit_kind_display() for line in lines)
