"""Which channels suit an entry in a scope and why, and which do not fit (LK-11, QJ-07, JG-12, YY-07). Only advice: a person
chooses; what does not fit the scope is refused by ``catalog.items.blockers``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.items.stages import sides_of
from catalog.schemes.choices import Scope
from catalog.schemes.rules import OUTSIDE, SchemeRules

LISTED = "目录为这一项列明"
ONLY_FOR = {Scope.INDIVIDUAL: "只用于告知个人"}


@dataclass(frozen=True)
class Suggestion:
    """``reason`` is fit for a page; ``article`` is where the scheme says so, empty where the catalogue does."""

    channel: str
    reason: str
    article: str = ""


def suggested_channels(rules: SchemeRules, entry: Entry | None, scope: str) -> list[Suggestion]:
    """The entry's own channels, then those of the scheme's sentences on such content, each once; all fit the scope. What the
    catalogue pins is suggested as it is and nothing else (QJ-08)."""
    own = entry.channels if entry else []
    listed = [Suggestion(channel, LISTED) for channel in own if fits(rules, channel, entry, scope)]
    if entry and entry.is_scope_pinned:
        return listed
    known = {rules.channel_name(suggestion.channel) for suggestion in listed}
    advised: dict[str, Suggestion] = {}
    for row in rules.channel_rules_for(scope, headings_of(entry)):
        for channel in row["forms"]:
            if channel not in known and fits(rules, channel, entry, scope):
                advised.setdefault(channel, Suggestion(channel, f"{row['about']}宜用", row.get("article", "")))
    return [*listed, *advised.values()]


def headings_of(entry: Entry | None) -> list[str]:
    """The entry's name and those of the headings above it. One query."""
    return [node.name for node in entry.get_ancestors(include_self=True)] if entry else []


def fits(rules: SchemeRules, channel: str, entry: Entry | None, scope: str) -> bool:
    """The catalogue's own channels fit the scope it gives; in a narrowed one only the scheme says what fits."""
    return rules.channel_allowed(
        rules.channel_name(channel), scope, entry=entry if entry and entry.scope == scope else None
    )


def left_out(rules: SchemeRules, item: Item) -> list[str]:
    """What the entry lists and its scope allows, and the plan does not use: that takes a reason."""
    planned = set(map(rules.channel_name, item.channels))
    listed = item.entry.channels if item.entry else []
    return [
        channel
        for channel in listed
        if rules.channel_name(channel) not in planned and fits(rules, channel, item.entry, item.scope)
    ]


def sides_without(rules: SchemeRules, item: Item, channels: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The sides that the channels do not reach, nor the portal, each with those that would serve it (LK-09)."""
    known = set(map(rules.channel_name, channels))
    for side in sides_of(item):
        serving = rules.channels_of_side(side, item.scope, item.entry)
        if not known & set(serving) and not rules.has_portal(serving):
            yield side, serving


def unfit_reason(rules: SchemeRules, channel: str, entry: Entry | None, scope: str) -> str:
    """Why the channel may not be used in the scope; empty when it may."""
    if fits(rules, channel, entry, scope):
        return ""
    row = rules.channel_row(channel) or {}
    if row.get("only_scope"):
        return ONLY_FOR.get(row["only_scope"], f"只用于{Scope(row['only_scope']).label}")
    return "只用于向社会公开" if row.get("side") == OUTSIDE else "方案没有列这种形式"


def unfit_channels(rules: SchemeRules, channels: Iterable[str], entry: Entry | None, scope: str) -> list[str]:
    """Those of the channels that the scope does not allow, as sentences that ``catalog.items.blockers`` says too."""
    label = Scope(scope).label
    return [f"“{channel}”不适用于公开范围“{label}”。" for channel in channels if not fits(rules, channel, entry, scope)]
