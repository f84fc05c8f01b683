"""How things stand in one sentence; each number leads to exactly its rows (LK-05)."""

from dataclasses import dataclass

from disclosure.oversight.board.numbers import Numbers
from disclosure.oversight.indicators.addresses import url_of
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.selection import DISCLOSURE

MOST_NAMES = 3


@dataclass(frozen=True)
class Part:
    """Of the component ``stat_sentence``."""

    text: str
    url: str = ""
    state: str = ""


def name_of(key: str, kind: str) -> str:
    return INDICATORS[key].named(of_disclosure=kind == DISCLOSURE)


def sentence(numbers: Numbers) -> list[Part]:
    watch, kind, month = numbers.watch, numbers.kind, numbers.months[-1]
    this, now = numbers.month(month), numbers.now
    late = now["overdue_now"]

    def part(key: str, value: int, colour: str = "", **values) -> Part:
        return Part(f"{value} 件", url_of(key, watch.code, kind=kind, **values), colour)

    return [
        Part(f"本月{name_of('due', kind)} "),
        part("due", this["due"], month=month),
        Part(f"，{name_of('on_time', kind)} "),
        part("on_time", this["on_time"], "done", month=month),
        Part("；现在逾期 "),
        part("overdue_now", late, "late" if late else ""),
        Part(f"，{against(late, now['overdue_before'])}{where(numbers)}。"),
    ]


def against(now: int, before: int) -> str:
    if now == before:
        return "和上月底一样"
    return f"比上月底{'少' if now < before else '多'} {abs(now - before)} 件"


def where(numbers: Numbers) -> str:
    """Whose they are: all of them, or the worst three."""
    names = [numbers.label_of(unit) for unit in numbers.units if numbers.of(unit)["overdue_now"]]
    if not names or len(numbers.units) == 1:
        return ""
    return f"，{'都在' if len(names) <= MOST_NAMES else '最多的是'}{listed(names[:MOST_NAMES])}"


def listed(names: list[str]) -> str:
    return "和".join(filter(None, ("、".join(names[:-1]), names[-1])))
