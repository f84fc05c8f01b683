"""The life of a planned channel: recorded by a clerk, proved by files, confirmed by another person, or given up (LK-09, LK-10).

How far it is stands in its dates alone. Every action locks the item, under which the log keeps it.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from catalog.items.channels.checks import require_true
from catalog.items.channels.conditions import (
    CONFIRMABLE,
    DROP_DECIDABLE,
    DROPPABLE,
    RECORDABLE,
    UNCONFIRMED,
    find_last_channel,
    is_listed,
)
from catalog.items.channels.forms import DropForm, EvidenceForm, RecordForm
from catalog.items.channels.models import Carrier, ChannelRecord, Evidence
from catalog.items.channels.opening import drop, end_deadline
from catalog.items.models import Item
from disclosure.deadlines.models import DONE
from disclosure.files.rich_text import one_line
from disclosure.files.store import Received
from disclosure.organizations.access import access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DESK_PERMISSIONS, DRAFT, PUBLISH, REVIEW
from disclosure.workflow.kit import Act, Holds, Nobody, Workflow, lock_row, require_text
from disclosure.workflow.with_file import FileAction

channels = Workflow(
    ChannelRecord,
    code="channel",
    reads=("item__organization", "item__entry", "deadline", "carrier", "recorded_by"),
    lock=lambda record: lock_row(Item, record.item_id),
    label=lambda record: record.item.index_number,
    # Notices name entry and channel only, never the content.
    heading=lambda record: "",
    url_of=lambda record: f"{record.item.staff_url}#channel-{record.pk}",
    organization_of=lambda record: record.item.organization,
)
DESK = Holds(*DESK_PERMISSIONS, at="item__organization")
RECORDERS = Holds(DRAFT, PUBLISH, at="item__organization")
CONFIRMERS = Holds(REVIEW, CHECK_SECRECY, APPROVE, PUBLISH, at="item__organization")
PUBLISHERS = Holds(PUBLISH, at="item__organization")
APPROVERS = Holds(APPROVE, at="item__organization")


@channels.action(
    "record", "登记公开形式落实情况", who=RECORDERS, at=RECORDABLE, form=RecordForm,
    done="“{found.channel}”已登记，等另一个人核实。",
)  # fmt: skip
def record_channel(
    act: Act,
    *,
    from_on: date | None = None,
    until_on: date | None = None,
    carrier: Carrier | None = None,
    place: str = "",
    attendance: int | None = None,
    expected: int | None = None,
    document_number: str = "",
    note: str = "",
) -> None:
    """Say where, when and before how many it was carried out; ends its deadline. May be mended until it is confirmed."""
    record, is_first = act.subject, not act.subject.is_done
    texts = {"place": one_line(place), "document_number": one_line(document_number), "note": one_line(note)}
    numbers = {"attendance": attendance, "expected": expected}
    given = {"carrier": carrier, "from_on": from_on, "until_on": until_on, **texts, **numbers}
    require_true(record, given, act.on)
    if record.is_done and all(getattr(record, name) == value for name, value in given.items()):
        raise ValidationError("已经登记过了，没有改动。")
    for name, value in given.items():
        setattr(record, name, value)
    forget_drop(act)
    record.recorded_by, record.recorded_at = act.by, act.now
    record.clean_fields(exclude=["deadline", "item"])
    finish(act, "channel_carried_out" if is_first else "channel_changed")
    if is_first:
        notify_confirmers(act)


@channels.action("settle", "登记公开形式落实情况", who=Nobody(), is_button=False, at=UNCONFIRMED)
def settle_channel(act: Act, *, days: list[date], recorded_by: User | None) -> None:
    """A consequence: the last of the named people was told. ``recorded_by`` answers for the record."""
    record = act.subject
    record.recorded_by, record.recorded_at = recorded_by, act.now
    record.from_on, record.until_on = min(days), max(days)
    record.attendance = record.expected = len(days)
    finish(act, "channel_carried_out")


@channels.action("confirm", "核实公开形式落实情况", who=CONFIRMERS, at=CONFIRMABLE, done="“{found.channel}”已核实。")
def confirm_channel(act: Act) -> None:
    """Another person of the organisation vouches for what was recorded."""
    act.subject.confirmed_by, act.subject.confirmed_at = act.by, act.now
    log(act, "channel_confirmed")


@channels.action(
    "drop", "取消公开形式", who=PUBLISHERS, at=DROPPABLE, form=DropForm, blockers=find_last_channel,
    done="已记下不再采用“{found.channel}”；目录列明的，要由另一个人同意。",
)  # fmt: skip
def drop_channel(act: Act, *, reason: str) -> None:
    """Give a planned channel up: one that the entry lists with a second person's word; what the catalogue pins stays (QJ-08)."""
    record, words = act.subject, one_line(require_text(reason, "请写明原因。"))
    if not is_listed(record, act.on):
        return give_up(act, words)
    record.drop_asked_by, record.drop_asked_at, record.dropped_reason = act.by, act.now, words
    log(act, "channel_drop_asked", reason=words)
    organization = record.item.organization
    return act.notify(
        "drop",
        holders(APPROVE, [organization], act.on)[organization.pk],
        f"申请取消，请决定：{record.item.entry_words} 的“{record.channel}”",
    )


