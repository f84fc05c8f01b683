"""Recording that a channel was carried out, confirming it by another person, giving it up with a reason (LK-09, LK-10)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.items.actions.guard import NotAllowed, audit, require_reason
from catalog.items.channels.kinds import PHONE, asked_of
from catalog.items.channels.models import ChannelRecord
from catalog.items.channels.opening import drop, end_deadline, is_outside
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.states import ItemState
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.files.rich_text import one_line
from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, MOBILE_PHONE
from disclosure.files.sensitive_data.refusing import leak_in
from disclosure.notices.tell import tell
from disclosure.organizations.access import access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DRAFT, PUBLISH, REVIEW

RECORDERS = (DRAFT, PUBLISH)
CONFIRMERS = (REVIEW, CHECK_SECRECY, APPROVE, PUBLISH)
FACTS = ("carrier", "place", "from_on", "until_on", "attendance", "expected", "document_number", "note")
TWO_PEOPLE = "登记和核实要由两个人办理。"
REASON_LENGTH = 300


@transaction.atomic
def record_channel(
    record: ChannelRecord,
    *,
    by,
    now: datetime,
    from_on: date | None = None,
    until_on: date | None = None,
    carrier=None,
    place: str = "",
    attendance: int | None = None,
    expected: int | None = None,
    document_number: str = "",
    note: str = "",
) -> ChannelRecord:
    """Say where, when and before how many a channel was carried out; ends its deadline. May be mended until it is confirmed.

    Raises ``ValidationError`` by field, and when nothing new is said.
    """
    record = begin(record, RECORDERS, "登记", by=by, now=now)
    refuse_to_record(record)
    texts = {"place": one_line(place), "document_number": one_line(document_number), "note": one_line(note)}
    numbers = {"attendance": attendance, "expected": expected}
    facts = {"carrier": carrier, "from_on": from_on, "until_on": until_on, **texts, **numbers}
    check(record, facts, local_day(now))
    if record.recorded_at and all(getattr(record, name) == value for name, value in facts.items()):
        raise ValidationError("已经登记过了，没有改动。")
    is_first = record.recorded_at is None
    for name, value in facts.items():
        setattr(record, name, value)
    record.recorded_by, record.recorded_at = by, now
    record.clean_fields(exclude=["deadline", "item"])
    finish(record, "item.channel_carried_out" if is_first else "item.channel_changed", by=by, now=now)
    if is_first:
        tell_confirmers(record, by=by, now=now)
    return record


def finish(record: ChannelRecord, word: str, *, by, now: datetime) -> None:
    record.save()
    end_deadline(record, closed_as=Deadline.ClosedAs.DONE, by=by, now=now)
    days = {name: str(getattr(record, name)) for name in ("from_on", "until_on") if getattr(record, name)}
    audit(word, record.item, by=by, now=now, channel=record.channel, **days)


def begin(record: ChannelRecord, permissions: tuple[str, ...], word: str, *, by, now: datetime) -> ChannelRecord:
    """The record behind its item's lock. Raises ``NotAllowed``, or ``ValidationError`` for what nobody records."""
    Item.objects.select_for_update().only("pk").get(pk=record.item_id)
    rows = ChannelRecord.objects.select_related(
        "item__organization", "item__entry", "deadline", "carrier", "recorded_by"
    )
    record = rows.get(pk=record.pk)
    access = access_of(by, local_day(now))
    if not any(access.can(permission, record.item.organization) for permission in permissions):
        raise NotAllowed(f"您没有{word}公开形式落实情况的权限。")
    refuse_archived(record.item)
    if record.is_by_portal:
        raise ValidationError("这种形式由门户完成，不用登记。")
    if record.dropped_at:
        raise ValidationError("这种形式已经不再采用。")
    return record


def refuse_archived(item: Item) -> None:
    """What was packed is what was done: nothing is added to it or taken from it (LK-08)."""
    if item.state == ItemState.ARCHIVED:
        raise ValidationError("这个事项已经归档，什么都不能再改。")


def refuse_to_record(record: ChannelRecord) -> None:
    refuse_confirmed(record)
    if record.item.scope == Scope.INDIVIDUAL:
        raise ValidationError("向个人公开的，请在“告知本人”里逐人登记。")
    if record.deadline_id is None:
        raise ValidationError("这种形式只对社会，等向社会公开以后再登记。")


def refuse_confirmed(record: ChannelRecord) -> None:
    if record.confirmed_at:
        raise ValidationError("已经核实过，不能再改。")


