"""What is done of the first day and what comes next, above everything else on the desk until nothing is missing."""

from catalog.staff.heads import offer
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.first_day.steps import Step, steps_on
from disclosure.oversight.frame import view_url
from disclosure.oversight.readiness.pages import rows_of, with_ways
from disclosure.oversight.readiness.points import Readiness
from disclosure.web.components import Badge
from disclosure.web.panel import Panel

# Of somebody who works for many; the others follow when these are ready.
MOST = 3


def administrators_head(access: Access) -> Panel | None:
    """All steps, each with who does it: the three administrators begin, so they see the way to the end."""
    kind = getattr(access.user, "administrator", "")
    if not kind:
        return None
    steps = steps_on(access.on)
    if steps.next is None:
        return None
    lines = [(step, state_of(step, steps.next)) for step in steps.every]
    context = {"steps": steps, "lines": lines, "is_mine": steps.next.administrator == kind}
    return Panel("first_day", "第一天", "first_day/_steps.html", context)


def state_of(step: Step, coming: Step) -> Badge:
    if step.is_done:
        return Badge("done", "好了")
    if step is coming:
        return Badge("waiting", "现在做")
    return Badge("soon", "还差") if step.may_wait else Badge("draft", "还没到")


def organizations_head(access: Access) -> Panel | None:
    """Of each organisation at whose desk the person works: the bar, and what to do first."""
    if not access.works_at_desk:
        return None
    mine = Organization.objects.active().filter(pk__in=access.desk_ids).order_by("path")
    unready = [with_ways(row, access) for row in rows_of(list(mine[:MOST]), access.on) if row.percent < 100]
    if not unready:
        return None
    rows = [(row, readiness_url(row)) for row in unready]
    return Panel("readiness", "准备情况", "first_day/_readiness.html", {"rows": rows})


def readiness_url(row: Readiness) -> str:
    return view_url("readiness", row.evidence.organization.code)


offer(administrators_head)
offer(organizations_head)
