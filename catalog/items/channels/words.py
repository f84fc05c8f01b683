"""What the desk reads of a channel or a delivery: how far it is, what was recorded, who stands by it."""

from datetime import date

from catalog.items.channels.display import place_words
from catalog.items.channels.kinds import asked_of
from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.staff.rows import due_words
from disclosure.deadlines.dates import moment, plain
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Badge, Fact, given


def badge_of(record: ChannelRecord, on: date, calendar: WorkCalendar) -> Badge:
    if record.dropped_at:
        return Badge("excused", "不再采用")
    if record.is_by_portal and record.is_done:
        return Badge("done", "已由门户完成")
    if record.confirmed_at:
        return Badge("done", "已核实")
    if record.is_done:
        return Badge("waiting", "已登记，待核实")
    if record.deadline is None:
        return Badge("waiting", "向社会公开以后落实")
    words, state = due_words(record.deadline.due_on, on, calendar)
    return Badge(state, f"待落实，{words}")


def facts_of(record: ChannelRecord) -> list[Fact]:
    """In the words in which it was asked."""
    if record.dropped_at:
        return [Fact("原因", record.dropped_reason)]
    if record.is_by_portal or record.recorded_at is None:
        return []
    asked = asked_of(record.channel).fields
    facts = [Fact(label, value_of(record, name)) for name, label in asked.items() if name != "carrier"]
    facts.append(Fact("登记", f"{record.recorded_by or '本人确认'}　{moment(record.recorded_at)}"))
    if record.confirmed_at:
        facts.append(Fact("核实", f"{record.confirmed_by}　{moment(record.confirmed_at)}"))
    return given(facts)


def value_of(record: ChannelRecord, name: str) -> str:
    if name == "place":
        return place_words(record)
    value = getattr(record, name)
    if value is None:
        return ""
    return plain(value) if name.endswith("_on") else str(value)


def told_words(row: Delivery) -> str:
    told = f"{plain(row.told_on)} {row.told_by} {row.channel}" if row.told_on else ""
    opened = f"{moment(row.opened_at)} 本人确认已读" if row.opened_at else ""
    return "；".join(filter(None, [told, opened, row.note]))