@channels.action(
    "confirm_drop", "同意取消", who=APPROVERS, at=DROP_DECIDABLE, others=("drop_asked_by",), blockers=find_last_channel,
    done="不再采用“{found.channel}”。",
)  # fmt: skip
def confirm_drop(act: Act) -> None:
    """The approver sees the reason and agrees."""
    give_up(act, act.subject.dropped_reason)


@channels.action(
    "refuse_drop", "不同意取消", who=APPROVERS, at=DROP_DECIDABLE, others=("drop_asked_by",),
    done="“{found.channel}”仍要落实。",
)  # fmt: skip
def refuse_drop(act: Act) -> None:
    """It is carried out by its day."""
    forget_drop(act)
    log(act, "channel_drop_refused")


# --- evidence: for the desk of the organisation and the archive, never for readers ---


def readable_evidence(user, on: date) -> QuerySet[Evidence]:
    """Of the organisations where the person works at the desk."""
    organizations = access_of(user, on).organization_ids(*DESK_PERMISSIONS)
    return Evidence.objects.filter(record__item__organization_id__in=organizations)


@channels.action(
    "evidence", "登记公开形式落实情况", who=RECORDERS, at=UNCONFIRMED, form=EvidenceForm, made_as=FileAction,
    takes_file="upload", done="佐证材料已保存。",
)  # fmt: skip
def add_evidence(act: Act, *, upload: Received) -> Evidence:
    """A file beside the record, until it is confirmed. Raises ``ValidationError`` for what may not be kept."""
    if act.subject.evidence.filter(sha256=upload.file.sha256).exists():
        raise ValidationError({"upload": "这份文件已经传过了。"})
    stored = upload.keep()
    evidence = Evidence.objects.create(record=act.subject, **stored.columns(by=act.by, now=act.now))
    log(act, "evidence_added", sha256=stored.sha256)
    return evidence


@channels.action(
    "remove_evidence", "登记公开形式落实情况", who=RECORDERS, at=UNCONFIRMED, is_button=False, done="已删除“{found}”。",
)  # fmt: skip
def remove_evidence(act: Act, *, evidence: Evidence) -> str:
    """Take a file away again, while nobody has vouched for the record with it. Returns its name."""
    row = act.subject.evidence.filter(pk=evidence.pk).first()
    if row is None:
        raise ValidationError("这份文件已经删掉了。")
    row.delete()
    log(act, "evidence_removed", sha256=evidence.sha256)
    return evidence.name


# --- what the actions share ---


def give_up(act: Act, reason: str) -> None:
    drop(act.subject, reason=reason, by=act.by, now=act.now)
    log(act, "channel_dropped", reason=reason)


def forget_drop(act: Act) -> None:
    record = act.subject
    record.drop_asked_by, record.drop_asked_at, record.dropped_reason = None, None, ""


def finish(act: Act, word: str) -> None:
    record = act.subject
    end_deadline(record, closed_as=DONE, by=act.by, now=act.now)
    days = {name: str(getattr(record, name)) for name in ("from_on", "until_on") if getattr(record, name)}
    log(act, word, **days)


def log(act: Act, word: str, **details: Any) -> None:
    act.record_as(f"item.{word}", {"channel": act.subject.channel, **details}, about=act.subject.item)


def notify_confirmers(act: Act) -> None:
    """Who publishes, or else who approves, but for who recorded it."""
    organization = act.subject.item.organization
    for permission in (PUBLISH, APPROVE):
        people = [person for person in holders(permission, [organization], act.on)[organization.pk] if person != act.by]
        if people:
            return act.notify(
                "confirm", people, f"待核实：{act.subject.item.entry_words} 已用“{act.subject.channel}”公开"
            )
    return None
