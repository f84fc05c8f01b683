"""An application and how it was handled are filed with the superior where the scheme says so (LK-21, YY-05, QJ-16).
More people read the filings than the case: they name neither the sender nor what the case says."""

from datetime import date

from catalog.filings.actions import filings, rewrite
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from disclosure.deadlines.dates import local_day, plain
from disclosure.workflow.kit import Act
from feedback.cases.clocks.clocks import rules_of
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.replies import KEEPS_BACK
from feedback.cases.states import REQUESTS, Kind, State

APPLICATION = Filing.What.APPLICATION


def is_filed(case: Case, reply: Reply | None, on: date) -> bool:
    """Every application where the scheme files them, accepted or not; what was kept back where it files refusals."""
    rules = rules_of(case, on)
    if rules is None or case.kind not in REQUESTS:
        return False
    files_all = any(row["what"] == APPLICATION for row in rules.data.get("filing") or [])
    if case.kind == Kind.APPLICATION and files_all:
        return True
    return reply is not None and reply.result in KEEPS_BACK and bool(rules.data["refusal"].get("filed_with"))


def file_upward(act: Act, reply: Reply | None) -> None:
    """Without a reply the case was not accepted, or handed over. Answered again before the first went up: the same row says what came last."""
    case = act.subject
    if not is_filed(case, reply, act.on):
        return
    content = content_of(case, reply)
    filing = filings.hold(case.filing) if case.filing_id else None
    if filing and filing.is_pending:
        act.follow(rewrite, filing, content=content)
        return
    case.filing = open_filing(
        organization=case.organization,
        what=APPLICATION,
        title=f"{case.get_kind_display()}及办理情况（{case.number}）",
        content=content,
        url=case.staff_url,
        event="答复申请人" if reply else f"告知申请人{turned_away(case)}",
        start_on=act.on,
        by=act.by,
        now=act.now,
    )


def content_of(case: Case, reply: Reply | None) -> str:
    lines = [
        f"编号：{case.number}",
        f"种类：{case.get_kind_display()}",
        f"申请事项：{case.entry.name if case.entry else '（请用一句话概括，不写申请人是谁）'}",
        f"收到日期：{plain(case.received_on)}",
        f"受理日期：{plain(case.accepted_on)}" if case.accepted_on else "",
        *(outcome(case, reply) if reply else not_accepted(case)),
    ]
    return "\n".join(filter(None, lines))


def outcome(case: Case, reply: Reply) -> list[str]:
    return [
        f"答复日期：{plain(case.answered_on)}（{timeliness(case.answer_deadline)}）",
        f"办理结果：{reply.get_result_display()}",
        f"理由：{reply.get_reason_display()}" if reply.reason else "",
        f"依据：{reply.legal_basis}" if reply.legal_basis else "",
        f"公开的事项：索引号 {reply.item.index_number}" if reply.item else "",
    ]


def not_accepted(case: Case) -> list[str]:
    """The reason names the applicant's matter in free words, so it is not filed."""
    day = plain(local_day(case.closed_at))
    return [f"告知日期：{day}（{timeliness(case.accept_deadline)}）", f"办理结果：{turned_away(case)}"]


def turned_away(case: Case) -> str:
    return "转交" if case.state == State.HANDED_OVER else "不予受理"


def timeliness(deadline) -> str:
    """By the ledger as it is now."""
    if deadline:
        deadline.refresh_from_db()
    return "逾期" if deadline and deadline.was_late() else "按时"
