"""What a time-limit cell says. It may hold five things: a class of limit, a delay after an event, a rule of the
calendar, a duration of display, and words that refer to something else (按上级要求); several of the second and third.

Rules are mappings as the deadlines read them, such as `{"working_days": 20}`; `limit_rule` reads the single ones. A piece
that speaks of days and is not understood exactly stays in `unread`, any other in `reference`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog.directory.exchange.limit_rule import Found, plain_numbers, read_calendar, read_delay
from disclosure.deadlines.rules import DayCount, DayOfMonth, MonthSpans, Recurrence, Rule, Several
from disclosure.files.reading.cells import clean

CLASS_WORDS = (
    *("固定", "长期", "常年", "永久", "不定期", "定期", "逐段", "分期", "分段", "分阶段", "阶段性", "逐步"),
    *("即时", "及时", "随时", "实时", "适时", "立即", "经常", "日常"),
)
CLASS = re.compile(rf"(?P<word>{'|'.join(CLASS_WORDS)})(?:公开|更新|公布|性公开)?")
CLASS_AFTER = re.compile(rf"(?P<event>[^每]{{1,20}}?)(?:之后|以后|后)(?:应|应当)?{CLASS.pattern}")
LONGEST = 300
LENGTH = r"(\d{1,3})"
DISPLAY = re.compile(
    rf"(?:(?:每次)?(?:公示|公布|展示|张贴|公开)(?:时间|期限|期)?(?:为|是|一般)?(?:不少于|不低于|至少|控制在)?)?"
    rf"{LENGTH}(?:个?自然日|天|日)?(?:(?:至|到|-|~|～|—){LENGTH}(?:个?自然日|天|日))?(?:以上)?"
)
DISPLAY_MONTHS = re.compile(
    rf"(?:(?:公示|公布|展示|张贴|公开)(?:时间|期限|期)?(?:为|是|一般)?(?:不少于|至少)?)?{LENGTH}个月(?:以上)?"
)
SHOWN = re.compile("公示|公布|展示|张贴|公开")
OF_TIME = re.compile(r"\d|[月季年周旬日天周]|小时|星期")
SEPARATORS = re.compile(r"[；;，,。、（）()：:]|(?:以及|和|及|或者?)(?=每|按|各|\d|[上下]半年|[季半年])|\s+(?=[^\d])")
# What is written before the text is cut, so that the cut does not part it.
NOTES = (
    (re.compile(r"[（(]2月为月底[）)]"), ""),
    (re.compile(r"[（(](自\d{1,2}月起)[）)]"), r"\1"),
    # 1、4、7、10月 and 1月、7月10日前: months that share a day.
    (re.compile(r"(\d{1,2})[、和及,，](?=(?:\d{1,2}[、和及,，])*\d{1,2}月)"), r"\1/"),
    (
        re.compile(r"(\d{1,2})月[、和及](?=(?:\d{1,2}月[、和及])*\d{1,2}月的?(?:\d{1,2}[日号]|底|末|[上中下]旬))"),
        r"\1/",
    ),
)


@dataclass(frozen=True)
class LimitCell:
    """The raw text beside what was understood of it. `event` is what a delay runs from; `display_most` ends a range."""

    raw: str
    kind_word: str = ""
    rules: tuple[Rule, ...] = ()
    event: str = ""
    display_days: int | None = None
    display_most: int | None = None
    display_months: int | None = None
    reference: str = ""
    unread: str = ""

    @property
    def rule(self) -> Rule | None:
        """All its rules as one."""
        rules = merged(self.rules)
        return Several(rules) if len(rules) > 1 else rules[0] if rules else None

    @property
    def calendar_rule(self) -> Rule | None:
        """The first that comes back by the calendar."""
        return next((rule for rule in self.rules if isinstance(rule, Recurrence)), None)

    @property
    def delay(self) -> Rule | None:
        """The first that runs from an event."""
        return next((rule for rule in self.rules if isinstance(rule, DayCount)), None)

    @property
    def mapping(self) -> Mapping | None:
        return self.rule.to_mapping() if self.rule else None


def read_limit(raw: str) -> LimitCell:
    """Understand the cell piece by piece; one that no entry holds is not read. A piece without its beginning (6月底 after 每年3月底) takes that of the one before."""
    cell, references, unread, beginnings = LimitCell(raw), [], [], ()
    if len(raw) > LONGEST:
        return cell
    text = plain_numbers(clean(raw))
    for written, meant in NOTES:
        text = written.sub(meant, text)
    for piece in filter(None, SEPARATORS.split(text)):
        better, beginnings = _take(cell, piece, beginnings)
        if better is not None:
            cell = better
        elif (word := CLASS.match(piece)) and not cell.kind_word and OF_TIME.search(piece, word.end()):
            cell = replace(cell, kind_word=word["word"])
            unread.append(piece[word.end() :])
        elif OF_TIME.search(piece) and not SHOWN.match(piece):
            unread.append(piece)
        else:
            references.append(piece)
    return replace(cell, reference="，".join(references), unread="，".join(unread))


def read_rule(words: str) -> Rule | None:
    """Words that say nothing but when: a rule, or None."""
    cell = read_limit(words)
    says_more = cell.kind_word or cell.reference or cell.unread or cell.display_days or cell.display_months
    return None if says_more else cell.rule


def _take(cell: LimitCell, piece: str, beginnings: tuple[str, ...]) -> tuple[LimitCell | None, tuple[str, ...]]:
    """The cell with the piece understood, or None; and how the next piece may begin."""
    word = CLASS.match(piece)
    if word and not cell.kind_word:
        rest = piece[word.end() :]
        named = replace(cell, kind_word=word["word"])
        return _take(named, rest, ()) if rest else (named, ())
    after = CLASS_AFTER.fullmatch(piece)
    if after and not cell.kind_word and not cell.event:
        return replace(cell, kind_word=after["word"], event=after["event"]), ()
    for text in (piece, *(beginning + piece for beginning in beginnings)):
        if found := read_calendar(text):
            return _with_rule(cell, found), found.beginnings
    if found := read_delay(piece):
        return _with_rule(cell, found), ()
    return _display(cell, piece), ()


def _with_rule(cell: LimitCell, found: Found) -> LimitCell:
    return replace(cell, rules=(*cell.rules, found.rule), event=cell.event or found.event)


def _display(cell: LimitCell, piece: str) -> LimitCell | None:
    if cell.display_days or cell.display_months:
        return None
    if found := DISPLAY_MONTHS.fullmatch(piece):
        return replace(cell, display_months=int(found[1]))
    found = DISPLAY.fullmatch(piece)
    if not found or not re.search("天|日", piece) or not (SHOWN.search(piece) or "天" in piece):
        return None
    return replace(cell, display_days=int(found[1]), display_most=int(found[2]) if found[2] else None)


def merged(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Days that differ in nothing but their month, and spans of months, are one rule: 6月底、12月底."""
    spans = [span for rule in rules if isinstance(rule, MonthSpans) for span in rule.spans]
    kept: list[Rule] = []
    for rule in rules:
        if isinstance(rule, DayOfMonth):
            months = [
                month
                for other in rules
                if isinstance(other, DayOfMonth) and other.day == rule.day
                for month in other.months
            ]
            rule = DayOfMonth(rule.day, tuple(months))
        elif isinstance(rule, MonthSpans) and not overlap(spans):
            rule = MonthSpans(tuple(spans))
        if rule not in kept:
            kept.append(rule)
    return tuple(kept)


def overlap(spans: list[tuple[int, int]]) -> bool:
    covered = [month for span in set(spans) for month in MonthSpans((span,)).covered]
    return len(covered) != len(set(covered))
