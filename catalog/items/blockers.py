"""Why an item may not go on yet, as plain sentences: made here, shown by page and desk before the button is pressed."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from catalog.items.channels.suggestions import unfit_channels
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item
from catalog.items.routes import facts_needed, office_reviewers, required_route, reviewing_office
from catalog.items.states import VersionState
from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.files.rich_text import to_text
from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, BLOCKS_SUBMISSION
from disclosure.organizations.roles import PUBLISH
from disclosure.workflow.refusals import Blocker

INSIDE, OUTSIDE = "inside", "outside"
# As many findings as one reads; the rest stand in their panel.
SENTENCES_MOST = 8
Step = Decision.Step


def submission_blockers(item: Item, *, on: date) -> list[Blocker]:
    return list(of_submission(ItemContext(item, None, on)))


def publication_blockers(item: Item, *, by, on: date, stage: str) -> list[Blocker]:
    """``stage`` is ``inside`` or ``outside``. ``by`` is None where nobody in particular asks."""
    return list(of_publication(ItemContext(item, by, on), stage))


def of_step(case: ItemContext, step: str) -> list[Blocker]:
    """What blocks an action of ``catalog.items.actions.steps`` by its name; empty when nothing does."""
    return list(BY_STEP[step](case)) if step in BY_STEP else []


def of_submission(case: ItemContext) -> Iterator[Blocker]:
    yield from of_content(case)
    yield from of_readers(case)
    yield from of_plan(case)
    if case.version.state == VersionState.DRAFT:
        yield from of_planned_display(case)
    yield from of_personal_data(case, BLOCKS_SUBMISSION)


def of_approval(case: ItemContext) -> Iterator[Blocker]:
    yield from of_people(case, "approver")
    yield from of_submission(case)


def of_publication(case: ItemContext, stage: str) -> Iterator[Blocker]:
    yield from of_withholding(case, stage)
    yield from of_checks(case)
    yield from of_content(case)
    yield from of_readers(case)
    yield from of_plan(case)
    yield from of_personal_data(case, BLOCKS_PUBLICATION)
    if case.user is not None and not case.access.can(PUBLISH, case.item.organization):
        yield Blocker("no_permission", "您没有公开本组织事项的权限。")
    if stage == OUTSIDE:
        yield from of_going_outside(case)
        yield from of_display(case)


def of_withholding(case: ItemContext, stage: str) -> Iterator[Blocker]:
    """What is exempt or put off is not published while that is in force (LK-19); what is out already may be corrected."""
    item = case.item
    if item.published_outside_at if stage == OUTSIDE else item.published_inside_at:
        return
    for withholding in Withholding.objects.in_force(case.on).about(item):
        kind = withholding.get_kind_display()
        yield Blocker(
            "excused",
            f"已批准{kind}，现在不能公开。要公开，先在“不予公开和暂缓”里提前结束。",
            reverse("admin:catalog_withholding_change", args=[withholding.pk]),
        )


def of_checks(case: ItemContext) -> Iterator[Blocker]:
    for step, name in ((Step.REVIEW, "审核"), (Step.SECRECY, "保密审查"), (Step.APPROVE, "审批")):
        if not case.has_passed(step):
            yield Blocker(f"no_{step}", f"还差{name}。")


def of_content(case: ItemContext) -> Iterator[Blocker]:
    if not case.version.title.strip():
        yield Blocker("no_title", "还没有写标题。", "title")
    if not to_text(case.version.body) and not case.attachments:
        yield Blocker("no_text", "还没有写正文，也没有附件。", "body")
    if not case.item.is_truthful:
        yield Blocker("not_truthful", "拟稿人还没有确认对内容的真实性负责。", "is_truthful")


def of_readers(case: ItemContext) -> Iterator[Blocker]:
    if case.item.scope == Scope.AUDIENCE and not case.audience_count:
        yield Blocker("no_audience", "公开范围是特定对象，还没有选对象。", "audiences")
    if case.item.scope == Scope.INDIVIDUAL and not case.recipient_count:
        yield Blocker("no_recipient", "公开范围是个人，还没有选告知哪些人。", "recipients")


def of_plan(case: ItemContext) -> Iterator[Blocker]:
    if case.rules is None:
        yield Blocker("no_scheme", "本组织和上级都没有施行中的实施方案。")
        return
    yield from of_channels(case)
    yield from of_off_catalogue(case)
    until = case.item.display_until
    if until and case.is_permanent:
        yield Blocker("permanent", "这一类事项长期公开，不能设展示截止日期。", "display_until")
    elif until and until < case.on:
        yield Blocker("display_over", "展示截止日期已经过去。", "display_until")


def of_channels(case: ItemContext) -> Iterator[Blocker]:
    """The catalogue's own forms fit its scope; once the scope is narrowed, only the scheme's list says what fits."""
    for sentence in unfit_channels(case.rules, case.item.channels, case.item.entry, case.item.scope):
        yield Blocker("form", sentence, "channels")


def of_off_catalogue(case: ItemContext) -> Iterator[Blocker]:
    item = case.item
    if item.entry_id:
        return
    if not item.work_plan.strip():
        yield Blocker("no_work_plan", "目录外事项要先写工作方案。", "work_plan")
    route = required_route(item, case.rules)
    if route and item.approval_route != route:
        label = Item.ApprovalRoute(route).label
        yield Blocker("route", f"按实施方案，目录外事项要{label}。", "approval_route")


def of_personal_data(case: ItemContext, kinds: frozenset[str]) -> Iterator[Blocker]:
    """What must not slip out and was not let stand, each of it once, with the first place where it stands."""
    spots = {spot.key: spot for spot in reversed(case.open_spots) if spot.kind in kinds}
    rows = list(reversed(spots.values()))
    for spot in rows[:SENTENCES_MOST]:
        yield Blocker(spot.kind, spot.sentence, "#findings")
    if left := rows[SENTENCES_MOST:]:
        yield Blocker(left[0].kind, f"另外还有{len(left)}处，见“不该公开的内容”。", "#findings")


def of_going_outside(case: ItemContext) -> Iterator[Blocker]:
    item = case.item
    if item.scope != Scope.SOCIETY:
        yield Blocker("not_society", f"公开范围是“{item.get_scope_display()}”，不向社会公开。", "scope")
    if item.inside_first and item.published_inside_at is None:
        yield Blocker("inside_first", "先党内后党外：还没有在党内公开。")
    if item.published_inside_at and not item.published_outside_at and case.version.pk != item.published_version_id:
        yield Blocker("correcting", "正在更正，更正后再向社会公开。")
    if item.withdrawal_asked_at and not item.published_outside_at:
        yield Blocker("withdrawal_asked", "有人申请撤回，先办理撤回申请。")


def of_display(case: ItemContext) -> Iterator[Blocker]:
    """The days on society's page, the first not counted (PL-10). Without a date the longest allowed is set."""
    limits = case.rules and case.rules.display_limits(case.item.scope, case.item.limit_kind)
    until = case.item.display_until
    if not limits or not until:
        return
    days = (until - case.released_outside_on).days
    if not limits[0] <= days <= limits[1]:
        message = f"向社会展示应为{limits[0]}至{limits[1]}天，现在是{days}天。"
        yield Blocker("display_limits", message, "display_until")


