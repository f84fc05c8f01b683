"""One entry of a catalogue in full: its row, the scheme's sentence behind its limit, and what comes next."""

from dataclasses import dataclass, field

from catalog.changes.models import EntryChange
from catalog.directory.models import Catalogue, Entry
from catalog.obligations.next_due import Next
from catalog.public.directory import limit_words, scope_words
from catalog.rules.register import find, url_of
from catalog.schemes.rules import Limit, Row
from disclosure.deadlines import dates
from disclosure.deadlines.rules import DayCount, Rule
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Fact, given


def metadata(
    line: Entry, catalogue: Catalogue, coming: Next | None, calendar: WorkCalendar, confirmed: str = ""
) -> list[Fact]:
    """``confirmed``: that there was nothing in the last period asked about."""
    scope = scope_words(line)
    scope += "（先党内后党外）" if line.inside_first and "先党内" not in scope else ""
    rule = find(line.pinned_by)
    state, word = ("provisional", "暂定") if coming and coming.is_provisional else ("", "")
    rows = [
        Fact("公开代码", line.code),
        Fact("公开范围", scope),
        Fact("特定对象", audience_words(line, scope)),
        Fact("公开形式", "、".join(line.channels)),
        Fact("范围和形式的依据", f"{rule}，不得更改" if rule else "", rule.url if rule else ""),
        Fact("公开时限", limit_words(line)),
        Fact("下次到期", next_words(coming, calendar), state=state, word=word),
        Fact("最近确认", confirmed),
        Fact("责任科室", "、".join(line.department_names)),
        Fact("责任人", line.person_name),
        *(
            Fact(taxonomy.title, f"{taxonomy.number(each.key)} {each.label}", url_of(taxonomy.cites), is_wide=True)
            for taxonomy, each in line.classes
        ),
        Fact("所在目录", f"{catalogue.title}（第{catalogue.version}版）", is_wide=True),
    ]
    return given(rows)


def next_words(coming: Next | None, calendar: WorkCalendar) -> str:
    if coming is None or coming.on is None:
        return ""
    return dates.full(coming.on, calendar) + (f"；{coming.safe}" if coming.safe else "")


def audience_words(line: Entry, scope: str) -> str:
    """Empty where the scope's own words name them already."""
    words = "、".join(line.audience_names)
    return "" if words in scope else words


def ended(changes: list[EntryChange]) -> str:
    """What happened to an entry that is no longer in the directory; ``changes``: newest first."""
    last = next(row for row in changes if row.kind != EntryChange.Kind.CHANGE)
    day = dates.plain(last.effective_on)
    return f"这一项已{last.get_kind_display()}，自{day}起不在公开目录里。以前公开的仍列在下面。"


@dataclass(frozen=True)
class Basis:
    """Where the number comes from: article and sentence of the scheme called ``title``, or that it is preset and why."""

    limit: Limit
    line: Entry
    title: str
    principle: Row = field(default_factory=dict)

    @property
    def is_preset(self) -> bool:
        return self.limit.is_preset and not self.line.limit_rule

    @property
    def is_own(self) -> bool:
        return self.limit.is_own or bool(self.line.limit_rule)

    @property
    def rule(self) -> str:
        """事项完成后3个工作日内公开，重要事项7个工作日"""
        return f"{self.limit.label}：{rule_words(self.limit, self.line)}"


def rule_words(limit: Limit, line: Entry) -> str:
    rule = Rule.from_mapping(line.limit_rule or limit.rule)
    important = None if line.limit_rule else limit.important_rule
    more = f"，重要事项{Rule.from_mapping(important).describe()}" if important else ""
    return "；".join(part_words(part, limit) for part in rule.parts) + more


def part_words(part: Rule, limit: Limit) -> str:
    return f"{limit.event}{part.within()}公开" if isinstance(part, DayCount) else f"{part.describe()}公开一次"
