"""The rules of a scheme as they apply to an organisation. The numbers are in ``catalog/schemes/*.yaml``.

An organisation works by the scheme it adopted, else by the nearest superior's (QJ-24); what it set differently
(``Adoption.changes``, dotted path → value) wins over the scheme's own words and is marked as its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from catalog.schemes.choices import LimitKind, Scope
from catalog.schemes.filings import row_of
from catalog.schemes.models import Adoption, Scheme

INSIDE, OUTSIDE = "inside", "outside"
Row = Mapping[str, Any]  # a part of a scheme's file, as YAML has it


class NoScheme(LookupError):
    """Raised when neither the organisation nor any superior works by a scheme; the message is fit for a page."""


class NoLimit(LookupError):
    """Raised when the scheme does not know the time-limit kind; the message is fit for a page."""


class Listed(Protocol):
    """What the rules ask of an entry of a catalogue: the rule it sets itself, its channels and its scope in its own words."""

    limit_rule: Row | None
    channels: list[str]
    scope_words: list[str]


@dataclass(frozen=True)
class Limit:
    """One time-limit kind of a scheme, in the scheme's own words. ``is_preset``: the document gives no number."""

    kind: str
    label: str
    event: str
    rule: Row
    important_rule: Row | None
    recurrences: Sequence[Row]
    is_permanent: bool
    article: str
    sentence: str
    is_preset: bool
    preset_reason: str
    is_own: bool = False
    reopens_on_revision: bool = False
    progress_updates: bool = False
    event_help: str = ""
    moving: str = ""  # what is said where the day moves off a holiday and the document does not say so

    def rule_for(self, *, is_important: bool) -> Row:
        return self.important_rule if is_important and self.important_rule else self.rule


