"""Why an item may not go on yet, as plain sentences: made here, shown by page and desk before the button is pressed."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from catalog.items.channels.suggestions import left_out, sides_without, unfit_channels
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item, Version
from catalog.items.routes import evidence_needed, office_reviewers, required_route, rule_of_owner
from catalog.items.stages import SIDES, goes_to_society
from catalog.schemes.choices import Scope
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.dates import local_day, month_day, plain
from disclosure.files.rich_text import to_text
from disclosure.workflow.refusals import Blocker

Values = Mapping[str, Any]
# As many findings as one reads; the rest stand in their panel.
SENTENCES_MOST = 8
Step = Decision.Step


def find_submission(context: ItemContext, values: Values) -> Iterator[Blocker]:
    yield from find_content(context)
    yield from find_readers(context)
    yield from find_plan(context)
    if context.version.state == Version.State.DRAFT:
        yield from find_planned_display(context)
    yield from find_personal_data(context, publication=False)


def find_secrecy_check(context: ItemContext, values: Values) -> Iterator[Blocker]:
    yield from find_people(context, "secrecy_reviewer")


def find_approval(context: ItemContext, values: Values) -> Iterator[Blocker]:
    """Whatever is wrong with an item, it may be returned."""
    yield from find_people(context, "approver")
    if values.get("passed", True):
        yield from find_submission(context, values)
    if values.get("passed"):
        yield from find_missing_evidence(context, values)


def find_inside(context: ItemContext, values: Values) -> Iterator[Blocker]:
    yield from find_checks(context)
    if context.item.published_inside_at is None:
        yield from find_late_stage(context)
    yield from find_content(context)
    yield from find_readers(context)
    yield from find_plan(context)
    yield from find_personal_data(context, publication=True)


def find_outside(context: ItemContext, values: Values) -> Iterator[Blocker]:
    yield from find_inside(context, values)
    yield from find_going_outside(context)
    yield from find_display(context)


def find_correction(context: ItemContext, values: Values) -> Iterator[Blocker]:
    yield from (find_outside if context.item.published_outside_at else find_inside)(context, values)


def find_checks(context: ItemContext) -> Iterator[Blocker]:
    for step, name in ((Step.REVIEW, "审核"), (Step.SECRECY, "保密审查"), (Step.APPROVE, "审批")):
        if not context.has_passed(step):
            yield Blocker(f"no_{step}", f"还差{name}。")


def find_content(context: ItemContext) -> Iterator[Blocker]:
    if not context.version.title.strip():
        yield Blocker("no_title", "还没有写标题。", "title")
    if not to_text(context.version.body) and not context.attachments:
        yield Blocker("no_text", "还没有写正文，也没有附件。", "body")
    if not context.item.is_truthful:
        yield Blocker("not_truthful", "拟稿人还没有确认对内容的真实性负责。", "is_truthful")


def find_readers(context: ItemContext) -> Iterator[Blocker]:
    if context.item.scope == Scope.AUDIENCE and not context.audience_count:
        yield Blocker("no_audience", "公开范围是特定对象，还没有选对象。", "audiences")
    if context.item.scope == Scope.INDIVIDUAL and not context.recipient_count:
        yield Blocker("no_recipient", "公开范围是个人，还没有选告知哪些人。", "recipients")


def find_plan(context: ItemContext) -> Iterator[Blocker]:
    if context.rules is None:
        yield Blocker("no_scheme", "本组织和上级都没有施行中的实施方案。")
        return
    yield from find_channels(context.item, context.rules)
    yield from find_off_catalogue(context.item, context.rules)
    yield from find_route(context.item, context.rules)
    until = context.item.display_until
    if until and context.is_permanent:
        yield Blocker("permanent", "这一类事项长期公开，不能设展示截止日期。", "display_until")
    elif until and until < context.on:
        yield Blocker("display_over", "展示截止日期已经过去。", "display_until")


def find_channels(item: Item, rules: SchemeRules) -> Iterator[Blocker]:
    """The catalogue's own forms fit its scope; once the scope is narrowed, only the scheme's list says what fits."""
    for sentence in unfit_channels(rules, item.channels, item.entry, item.scope):
        yield Blocker("form", sentence, "channels")
    for side, serving in sides_without(rules, item, item.channels):
        yield Blocker("no_form", f"{SIDES[side]}公开至少要用一种形式：{'、'.join(serving)}。", "channels")
    unused = left_out(rules, item)
    if unused and not item.channels_reason.strip():
        words = f"目录列明的“{'、'.join(unused)}”没有采用，请写明原因，由审批人看。"
        yield Blocker("channels_reason", words, "channels_reason")


def find_off_catalogue(item: Item, rules: SchemeRules) -> Iterator[Blocker]:
    row = rules.data["off_catalogue"]
    if item.entry_id is None and row.get("needs_work_plan") and not item.work_plan.strip():
        who = "由党务公开领导小组制定" if row.get("work_plan_by") == "leading_group" else "写"
        yield Blocker("no_work_plan", f"目录外事项要先{who}工作方案。", "work_plan")


def find_route(item: Item, rules: SchemeRules) -> Iterator[Blocker]:
    route = required_route(item, rules)
    if route and item.approval_route != route:
        what = "目录外事项" if item.entry_id is None else "重要事项" if item.is_important else "公开事项"
        yield Blocker("route", f"按实施方案，{what}要{Item.ApprovalRoute(route).label}。", "approval_route")


def find_personal_data(context: ItemContext, *, publication: bool) -> Iterator[Blocker]:
    """Sensitive data that nobody allowed, each of it once, with the first place where it stands."""
    spots = {spot.key: spot for spot in reversed(context.open_spots) if spot.blocks(publication=publication)}
    rows = list(reversed(spots.values()))
    for spot in rows[:SENTENCES_MOST]:
        yield Blocker(spot.kind, spot.sentence, "#findings")
    if left := rows[SENTENCES_MOST:]:
        yield Blocker(left[0].kind, f"另外还有{len(left)}处，见“不该公开的内容”。", "#findings")


def find_going_outside(context: ItemContext) -> Iterator[Blocker]:
    item = context.item
    if item.scope != Scope.SOCIETY:
        yield Blocker("not_society", f"公开范围是“{item.get_scope_display()}”，不向社会公开。", "scope")
    if item.inside_first and item.published_inside_at is None:
        yield Blocker("inside_first", "先党内后党外：还没有在党内公开。")
    if item.published_inside_at and not item.published_outside_at and context.version.pk != item.published_version_id:
        what = "补充工作进展" if context.version.is_progress else "更正"
        yield Blocker("correcting", f"正在{what}，办完再向社会公开。")
    if item.hidden_at and not item.published_outside_at:
        yield Blocker("hidden", "这个事项已经隐藏，恢复公开以后再办。")
    if item.withdrawal_asked_at and not item.published_outside_at:
        yield Blocker("withdrawal_asked", "有人申请撤回，先办理撤回申请。")


def find_display(context: ItemContext) -> Iterator[Blocker]:
    """The days on society's page, the first not counted (PL-10). Without a date the longest allowed is set."""
    limits, until = context.display_limits, context.item.display_until
    if not limits or not until:
        return
    days = (until - context.released_outside_on).days
    if days < limits[0] or (days > limits[1] and not context.item.may_be_shown_longer):
        message = f"向社会展示应为{limits[0]}至{limits[1]}天，现在是{days}天。"
        yield Blocker("display_limits", message, "display_until")


