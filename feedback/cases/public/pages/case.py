"""A case as its sender follows it: what was asked, where it stands, by when and why that day, what was answered
(LK-17, LK-21, JG-04, YY-05, QJ-16). Who works on it is not named."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from catalog.items.models import Item
from catalog.items.visibility import ItemQuerySet
from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.listing import Attachment, attachment_of
from disclosure.web.components import Event, Fact, given
from feedback.cases.files import own_files
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.public.pages.due import Due, dues
from feedback.cases.public.pages.elsewhere import Elsewhere, came_from, elsewhere_of
from feedback.cases.public.pages.status import Status, status
from feedback.cases.replies import SHOWN_RESULTS
from feedback.cases.states import Kind

JOINED = ("organization", "entry", "item", "accept_deadline", "answer_deadline", "merged_into__organization")


@dataclass(frozen=True)
class Answer:
    """A reply that was sent; of one that the superior did not agree to, the superior's opinion alone (JG-04, QJ-16).
    ``item``: what it says is disclosed, if this reader may read it."""

    superior: str
    opinion: str
    sent: Reply | None
    item: Item | None


@dataclass(frozen=True)
class Main:
    """The case that another was merged into, and its answer where everyone who asked may read it."""

    case: Case
    answer: Answer | None
    is_withheld: bool


@dataclass(frozen=True)
class CasePage:
    """What ``site/requests/case.html`` shows of a case that comes with ``JOINED``."""

    case: Case
    readable: ItemQuerySet
    replies: list[Reply]
    calendar: WorkCalendar
    on: date

    @property
    def status(self) -> Status:
        return status(self.case, self.replies, self.calendar)

    @property
    def metadata(self) -> list[Fact]:
        case, organization = self.case, self.case.organization
        rows = [
            Fact("编号", case.number),
            Fact("种类", case.get_kind_display()),
            Fact("办理组织", organization.name, organization.get_absolute_url()),
            Fact("收到", dates.full(case.received_on, self.calendar)),
            Fact("渠道", case.get_channel_display()),
            Fact("名义", "匿名" if case.is_anonymous else "署名"),
            Fact("怎样答复", case.get_reply_by_display()),
            Fact("目录事项", str(case.entry or "")),
        ]
        for label, pk in (("关于", case.item_id), ("由此公开", case.led_to_id)):
            if item := self.shown(pk):
                rows.append(Fact(label, item.shown_version.title, item.get_absolute_url()))
        return given(rows)

    def shown(self, pk: int | None) -> Item | None:
        """An item, if this reader may read it."""
        return self.readable.filter(pk=pk).select_related("published_version").first() if pk else None

    @cached_property
    def dues(self) -> list[Due]:
        return dues(self.case, self.replies, self.on, self.calendar)

    @property
    def events(self) -> list[Event]:
        """The time line: every step that has words for the sender, oldest first."""
        steps = list(self.case.steps.exclude(words="").order_by("pk"))
        last = "done" if self.case.closed_at else "current"
        return [Event(dates.moment(step.at), step.words, state=last if step is steps[-1] else "") for step in steps]

    @property
    def answers(self) -> list[Answer]:
        shown = [row for row in self.replies if row.sent_at or row.state == Reply.State.OVERTURNED]
        return [self.answer(row) for row in shown]

    def answer(self, reply: Reply) -> Answer:
        sent = reply if reply.sent_at else None
        return Answer(superior_words(reply), reply.superior_opinion, sent, self.shown(reply.item_id) if sent else None)

    @cached_property
    def main(self) -> Main | None:
        main = self.case.merged_into
        if main is None:
            return None
        sent = main.replies.filter(sent_at__isnull=False).order_by("-round").first()
        reply = sent if sent and sent.result in SHOWN_RESULTS and main.kind != Kind.APPLICATION else None
        return Main(main, self.answer(reply) if reply else None, bool(sent and not reply))

    @cached_property
    def elsewhere(self) -> Elsewhere | None:
        return elsewhere_of(self.case)

    @cached_property
    def came_from(self) -> Case | None:
        return came_from(self.case)

    @cached_property
    def letters(self) -> QuerySet[Letter]:
        return sender_letters(self.case).order_by("pk")

    @property
    def files(self) -> list[Attachment]:
        return [
            attachment_of(row, reverse("feedback:case-file", args=[self.case.number, row.pk]))
            for row in own_files(self.case).order_by("pk")
        ]

    @property
    def completions(self) -> QuerySet[Step]:
        """What the sender wrote later, when it was asked for; not what staff registered for them."""
        return self.case.steps.filter(action="completed", by__isnull=True).exclude(note="").order_by("pk")


def case_page(case: Case, reader, on: date) -> CasePage:
    replies = list(case.replies.select_related("superior").order_by("round", "pk"))
    return CasePage(case, Item.objects.visible_to(reader, on), replies, current_calendar(), on)


def superior_words(reply: Reply) -> str:
    if not reply.superior_at:
        return ""
    name = reply.superior.name if reply.superior else "上级党组织"
    verdict = "不同意" if reply.state == Reply.State.OVERTURNED else "同意"
    return f"{name}{dates.plain(dates.local_day(reply.superior_at))}审定：{verdict}"


def sender_letters(case: Case) -> QuerySet[Letter]:
    """Letters that were sent to the sender: none that went to a third party, none of an answer still being written."""
    rows = case.letters.exclude(name=Letter.Name.THIRD_PARTY)
    return rows.exclude(reply__isnull=False, reply__sent_at__isnull=True, name__in=("reply", "refusal"))