@dataclass(frozen=True)
class SchemeRules:
    """A scheme as an organisation applies it."""

    scheme: Scheme
    data: Row
    own_paths: frozenset[str] = frozenset()

    @cached_property
    def limits(self) -> Mapping[str, Limit]:
        return {row["kind"]: self._limit(row) for row in self.data["time_limits"]}

    def _limit(self, row: Row) -> Limit:
        return Limit(
            kind=row["kind"],
            label=row["label"],
            event=row.get("event", ""),
            rule=row["rule"],
            important_rule=row.get("important_rule"),
            recurrences=row.get("recurrences") or [],
            is_permanent=bool(row.get("is_permanent")),
            article=row.get("article", ""),
            sentence=row.get("sentence", ""),
            is_preset=bool(row.get("preset")),
            preset_reason=row.get("preset_reason", ""),
            reopens_on_revision=bool(row.get("reopens_on_revision")),
            progress_updates=bool(row.get("progress_updates")),
            event_help=row.get("event_help", ""),
            is_own=any(path.startswith(f"time_limits.{row['kind']}.") for path in self.own_paths),
            moving=f"预设：{row['moving']['preset_reason']}" if row.get("moving") else "",
        )

    def limit(self, kind: str) -> Limit:
        try:
            return self.limits[kind]
        except KeyError:
            raise NoLimit(f"《{self.scheme.title}》没有“{LimitKind(kind).label}”这一类时限。") from None

    def rule_for(self, kind: str, *, is_important: bool = False) -> Row:
        return self.limit(kind).rule_for(is_important=is_important)

    def rule_of_entry(self, entry: Listed | None, kind: str, *, is_important: bool = False) -> Row:
        """The entry's own rule where the catalogue sets one, else the scheme's for the kind."""
        return (entry.limit_rule if entry else None) or self.rule_for(kind, is_important=is_important)

    def source_for(self, kind: str) -> Row:
        """Where the number comes from, kept in the deadline's trace."""
        limit = self.limit(kind)
        if limit.is_own:
            return {**self._source(limit.article), "note": "本组织另定", "own": True}
        if limit.is_preset:
            return {**self._source(limit.article), "note": f"预设：{limit.preset_reason}", "preset": True}
        source = self._source(limit.article, limit.sentence)
        return {**source, "moving": limit.moving} if limit.moving else source

    def source_for_request(self, step: str) -> Row:
        """Where the number of a request's step comes from."""
        row = self.request_rule(step)
        if row.get("preset"):
            note = f"预设：{row.get('preset_reason', '')}"
            return {**self._source(row.get("article", "")), "note": note, "preset": True}
        said = self._source(row.get("article", ""), row.get("sentence", ""))
        return {**said, "note": row["start_reason"]} if row.get("start_reason") else said

    def source_of(self, row: Row) -> Row:
        """Where the number in a row of the scheme comes from, for the deadline's trace."""
        source = {name: row[name] for name in ("article", "sentence") if row.get(name)}
        preset = {"note": f"预设：{row.get('preset_reason', '')}", "preset": True} if row.get("preset") else {}
        return {"document": f"《{self.scheme.title}》", **source, **preset}

    def _source(self, article: str, sentence: str = "") -> Row:
        return {"document": f"《{self.scheme.title}》", "article": article, "sentence": sentence}

    def filing_row(self, what: str) -> Row:
        """What the document says of filing it, with its title; empty where it asks for none."""
        row = row_of(self.data, what)
        return {**row, "document": f"《{self.scheme.title}》"} if row else {}

    @property
    def staged_row(self) -> Row:
        """The row of the limit for projects: with its milestones goes what the scheme says of summaries."""
        return next((row for row in self.data["time_limits"] if row["kind"] == LimitKind.STAGED), {})

    @property
    def off_catalogue_approver(self) -> str:
        """``organization``, ``superior`` or ``catalogue_owner`` (LK-06, JG-07, YY-09, QJ-04)."""
        return self.data["off_catalogue"]["approver"]

    @property
    def narrowing(self) -> Row:
        """How an item may reach fewer people than its entry says: ``route`` is ``exemption`` (a second person agrees, and it is
        filed), ``superior`` (decided above) or ``approver`` (LK-19, JG-04, PL-02, QJ-15)."""
        return self.data["narrowing"]

    @property
    def distinct_people(self) -> frozenset[str]:
        """Which of proposer, secrecy_reviewer and approver must be different people."""
        return frozenset((self.data.get("separation") or {}).get("distinct_people", []))

    def request_rule(self, step: str) -> Row:
        """``accept``, ``answer`` or ``application_answer``: rule, start and source."""
        return self.data["requests"][step]

    def display_limits(self, scope: str, kind: str) -> tuple[int, int] | None:
        """Least and most days on display, or None where the scheme sets none (PL-10)."""
        for row in self.data.get("display") or []:
            if row["scope"] == scope and kind in row["kinds"]:
                return row["min_days"], row["max_days"]
        return None

    def channels_for(self, scope: str) -> list[str]:
        """Names of the channels that fit the scope: society may use all, others only those inside (LK-09, LK-10, QJ-07)."""
        return [channel["name"] for channel in self.data["forms"] if fits(channel, scope)]

    def channel_allowed(self, channel: str, scope: str, *, entry: Listed | None = None) -> bool:
        """A channel that the catalogue itself lists for the entry is always allowed (LK-11)."""
        return channel in (self.planned_channels(entry) if entry else []) or channel in self.channels_for(scope)

    def channel_name(self, word: str) -> str:
        """The scheme's name for a channel that a catalogue calls by another word (新闻媒, 互联网); else the word itself."""
        channel = self.channel_row(word)
        return channel["name"] if channel else word

    def channel_row(self, word: str) -> Row | None:
        """The scheme's row of a channel: side, what the portal does of it, article. None for a channel it does not know."""
        named = (channel for channel in self.data["forms"] if channel["name"] == word)
        called = (channel for channel in self.data["forms"] if word in channel["raw_words"])
        return next(named, None) or next(called, None)

    def channels_of_side(self, side: str, scope: str, entry: Listed | None) -> list[str]:
        """By which of them a side, ``inside`` or ``outside``, is served: those that the entry lists for it, else those of the
        scheme's own text (岳阳 二（三）). A word that the scheme does not know may serve either."""
        listed = dict.fromkeys(map(self.channel_name, entry.channels)) if entry else {}
        rows = {name: self.channel_row(name) for name in listed}
        own = [name for name, row in rows.items() if row is None or serves(row, side)]
        return own or [row["name"] for row in self.data["forms"] if serves(row, side) and fits(row, scope)]

    def has_portal(self, channels: Iterable[str]) -> bool:
        """Whether the portal itself is one of them."""
        return any((self.channel_row(channel) or {}).get("portal") for channel in channels)

    def second_stage(self, entry: Listed | None) -> Row | None:
        """Where 先党内后党外 is the scope itself: by when society reads it after the Party did, as a row of its own. None where
        the one row is met when society can read."""
        rows = [row for row in self.data["scopes"] if row["scope"] == Scope.SOCIETY]
        said = entry.scope_words if entry else []
        row = next((row for row in rows if set(row["raw_words"]) & set(said)), rows[0] if rows else {})
        return row.get("second_stage")

    def channel_rules_for(self, scope: str, headings: Sequence[str]) -> list[Row]:
        """The scheme's sentences on which channels suit: those for the scope, and those that speak of the content (LK-11).

        ``headings`` are the entry's own words and those of the headings above it.
        """
        content = "".join(headings)
        rows = self.data.get("form_rules") or []
        return [row for row in rows if (is_for(row, scope) if row.get("scope") else speaks_of(row, content))]

    def planned_channels(self, entry: Listed) -> list[str]:
        """The entry's channels by the scheme's names, followed by the catalogue's own words where they differ."""
        return list(dict.fromkeys([*map(self.channel_name, entry.channels), *entry.channels]))


