"""What the portal writes of a month: how many, who, why where reasons are known, against the month and the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from disclosure.deadlines import dates
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import under
from disclosure.oversight.board.numbers import Numbers, month_before, numbers_of, year_before
from disclosure.oversight.indicators.addresses import selection_of
from disclosure.oversight.indicators.measuring import Figures, percent
from disclosure.oversight.inspections.models import Finding
from disclosure.oversight.urging.models import Urge
from disclosure.oversight.watching import Watch

ADDRESSEE = "各下级党组织"
MOST_TITLES = 5
# Suggested; whoever sends the circular changes it as they like.
DEMANDS = "请逾期的组织查明原因，尽快办结，办结前每周报告一次进展；请各组织对照目录和时限，早安排、早审核，按时公开。"


@dataclass(frozen=True)
class Text:
    title: str
    paragraphs: list[str]


def text_of(watch: Watch, month: date, on: date) -> Text:
    """Of one organisation's watch. Five statements: the numbers, the places, what was late with what was answered, what is worth
    being done elsewhere."""
    numbers = numbers_of(watch, "", on)
    assert watch.organization
    title = f"关于{dates.year_month(month)}党务公开时限情况的通报"
    return Text(title, list(paragraphs(numbers, month)))


def paragraphs(numbers: Numbers, month: date) -> Iterator[str]:
    where = f"{numbers.watch.organization}和下级{len(numbers.units) - 1}个党组织"
    yield f"现将{dates.year_month(month)}{where}党务公开时限的情况通报如下。数字截至{dates.plain(numbers.on)}。"
    yield f"一、总的情况。{overall(numbers, month)}"
    units = sorted(numbers.units, key=lambda unit: (-numbers.cell(unit, month)["late"], unit.path))
    known = [unit for unit in units if numbers.cell(unit, month)["due"]]
    yield f"二、各组织的情况。{'按逾期件数从多到少。' if known else '没有组织有应办的。'}"
    for place, unit in enumerate(known, 1):
        cells = [numbers.cell(unit, each) for each in (month, month_before(month), year_before(month))]
        yield f"{place}．{numbers.label_of(unit)}：{counted(*cells)}。"
    idle = [numbers.label_of(unit) for unit in units if not numbers.cell(unit, month)["due"]]
    if idle:
        yield f"这个月没有应办的：{'、'.join(idle)}。"
    late = late_rows(numbers, month)
    yield f"三、逾期的事项和原因。{'' if late else '没有逾期的。'}"
    yield from reasons(numbers, late)
    good = worth_spreading(numbers, month)
    if good:
        yield "四、值得推广的做法。"
        yield from (f"{finding.visit.organization}：{finding.text.rstrip('。')}。" for finding in good)
    yield f"{'五' if good else '四'}、要求。{DEMANDS}"


def overall(numbers: Numbers, month: date) -> str:
    this, before, last_year = (numbers.month(each) for each in (month, month_before(month), year_before(month)))
    return f"{counted(this, before, last_year)}。"


def counted(this: Figures, before: Figures, last_year: Figures) -> str:
    """The same words of all and of each. Of a month that is not over it says how many have not come due yet."""
    to_come = this["due"] - this["fallen_due"]
    if to_come and not this["fallen_due"]:
        return f"应办{to_come}件，都还没到期"
    said = f"应办{this['due']}件，按时{this['on_time']}件，按时率{percent(this)}"
    compared = [
        f"{words}{percent(other)}"
        for words, other in (("上月", before), ("去年同月", last_year))
        if other["fallen_due"]
    ]
    said += f"（{'，'.join(compared)}）" if compared else ""
    said += f"，{to_come}件还没到期" if to_come else ""
    if not this["late"]:
        return f"{said}，没有逾期"
    left = f"，其中{this['overdue_now']}件现在还没办" if this["overdue_now"] else "，都已补办"
    return f"{said}，逾期{this['late']}件{left}"


def worth_spreading(numbers: Numbers, month: date) -> list[Finding]:
    """What inspections found done well, of those whose results were told that month (PL-18)."""
    told = {"visit__inspection__results_at__year": month.year, "visit__inspection__results_at__month": month.month}
    rows = Finding.objects.filter(under(numbers.watch.scope, "visit__organization__path"), is_good=True, **told)
    return list(rows.select_related("visit__organization").order_by("visit__organization__path", "pk"))


# --- what was late, and why ---


def late_rows(numbers: Numbers, month: date) -> list[Deadline]:
    """Of each organisation those late longest, as many as are named; ``of``: how many it has. Their titles name entries and steps,
    never what an item says."""
    rows = selection_of("late", month=month).rows(numbers.watch.deadlines(), numbers.on)
    of = Window(Count("pk"), partition_by=F("organization"))
    place = Window(RowNumber(), partition_by=F("organization"), order_by=("due_on", "pk"))
    counted = rows.annotate(of=of, place=place)
    named = counted.filter(place__lte=MOST_TITLES).only("organization", "title", "due_on", "closed_on")
    return list(named.order_by("organization__path", "due_on", "pk"))


def reasons(numbers: Numbers, late: Sequence[Deadline]) -> Iterator[str]:
    """An organisation a paragraph: some of its rows, each with the answer to the last time it was pressed for."""
    answers, names = answers_to(late), {unit.pk: str(unit) for unit in numbers.units}
    by_unit: dict[int, list[Any]] = {}
    for row in late:
        by_unit.setdefault(row.organization_id, []).append(row)
    for unit, rows in by_unit.items():
        named = [f"{row.title}（{became_of(row, answers.get(row.pk), numbers.on)}）" for row in rows]
        more = f"等{rows[0].of}件" if rows[0].of > MOST_TITLES else ""
        yield f"{names[unit]}：{'；'.join(named)}{more}。"


def answers_to(late: Sequence[Deadline]) -> dict[int, Urge]:
    """Key of the row → the newest answer."""
    answered = Urge.objects.filter(deadline__in=[row.pk for row in late], answered_at__isnull=False)
    return {urge.deadline_id: urge for urge in answered.order_by("answered_at", "pk")}


def became_of(row: Deadline, answer: Urge | None, on: date) -> str:
    assert row.due_on
    if row.closed_on:
        done = f"晚{(row.closed_on - row.due_on).days}天办结"
    else:
        done = f"逾期{(on - row.due_on).days}天，还没办"
    if answer is None:
        return done
    promised = f"，答应{dates.short(answer.promised_on, on)}办好" if answer.promised_on and not row.closed_on else ""
    return f"{done}，原因：{answer.reason.rstrip('。')}{promised}"
