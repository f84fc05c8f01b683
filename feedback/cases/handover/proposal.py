"""What a proposal to hand a case over must say: the body, how, why, on which rule, and how the sender reaches it."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError

from catalog.rules.register import cite
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.workflow.kit import Blocker, require_text, stamp_of
from feedback.cases.context import CaseContext
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.handover.bodies import ORGANIZATION, bodies
from feedback.cases.models.cases import Case
from feedback.cases.models.handovers import Handover

HANDOVER = "handover"  # its use in the register of rules
REASON, NAME, REACH = 500, 100, 300
Way = Handover.Way


def handover_in_hand(context: CaseContext) -> str:
    """The stamp of the proposal that its page shows."""
    return stamp_of(context.handover and context.handover.proposed_at)


def give_ground(row: Handover, on: date, *, reason: str, cites: str) -> None:
    """Why, by a rule of the register. Raises ``ValidationError`` by field."""
    row.reason = require_text(reason, "请写明为什么不归本组织办理。", most=REASON)
    row.cites, row.legal_basis = cites, str(cite(cites, HANDOVER, on, field="cites"))


def fill_in(row: Handover, on: date, *, body: str, way: str, name: str, organization, reach: str) -> None:
    """Raises ``ValidationError`` by field."""
    if body not in bodies():
        raise ValidationError({"body": "请选转到哪里。"})
    row.body = body
    if body == ORGANIZATION:
        to_organization(row, organization, on)
    else:
        elsewhere(row, way, name.strip(), reach.strip())


def to_organization(row: Handover, organization: Organization | None, on: date) -> None:
    """Inside the portal."""
    check_receiver(row.case, organization, on)
    assert organization is not None
    row.way, row.organization, row.name = Way.PORTAL, organization, organization.name[:NAME]
    row.reach = reach_of(organization)


def reach_of(organization: Organization) -> str:
    phone = organization.supervision_phone
    words = organization.office_name or organization.name
    return f"{words}，电话{phone}"[:REACH] if phone else words[:REACH]


def check_receiver(case: Case, organization: Organization | None, on: date) -> None:
    """Another one in use, where somebody takes such cases in, and which has not handed it over already."""
    if organization is None or not organization.is_active or organization.pk == case.organization_id:
        raise ValidationError({"organization": "请选转到哪个党组织。"})
    if organization.pk in been_at(case):
        raise ValidationError({"organization": "这一件就是从那里转来的，不能再转回去。"})
    if not holders(STAFF_PERMISSION[case.kind], [organization], on)[organization.pk]:
        raise ValidationError({"organization": "那里还没有人办理这类来件，请选别的办法。"})


def been_at(case: Case) -> set[int]:
    """Organisations that had it before."""
    if case.origin_id is None:
        return set()
    line = Case.objects.filter(pk=case.origin_id) | Case.objects.filter(origin=case.origin_id)
    return set(line.exclude(pk=case.pk).values_list("organization_id", flat=True))


def elsewhere(row: Handover, way: str, name: str, reach: str) -> None:
    body = bodies()[row.body]
    if way not in (Way.SENT, Way.TOLD):
        raise ValidationError({"way": "请选是由本组织转去，还是请来件人自己去提出。"})
    if body.needs_name and not name:
        raise ValidationError({"name": "请写明是哪个单位。"})
    if not (reach or body.reach):
        raise ValidationError({"reach": "请写明怎样联系，来件人要照着去找。"})
    row.way, row.organization = way, None
    row.name, row.reach = (name or body.label)[:NAME], (reach or body.reach)[:REACH]


def find_no_receiver(context: CaseContext, values) -> Iterator[Blocker]:
    """Between proposing and confirming, nobody may be left there who takes it in."""
    row = context.handover
    if row is None or not row.is_in_portal:
        return
    try:
        check_receiver(context.subject, row.organization, context.on)
    except ValidationError as error:
        yield Blocker("no_receiver", error.messages[0])