def scheme_for(organization, on: date) -> SchemeRules:
    """The scheme in force for the organisation: its own, else the nearest superior's. One query."""
    adoption = (
        Adoption.objects.in_force(on)
        .filter(organization__path__in=organization.line_paths)
        .select_related("scheme")
        .order_by("-organization__path")
        .first()
    )
    if adoption is None:
        raise NoScheme(f"“{organization}”和它的上级都还没有施行中的实施方案。请先登记实施方案。")
    own = adoption.changes or {}
    return SchemeRules(adoption.scheme, with_changes(adoption.scheme.data, own), frozenset(own))


def find_scheme(organization, on: date) -> SchemeRules | None:
    """``scheme_for``, or None where there is none."""
    with suppress(NoScheme):
        return scheme_for(organization, on)
    return None


def with_changes(data: Row, changes: Row) -> Row:
    """The scheme's data with an organisation's own values laid over it; list rows are found by kind, name or number."""
    if not changes:
        return data
    merged: Any = deepcopy(data)
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = merged
        for part in parents:
            place = _child(place, part)
        place[last] = value
    return merged


def _child(place, part: str):
    if isinstance(place, list):
        return next(row for row in place if str(row.get("kind") or row.get("name") or row.get("number")) == part)
    return place[part]


def fits(channel: Row, scope: str) -> bool:
    if channel.get("only_scope"):
        return channel["only_scope"] == scope
    return scope == Scope.SOCIETY or channel["side"] != OUTSIDE


def serves(channel: Row, side: str) -> bool:
    """The portal's own site is read inside and outside, on whichever side the document lists it."""
    return channel["side"] in (side, "both") or channel.get("portal") == "site"


def is_for(row: Row, scope: str) -> bool:
    """What is for members is for named groups of members too."""
    return row["scope"] == (Scope.PARTY if scope == Scope.AUDIENCE else scope)


SHORTEST_SUBJECT = 4


def subjects(row: Row) -> list[str]:
    """What a sentence on channels speaks of, taken from its own words: 考核奖惩, 重要决策, 作风建设."""
    said = f"{row['about']}，{re.split('[，,]', row.get('sentence', ''))[0]}"
    words = [word.removesuffix("情况").removesuffix("等").removesuffix("工作") for word in re.split("[、，和]", said)]
    return [word for word in dict.fromkeys(words) if len(word) >= SHORTEST_SUBJECT]


def speaks_of(row: Row, content: str) -> bool:
    """Every pair of characters of one of its subjects occurs: 重要决策 in 重要工作部署和重大事项决策情况."""
    return any(all(subject[at : at + 2] in content for at in range(0, len(subject), 2)) for subject in subjects(row))
