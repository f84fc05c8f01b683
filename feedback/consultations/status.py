"""The status of a consultation on a day, in a word and in days."""

from dataclasses import dataclass, replace
from datetime import date

from disclosure.deadlines.dates import short
from disclosure.web.components import Badge
from feedback.consultations.models import Consultation


@dataclass(frozen=True)
class Status(Badge):
    """``days`` says how long it takes still; empty when nothing is waited for."""

    name: str
    days: str = ""


DRAFT = Status("draft", "起草", "draft")
COMING = Status("waiting", "还没有开始", "coming")
OPEN = Status("soon", "正在征求", "open")
OVER = Status("waiting", "采纳情况还没有公布", "over")
SUMMARISED = Status("done", "采纳情况已公布", "summarised")
WITHDRAWN = Status("returned", "已撤下", "withdrawn")


def status_of(consultation: Consultation, on: date) -> Status:
    if consultation.withdrawn_at:
        return WITHDRAWN
    if not consultation.published_at:
        return DRAFT
    if consultation.summary_published_at:
        return SUMMARISED
    if on < consultation.from_on:
        return replace(COMING, days=f"还有 {(consultation.from_on - on).days} 天开始")
    if on <= consultation.until_on:
        left = (consultation.until_on - on).days
        return replace(OPEN, days=f"还有 {left} 天截止" if left else "今天截止")
    return replace(OVER, days=f"{short(consultation.until_on, on)}已截止")
