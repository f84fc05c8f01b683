"""What must be done before a draft goes to the body that decides on it, and which body that is (PL-13)."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from disclosure.deadlines.dates import plain
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import Blocker


class SchemeContext(Context):
    """With the opinions, which the page lists and the review waits for."""

    @cached_property
    def opinions(self) -> list[SchemeOpinion]:
        return list(self.subject.opinions.order_by("given_on", "pk"))


def find_unready(context: SchemeContext, values) -> Iterator[Blocker]:
    """Why the draft cannot go to its review yet: the text, the period for opinions, the answers to them."""
    draft: SchemeDraft = context.subject
    if not draft.body.strip():
        yield Blocker("no_text", "方案还没有正文。")
    if draft.solicit_until_on is None:
        if drafting_rules(draft).get("solicits_opinions"):
            yield Blocker("no_opinions_asked", "送审以前要在党内外征求意见。")
    elif context.on <= draft.solicit_until_on:
        yield Blocker("period_runs", f"征求意见到{plain(draft.solicit_until_on)}结束，第二天起才能送审。")
    if open_ones := sum(not opinion.result for opinion in context.opinions):
        yield Blocker("open_opinions", f"还有{open_ones}条意见没有答复。")


def usual_review_body(draft: SchemeDraft) -> str:
    """The body it went to before, else the one that the scheme names."""
    return draft.review_body or (drafting_rules(draft).get("review") or {}).get("body", "")


def drafting_rules(draft: SchemeDraft) -> Mapping[str, Any]:
    return draft.document.get("drafting") or {}
