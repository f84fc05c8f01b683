"""What a record says, checked against the scheme of the organisation concerned and the register of rules."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from catalog.rules.register import ACCOUNTABILITY, cite
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT
from disclosure.oversight.accountability.given import rules_of
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.accountability.table import CONCERNED, concerned_people
from disclosure.workflow.kit import Act, require_text

FACTS = (
    "kind", "concerned", "step", "person", "person_name", "body", "document_number", "decided_on", "ground", "why", "heard_on",
    "not_heard",
)  # fmt: skip


def fill(act: Act, measure: Measure, values: Mapping[str, Any]) -> None:
    """Not saved yet. What the scheme says of it is taken as it stands on the day of the decision."""
    for name in FACTS:
        setattr(measure, name, values[name])
    concerned, on = measure.concerned, measure.decided_on
    is_below = concerned.path.startswith(measure.organization.path)
    if not (is_below and any(act.access.can(each, concerned) for each in (INSPECT, DECIDE_BELOW))):
        raise ValidationError({"concerned": "只能登记本组织和下级的。"})
    if on > act.on:
        raise ValidationError({"decided_on": "决定的日期不能晚于今天。"})
    rules = rules_of(concerned, on)
    if measure.step not in (steps := rules.steps(measure.kind)):
        raise ValidationError({"step": f"方案里是这几种：{'、'.join(steps) or '没有写'}。请照着写。"})
    measure.body = require_text(measure.body, "请写作出决定的机关。", field="body", most=100)
    measure.why = require_text(measure.why, "请写明事实和理由。", field="why", most=3000)
    if measure.person and not measure.person_name:
        measure.person_name = str(measure.person)
    ground_of(measure, rules.own_ground)
    heard(measure)
    measure.is_for_head, measure.is_for_person = rules.is_seen_by("head"), rules.is_seen_by("person")
    measure.keep_until_on = rules.keep_until(on)
    if act.by and act.by.pk in concerned_people(measure, act.context):
        raise PermissionDenied(CONCERNED)


def ground_of(measure: Measure, own_ground: str) -> None:
    """A rule of the register in force on the day of the decision, or the scheme's own sentence."""
    if measure.kind == Measure.Kind.PRAISE:
        measure.ground, measure.ground_words = "", own_ground
    elif measure.ground:
        rule = cite(measure.ground, ACCOUNTABILITY, measure.decided_on, field="ground")
        measure.ground_words = str(rule)
    elif own_ground:
        measure.ground_words = own_ground
    else:
        raise ValidationError({"ground": "方案里没有责任追究的规定，请从规则库里选依据。"})


def heard(measure: Measure) -> None:
    if measure.kind == Measure.Kind.PRAISE:
        measure.heard_on, measure.not_heard = None, ""
    elif measure.heard_on is None:
        measure.not_heard = require_text(measure.not_heard, "没有听取陈述的，请写明原因。", field="not_heard", most=300)
    elif measure.heard_on > measure.decided_on:
        raise ValidationError({"heard_on": "陈述要在决定以前听取。"})