def check(record: ChannelRecord, facts: dict, today: date) -> None:
    """What is missing or cannot be true, by field."""
    asked = asked_of(record.channel)
    # A registered board says where it is.
    given = {**facts, "place": facts["place"] or facts["carrier"]}
    faults = {name: words for name, words in asked.required.items() if given[name] in (None, "")}
    faults |= faults_of_days(record, facts["from_on"], facts["until_on"], today)
    attendance, expected = facts["attendance"], facts["expected"]
    if attendance is not None and expected is not None and attendance > expected:
        faults["attendance"] = "到会人数不能多于应到人数。"
    carrier = facts["carrier"]
    if carrier and carrier.organization_id != record.item.organization_id:
        faults["carrier"] = "这一块不是本组织登记的。"
    # Readers see where it was; of a telephone that is its number.
    kinds = BLOCKS_PUBLICATION - {MOBILE_PHONE} if asked is PHONE else BLOCKS_PUBLICATION
    if leak := leak_in(facts["place"], kinds):
        faults["place"] = leak
    if faults:
        raise ValidationError(faults)


def faults_of_days(record: ChannelRecord, from_on: date | None, until_on: date | None, today: date) -> dict[str, str]:
    """A day that has come; the end of a display may be known before."""
    if from_on is None:
        return {"until_on": "请先填从哪一天开始。"} if until_on else {}
    if from_on > today:
        return {"from_on": "这一天还没有到，落实以后再登记。"}
    if until_on and until_on < from_on:
        return {"until_on": "结束日期不能早于开始日期。"}
    return too_early(record, from_on)


def too_early(record: ChannelRecord, from_on: date) -> dict[str, str]:
    """A meeting or a document may tell of the matter before the portal does; what goes to everyone may not."""
    item = record.item
    if not asked_of(record.channel).is_after_publication:
        if from_on < item.event_on:
            return {"from_on": f"不能早于事项日期{words_of(item.event_on)}。"}
        return {}
    published_on = local_day(item.published_inside_at)
    if item.published_outside_at and is_outside(ItemContext(item, None, published_on), record.channel):
        published_on = local_day(item.published_outside_at)
    return {"from_on": f"不能早于公开的那一天{words_of(published_on)}。"} if from_on < published_on else {}


def words_of(on: date) -> str:
    return f"（{on.year}年{on.month}月{on.day}日）"


@transaction.atomic
def confirm_channel(record: ChannelRecord, *, by, now: datetime) -> ChannelRecord:
    """Another person of the organisation vouches for what was recorded."""
    record = begin(record, CONFIRMERS, "核实", by=by, now=now)
    if record.confirmed_at:
        raise ValidationError("已经核实过了。")
    if record.recorded_at is None:
        raise ValidationError("还没有登记，不能核实。")
    told = record.item.deliveries.filter(told_by=by) if record.item.scope == Scope.INDIVIDUAL else None
    if record.recorded_by_id == by.pk or (told is not None and told.exists()):
        raise ValidationError(TWO_PEOPLE)
    record.confirmed_by, record.confirmed_at = by, now
    record.save(update_fields=["confirmed_by", "confirmed_at"])
    audit("item.channel_confirmed", record.item, by=by, now=now, channel=record.channel)
    return record


@transaction.atomic
def drop_channel(record: ChannelRecord, *, reason: str, by, now: datetime) -> ChannelRecord:
    """Give a planned channel up; what the catalogue pins stays (QJ-08)."""
    record = begin(record, (PUBLISH,), "取消", by=by, now=now)
    if record.recorded_at:
        raise ValidationError("这种形式已经落实，不用取消。")
    if record.item.entry and record.item.entry.is_scope_pinned:
        raise ValidationError("这一项的公开形式按有关规定，不得更改。")
    reason = one_line(require_reason(reason))[:REASON_LENGTH]
    drop(record, reason=reason, by=by, now=now)
    audit("item.channel_dropped", record.item, by=by, now=now, channel=record.channel, reason=reason)
    return record


def tell_confirmers(record: ChannelRecord, *, by, now: datetime) -> None:
    """Who publishes, or else who approves, but for who recorded it. Entry and channel only, never the content."""
    item, on = record.item, local_day(now)
    people = [
        [person for person in holders(permission, [item.organization], on)[item.organization_id] if person != by]
        for permission in (PUBLISH, APPROVE)
    ]
    tell(
        people[0] or people[1],
        key=f"channel:{record.pk}:confirm",
        title=f"待核实：{item.entry or '目录外事项'} 已用“{record.channel}”公开",
        url=f"{item.staff_url}#channel-{record.pk}",
        now=now,
    )
