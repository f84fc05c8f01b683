"""What meets a point-topic (点题): a disclosure, or a reasoned explanation to everyone who asked, where the rules allow no
disclosure; never an answer to the applicant alone (LK-31). Until then its time limit runs on, whatever was answered."""

from collections.abc import Iterator
from datetime import date, datetime

from catalog.items.models import Item
from catalog.schemes.choices import Scope
from disclosure.workflow.kit import Blocker
from feedback.cases.clocks.clocks import stop
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.replies import ANSWERED, DISCLOSED, Result
from feedback.cases.states import Kind

# Says why it is not disclosed, or that there is nothing to disclose.
EXPLAINS = (Result.REFUSED, Result.NOT_HELD, Result.REPEATED, Result.EXPLAINED)
STILL_OWED = (
    "点题还没有公开，也没有向所有提的人说明理由，时限没有停。请转为公开事项；不能公开的，在公布的答复里说明理由。"
)


def meets(reply: Reply, case: Case) -> bool:
    """Whether the answer, sent now, is all that was owed. Who seconded a topic reads an explanation only where it is listed."""
    if case.kind != Kind.TOPIC or reply.result in (*DISCLOSED, Result.ALREADY_PUBLIC):
        return True
    if reply.result in EXPLAINS:
        return not case.seconds.exists()
    item = reply.item or case.led_to
    return item is not None and is_disclosed_whole(item)


def is_disclosed_whole(item: Item) -> bool:
    """To all of its scope, and there still; what one person alone was told is no disclosure, nor what reaches fewer than its entry
    says without anybody's agreeing."""
    if item.is_taken_back or item.published_inside_at is None or item.scope == Scope.INDIVIDUAL:
        return False
    if item.is_narrowed and not item.narrowed_on:
        return False
    return item.published_outside_at is not None or item.scope != Scope.SOCIETY


def is_met(case: Case) -> bool:
    """By what stands today: what it was answered with, or what came of it, may have been withdrawn since."""
    reply = case.replies.filter(sent_at__isnull=False).select_related("item").order_by("-round").first()
    if case.led_to and is_disclosed_whole(case.led_to):
        return True
    if reply is None:
        return False
    if reply.result in EXPLAINS:
        return bool(case.listed_reply) or not case.seconds.exists()
    if reply.item is None:
        return False
    says_disclosed = reply.result in (*DISCLOSED, Result.ALREADY_PUBLIC)
    return not reply.item.is_taken_back if says_disclosed else is_disclosed_whole(reply.item)


def owes_disclosure(case: Case) -> bool:
    """Answered, and not yet as a topic is to be answered."""
    deadline = case.answer_deadline
    return case.kind == Kind.TOPIC and case.state in ANSWERED and deadline is not None and deadline.closed_on is None


def find_owed(context: CaseContext, values) -> Iterator[Blocker]:
    if owes_disclosure(context.subject):
        yield Blocker("still_owed", STILL_OWED)


def settle_topic(case: Case, *, on: date, by, now: datetime) -> None:
    """After its item was disclosed, or its explanation was listed."""
    if owes_disclosure(case) and is_met(case):
        stop(case.answer_deadline, on=on, by=by, now=now)