def find_planned_display(context: ItemContext) -> Iterator[Blocker]:
    """Of an item that society does not read yet: what its last day on display can no longer, or not in time, become."""
    limits, until = context.display_limits, context.item.display_until
    if not limits or not until or until < context.on:
        return
    rule = f"向社会展示应为{limits[0]}至{limits[1]}天"
    advice = f"请改日期；不填就从公开那天起展示{limits[1]}天。"
    if (until - context.on).days < limits[0]:
        message = f"{rule}，今天就公开也只有{(until - context.on).days}天。{advice}"
        yield Blocker("display_limits", message, "display_until")
    latest = latest_outside_on(context)
    if latest and (until - latest).days > limits[1]:
        message = f"{rule}，{month_day(latest)}才公开也有{(until - latest).days}天。{advice}"
        yield Blocker("display_limits", message, "display_until")


def find_late_stage(context: ItemContext) -> Iterator[Blocker]:
    """Where one row waits for society, the interval inside may not carry it past its day (LK-16)."""
    item, rules = context.item, context.rules
    due_on = item.deadline.due_on if item.deadline else None
    if item.outside_after_days is None or rules is None or due_on is None:
        return
    opens_on = (local_day(item.published_inside_at) or context.on) + timedelta(days=item.outside_after_days)
    if item.outside_after_days and opens_on > due_on and goes_to_society(item, rules):
        words = (
            f"党内公开{item.outside_after_days}天以后是{plain(opens_on)}，超过了应公开的{plain(due_on)}。请减少天数。"
        )
        yield Blocker("late_stage", words, "outside_after_days")


