"""How a consultation stands on a day, in a word and in days."""

from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.dates import short
from feedback.consultations.models import Consultation, Meeting

DRAFT, COMING, OPEN, OVER, SUMMARISED, WITHDRAWN = "draft", "coming", "open", "over", "summarised", "withdrawn"
COLOURS = {DRAFT: "draft", COMING: "waiting", OPEN: "soon", OVER: "waiting", SUMMARISED: "done", WITHDRAWN: "returned"}
WORDS = {
    DRAFT: "起草",
    COMING: "还没有开始",
    OPEN: "正在征求",
    OVER: "采纳情况还没有公布",
    SUMMARISED: "采纳情况已公布",
    WITHDRAWN: "已撤下",
}


@dataclass(frozen=True)
class Status:
    """``days`` says how long it takes still; empty when nothing is waited for."""

    name: str
    days: str = ""

    @property
    def colour(self) -> str:
        return COLOURS[self.name]

    @property
    def word(self) -> str:
        return WORDS[self.name]


def status_of(consultation: Consultation, on: date) -> Status:
    if consultation.withdrawn_at:
        return Status(WITHDRAWN)
    if not consultation.published_at:
        return Status(DRAFT)
    if consultation.summary_published_at:
        return Status(SUMMARISED)
    if on < consultation.from_on:
        return Status(COMING, f"还有 {(consultation.from_on - on).days} 天开始")
    if on <= consultation.until_on:
        left = (consultation.until_on - on).days
        return Status(OPEN, f"还有 {left} 天截止" if left else "今天截止")
    return Status(OVER, f"{short(consultation.until_on, on)}已截止")


def status_of_meeting(meeting: Meeting) -> tuple[str, str]:
    """Colour and word of a meeting's minutes."""
    if meeting.withdrawn_at:
        return "returned", "已撤下"
    return ("done", "已公布") if meeting.published_at else ("draft", "起草")
