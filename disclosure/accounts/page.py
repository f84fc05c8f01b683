"""What the page of one reset shows, and the slip with its code."""

from disclosure.accounts.models import PasswordReset
from disclosure.deadlines.dates import moment
from disclosure.organizations.models.people import User
from disclosure.people.slips import Slip
from disclosure.web.components import Badge, Fact
from disclosure.workflow.staff.page import ProcedurePage

S = PasswordReset.State
BADGES = {S.ASKED: "waiting", S.GIVEN: "done", S.DECLINED: "ended", S.WITHDRAWN: "ended"}


def page_of(row: PasswordReset) -> ProcedurePage:
    facts = [
        Fact("谁的密码", f"{row.person}（{row.person.get_username()}）"),
        Fact("为什么", row.reason),
        Fact("谁提出", f"{row.asked_by}，{moment(row.asked_at)}"),
    ]
    if row.decided_by and row.decided_at:
        facts.append(Fact("谁答复", f"{row.decided_by}，{moment(row.decided_at)}"))
    if row.decline_reason:
        facts.append(Fact("为什么不同意", row.decline_reason))
    return ProcedurePage(str(row), Badge(BADGES[S(row.state)], row.get_state_display()), "这次重设", facts)


def slip_of(person: User, code: str) -> Slip:
    return Slip("", person.full_name, person.username, code)
