"""What a narrowing has to do with its item: agreed to, the item is done for those who remain; ended, it is owed to everyone;
another plan is asked for anew (LK-01, LK-19, PL-02)."""

from catalog.items.actions.narrowing import end_narrowing, narrow
from catalog.items.actions.writing import PLAN_READERS
from catalog.obligations.duties.fulfilling import reopen_duties
from catalog.obligations.withholdings.actions import end_with_plan
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.proposal import ON_ITS_WAY
from disclosure.workflow.act import Act


def end_narrowings(act: Act) -> None:
    """What was asked for, or agreed to, was another circle of readers."""
    if not {"scope", *PLAN_READERS} & set(act.details):
        return
    rows = Withholding.objects.filter(item=act.subject, kind=Withholding.Kind.NARROWING, state__in=ON_ITS_WAY)
    for narrowing in rows.order_by("pk"):
        act.follow(end_with_plan, narrowing)


def take_narrowing(act: Act) -> None:
    """In force, the item counts as disclosed once those who remain have it; ended, it is owed to everyone again."""
    withholding = act.subject
    if withholding.kind != Withholding.Kind.NARROWING:
        return
    if withholding.state == Withholding.State.IN_FORCE:
        act.follow(narrow, withholding.item, scope=withholding.scope)
    elif withholding.state == Withholding.State.ENDED and withholding.item.narrowed_on:
        act.follow(end_narrowing, withholding.item)


def owe_everyone(act: Act) -> None:
    """What was published for fewer people than agreed met nothing."""
    if act.subject.published_inside_at:
        reopen_duties(act.subject, by=act.by, now=act.now)
