"""A draft before the body that decides on it, such as the county's discipline committee (PL-13)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.states import begin, finish
from disclosure.deadlines.dates import plain


def missing_to_submit(draft: SchemeDraft, on: date) -> list[str]:
    """Why the draft cannot go to its review yet; empty when it can."""
    found = [] if draft.body.strip() else ["方案还没有正文。"]
    if draft.solicit_until_on is None:
        if draft.scheme.data.get("drafting", {}).get("solicits_opinions"):
            found.append("送审以前要在党内外征求意见。")
    elif on <= draft.solicit_until_on:
        found.append(f"征求意见到{plain(draft.solicit_until_on)}结束，第二天起才能送审。")
    if open_ones := draft.opinions.filter(result="").count():
        found.append(f"还有{open_ones}条意见没有答复。")
    return found


def usual_review_body(draft: SchemeDraft) -> str:
    return draft.scheme.data.get("drafting", {}).get("reviewed_by", "")


@transaction.atomic
def submit(draft: SchemeDraft, *, review_body: str, by, now: datetime) -> SchemeDraft:
    """Hand the draft to the body that decides on it."""
    draft = begin(draft, "submit", by=by, now=now)
    if missing := missing_to_submit(draft, timezone.localdate(now)):
        raise ValidationError(missing)
    if not review_body.strip():
        raise ValidationError({"review_body": "请写送哪个机关审定。"})
    draft.review_body = review_body.strip()
    return finish(draft, "submit", "schemedraft.submitted", by=by, now=now, review_body=draft.review_body)


@transaction.atomic
def register_review(
    draft: SchemeDraft, *, passed: bool, reviewed_on: date, opinion: str = "", by, now: datetime
) -> SchemeDraft:
    """What the body decided on which day; a draft it did not pass is written anew."""
    verb = "pass_review" if passed else "fail_review"
    draft = begin(draft, verb, by=by, now=now)
    if reviewed_on > timezone.localdate(now):
        raise ValidationError({"reviewed_on": "审定日期不能晚于今天。"})
    if not passed and not opinion.strip():
        raise ValidationError({"opinion": "没有通过的，请写明审定意见。"})
    draft.reviewed_on, draft.review_opinion = reviewed_on, opinion.strip()
    facts = {"passed": passed, "reviewed_on": str(reviewed_on), "opinion": draft.review_opinion}
    return finish(draft, verb, "schemedraft.reviewed", by=by, now=now, **facts)
