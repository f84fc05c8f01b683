"""The table of an appraisal. The nightly sweep opens it; who archives gives an opinion, somebody else who approves decides."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.archive.appraisal.destroying import destroy
from catalog.archive.appraisal.ends import end_of, end_of_year, over
from catalog.archive.appraisal.forms import OpinionForm, ReturnForm
from catalog.archive.appraisal.models import Appraisal
from catalog.archive.models import ArchiveRecord
from disclosure.organizations.roles import APPROVE, PUBLISH
from disclosure.workflow.kit import (
    Act,
    Context,
    Holds,
    Nobody,
    NotNow,
    Workflow,
    in_state,
    lock_row,
    require_text,
    stamp_of,
)

S, Opinion = Appraisal.State, Appraisal.Opinion
NO_YEARS = "请填再保管几年。"
SAME_PERSON = "鉴定意见是您提的，要由另一个人同意或者退回。"

appraisals = Workflow(
    Appraisal,
    code="appraisal",
    words={
        "opened": "保管期满，开始鉴定",
        "proposed": "提鉴定意见",
        "returned": "退回鉴定意见",
        "extended": "同意延长保管",
        "destroyed": "同意销毁档案",
    },
    reads=("organization", "record__item", "proposed_by", "decided_by"),
)


@appraisals.start(
    "open_appraisal", "开始鉴定", to={S.OPEN}, who=Nobody(), by_system=True,
    lock=lambda record, _values: lock_row(ArchiveRecord, record.pk),
)  # fmt: skip
def open_appraisal(act: Act) -> Appraisal:
    """Of a package. Whoever waited for its lock finds it opened."""
    record = over(act.on).select_related("organization").filter(pk=act.subject.pk).first()
    if record is None:
        raise NotNow("这个档案的保管期限没有满，或者已经在鉴定。")
    ended_on = end_of(record)
    assert ended_on is not None
    row = Appraisal(record=record, organization=record.organization, ended_on=ended_on, opened_at=act.now)
    act.move(S.OPEN, row)
    act.create(row)
    act.record("opened", archive_number=record.archive_number, ended_on=str(row.ended_on))
    return row


def open_appraisals(*, on: date, now: datetime) -> int:
    """Of whatever is over, one transaction a package; may run twice or late. Returns how many."""
    return appraisals.sweep(open_appraisal, over(on), now=now)


def kept_until(record: ArchiveRecord, opinion: str, years: int | None, on: date) -> date | None:
    """The last day of the proposed retention; None for good, and where nothing is kept."""
    if opinion == Opinion.MORE:
        if years is None:
            raise ValidationError({"years": NO_YEARS})
        return end_of_year(on.year + years)
    if opinion == Opinion.YEARS_30:
        end = end_of_year(record.year + 30)
        if end <= on:
            raise ValidationError({"opinion": "按30年算也已经期满，请选“再保管几年”或者“改为永久保管”。"})
        return end
    return None


@appraisals.action(
    "propose", "提鉴定意见", at=in_state(S.OPEN), to={S.PROPOSED}, who=Holds(PUBLISH), form=OpinionForm, waits=True,
    style="main", text="看过档案包里的内容再提。由另一位有审批权的人同意才算数。", done="已提出，等另一个人同意。",
)  # fmt: skip
def propose(act: Act, *, opinion: str, years: int | None = None, reason: str) -> None:
    row = act.subject
    if opinion not in Opinion.values:
        raise ValidationError({"opinion": "请选择怎么办。"})
    row.kept_until = kept_until(row.record, opinion, years, act.on)
    row.opinion, row.reason = opinion, require_text(reason, "请写明理由。", field="reason", most=500)
    row.proposed_by, row.proposed_at, row.return_reason = act.person, act.now, ""
    row.proposers.add(act.person)
    act.move(S.PROPOSED)
    act.record("proposed", opinion=opinion, kept_until=str(row.kept_until or ""), reason=row.reason)


def proposers_of(context: Context) -> set[int]:
    """Of every round."""
    return set(context.subject.proposers.values_list("pk", flat=True))


def not_proposed_by(access) -> Q:
    return ~Q(proposers=access.user_id)


def opinion_in_hand(context: Context) -> str:
    row = context.subject
    return stamp_of(row.state, row.opinion, row.kept_until, row.reason, row.proposed_at)


@appraisals.action(
    "agree_appraisal", "同意", at=in_state(S.PROPOSED), to={S.EXTENDED, S.DESTROYED}, who=Holds(APPROVE),
    others=("proposed_by",), hands=proposers_of, waits=not_proposed_by, stamp=opinion_in_hand, same_person=SAME_PERSON,
    style="main", shows_blocked=True, done="已同意。",
    text="同意销毁的，档案包、各版正文、附件和佐证马上删除，不能恢复；登记和销毁清册保留。",
)  # fmt: skip
def agree_appraisal(act: Act) -> None:
    row = act.subject
    is_destroyed = row.opinion == Opinion.DESTROY
    row.decided_by, row.decided_at = act.person, act.now
    act.move(S.DESTROYED if is_destroyed else S.EXTENDED)
    act.save()
    if is_destroyed:
        destroy(row, now=act.now)
        act.record("destroyed", archive_number=row.record.archive_number, sha256=row.record.sha256, reason=row.reason)
    else:
        act.record("extended", opinion=row.opinion, kept_until=str(row.kept_until or ""))
    act.notify("agreed", [row.proposed_by_id], "同意了")


@appraisals.action(
    "return_appraisal", "退回", at=in_state(S.PROPOSED), to={S.OPEN}, who=Holds(APPROVE), others=("proposed_by",),
    hands=proposers_of, same_person=SAME_PERSON, form=ReturnForm, stamp=opinion_in_hand, is_folded=True,
    style="danger", done="已退回，请书记再看。",
)  # fmt: skip
def return_appraisal(act: Act, *, reason: str) -> None:
    row = act.subject
    row.return_reason = require_text(reason, "请写明退回原因。", field="reason", most=500)
    act.move(S.OPEN)
    act.record("returned", reason=row.return_reason)
    act.notify(f"returned-{int(row.proposed_at.timestamp())}", [row.proposed_by_id], "退回了，请再看")
