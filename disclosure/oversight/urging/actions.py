"""Pressing for what is late, and the answer: a reason and a promised day (PL-04, QJ-18)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.deadlines.models import Deadline
from disclosure.notices.notify import Message, notify, notify_all
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import WATCH
from disclosure.oversight.urging.choosing import candidates
from disclosure.oversight.urging.forms import AnswerForm
from disclosure.oversight.urging.models import OPEN, UNANSWERED, Urge
from disclosure.oversight.urging.who import Answers
from disclosure.web.day_words import month_day
from disclosure.workflow.kit import Act, HoldsThere, NotNow, Workflow, require_text, when

MOST, LISTED = 200, 10
LONGEST = timedelta(days=366)
WAITS = when(
    lambda context: context.subject.is_waiting,
    lambda: UNANSWERED & OPEN,
    not_now="这件催办已经答复过，或者事情已经办结，不用再答复。",
)

urges = Workflow(
    Urge,
    code="urge",
    words={"pressed": "催办", "answered": "答复催办"},
    reads=("deadline__organization", "deadline__person", "issuer", "urged_by"),
    organization_of=lambda urge: urge.deadline.organization,
)


@urges.start("press", "催办", who=HoldsThere(WATCH, at="issuer"), done="已催办。对方会收到消息，答复以后告诉您。")
def press(act: Act, *, rows: Sequence[Deadline], words: str) -> list[Urge]:
    """Once a day a row in the name of one organisation, and one notice a person, however many rows. What may not be pressed for
    is left out; refused where nothing remains."""
    issuer, words = act.subject, require_text(words, "请写一句话。", field="words", most=300)
    if len(rows) > MOST:
        raise ValidationError(f"一次最多催办{MOST}件，请先缩小范围。")
    if any(not row.organization.path.startswith(issuer.path) for row in rows):
        raise PermissionDenied("只能催办本级和下级组织。")
    fresh = Deadline.objects.filter(pk__in=[row.pk for row in rows]).select_related("organization", "person")
    found = candidates(fresh.order_by("due_on", "pk"), issuer, act.person, act.on)
    chosen = [each for each in found if not each.fault]
    if not chosen:
        raise NotNow(f"没有催办：{found[0].fault}" if found else "没有要催办的。")
    given: dict[str, Any] = {
        "issuer": issuer,
        "urged_by": act.person,
        "urged_at": act.now,
        "urged_on": act.on,
        "words": words,
    }
    made = Urge.objects.bulk_create(urge_of(each.row, **given) for each in chosen)
    tell = Urge.told.through
    people = [(urge, person) for urge, each in zip(made, chosen, strict=True) for person in each.people]
    tell.objects.bulk_create(tell(urge_id=urge.pk, user_id=person.pk) for urge, person in people)
    for urge, each in zip(made, chosen, strict=True):
        act.record_of(urges, urge, "pressed", issuer=issuer.code, told=[person.pk for person in each.people])
    notify_all(messages(people), now=act.now)
    return made


@urges.action(
    "answer_urge", "答复", at=WAITS, who=Answers(), form=AnswerForm, style="main", waits=True,
    done="已答复，催办的人会收到消息。请按答应的日子办好。",
)  # fmt: skip
def answer_urge(act: Act, *, reason: str, promised_on: date) -> None:
    """Why it is not done, and by when it will be: the ledger tells whether that was kept."""
    urge = act.subject
    urge.reason = require_text(reason, "请写明为什么还没有办好。", field="reason", most=500)
    if not act.on <= promised_on <= act.on + LONGEST:
        raise ValidationError({"promised_on": "请填今天或者以后、一年以内的日子。"})
    urge.promised_on, urge.answered_by, urge.answered_at = promised_on, act.person, act.now
    act.record("answered", promised_on=promised_on.isoformat())
    tell_presser(act, urge)


def tell_presser(act: Act, urge: Urge) -> None:
    """Once a day of an organisation, however many it answers."""
    organization, promised = urge.deadline.organization, month_day(act.subject.promised_on)
    key = f"urge:answered:{urge.issuer_id}:{organization.pk}:{act.on}"
    where = reverse("oversight:organization_urges", args=[organization.code])
    title, body = f"{organization}答复了催办", f"{urge.deadline.title}：答应{promised}办好。"
    notify([urge.urged_by_id], key=key, title=title, body=body, url=where, now=act.now)


def urge_of(row: Deadline, **given: Any) -> Urge:
    return Urge(deadline=row, **{"due_on": row.due_on, **given})


def messages(told: Iterable[tuple[Urge, User]]) -> list[Message]:
    """One a person: of one row its page, of several the list of what waits for them."""
    theirs: dict[int, list[Urge]] = defaultdict(list)
    for urge, person in told:
        theirs[person.pk].append(urge)
    return [message(person, found) for person, found in theirs.items()]


def message(person: int, found: list[Urge]) -> Message:
    first, titles = found[0], [urge.deadline.title for urge in found[:LISTED]]
    more = [f"等{len(found)}件"] if len(found) > LISTED else []
    url = first.get_absolute_url() if len(found) == 1 else reverse("oversight:my_urges")
    what = titles[0] if len(found) == 1 else f"{len(found)}件"
    body = "\n".join([first.words, *titles, *more])
    return Message(person, f"urge:{first.pk}:pressed", f"{first.issuer}催办：{what}", body, url)
