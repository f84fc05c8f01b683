"""What a trial came to, as its page shows it: by month, by whom, what is not certain yet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.deadlines.models import Deadline
from disclosure.oversight.trials.models import Trial
from disclosure.web.day_words import plain, year_month
from disclosure.web.moments import moment

Row = Mapping[str, Any]
NOBODY, NO_PERSON = "没有写责任科室", "没有写责任人"
LONGEST_BAR = 100


@dataclass(frozen=True)
class TrialRow:
    on: str
    title: str
    kind: str
    who: str
    is_provisional: bool
    safe: str


@dataclass(frozen=True)
class Bar:
    """``length``: of a hundred, the longest has all of it."""

    label: str
    count: int
    length: int
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True)
class Month:
    bar: Bar
    rows: list[TrialRow]


@dataclass(frozen=True)
class TrialResult:
    """``waiting``: what falls due by no calendar, in words; ``provisional``: how many days are not certain."""

    sentence: str
    stamp: str
    months: list[Month]
    departments: list[Bar]
    people: list[Bar]
    waiting: str
    provisional: str

    @property
    def month_bars(self) -> list[Bar]:
        return [month.bar for month in self.months]


def result_of(trial: Trial) -> TrialResult | None:
    """None where nothing was counted."""
    if not trial.result:
        return None
    rows: list[Row] = trial.result["rows"]
    months = months_of(trial, rows)
    return TrialResult(
        sentence(trial, rows, [month.bar for month in months]),
        f"照{moment(trial.saved_at)}保存的草稿和本组织的公开目录试算。",
        months,
        burden(rows, lambda row: row["departments"] or [NOBODY]),
        burden(rows, lambda row: [row["person"]] if row["person"] else []),
        waiting_words(trial.result["waiting"]),
        provisional_words(rows),
    )


def months_of(trial: Trial, rows: list[Row]) -> list[Month]:
    """Those in which nothing falls due stand there too."""
    of: dict[str, list[Row]] = {key: [] for key in keys_between(trial.first_on, trial.until_on)}
    for row in rows:
        of[row["due_on"][:7]].append(row)
    most = max((len(each) for each in of.values()), default=0)
    return [Month(month_bar(key, each, most), [shown(row) for row in each]) for key, each in of.items()]


def keys_between(first: date, until: date) -> Iterable[str]:
    on = first.replace(day=1)
    while on <= until:
        yield on.isoformat()[:7]
        on = on.replace(year=on.year + on.month // 12, month=on.month % 12 + 1)


def month_bar(key: str, rows: list[Row], most: int) -> Bar:
    busiest = Counter(row["due_on"] for row in rows).most_common(1)
    note = f"最多的一天是{plain(date.fromisoformat(busiest[0][0]))}，{busiest[0][1]}件" if busiest else ""
    return Bar(month_words(key), len(rows), length(len(rows), most), f"month-{key}", note)


def length(count: int, most: int) -> int:
    return round(count * LONGEST_BAR / most) if most else 0


def shown(row: Row) -> TrialRow:
    who = "、".join([*row["departments"], *([row["person"]] if row["person"] else [])])
    kind = str(Deadline.Kind(row["kind"]).label)
    safe = plain(date.fromisoformat(row["safe_on"])) if row["safe_on"] else ""
    return TrialRow(plain(date.fromisoformat(row["due_on"])), row["title"], kind, who, row["provisional"], safe)


def burden(rows: list[Row], named: Callable[[Row], list[str]]) -> list[Bar]:
    """The most burdened first; what several share counts for each."""
    counts: Counter[str] = Counter()
    worst: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for name in named(row):
            counts[name] += 1
            worst[name][row["due_on"][:7]] += 1
    most = max(counts.values(), default=0)
    return [
        Bar(name, count, length(count, most), note=worst_month(worst[name])) for name, count in counts.most_common()
    ]


def worst_month(counts: Counter[str]) -> str:
    key, count = counts.most_common(1)[0]
    return f"最忙是{month_words(key)}，{count}件"


def month_words(key: str) -> str:
    """2026-10 is 2026年10月."""
    return year_month(date.fromisoformat(f"{key}-01"))


# --- in words ---


def sentence(trial: Trial, rows: list[Row], bars: list[Bar]) -> str:
    span = f"从{plain(trial.first_on)}到{plain(trial.until_on)}"
    if not rows:
        return f"{span}，没有一件是按日历到期的。"
    top = max(bars, key=lambda bar: bar.count)
    rest = sum(bar.count == 0 for bar in bars)
    quiet = f"，有{rest}个月一件也没有" if rest else ""
    return f"{span}，一共有{len(rows)}件到期；最忙的是{top.label}，{top.count}件{quiet}。"


def waiting_words(waiting: Mapping[str, int]) -> str:
    if not waiting:
        return ""
    kinds = "，".join(f"{label}{count}项" for label, count in waiting.items())
    return f"目录里还有{sum(waiting.values())}项没有固定的日子，有了事才公开（{kinds}）。上面没有算它们，只算了每季度逐项确认一次。"


def provisional_words(rows: list[Row]) -> str:
    count = sum(row["provisional"] for row in rows)
    which = "这些日子都" if count == len(rows) else f"其中{count}件的日子"
    return f"{which}还没有定：国务院还没有公布那一年的放假安排，公布以后可能会动。" if count else ""
