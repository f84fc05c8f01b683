"""What must be done before a draft goes to the body that decides on it, and which body that is (PL-13)."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from catalog.directory.contents import catalogue_for
from catalog.directory.models import Entry
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.schemes.choices import LimitKind
from catalog.schemes.copying import with_presets
from catalog.schemes.document.reading import Checked, check_data, in_words
from disclosure.deadlines.dates import plain
from disclosure.files.written.faults import Fault
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import Blocker

SHOWN = 5


class SchemeContext(Context):
    """With the opinions, which the page lists and the review waits for, and what the rules still lack."""

    @cached_property
    def checked(self) -> Checked:
        return check_data(self.subject.document)

    @cached_property
    def opinions(self) -> list[SchemeOpinion]:
        return list(self.subject.opinions.order_by("given_on", "pk"))


def find_unready(context: SchemeContext, values) -> Iterator[Blocker]:
    """Why the draft cannot go to its review yet: the text, the period for opinions, the answers to them."""
    draft: SchemeDraft = context.subject
    if not draft.body.strip():
        yield Blocker("no_text", "方案还没有正文。")
    yield from find_faults(context.checked.faults)
    yield from find_kinds_without_limit(context)
    if draft.solicit_until_on is None:
        if drafting_rules(draft).get("solicits_opinions"):
            yield Blocker("no_opinions_asked", "送审以前要在党内外征求意见。")
    elif context.on <= draft.solicit_until_on:
        yield Blocker("period_runs", f"征求意见到{plain(draft.solicit_until_on)}结束，第二天起才能送审。")
    if open_ones := sum(not opinion.result for opinion in context.opinions):
        yield Blocker("open_opinions", f"还有{open_ones}条意见没有答复。")


def find_faults(faults: list[Fault]) -> Iterator[Blocker]:
    for fault in faults[:SHOWN]:
        yield Blocker("incomplete", in_words(fault), section_of(fault))
    if len(faults) > SHOWN:
        yield Blocker("incomplete", f"规则还有另外{len(faults) - SHOWN}处没有写全。")


def find_kinds_without_limit(context: SchemeContext) -> Iterator[Blocker]:
    """Nothing would be owed any more of the entries by which the organisation works."""
    limits, catalogue = context.subject.document.get("time_limits") or [], catalogue_for(context.subject.organization)
    kept = {row.get("kind") for row in limits}
    lines = Entry.objects.filter(catalogue=catalogue).entries().exclude(limit_kind__in=kept).order_by("lft")
    for kind, codes in groupby(sorted(lines.values_list("limit_kind", "code")), key=itemgetter(0)):
        named = [code for _kind, code in codes]
        first, label = "、".join(named[:3]), LimitKind(kind).label
        words = f"施行中的目录有{len(named)}项是“{label}”（{first}），方案里没有这一类时限。"
        yield Blocker("kind_without_limit", words, "time_limits")


def section_of(fault: Fault) -> str:
    """The key of the document that it stands in."""
    return str(fault.place[0]) if fault.place else ""


def has_open_grounds(context: SchemeContext) -> bool:
    return context.subject.document != with_presets(context.subject.document)


def usual_review_body(draft: SchemeDraft) -> str:
    """The body it went to before, else the one that the scheme names."""
    return draft.review_body or (drafting_rules(draft).get("review") or {}).get("body", "")


def drafting_rules(draft: SchemeDraft) -> Mapping[str, Any]:
    return draft.document.get("drafting") or {}
