"""Opening a filing: to whom, by when and on what ground stands in the scheme (LK-04, LK-19, LK-20, YY-08, QJ-15)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from catalog.filings.models import Filing
from catalog.schemes.rules import Row, find_scheme
from disclosure.audit.record import record
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.limits import Due
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.reckoning import due_by, take
from disclosure.organizations.models.directory import Organization

SUPERIOR = "上一级党组织"
# No document says within how many days, save the one for schemes (QJ-23).
PRESET = {"working_days": 5}
PRESET_NOTE = "预设：原文没有写几天内报送，定为5个工作日，可以改。"


@transaction.atomic
def open_filing(
    *,
    organization: Organization,
    what: str,
    title: str,
    event: str,
    start_on: date,
    now: datetime,
    content: str = "",
    url: str = "",
    by=None,
    with_deadline: bool = True,
) -> Filing:
    """Put something on the register of what goes up. ``event`` names what happened on ``start_on``.

    ``title`` must not carry an item's content; ``content`` is for the superior alone.
    """
    row = filing_rule(organization, what, local_day(now))
    filing = Filing.objects.create(
        organization=organization,
        what=what,
        title=title[:300],
        content=content,
        url=url,
        to_name=row.get("with") or SUPERIOR,
        to_organization=Organization.objects.get_parent(organization),
        created_at=now,
    )
    if with_deadline:
        filing.deadline = open_deadline(
            organization=organization,
            kind=Deadline.Kind.FILING,
            title=deadline_title(title),
            start_on=start_on,
            rule=row.get("rule") or PRESET,
            event=event,
            source=source_of(row),
            url=filing.get_absolute_url(),
            now=now,
            by=by,
        )
        filing.save(update_fields=["deadline"])
    changes = {"what": what, "to": filing.to_name}
    record("filing.opened", filing, by=by, now=now, organization=organization, changes=changes)
    return filing


def open_if_asked(*, organization: Organization, what: str, now: datetime, **fields: Any) -> Filing | None:
    """``open_filing`` where the organisation's document asks for it; else nothing goes up."""
    if not filing_rule(organization, what, local_day(now)):
        return None
    return open_filing(organization=organization, what=what, now=now, **fields)


def give_deadlines(filings: list[Filing], row: Row, event: str, start_on: date, *, now: datetime) -> date:
    """To filings of many organisations by the one row; returns the day that all of them share. Four statements."""
    rule = row.get("rule") or PRESET
    found = due_by(rule, start_on, event=row.get("event") or event, source=source_of(row))
    assert found.due_on is not None
    deadlines = [deadline_of(filing, start_on, rule, found, now) for filing in filings]
    for filing, deadline in zip(filings, Deadline.objects.bulk_create(deadlines), strict=True):
        filing.deadline = deadline
    Filing.objects.bulk_update(filings, ["deadline"], batch_size=500)
    return found.due_on


def deadline_of(filing: Filing, start_on: date, rule: Row, found: Due, now: datetime) -> Deadline:
    deadline = Deadline(
        organization_id=filing.organization_id,
        kind=Deadline.Kind.FILING,
        title=deadline_title(filing.title)[:300],
        url=filing.get_absolute_url(),
        start_on=start_on,
        rule=rule,
        opened_on=local_day(now),
    )
    return take(deadline, found)


def deadline_title(title: str) -> str:
    return f"备案：{title}"


def filing_rule(organization: Organization, what: str, on: date) -> Row:
    """The scheme's row for what is filed; a deferral is filed as an exemption is. Empty where the scheme has none."""
    rules = find_scheme(organization, on)
    return rules.filing_row(what) if rules else {}


def source_of(row: Row) -> Row:
    source = {name: row[name] for name in ("document", "article", "sentence") if row.get(name)}
    return source if row.get("rule") else {**source, "note": PRESET_NOTE, "preset": True}
