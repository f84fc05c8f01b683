"""What may be proposed: of which entry or item, for which days, and only once at a time (LK-19, QJ-15)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.withholdings.forms import NO_LAST_DAY, NO_REVIEW_DAY
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.superior import superior_decides
from disclosure.organizations.models.directory import Organization

S, Kind = Withholding.State, Withholding.Kind
ON_ITS_WAY = (S.SUBMITTED, S.AGREED, S.IN_FORCE)


def new_withholding(
    organization: Organization,
    *,
    on: date,
    kind: str,
    from_on: date,
    entry: Entry | None = None,
    item: Item | None = None,
    until_on: date | None = None,
    review_on: date | None = None,
) -> Withholding:
    """Not saved yet. Of the two last days it keeps the one that its kind has."""
    require_subject(organization, entry, item)
    under = item.entry if item else entry
    withholding = Withholding(
        organization=organization,
        entry=None if item else entry,
        entry_code=under.code if under else "",
        item=item,
        kind=kind,
        from_on=from_on,
        until_on=until_on if kind == Kind.DEFERRAL else None,
        review_on=review_on if kind == Kind.EXEMPTION else None,
        needs_superior=superior_decides(organization, on),
    )
    require_days(withholding, on)
    require_only_one(withholding)
    return withholding


def require_subject(organization: Organization, entry: Entry | None, item: Item | None) -> None:
    if item is not None:
        if item.organization_id != organization.pk:
            raise ValidationError({"item": "这个事项不是本组织的。"})
        if item.published_inside_at is not None and item.withdrawn_at is None:
            raise ValidationError({"item": "这个事项已经公开，不能再暂缓；要收回，请在事项里申请撤回。"})
    elif entry is None:
        raise ValidationError({"entry": "请选择是哪一项。"})
    elif entry_for(organization, entry.code) is None:
        raise ValidationError({"entry": "这一项不在本组织施行的目录里。"})


def require_days(withholding: Withholding, on: date) -> None:
    """From today at the earliest: what is late already stays late. To a year at the latest, for either kind."""
    if withholding.from_on < on:
        raise ValidationError({"from_on": "开始日期不能早于今天。已经到期的，仍算逾期。"})
    if withholding.kind == Kind.EXEMPTION:
        require_review_day(withholding.review_on, on)
    elif withholding.until_on is None:
        raise ValidationError({"until_on": NO_LAST_DAY})
    elif withholding.until_on < max(on, withholding.from_on):
        raise ValidationError({"until_on": "暂缓的截止日期不能早于今天，也不能早于开始日期。"})
    elif withholding.until_on > a_year_after(withholding.from_on):
        raise ValidationError({"until_on": "一次最多暂缓12个月。到时还不能公开的，再提出一次。"})


def require_review_day(review_on: date | None, on: date) -> None:
    if review_on is None:
        raise ValidationError({"review_on": NO_REVIEW_DAY})
    if not on < review_on <= a_year_after(on):
        raise ValidationError({"review_on": "复查日期要在今天以后，最迟12个月。"})


def require_days_left(withholding: Withholding, on: date) -> None:
    """What waited too long for its approval is proposed anew."""
    if withholding.is_over(on):
        raise ValidationError("暂缓的截止日期已经过去，请选不同意，由提出人重新提出。")
    if withholding.review_on and withholding.review_on <= on:
        raise ValidationError("复查日期已经过去，请选不同意，由提出人重新提出。")


def a_year_after(on: date) -> date:
    return on.replace(year=on.year + 1, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=on.year + 1)


def require_only_one(withholding: Withholding) -> None:
    rows = Withholding.objects.filter(organization=withholding.organization, state__in=ON_ITS_WAY)
    # An item is found by itself, an entry by its code whatever the version of the catalogue.
    same = Q(item=withholding.item) if withholding.item else Q(item=None, entry_code=withholding.entry_code)
    if found := rows.filter(same).order_by("pk").first():
        raise ValidationError(f"这一项已有一件{found.get_kind_display()}（{found.get_state_display()}），不用再提。")
