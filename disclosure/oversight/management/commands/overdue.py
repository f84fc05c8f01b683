import json
from collections.abc import Mapping
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.web.spreadsheet import csv_lines

COLUMNS = [
    "id",
    "organization",
    "department",
    "person",
    "kind",
    "title",
    "start_on",
    "due_on",
    "days_late",
    "provisional",
    "url",
]


def row_of(deadline: Deadline, on: date) -> Mapping[str, object]:
    """What is late, as it is printed: ``COLUMNS``."""
    due_on = deadline.due_on
    assert due_on is not None
    return {
        "id": deadline.pk,
        "organization": deadline.organization.code,
        "department": deadline.department.name if deadline.department else "",
        "person": str(deadline.person or ""),
        "kind": deadline.kind,
        "title": deadline.title,
        "start_on": deadline.start_on.isoformat(),
        "due_on": due_on.isoformat(),
        "days_late": (on - due_on).days,
        "provisional": deadline.is_provisional,
        "url": deadline.url,
    }


def overdue_rows(on: date, prefix: str) -> list[Mapping[str, object]]:
    """What is late on the day at or below a tree path (everywhere when empty), longest first. One query."""
    rows = Deadline.objects.overdue(on)
    if prefix:
        rows = rows.within([prefix])
    rows = rows.select_related("organization", "department", "person").order_by("due_on", "pk")
    return [row_of(row, on) for row in rows.iterator()]


class Command(BaseCommand):
    help = "列出某一天已经逾期的事项，可以限定在一个党组织和它的下级之内。"

    def add_arguments(self, parser):
        parser.add_argument("--org", default="", help="党组织代码，含下级")
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="日期，如 2026-11-22")
        parser.add_argument("--format", choices=["json", "csv"], default="json")

    def handle(self, *args, **options):
        rows = overdue_rows(options["on"], self.prefix(options["org"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for line in csv_lines(COLUMNS, ([row[name] for name in COLUMNS] for row in rows), is_plain=True):
            self.stdout.write(line, ending="")

    def prefix(self, code: str) -> str:
        if not code:
            return ""
        path = Organization.objects.filter(code=code).values_list("path", flat=True).first()
        if path is None:
            raise CommandError(f"没有代码为“{code}”的党组织。")
        return path
