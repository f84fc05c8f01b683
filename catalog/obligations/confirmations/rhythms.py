"""How often the organisations below confirm: their superior's decision, on record (LK-01)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.core.exceptions import ValidationError

from catalog.obligations.confirmations.actions import end_open
from catalog.obligations.confirmations.forms import RhythmForm
from catalog.obligations.confirmations.models import Confirmation, Rhythm
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW
from disclosure.workflow.kit import Act, Blocker, Context, HoldsThere, Workflow, require_text

Every = Rhythm.Every

rhythms = Workflow(
    Rhythm,
    code="confirmation_rhythm",
    words={"set": "规定下级多久逐项确认一次"},
    reads=("organization", "set_by"),
    state_words=lambda row: row.get_every_display(),
)


def find_nobody_below(context: Context, values: Mapping) -> Iterator[Blocker]:
    below = Organization.objects.active().filter(path__startswith=context.subject.path).exclude(pk=context.subject.pk)
    if not below.exists():
        yield Blocker("nobody_below", "本组织没有下级，不用规定。")


@rhythms.start(
    "set_rhythm", "规定下级多久确认一次", who=HoldsThere(DECIDE_BELOW), form=RhythmForm, blockers=find_nobody_below,
    done="已规定，下级从今天起照此确认。",
)  # fmt: skip
def set_rhythm(act: Act, *, every: str, reason: str) -> None:
    """From that day on, for all below that no nearer superior decides for. Where nothing is wanted any more, what is open
    there ends."""
    superior = act.subject
    before = every_for([superior], act.on, below=True)[superior.pk]
    if every == before:
        raise ValidationError({"every": f"现在就是“{Every(before).label}”，没有再改。"})
    row = Rhythm(organization=superior, every=every, from_on=act.on, set_by=act.person, set_at=act.now)
    row.reason = require_text(reason, "请写明理由。", field="reason", most=300)
    act.create(row)
    act.record("set", every=[before, every], reason=row.reason)
    if every == Every.NEVER:
        for confirmation in open_below(superior, act.on):
            act.follow(end_open, confirmation, reason=f"{superior}不再要求")


def open_below(superior: Organization, on: date) -> list[Confirmation]:
    """Open ones of organisations for which this superior decides."""
    rows = Confirmation.objects.filter(deadline__closed_on__isnull=True, organization__path__startswith=superior.path)
    found = list(rows.exclude(organization=superior).select_related("organization").order_by("pk"))
    every = every_for([row.organization for row in found], on)
    return [row for row in found if every[row.organization_id] == Every.NEVER]


def every_for(organizations: Iterable[Organization], on: date, *, below: bool = False) -> dict[int, str]:
    """Organisation id → quarter, half_year or never on the day; ``below``: for those below it. One query."""
    organizations = list(organizations)
    paths = {row.pk: row.line_paths if below else row.line_paths[:-1] for row in organizations}
    said: dict[str, str] = {}
    rows = Rhythm.objects.filter(
        from_on__lte=on, organization__path__in={path for each in paths.values() for path in each}
    )
    for path, every in rows.order_by("from_on", "pk").values_list("organization__path", "every"):
        said[path] = every
    return {
        pk: next((said[path] for path in reversed(line) if path in said), str(Every.QUARTER))
        for pk, line in paths.items()
    }
