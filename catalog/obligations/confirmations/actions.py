"""The life of a confirmation: opened by the sweep, answered for all entries at once or for some, closed when none is missing
(LK-01)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.directory.models import Entry
from catalog.obligations.confirmations.asked import Asked
from catalog.obligations.confirmations.forms import EntriesForm
from catalog.obligations.confirmations.models import Answer, AnswerQuerySet, Confirmation
from catalog.obligations.confirmations.who import CONFIRMERS, in_reach, with_something_missing
from disclosure.deadlines.actions import close, open_deadline, reopen
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import DONE, ENDED, Deadline
from disclosure.organizations.roles import PUBLISH
from disclosure.workflow.kit import Act, Blocker, Context, Nobody, NotNow, Workflow, when

ALL = "all"
RULE = {"working_days": 10}
SOURCE = {
    "document": "本系统预设",
    "sentence": "按事发生才公开的，每季度最后一个工作日起10个工作日内确认一次有没有新情况",
    "note": "预设：文件没有规定怎样知道没有发生，没有人说就不能算没有",
    "preset": True,
}
AGAIN = "登记的事项改了日期，这一项又没有答复了"

IS_OPEN = when(
    lambda context: context.subject.is_open,
    lambda: Q(deadline__closed_on__isnull=True),
    not_now="这一次已经确认完了；有新情况的，登记公开事项就可以。",
)

confirmations = Workflow(
    Confirmation,
    code="confirmation",
    words={
        "opened": "开始逐项确认",
        "nothing": "确认没有新情况",
        "taken_back": "改正确认",
        "ended": "不再要求逐项确认",
    },
    reads=("organization", "deadline"),
    label=str,
    state_words=lambda row: row.state_words,
)


def find_nothing_missing(context: Context, values: Mapping) -> Iterator[Blocker]:
    if not in_reach(context.subject, context.access).missing().exists():
        yield Blocker("nothing_missing", "归您确认的都有答复了。")


def find_nothing_given(context: Context, values: Mapping) -> Iterator[Blocker]:
    if not in_reach(context.subject, context.access).filter(confirmed_at__isnull=False).exists():
        yield Blocker("nothing_given", "归您确认的都还没有确认过。")


@confirmations.start("open", "开始逐项确认", who=Nobody(), by_system=True)
def open_confirmation(act: Act, *, asked: Asked, lines: list[Entry]) -> None:
    """Of one period, for the entries given. Raises ``NotNow`` where there is one."""
    organization = act.subject
    if Confirmation.objects.filter(organization=organization, ends_on=asked.ends_on).exists():
        raise NotNow("这一时段的确认已经有了。")
    row = Confirmation(
        organization=organization, period_label=asked.label, starts_on=asked.starts_on, ends_on=asked.ends_on
    )
    row.deadline = open_deadline(
        organization=organization,
        kind=Deadline.Kind.CONFIRMATION,
        title=str(row),
        start_on=asked.opens_on,
        rule=RULE,
        event=f"{asked.label}最后一个工作日",
        source=SOURCE,
        permission=PUBLISH,
        by=act.by,
        now=act.now,
    )
    act.create(row)
    Deadline.objects.filter(pk=row.deadline_id).update(url=row.get_absolute_url())
    Answer.objects.bulk_create(Answer(confirmation=row, entry=line, entry_code=line.code) for line in lines)
    act.record("opened", entries=len(lines))
    look_again(row, by=act.by, now=act.now)


@confirmations.action(
    "confirm_nothing", "确认", at=IS_OPEN, who=CONFIRMERS, form=EntriesForm, style="main", waits=with_something_missing,
    done="已确认{found}项没有新情况。", blockers=find_nothing_missing,
)  # fmt: skip
def confirm_nothing(act: Act, *, entries: str | Iterable[str] = ALL) -> int:
    """Of all that is in the person's reach and not answered yet, or of the codes given. Returns how many."""
    missing = by_code(in_reach(act.subject, act.access).missing())
    codes = chosen(entries, missing, "已经登记了事项、已经确认过，或者不归您确认")
    keys = [missing[code].pk for code in codes]
    Answer.objects.filter(pk__in=keys).update(confirmed_by=act.person, confirmed_at=act.now)
    act.record("nothing", entries=codes)
    look_again(act.subject, by=act.by, now=act.now)
    return len(codes)


@confirmations.action(
    "take_back", "改正", at=IS_OPEN, who=CONFIRMERS, form=EntriesForm, is_folded=True, blockers=find_nothing_given,
    done="已改正{found}项，请登记或者重新确认。",
)  # fmt: skip
def take_back(act: Act, *, entries: str | Iterable[str]) -> int:
    """It was not true that there was nothing. Returns of how many entries."""
    given = by_code(in_reach(act.subject, act.access).filter(confirmed_at__isnull=False))
    codes = chosen(entries, given, "还没有确认过，或者不归您确认")
    Answer.objects.filter(pk__in=[given[code].pk for code in codes]).update(confirmed_by=None, confirmed_at=None)
    act.record("taken_back", entries=codes)
    return len(codes)


@confirmations.action("end", "不再要求", at=IS_OPEN, who=Nobody(), is_button=False)
def end_open(act: Act, *, reason: str) -> None:
    """The superior wants it no more."""
    act.subject.deadline = close(act.subject.deadline, on=act.on, by=act.by, now=act.now, closed_as=ENDED)
    act.record("ended", reason=reason)


@confirmations.action("settle", "按登记的事项更新", who=Nobody(), by_system=True, is_button=False)
def settle(act: Act) -> None:
    """Something was registered, or its event moved to another day."""
    look_again(act.subject, by=act.by, now=act.now)


# --- what the actions share ---


def by_code(answers: AnswerQuerySet) -> Mapping[str, Answer]:
    return {answer.entry_code: answer for answer in answers.order_by("pk")}


def chosen(entries: str | Iterable[str], known: Mapping[str, Answer], why_not: str) -> list[str]:
    named = [entries] if isinstance(entries, str) else list(dict.fromkeys(entries))
    codes = list(known) if named == [ALL] else named
    if wrong := [code for code in codes if code not in known]:
        raise ValidationError({"entries": f"{'、'.join(wrong)}：{why_not}。"})
    if not codes:
        raise ValidationError({"entries": "没有要确认的了。"})
    return codes


def look_again(row: Confirmation, *, by, now: datetime) -> None:
    """Closed when nothing is missing, and open again when something is."""
    if not Answer.objects.filter(confirmation=row).missing().exists():
        row.deadline = close(row.deadline, on=local_day(now), by=by, now=now)
    elif row.deadline.closed_as == DONE:
        row.deadline = reopen(row.deadline, reason=AGAIN, by=by, now=now)