def of_planned_display(case: ItemContext) -> Iterator[Blocker]:
    """Of an item that society does not read yet: what its last day on display can no longer, or not in time, become."""
    limits = case.rules and case.rules.display_limits(case.item.scope, case.item.limit_kind)
    until = case.item.display_until
    if not limits or not until or until < case.on:
        return
    rule = f"向社会展示应为{limits[0]}至{limits[1]}天"
    advice = f"请改日期；不填就从公开那天起展示{limits[1]}天。"
    if (until - case.on).days < limits[0]:
        message = f"{rule}，今天就公开也只有{(until - case.on).days}天。{advice}"
        yield Blocker("display_limits", message, "display_until")
    latest = latest_outside_on(case)
    if latest and (until - latest).days > limits[1]:
        message = f"{rule}，{latest.month}月{latest.day}日才公开也有{(until - latest).days}天。{advice}"
        yield Blocker("display_limits", message, "display_until")


def latest_outside_on(case: ItemContext) -> date | None:
    """The last day on which society should begin to read, as far as that is known."""
    item, stage = case.item, timedelta(days=case.item.outside_after_days or 0)
    if item.published_inside_at:
        planned = local_day(item.published_inside_at) + stage if item.outside_after_days is not None else None
    else:
        planned = item.deadline.due_on + stage if item.deadline and item.deadline.due_on else None
    return planned and max(case.on, planned)


