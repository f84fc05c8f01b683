"""What people ask and say in the demonstration: every case goes through the real actions, each on a day that is past.

All cases of an organisation are played in the order of time, so that numbers follow the days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from catalog.directory.contents import entry_for
from catalog.items.models import Item
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.limits import due
from disclosure.deadlines.rules import Rule
from disclosure.oversight.demo import files
from disclosure.oversight.demo.acts.case_steps import ACTS, Stage
from disclosure.oversight.demo.scene import Scene
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.clocks.clocks import ACCEPTANCE, RECEIPT, answer_rule, rules_of
from feedback.cases.files import keep_files
from feedback.cases.letters.rewording import save_words
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import LetterTemplate

FARTHEST = 60
FIRST, APART, SHIFT = time(9, 30), timedelta(minutes=35), timedelta(minutes=4)
# Acts that stand for several, one after the other on the same day.
TOGETHER = {"answer": ("write", "approve", "send")}
UNAPPROVED = ("opinion", "question")
IDENTITY = ("name", "phone", "email", "address")
SETTLING = ("send", "not_accept", "screen_out", "withdraw", "merge")


@dataclass(frozen=True)
class Act:
    name: str
    at: datetime
    words: Mapping


@dataclass(frozen=True)
class Told:
    """A query code that the demonstration knows because it made the case now."""

    code: str
    number: str
    what: str


@dataclass
class Play:
    """One case with its acts. ``case`` is there once it was received."""

    row: Mapping
    acts: list[Act]
    case: Case | None = field(default=None)


def fill_letter_words(scene: Scene) -> None:
    """The organisation's own words for letters that are still to come."""
    known = set(LetterTemplate.objects.filter(organization=scene.organization).values_list("name", flat=True))
    for row in scene.story("letter_words"):
        if row["name"] not in known:
            save_words(scene.organization, **row, by=scene.cast["handler"], now=scene.now)


def fill_cases(scene: Scene) -> list[Told]:
    """What has not been told yet; returns the codes of what is to be tried."""
    known = set(Case.objects.filter(organization=scene.organization).values_list("subject", flat=True))
    rows = [row for row in scene.story("cases") if row["subject"] not in known]
    rules = rules_of(Case(organization=scene.organization), scene.today) if rows else None
    plays = [Play(row, planned(scene, row, number, rules)) for number, row in enumerate(rows)]
    stage = Stage(scene, plays)
    in_order = sorted(((play, act) for play in plays for act in play.acts), key=lambda each: each[1].at)
    return [told for play, act in in_order if (told := perform(stage, play, act))]


def perform(stage: Stage, play: Play, act: Act) -> Told | None:
    if act.name != "receive":
        ACTS[act.name](stage, Case.objects.get(pk=play.case.pk), act.words, act.at)
        return None
    received = receive(stage.scene, play.row, now=act.at)
    play.case = received.case
    return Told(received.code, received.case.number, play.row["try"]) if "try" in play.row else None


def receive(scene: Scene, row: Mapping, *, now: datetime) -> Received:
    channel = row.get("channel", Case.Channel.WEB)
    handler = None if channel == Case.Channel.WEB else scene.cast["handler"]
    received = receive_case(
        kind=row["kind"],
        organization=scene.organization,
        subject=row["subject"],
        text=row["text"],
        purpose=row.get("purpose", ""),
        channel=channel,
        reply_by=row.get("reply_by", Case.ReplyBy.SITE),
        entry=entry_for(scene.organization, row["entry"]) if "entry" in row else None,
        item=item_of(scene, row["item"]) if "item" in row else None,
        by=handler or SENDER,
        now=now,
        **identity(scene, row),
    )
    uploads = [files.upload(name, row["subject"], [row["text"]]) for name in row.get("files", [])]
    if uploads:
        keep_files(received.case, uploads, by=handler, now=now)
    return received


def identity(scene: Scene, row: Mapping) -> Mapping:
    """An account of the organisation, what somebody wrote of themselves, or nobody."""
    sender = row.get("from")
    if sender is None:
        return {"is_anonymous": True}
    if isinstance(sender, str):
        return {"person": scene.cast[sender]}
    return {name: sender[name] for name in IDENTITY if name in sender}


def item_of(scene: Scene, title: str) -> Item:
    return Item.objects.get(organization=scene.organization, title=title)


# --- when ---


def planned(scene: Scene, row: Mapping, number: int, rules: SchemeRules | None) -> list[Act]:
    """On the wanted day, or on the nearest before it that makes the story true: all of it past, in time or late as told."""
    wanted, fallback = scene.ahead(-row["days_ago"]), []
    for back in days_back(scene, row, wanted):
        acts = list(acts_from(scene, row, wanted - timedelta(days=back), number))
        if max(act.at for act in acts) > scene.now:
            continue
        if is_as_told(scene, row, acts, rules):
            return acts
        fallback = fallback or acts
    return fallback


def days_back(scene: Scene, row: Mapping, wanted: date) -> Iterator[int]:
    """Staff receive on working days alone; who sends on the web does so on any day."""
    is_web = "channel" not in row
    for back in range(FARTHEST if row["days_ago"] else 1):
        if is_web or scene.calendar.is_working(wanted - timedelta(days=back)):
            yield back


def acts_from(scene: Scene, row: Mapping, on: date, number: int) -> Iterator[Act]:
    if row["days_ago"] == 0:
        yield Act("receive", scene.now, row)
        return
    at = timezone.make_aware(datetime.combine(on, FIRST)) + SHIFT * (number % 8)
    yield Act("receive", at, row)
    for words in row.get("acts", []):
        later = words.get("in", 1)
        if "item" in words and words["do"] == "link":
            on = max(on, timezone.localdate(item_of(scene, words["item"]).published_outside_at))
        if later:
            on = scene.calendar.add_working_days(on, later).on
            at = timezone.make_aware(datetime.combine(on, FIRST)) + SHIFT * (number % 8)
        for name in names_of(row, words):
            at += APART
            yield Act(name, at, words)


def names_of(row: Mapping, words: Mapping) -> tuple[str, ...]:
    names = TOGETHER.get(words["do"], (words["do"],))
    return tuple(name for name in names if not (name == "approve" and row["kind"] in UNAPPROVED))


def is_as_told(scene: Scene, row: Mapping, acts: list[Act], rules: SchemeRules | None) -> bool:
    """Whether what was answered, or waits still, is late exactly where the story says so."""
    late = row.get("late", False)
    if late == "any":
        return True
    days = {act.name: timezone.localdate(act.at) for act in reversed(acts)}
    rule = answer_rule(row["kind"], rules)
    start_on = days["receive"] if rule.get("start", RECEIPT) != ACCEPTANCE else days.get("accept")
    if start_on is None:
        return True
    settled_on = next((days[name] for name in SETTLING if name in days), scene.today)
    return (due(Rule.from_mapping(rule["rule"]), start_on, scene.calendar).due_on < settled_on) == late
