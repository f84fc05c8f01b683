"""What a round takes from its organisation and its scheme: the questions, the roll, by when the result is owed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.schemes.rules import find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership
from disclosure.organizations.roles import PUBLISH
from disclosure.oversight.evaluation.marks import SECRET_LEAST
from disclosure.oversight.evaluation.models import PARTY, Evaluation, Voter
from disclosure.workflow.kit import Act

USUAL: Mapping[str, Any] = {
    "rule": {"working_days": 10},
    "results_for": PARTY,
    "preset": True,
    "preset_reason": "方案没有写，定为评议截止后10个工作日以内公布。",
}
QUESTIONS = (
    "公开的内容是否全面真实",
    "公开是否及时",
    "公开的程序是否规范",
    "公开的形式是否方便",
    "意见和建议有没有回音",
)


def rules_of(organization: Organization, on: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The scheme's part ``evaluation``, and its source as a deadline keeps it."""
    scheme = find_scheme(organization, on)
    part = (scheme.data.get("evaluation") if scheme else None) or USUAL
    source = scheme.source_of(part) if scheme else {"note": f"预设：{part['preset_reason']}", "preset": True}
    return part, source


def usual_questions(organization: Organization, on: date) -> list[str]:
    """The check points of its scheme, else a few fixed ones."""
    scheme = find_scheme(organization, on)
    points = (scheme.data.get("check_points") or {}).get("points") if scheme else None
    return list(points or QUESTIONS)


def freeze_roll(act: Act, evaluation: Evaluation) -> list[int]:
    """In the order of names. Returns the keys of those with accounts."""
    organization = evaluation.organization
    members = Membership.objects.current(act.on).filter(kind=Membership.Kind.PARTY, person__is_active=True)
    if evaluation.includes_below:
        members = members.filter(organization__path__startswith=organization.path)
    else:
        members = members.filter(organization=organization)
    people = dict(members.values_list("person_id", "person__full_name"))
    if twice := sorted(set(people.values()).intersection(evaluation.names)):
        raise ValidationError(
            f"“{twice[0]}”有账号，已经在名册上，不能再写一次。真是同名的另一个人，请退回修改，在名字后面写上区别，如“{twice[0]}（二组）”。"
        )
    rows = [(name, pk) for pk, name in people.items()] + [(name, None) for name in evaluation.names]
    if not rows:
        raise ValidationError("本组织还没有登记党员，名册是空的。请先登记组织关系，或者写上没有账号的党员。")
    rows.sort(key=lambda row: (row[0], row[1] or 0))
    Voter.objects.bulk_create(Voter(evaluation=evaluation, person_id=pk, name=name or "党员") for name, pk in rows)
    return list(people) if len(rows) >= SECRET_LEAST else []


def owe_result(act: Act, evaluation: Evaluation, last_on: date) -> None:
    """By when the result is published: the scheme's days after the last one (YY-15, QJ-20)."""
    part, source = rules_of(evaluation.organization, act.on)
    evaluation.results_for = part["results_for"]
    evaluation.deadline = open_deadline(
        organization=evaluation.organization,
        kind=Deadline.Kind.REPORT,
        title=f"公布党员评议结果（第{evaluation.pk}号）",
        start_on=last_on,
        rule=part["rule"],
        event="评议截止",
        source=source,
        url=evaluation.get_staff_url(),
        permission=PUBLISH,
        by=act.by,
        now=act.now,
    )
