"""The life of a filing: written, sent, signed for, commented on, sent anew, or no longer needed (LK-04, JG-07, YY-08).

Higher packages hear that theirs was sent: a catalogue is filed with it, a report that was owed is met by it. What was sent
is not edited any more.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.filings.forms import CommentForm, ContentForm, DropForm, ReceiptForm, SendForm
from catalog.filings.models import Filing
from catalog.filings.visibility import SENDING, WRITING
from disclosure.deadlines.actions import close
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW
from disclosure.workflow.kit import (
    Act,
    Blocker,
    Condition,
    Context,
    Holds,
    HoldsThere,
    Nobody,
    Workflow,
    lock_organization,
    require_text,
    stamp_of,
    when,
)

AGAIN = "（重新报送）"

# The organisation's register is locked as a whole: a catalogue and its filing are two doors to one fact.
filings = Workflow(
    Filing,
    code="filing",
    words={
        "opened": "列入备案",
        "changed": "修改报送内容",
        "sent": "报送备案",
        "received": "登记备案回执",
        "acknowledged": "签收备案",
        "commented": "对备案提出意见",
        "dropped": "不再报送备案",
    },
    reads=("organization", "to_organization", "deadline", "sent_by"),
    lock=lambda filing: lock_organization(filing.organization_id),
    heading=lambda filing: "",
)
SENDERS, WRITERS, RECEIVERS = Holds(*SENDING), Holds(*WRITING), HoldsThere(DECIDE_BELOW, at="to_organization")


def when_day(name: str, *, is_set: bool, not_now: str) -> Condition:
    """That a day is on the register, or not yet."""
    return when(
        lambda context: (getattr(context.subject, name) is not None) == is_set,
        lambda: Q(**{f"{name}__isnull": not is_set}),
        not_now=not_now,
    )


PENDING = when_day("sent_on", is_set=False, not_now="已经报送过，没有再改。") & when_day(
    "dropped_on", is_set=False, not_now="已经登记为不再报送，没有再改。"
)
SENT = when_day("sent_on", is_set=True, not_now="还没有报送。")
NOT_RECEIVED = when_day("received_on", is_set=False, not_now="已经签收过，没有再改。")
COMMENTED = when(lambda context: bool(context.subject.comment), not_now="上级没有提出意见，不用重新报送。")
NOT_COMMENTED = when(lambda context: not context.subject.comment, not_now="已经提过意见，没有再改。")


def find_receiver(context: Context, values) -> Iterator[Blocker]:
    """A written receipt is for a superior that nobody signs for in the portal."""
    if receivers(context.subject, context.on):
        yield Blocker("superior_is_here", "上级就在本系统里，由上级签收，不用登记回执。")


def what_it_says(context: Context) -> Mapping[str, str]:
    """Only a report has a title of its own."""
    title = {"title": context.subject.title} if context.subject.what == Filing.What.REPORT else {}
    return {"content": context.subject.content, **title}


def text_in_hand(context: Context) -> str:
    return stamp_of(context.subject.title, context.subject.content)


# --- the table ---


@filings.action(
    "send", "报送", at=PENDING, who=SENDERS, by_system=True, form=SendForm, style="main", stamp=text_in_hand,
    text="材料已经送到上级以后在这里登记；上级在本系统里的，按下就到。", done="报送：已办好。",
)  # fmt: skip
def send(act: Act, *, sent_on: date, number: str = "") -> None:
    """It goes up on ``sent_on`` under the document number; its deadline closes that day."""
    filing = act.subject
    refuse_future("sent_on", sent_on, act.on, "报送日期")
    if filing.deadline and sent_on < filing.deadline.start_on:
        raise ValidationError({"sent_on": f"报送日期不能早于{plain(filing.deadline.start_on)}，那时还没有要报的事。"})
    if filing.what == Filing.What.REPORT and not filing.content.strip():
        raise ValidationError("报告还没有正文，请先写好再报送。")
    go_up(act, sent_on, number)


@filings.action("mark_sent", "随事项报送", at=PENDING, who=Nobody(), is_button=False)
def mark_sent(act: Act, *, sent_on: date, number: str = "", to_name: str = "", receipt: str = "") -> None:
    """What it is about was registered as filed. ``receipt``: a written one that came back at once."""
    filing = act.subject
    filing.to_name = to_name.strip() or filing.to_name
    if receipt.strip():
        filing.receipt, filing.received_on = receipt.strip(), sent_on
    go_up(act, sent_on, number)


@filings.action(
    "acknowledge", "签收", at=SENT & NOT_RECEIVED, who=RECEIVERS, waits=True, style="main",
    text="告诉下级已经收到。", done="签收：已办好。",
)  # fmt: skip
def acknowledge(act: Act) -> None:
    sign(act)
    act.record("acknowledged", received_on=str(act.on))
    notify_sender(act, "acknowledged", "上级已签收")


@filings.action(
    "register_receipt", "登记回执", at=SENT & NOT_RECEIVED, who=SENDERS, blockers=find_receiver, form=ReceiptForm,
    text="上级不在本系统里的，把它的书面回执登记下来。", style="main", done="登记回执：已办好。",
)  # fmt: skip
def register_receipt(act: Act, *, received_on: date, receipt: str) -> None:
    filing, words = act.subject, require_text(receipt, "请写回执的文号或内容。", field="receipt")
    refuse_future("received_on", received_on, act.on, "收到日期")
    if received_on < filing.sent_on:
        raise ValidationError({"received_on": "收到日期不能早于报送日期。"})
    filing.received_on, filing.receipt = received_on, words
    act.record("received", received_on=str(received_on), receipt=words)


@filings.action(
    "comment", "提意见", at=SENT & NOT_COMMENTED, who=RECEIVERS, form=CommentForm, style="main",
    text="提了意见，下级改好以后重新报送一份。", done="提意见：已办好。",
)  # fmt: skip
def comment(act: Act, *, text: str) -> None:
    """Once; who files answers with a new filing. Whoever comments has received it."""
    filing, words = act.subject, require_text(text, "请写意见。", field="text")
    if not filing.received_on:
        sign(act)
    filing.comment, filing.commented_by, filing.commented_at = words, act.by, act.now
    act.record("commented")
    notify_sender(act, "commented", "上级提出意见", words)


@filings.action(
    "send_anew", "重新报送", at=SENT & COMMENTED, who=WRITERS, style="main",
    text="按上级的意见另开一份，改好再报；这一份照旧留着。", done="重新报送：已办好。",
)  # fmt: skip
def send_anew(act: Act) -> Filing:
    """A row of its own with the same text, to be changed and sent; no document says by when."""
    filing = act.subject
    title = f"{filing.title.removesuffix(AGAIN)[: 300 - len(AGAIN)]}{AGAIN}"
    same = Filing.objects.filter(organization=filing.organization, what=filing.what, title=title)
    if found := same.pending().first():
        raise ValidationError(f"重新报送的那一份已经在登记簿里（第{found.pk}号），请打开它接着办。")
    anew = Filing.objects.create(
        organization=filing.organization,
        what=filing.what,
        title=title,
        content=filing.content,
        url=filing.url,
        to_name=filing.to_name,
        to_organization=filing.to_organization,
        created_at=act.now,
    )
    act.record_of(filings, anew, "opened", what=anew.what, to=anew.to_name, after=filing.pk)
    return anew


@filings.action(
    "edit", "修改报送内容", at=PENDING, who=WRITERS, form=ContentForm, initial=what_it_says, is_folded=True,
    stamp=text_in_hand, changed="刚刚有人改过报送内容。您写的还在下面，核对以后再按一次就以您的为准。",
    text="报送以前可以改，报送以后不能再改。", done="修改报送内容：已办好。",
)  # fmt: skip
def edit(act: Act, *, content: str, title: str = "") -> None:
    """A browser sends other line ends than the portal wrote: these alone change nothing."""
    filing, before = act.subject, text_of(act.subject)
    if filing.what == Filing.What.REPORT and title.strip():
        filing.title = title.strip()[:300]
    filing.content = content.strip()
    if text_of(filing) != before:
        act.record("changed")


@filings.action("rewrite", "随事项修改", at=PENDING, who=Nobody(), is_button=False)
def rewrite(act: Act, *, content: str, title: str = "", url: str = "", **changes) -> None:
    """What it is about has changed. ``changes`` are for the log."""
    filing = act.subject
    filing.content, filing.title, filing.url = content, title[:300] or filing.title, url or filing.url
    act.record("changed", **changes)


@filings.action(
    "drop", "不再报送", at=PENDING, who=SENDERS, form=DropForm, is_folded=True,
    text="确实不用报了才用，要写原因。", done="不再报送：已办好。",
)  # fmt: skip
def drop(act: Act, *, reason: str) -> None:
    """It stays on the register. A deadline that is not its own stays too: what is owed is owed as before."""
    filing, why = act.subject, require_text(reason, "请写明为什么不再报送。", field="reason")
    filing.dropped_on, filing.dropped_reason = act.on, why[:200]
    if filing.deadline and filing.deadline.kind == Deadline.Kind.FILING:
        filing.deadline = close(filing.deadline, on=act.on, closed_as=ENDED, by=act.by, now=act.now)
    act.record("dropped", reason=why)


# --- what the actions share ---


def text_of(filing: Filing) -> tuple[str, list[str]]:
    """Its title and the lines of its text."""
    return filing.title, filing.content.strip().splitlines()


def refuse_future(field: str, on: date, today: date, label: str) -> None:
    if on > today:
        raise ValidationError({field: f"{label}不能晚于今天。"})


def go_up(act: Act, sent_on: date, number: str) -> None:
    """Its deadline is done on that day, and the superior in the portal is told."""
    filing = act.subject
    filing.sent_on, filing.number, filing.sent_by = sent_on, number.strip(), act.by
    if filing.deadline:
        filing.deadline = close(filing.deadline, on=sent_on, by=act.by, now=act.now)
    act.record("sent", to=filing.to_name, sent_on=str(sent_on), number=filing.number, receipt=filing.receipt)
    title = f"收到{filing.organization}报送：{filing.get_what_display()}"
    act.notify_all("sent", receivers(filing, act.on), title, filing.title)


def receivers(filing: Filing, on: date) -> list[User]:
    """Who may sign for it in the portal; nobody where the superior is not in it."""
    superior = filing.to_organization
    return holders(DECIDE_BELOW, [superior], on)[superior.pk] if superior else []


def sign(act: Act) -> None:
    act.subject.received_on, act.subject.received_by = act.on, act.by


def notify_sender(act: Act, step: str, words: str, body: str = "") -> None:
    """Who sent it, and who sends for the organisation today."""
    filing = act.subject
    found = [holders(permission, [filing.organization], act.on)[filing.organization_id] for permission in SENDING]
    people = [filing.sent_by, *(person for each in found for person in each)]
    act.notify_all(step, people, f"{words}：{filing.title}", body)
