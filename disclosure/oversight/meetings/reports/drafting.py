"""The draft of the office's report: how disclosure stood in a period, by the numbers of the ledger, to be edited (LK-30)."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.indicators.measuring import Figures, due_in, measure, nothing, total
from disclosure.oversight.meetings.models import Resolution, WorkMeeting
from disclosure.oversight.supervisors.models import Suggestion, Supervisor
from disclosure.web.day_words import plain

KEYS = ("due", "on_time", "late", "on_time_rate", "overdue_now", "excused")
WORST = 5
TO_WRITE = "（请填写）"


def title_of(organization: Organization, first: date, last: date) -> str:
    return f"{organization}党务公开情况报告（{plain(first)}至{plain(last)}）"


def draft_of(organization: Organization, first: date, last: date, on: date) -> str:
    """Paragraphs with empty lines between them. A constant number of queries."""
    return "\n\n".join(paragraphs_of(organization, first, last, on))


def paragraphs_of(organization: Organization, first: date, last: date, on: date) -> Iterator[str]:
    rows = Deadline.objects.within([organization.path]).filter(due_in(first, last))
    found = measure(rows, KEYS, on, by=("organization", "kind"))
    own = {kind: figures for (pk, kind), figures in found.items() if pk == organization.pk}
    below = grouped({key: figures for key, figures in found.items() if key[0] != organization.pk}, on)
    yield f"一、总体情况。{plain(first)}至{plain(last)}，本级{figure_words(total(own.values(), KEYS, on))}。"
    kinds = [
        f"{Deadline.Kind(kind).label}：{figure_words(figures)}"
        for kind, figures in sorted(own.items())
        if figures["due"]
    ]
    if kinds:
        yield f"二、分类情况。{'；'.join(kinds)}。"
    else:
        yield "二、分类情况。这段时间没有应办的事项。"
    yield f"三、下级情况。{below_words(below, on)}"
    yield f"四、会议和监督。{meeting_words(organization, first, last)}"
    yield f"五、存在的问题和下一步打算。{TO_WRITE}"


def grouped(found: Mapping[tuple, Figures], on: date) -> dict[int, Figures]:
    """Organisation id → its numbers."""
    summed: dict[int, Figures] = {}
    for (pk, _kind), figures in found.items():
        summed[pk] = summed.get(pk, nothing(KEYS, on)) | figures
    return summed


def figure_words(figures: Figures) -> str:
    rate = figures["on_time_rate"]
    percent = "" if rate is None else f"，按时率{Decimal(rate).quantize(Decimal(1), ROUND_HALF_UP)}%"
    return (
        f"应办{figures['due']}件，按时{figures['on_time']}件，逾期{figures['late']}件{percent}；"
        f"现在逾期{figures['overdue_now']}件"
    )


def below_words(below: Mapping[int, Figures], on: date) -> str:
    if not below:
        return "下级党组织这段时间没有应办的事项。"
    worst = sorted((pk for pk in below if below[pk]["late"]), key=lambda pk: (-below[pk]["late"], pk))[:WORST]
    names = Organization.objects.in_bulk(worst)
    said = "、".join(f"{names[pk]}{below[pk]['late']}件" for pk in worst)
    return f"下级党组织{figure_words(total(below.values(), KEYS, on))}。" + (f"逾期多的：{said}。" if said else "")


def meeting_words(organization: Organization, first: date, last: date) -> str:
    own = {"organization": organization}
    held = WorkMeeting.objects.filter(**own, state=WorkMeeting.State.CONFIRMED, held_on__range=(first, last)).count()
    resolved = Resolution.objects.filter(**own, meeting__held_on__range=(first, last)).aggregate(
        all=Count("pk", filter=~Q(state__in=[Resolution.State.DRAFT, Resolution.State.DROPPED])),
        done=Count("pk", filter=Q(state=Resolution.State.CONFIRMED)),
    )
    suggested = Suggestion.objects.filter(
        supervisor__organization=organization, case__received_on__range=(first, last)
    ).aggregate(all=Count("pk"), answered=Count("pk", filter=Q(case__answered_on__isnull=False)))
    watching = Supervisor.objects.in_office(last).filter(**own).count()
    return (
        f"开会{held}次，议定事项{resolved['all']}件，办成{resolved['done']}件。"
        f"在聘监督员{watching}名，提出建议{suggested['all']}件，答复{suggested['answered']}件。"
    )
