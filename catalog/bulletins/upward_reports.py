"""情况反映: an organisation tells its superior something and sees what became of it (LK-22)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from catalog.bulletins.models import UpwardReport
from disclosure.audit.record import record
from disclosure.deadlines.dates import local_day
from disclosure.files.rich_text import one_line, printable
from disclosure.notices.tell import tell
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DRAFT, PUBLISH

State = UpwardReport.State


def superior_of(organization: Organization) -> Organization | None:
    """The organisation right above it in the portal."""
    return Organization.objects.filter(path=organization.line_paths[-2]).first() if organization.depth > 1 else None


def may_write(access: Access, organization: Organization) -> bool:
    return access.can(DRAFT, organization)


def may_send(access: Access, organization: Organization) -> bool:
    return access.can(PUBLISH, organization)


def may_answer(access: Access, report: UpwardReport) -> bool:
    """Who decides at the very organisation it was sent to; not who stands above that."""
    return report.to_organization_id in access.organization_ids(DECIDE_BELOW)


@transaction.atomic
def write_report(organization: Organization, *, title: str, body: str, by, now: datetime) -> UpwardReport:
    if not may_write(access_of(by, local_day(now)), organization):
        raise PermissionDenied("您没有为这个组织起草的权限。")
    superior = superior_of(organization)
    if superior is None:
        raise ValidationError("本组织在门户里没有上级组织，不能报送。请联系系统管理员核对隶属关系。")
    report = UpwardReport(organization=organization, to_organization=superior, created_by=by, created_at=now)
    fill(report, title, body)
    audit("upward_report.created", report, by=by, now=now)
    return report


@transaction.atomic
def save_report(report: UpwardReport, *, title: str, body: str, by, now: datetime) -> UpwardReport:
    report = begin(report, State.DRAFT, "修改")
    if not may_write(access_of(by, local_day(now)), report.organization):
        raise PermissionDenied("您没有修改的权限。")
    fill(report, title, body)
    audit("upward_report.saved", report, by=by, now=now)
    return report


def fill(report: UpwardReport, title: str, body: str) -> None:
    report.title, report.body = one_line(title), printable(body).strip()
    faults = {name: "请填写。" for name in ("title", "body") if not getattr(report, name)}
    if faults:
        raise ValidationError(faults)
    report.save()


@transaction.atomic
def send_report(report: UpwardReport, *, by, now: datetime) -> UpwardReport:
    """To the superior of that day: an organisation may have been moved since the draft was begun."""
    report = begin(report, State.DRAFT, "报送")
    if not may_send(access_of(by, local_day(now)), report.organization):
        raise PermissionDenied("报送要由书记办理。")
    superior = superior_of(report.organization)
    if superior is None:
        raise ValidationError("本组织在门户里没有上级组织，不能报送。请联系系统管理员核对隶属关系。")
    report.to_organization = superior
    report.state, report.sent_at, report.sent_by = State.SENT, now, by
    report.save()
    audit("upward_report.sent", report, by=by, now=now)
    tell_superior(report, now=now)
    return report


@transaction.atomic
def receive_report(report: UpwardReport, *, by, now: datetime) -> UpwardReport:
    report = begin(report, State.SENT, "签收")
    require_superior(report, by, now)
    report.state, report.received_at, report.received_by = State.RECEIVED, now, by
    report.save()
    audit("upward_report.received", report, by=by, now=now)
    tell_writers(report, f"上级已收到情况反映：{report.to_organization}", "received", now=now)
    return report


@transaction.atomic
def answer_report(report: UpwardReport, *, answer: str, by, now: datetime) -> UpwardReport:
    """What became of it; who answers without having signed for it receives it by the same word."""
    report = begin(report, State.RECEIVED, "答复", State.SENT)
    require_superior(report, by, now)
    report.answer = printable(answer).strip()
    if not report.answer:
        raise ValidationError({"answer": "请写明处理结果。"})
    if report.received_at is None:
        report.received_at, report.received_by = now, by
    report.state, report.answered_at, report.answered_by = State.ANSWERED, now, by
    report.save()
    audit("upward_report.answered", report, by=by, now=now)
    tell_writers(report, f"上级已答复情况反映：{report.to_organization}", "answered", now=now)
    return report


def begin(report: UpwardReport, state: str, words: str, *others: str) -> UpwardReport:
    UpwardReport.objects.select_for_update().only("pk").get(pk=report.pk)
    report = UpwardReport.objects.select_related("organization", "to_organization").get(pk=report.pk)
    if report.state not in (state, *others):
        raise ValidationError(f"现在是“{report.get_state_display()}”，不能{words}。可能已经有人办过了。")
    return report


def require_superior(report: UpwardReport, by, now: datetime) -> None:
    if not may_answer(access_of(by, local_day(now)), report):
        raise PermissionDenied("要由上级组织的分管领导办理。")


def desk_url(report: UpwardReport) -> str:
    return f"/admin/catalog/upwardreport/{report.pk}/change/"


def tell_superior(report: UpwardReport, *, now: datetime) -> None:
    superior = report.to_organization
    people = holders(DECIDE_BELOW, [superior], local_day(now))[superior.pk]
    title = f"下级报送了情况反映：{report.organization}"
    tell(people, key=f"upward_report:{report.pk}:sent", title=title, url=desk_url(report), now=now)


def tell_writers(report: UpwardReport, title: str, step: str, *, now: datetime) -> None:
    people = {report.created_by_id, report.sent_by_id} - {None}
    tell(people, key=f"upward_report:{report.pk}:{step}", title=title, url=desk_url(report), now=now)


def audit(action: str, report: UpwardReport, *, by, now: datetime) -> None:
    """By its number: only the two organisations may know what it is about."""
    changes = {"to": report.to_organization.code}
    label = f"情况反映（第{report.pk}号）"
    record(action, report, by=by, now=now, organization=report.organization, changes=changes, label=label)