def check_planned_display(context: ItemContext) -> None:
    """The last day on display, as far as the plan can tell (PL-10). Raises ``ValidationError``."""
    for blocker in find_planned_display(context):
        raise ValidationError({"display_until": blocker.message})


def latest_outside_on(context: ItemContext) -> date | None:
    """The last day on which society should begin to read, as far as that is known."""
    item, stage = context.item, timedelta(days=context.item.outside_after_days or 0)
    if item.published_inside_at:
        planned = local_day(item.published_inside_at) + stage if item.outside_after_days is not None else None
    else:
        planned = item.deadline.due_on + stage if item.deadline and item.deadline.due_on else None
    return planned and max(context.on, planned)


def find_people(context: ItemContext, role: str) -> Iterator[Blocker]:
    """Nobody checks or approves what they wrote a part of, whatever the scheme says; secrecy reviewer and approver are different
    people where it says so."""
    if context.user is None:
        return
    if context.user.pk in context.proposers:
        yield Blocker("own_proposal", "这是您自己拟稿、修改或提交的内容，应由别人办理这一步。")
    is_separate = context.rules is not None and role in context.rules.distinct_people
    secrecy = context.this_round.get(Step.SECRECY)
    if role == "approver" and is_separate and secrecy and secrecy.by_id == context.user.pk:
        yield Blocker("own_secrecy_check", "保密审查是您办理的，应由别人审批。")


def find_review(context: ItemContext, values: Values) -> Iterator[Blocker]:
    """The branch's own matters are reviewed by the office the scheme names, where it has a reviewer (PL-17)."""
    if context.user is None or context.rules is None:
        return
    reviewers = office_reviewers(context.item, context.rules, context.on)
    if reviewers and context.user.pk not in reviewers:
        office = rule_of_owner(context.rules, context.item.department).reviewer
        yield Blocker("not_the_office", f"这是支部的事项，按实施方案由{office}的审核人审核，请交给他们办理。")


def find_ending(context: ItemContext, values: Values) -> Iterator[Blocker]:
    """What the scheme displays without end stays (LK-13); a display that it bounds is not cut short by hand (PL-10)."""
    if context.is_permanent:
        words = "这一类事项长期公开，不能结束展示。内容有变动请用“更正”；确实不该公开的，申请撤回。"
        yield Blocker("permanent", words)
    limits = context.display_limits
    if limits and context.item.published_outside_at:
        days = (context.on - context.released_outside_on).days
        if days < limits[0]:
            yield Blocker("too_early", f"向社会展示至少{limits[0]}天，现在才{days}天。")


def find_missing_evidence(context: ItemContext, values: Values) -> Iterator[Blocker]:
    """What the record of the approval still has to say (JG-06)."""
    for name, label in evidence_needed(context.item, context.rules).items():
        if not str(values.get(name) or "").strip():
            yield Blocker(f"no_{name}", f"还要填写{label}。", name)
