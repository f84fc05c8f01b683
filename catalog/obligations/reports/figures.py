"""The draft of a year report: what the ledger and the published items say of the period, as plain text to be edited."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from catalog.filings.models import Filing
from catalog.items.models import Item
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.quotas import published_within, reported_within
from catalog.schemes.choices import Scope
from disclosure.deadlines.models import LATE_WHEN_CLOSED, Deadline, is_late
from disclosure.organizations.models.directory import Organization

Kind = Deadline.Kind
ASKED = (Kind.REQUEST, Kind.OPINION)


def counts_of(organization: Organization, first: date, last: date, on: date) -> Mapping[str, int]:
    """Of what fell due in the period: ``due``, and of these on time, late or withheld; ``asked``: requests and opinions."""
    fallen = Deadline.objects.filter(organization=organization, due_on__range=(first, last))
    disclosing = Q(kind__in=Deadline.DISCLOSING)
    return fallen.aggregate(
        due=Count("pk", filter=disclosing & ~Q(closed_as=Deadline.ClosedAs.ENDED)),
        on_time=Count("pk", filter=disclosing & Q(closed_as=Deadline.ClosedAs.DONE) & ~LATE_WHEN_CLOSED),
        late=Count("pk", filter=disclosing & is_late(on)),
        withheld=Count("pk", filter=disclosing & Q(closed_as=Deadline.ClosedAs.EXCUSED)),
        asked=Count("pk", filter=Q(kind__in=ASKED)),
    )


def report_title(duty: Duty) -> str:
    return f"{duty.organization}{duty.starts_on.year}年党务公开工作情况总结报告"


def report_draft(duty: Duty, on: date) -> str:
    """Four queries at most."""
    organization, first, last = duty.organization, duty.starts_on, duty.ends_on
    counts = counts_of(organization, first, last, on)
    published = published_within(Item.objects.filter(organization=organization), first, last)
    by_scope = dict(published.values_list("scope").annotate(Count("pk")).order_by("scope"))
    filed = Filing.objects.filter(organization=organization, sent_on__range=(first, last)).count()
    scopes = "，".join(f"{Scope(scope).label}{count}件" for scope, count in by_scope.items())
    all_published = f"共公开{sum(by_scope.values())}件：{scopes}。" if scopes else "还没有公开的事项。"
    asked = f"应办理申请、意见建议{counts['asked']}件。" if counts["asked"] else "没有登记过申请和意见建议。"
    return "\n\n".join([
        f"一、总体情况\n{first.year}年，{organization}应公开{counts['due']}件，按时公开{counts['on_time']}件，"
        f"逾期{counts['late']}件，经批准不予公开或暂缓公开{counts['withheld']}件。",
        f"二、公开的事项\n{all_published}",
        f"三、报送和申请\n向上级报送备案{filed}件。{pieces_of(organization, first, last)}{asked}",
        "四、主要做法\n（请填写）",
        "五、存在的问题和下一步打算\n（请填写）",
    ])  # fmt: skip


def pieces_of(organization: Organization, first: date, last: date) -> str:
    """What the departments reported and how much of it was published, where the scheme asks it of them (PL-16)."""
    if not Duty.objects.filter(organization=organization, kind=Duty.Kind.QUOTA, starts_on__lte=last).exists():
        return ""
    items = Item.objects.filter(organization=organization, department__isnull=False)
    reported, published = reported_within(items, first, last), published_within(items, first, last)
    return f"各科室上报信息{reported.count()}篇，公开{published.count()}篇。"
