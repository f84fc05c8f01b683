"""What a time-limit cell says. It may hold five things: a class of limit, a delay after an event, a rule of the
calendar, a duration of display, and words that refer to something else (按上级要求).

Rules are mappings as the deadlines read them: `{"working_days": 20}`, `{"calendar_days": 15}`,
`{"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}`, `{"period_end": "quarter"}`,
`{"disclosure_day": {"weekday": 5, "nth": 1}}`. What does not fit one of them exactly stays in `reference`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog.directory.exchange.cells import clean

Rule = Mapping[str, object]

CLASS_WORDS = (
    *("固定", "长期", "常年", "永久", "不定期", "定期", "逐段", "分期", "分段", "分阶段", "阶段性", "逐步"),
    *("即时", "及时", "随时", "实时", "适时", "立即", "经常", "日常"),
)
PERIODS = {"月": "month", "季度": "quarter", "季": "quarter", "半年": "half_year", "年": "year", "年度": "year"}
LENGTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日", start=1)} | {"天": 7}

NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
DAYS = NUMBER + r"个?(工作日|自然日|日历日|日|天)"
EVENT = r"(?:自|从)?(?P<event>.*?)(?:之日起|之日|以后|之后|后|起)?(?:的)?"
DELAY = re.compile(rf"{EVENT}(?:在)?{DAYS}(?:之内|以内|内)(?:予以|进行)?(?:公开|公布|更新)?")
DISPLAY = re.compile(
    rf"(?:每次)?(?:公示|公布|展示|张贴|公开)(?:时间|期限|期)?(?:为|是|一般)?(?P<bound>不少于|不低于|至少|控制在)?"
    rf"{NUMBER}(?:天|日|个自然日)?(?:(?:至|到|-|~|～|—){NUMBER}(?:天|日|个自然日))?(?:以上)?"
)
EVERY = r"每(?:个)?(?P<period>月|季度|季|半年|年度|年)"
WEEKDAY = re.compile(r"每(?:个)?月(?:的)?(?:第)?(?P<nth>首|[一二三四1-4])个?(?:星期|周)(?P<weekday>[一二三四五六日天])")
PERIOD_DAY = re.compile(
    rf"{EVERY}(?:的)?(?P<place>首月|末月|第[一二三1-3]个?月)?(?:的)?{NUMBER}(?:日|号)(?:之前|以前|前)"
)
YEAR_DAY = re.compile(
    rf"每年(?:的)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?(?:底|{NUMBER}(?:日|号))(?:之前|以前|前)?"
)
PERIOD_END = re.compile(
    rf"(?:{EVERY}|按(?P<by>月|季度|季|半年|年度|年))(?:末|底|终)?(?:之前|以前|前)?(?:(?:公开|更新|公布)?一次)?(?:公开|更新|公布)?"
)
BARE_END = re.compile(r"(?P<period>月|季度|季|半年|年)(?:末|底|终)(?:之前|以前|前)?")
CLASS = re.compile(rf"(?P<word>{'|'.join(CLASS_WORDS)})(?:公开|更新|公布|性公开)?")


@dataclass(frozen=True)
class LimitCell:
    """The raw text beside what was understood of it. `event` is what the delay runs from; `display_most` ends a range."""

    raw: str
    kind_word: str = ""
    delay: Rule | None = None
    event: str = ""
    calendar_rule: Rule | None = None
    display_days: int | None = None
    display_most: int | None = None
    reference: str = ""


def read_limit(raw: str) -> LimitCell:
    """Understand the cell piece by piece; a piece that is not understood, or comes a second time, is a reference."""
    cell, left = LimitCell(raw), []
    for piece in re.split(r"[；;，,。、（）()：:]|\s+(?=[^\d])", clean(raw)):
        if not piece:
            continue
        better = _take(cell, piece)
        if better is None:
            left.append(piece)
        else:
            cell = better
    return replace(cell, reference="，".join(left))


def _take(cell: LimitCell, piece: str) -> LimitCell | None:
    """The cell with the piece understood, or None."""
    word = CLASS.match(piece)
    if word and not cell.kind_word:
        rest = piece[word.end() :]
        named = replace(cell, kind_word=word["word"])
        return _take(named, rest) if rest else named
    for understand in (_delay, _calendar, _display):
        better = understand(cell, piece)
        if better is not None:
            return better
    return None


def _delay(cell: LimitCell, piece: str) -> LimitCell | None:
    found = DELAY.fullmatch(piece)
    if not found or cell.delay or not number(found[2]) or re.match("公示|展示|张贴|每", piece):
        return None
    unit = "working_days" if found[3] == "工作日" else "calendar_days"
    return replace(cell, delay={unit: number(found[2])}, event=found["event"])


def _display(cell: LimitCell, piece: str) -> LimitCell | None:
    found = DISPLAY.fullmatch(piece)
    if not found or cell.display_days or not re.search("天|日", piece):
        return None
    most = number(found[3]) if found[3] else None
    return replace(cell, display_days=number(found[2]), display_most=most)


def _calendar(cell: LimitCell, piece: str) -> LimitCell | None:
    rule = None if cell.calendar_rule else calendar_rule(piece)
    return rule and replace(cell, calendar_rule=rule)


def calendar_rule(piece: str) -> Rule | None:
    """每季度首月10日前, 每年1月底前, 每月第一个星期五, 每半年: a rule that comes back in every period."""
    if found := WEEKDAY.fullmatch(re.sub("公开$", "", piece)):
        nth = 1 if found["nth"] == "首" else number(found["nth"])
        return {"disclosure_day": {"weekday": WEEKDAYS[found["weekday"]], "nth": nth}}
    text = re.sub("(?:公开|更新|公布)$", "", piece)
    if found := PERIOD_DAY.fullmatch(text):
        return _day(number(found[3]), _months(PERIODS[found["period"]], found["place"] or ""))
    if found := YEAR_DAY.fullmatch(text):
        month = number(found["month"])
        return _day(number(found[2]) if found[2] else 31, [month] if 1 <= month <= 12 else [])
    if found := PERIOD_END.fullmatch(piece):
        return {"period_end": PERIODS[found["period"] or found["by"]]}
    if found := BARE_END.fullmatch(text):
        return {"period_end": PERIODS[found["period"]]}
    return None


def _day(day: int, months: list[int]) -> Rule | None:
    return {"day_of_month": {"day": day, "months": months}} if 1 <= day <= 31 and months else None


def _months(period: str, place: str) -> list[int]:
    """The months of the year at this place of each period; without a place only a month is exact."""
    length = LENGTHS[period]
    if not place:
        return list(range(1, 13)) if length == 1 else []
    at = {"首月": 1, "末月": length}.get(place) or number(place.strip("第个月"))
    return [first + at for first in range(0, 12, length)] if at <= length else []


def number(text: str) -> int:
    """20, 二十, 十五, 两; 0 when it is no number."""
    if text.isdigit():
        return int(text)
    digits = {name: value for value, name in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)