def of_people(case: ItemContext, role: str) -> Iterator[Blocker]:
    """Proposer, secrecy reviewer and approver are different people where the scheme says so."""
    if case.rules is None or case.user is None or role not in case.rules.distinct_people:
        return
    if "proposer" in case.rules.distinct_people and case.user.pk in case.proposers:
        yield Blocker("own_proposal", "这是您自己拟稿或提交的内容，应由别人办理这一步。")
    secrecy = case.this_round.get(Step.SECRECY)
    if role == "approver" and secrecy and secrecy.by_id == case.user.pk:
        yield Blocker("own_secrecy_check", "保密审查是您办理的，应由别人审批。")


def of_review(case: ItemContext) -> Iterator[Blocker]:
    """The branch's own matters are reviewed by the office the scheme names, where it has a reviewer (PL-17)."""
    if case.user is None or case.rules is None:
        return
    reviewers = office_reviewers(case.item, case.rules, case.on)
    if reviewers and case.user.pk not in reviewers:
        office = reviewing_office(case.item, case.rules)
        yield Blocker("not_the_office", f"这是支部的事项，按实施方案由{office}的审核人审核，请交给他们办理。")


def of_ending(case: ItemContext) -> Iterator[Blocker]:
    """A display that the scheme bounds is not cut short by hand."""
    limits = case.rules and case.rules.display_limits(case.item.scope, case.item.limit_kind)
    if limits and case.item.published_outside_at:
        days = (case.on - case.released_outside_on).days
        if days < limits[0]:
            yield Blocker("too_early", f"向社会展示至少{limits[0]}天，现在才{days}天。")


def of_withdrawal(case: ItemContext) -> Iterator[Blocker]:
    if case.user is not None and case.item.withdrawal_asked_by_id == case.user.pk:
        yield Blocker("own_withdrawal", "撤回是您申请的，应由另一人办理。")


def of_archiving(case: ItemContext) -> Iterator[Blocker]:
    """What is not settled by then could never be settled: nothing about an archived item changes (LK-08)."""
    waiting = case.item.channel_records.filter(
        recorded_at__isnull=True, dropped_at__isnull=True, deadline__closed_on__isnull=True, deadline__isnull=False
    )
    for form in waiting.order_by("pk").values_list("channel", flat=True):
        yield Blocker("channel_open", f"公开形式“{form}”还没有登记落实情况，也没有注明不再采用。", "#channels")


def missing_facts(item: Item, facts: dict) -> list[Blocker]:
    """What the record of the approval still has to say (JG-06)."""
    return [
        Blocker(f"no_{name}", f"还要填写{label}。", name)
        for name, label in facts_needed(item).items()
        if not str(facts.get(name) or "").strip()
    ]


def next_stage(item: Item) -> str:
    """Where publishing leads next: outside at once for society without "inside first"."""
    if item.published_inside_at is not None:
        return OUTSIDE
    return OUTSIDE if item.scope == Scope.SOCIETY and not item.inside_first else INSIDE


BY_STEP = {
    "submit": of_submission,
    "review": of_review,
    "check_secrecy": lambda case: of_people(case, "secrecy_reviewer"),
    "approve": of_approval,
    "publish_inside": lambda case: of_publication(case, INSIDE),
    "publish_outside": lambda case: of_publication(case, OUTSIDE),
    "publish_correction": lambda case: of_publication(case, OUTSIDE if case.item.published_outside_at else INSIDE),
    "end_display": of_ending,
    "confirm_withdrawal": of_withdrawal,
    "refuse_withdrawal": of_withdrawal,
    "archive": of_archiving,
}
