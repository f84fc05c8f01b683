"""Cases that wait for the person, as task cards of "今日": theirs, those nobody has yet, those sent up to them."""

from django.db.models import Q

from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import Access
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from disclosure.web.components import Due, TaskCard
from feedback.cases.models.cases import Case
from feedback.cases.staff.dues import due_of
from feedback.cases.staff.queue_order import queue_page
from feedback.cases.staff.queue_tabs import mine, to_approve, to_decide
from feedback.cases.states import Kind, State
from feedback.cases.visibility import HANDLED, cases_for

MOST = 20
ACTIONS = {
    State.RECEIVED: "去受理",
    State.SCREENED: "去分办",
    State.ACCEPTED: "去办理",
    State.ASSIGNED: "去办理",
    State.HANDLED: "去答复",
    State.AT_SUPERIOR: "去审定",
}
IN_HAND = (State.RECEIVED, State.ACCEPTED, State.SCREENED, State.ASSIGNED, State.HANDLED)
FIRST_STEPS = {Kind.OPINION: "去筛选", Kind.QUESTION: "去答复"}


def case_cards(access: Access) -> list[TaskCard]:
    """What is due first stands first."""
    if not access.is_known:
        return []
    own = mine(access) & Q(state__in=IN_HAND, waiting_for="")
    asked = own | nobodys(access) | to_approve(access) | to_decide(access)
    rows = cases_for(access).filter(asked, closed_at__isnull=True)
    shown, calendar = queue_page(rows, size=MOST).rows, current_calendar()
    asked_for = set(
        cases_for(access).filter(to_approve(access), pk__in=[case.pk for case in shown]).values_list("pk", flat=True)
    )
    return [card(case, due_of(case, access.on, calendar), is_to_approve=case.pk in asked_for) for case in shown]


def nobodys(access: Access) -> Q:
    """New ones, and opinions that passed, of the kinds that the person takes in."""
    requests = Q(organization__in=access.organization_ids(HANDLE_REQUESTS), kind__in=HANDLED, state=State.RECEIVED)
    opinions = Q(organization__in=access.organization_ids(COLLECT_OPINIONS), kind=Kind.OPINION)
    opinions &= Q(state__in=[State.RECEIVED, State.SCREENED])
    is_aside = Q(deferred_until_on__isnull=False, deferred_until_on__gt=access.on)
    return (requests | opinions) & Q(handler__isnull=True) & ~is_aside


def card(case: Case, due: Due | None, *, is_to_approve: bool) -> TaskCard:
    kind = f"{case.get_kind_display()} · {case.state_words()}"
    return TaskCard(
        case.subject,
        case.staff_url,
        kind,
        str(case.organization),
        **vars(due or Due("", "waiting", "")),
        action_label="去批准" if is_to_approve else action_of(case),
        action_url=case.staff_url,
    )


def action_of(case: Case) -> str:
    if case.state == State.RECEIVED and case.kind in FIRST_STEPS:
        return FIRST_STEPS[Kind(case.kind)]
    return ACTIONS[State(case.state)]
