"""Proposing: what, why and on which ground, until when or when to look again (LK-19, QJ-15)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.withholdings.guard import S, audit, require_words, tell_about
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.superior import superior_decides
from disclosure.organizations.access import access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE, DRAFT

ON_ITS_WAY = (S.SUBMITTED, S.AGREED, S.IN_FORCE)
REVIEW_WITHIN_MONTHS = 12


@transaction.atomic
def propose(
    *,
    organization: Organization,
    kind: str,
    reason: str,
    explanation: str,
    legal_basis: str,
    from_on: date,
    entry: Entry | None = None,
    item: Item | None = None,
    until_on: date | None = None,
    review_on: date | None = None,
    by,
    now: datetime,
) -> Withholding:
    """Hand in an exemption or a deferral of an entry, or of an item that is not published yet. It waits for approval."""
    on = timezone.localdate(now)
    if not access_of(by, on).can(DRAFT, organization):
        raise PermissionDenied("您没有为这个组织提出不予公开或暂缓公开的权限。")
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    require_subject(organization, entry, item)
    withholding = Withholding(
        organization=organization,
        entry=None if item else entry,
        entry_code=entry_code(entry, item),
        item=item,
        kind=kind,
        reason=reason,
        explanation=require_words(explanation, "请写明具体说明。"),
        legal_basis=require_words(legal_basis, "请写明依据。"),
        from_on=from_on,
        until_on=until_on if kind == Withholding.Kind.DEFERRAL else None,
        review_on=review_on if kind == Withholding.Kind.EXEMPTION else None,
        state=S.SUBMITTED,
        needs_superior=superior_decides(organization, on),
        proposed_by=by,
        proposed_at=now,
    )
    require_days(withholding, on)
    require_only_one(withholding)
    withholding.full_clean(exclude=["proposed_by"])
    withholding.save()
    audit("withholding.proposed", withholding, by=by, now=now, kind=kind, reason=reason)
    approvers = [person for person in holders(APPROVE, [organization], on)[organization.pk] if person != by]
    tell_about(withholding, "proposed", approvers, "等您批准", now=now)
    return withholding


def entry_code(entry: Entry | None, item: Item | None) -> str:
    found = item.entry if item else entry
    return found.code if found else ""


def require_subject(organization: Organization, entry: Entry | None, item: Item | None) -> None:
    if item is not None:
        if item.organization_id != organization.pk:
            raise ValidationError({"item": "这个事项不是本组织的。"})
        if item.published_inside_at is not None:
            raise ValidationError({"item": "这个事项已经公开，不能再暂缓；要收回，请在事项里申请撤回。"})
    elif entry is None:
        raise ValidationError({"entry": "请选择是哪一项。"})
    elif entry_for(organization, entry.code) is None:
        raise ValidationError({"entry": "这一项不在本组织施行的目录里。"})


def require_days(withholding: Withholding, on: date) -> None:
    """From today at the earliest: what is late already stays late. To a year at the latest, for either kind."""
    if withholding.from_on < on:
        raise ValidationError({"from_on": "开始日期不能早于今天。已经到期的，仍算逾期。"})
    if withholding.kind == Withholding.Kind.DEFERRAL:
        require_deferral_days(withholding, on)
    else:
        withholding.review_on = require_review_day(withholding.review_on, on)


def require_deferral_days(withholding: Withholding, on: date) -> None:
    if withholding.until_on is None:
        raise ValidationError({"until_on": "请填暂缓到哪一天。到期以后要公开。"})
    if withholding.until_on < max(on, withholding.from_on):
        raise ValidationError({"until_on": "暂缓的截止日期不能早于今天，也不能早于开始日期。"})
    if withholding.until_on > a_year_after(withholding.from_on):
        raise ValidationError({"until_on": "一次最多暂缓12个月。到时还不能公开的，再提出一次。"})


def require_review_day(review_on: date | None, on: date) -> date:
    if review_on is None:
        raise ValidationError({"review_on": "请填哪一天复查。不予公开不能没有期限。"})
    if not on < review_on <= a_year_after(on):
        raise ValidationError({"review_on": "复查日期要在今天以后，最迟12个月。"})
    return review_on


def a_year_after(on: date) -> date:
    return on.replace(year=on.year + 1, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=on.year + 1)


def require_only_one(withholding: Withholding) -> None:
    rows = Withholding.objects.filter(organization=withholding.organization, state__in=ON_ITS_WAY)
    same = (
        rows.filter(item=withholding.item)
        if withholding.item
        else rows.filter(item=None, entry_code=withholding.entry_code)
    )
    if found := same.order_by("pk").first():
        raise ValidationError(f"这一项已有一件{found.get_kind_display()}（{found.get_state_display()}），不用再提。")
