"""Whether a story is as late, or as much in time, as it says; and whether what it shows to society is still shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Self

from catalog.directory.contents import entry_for
from catalog.schemes.choices import Scope
from catalog.schemes.rules import SchemeRules, find_scheme
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.limits import due
from disclosure.deadlines.rules import Rule
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.telling.beats import Beat
from disclosure.oversight.rehearsal.telling.days import Days
from disclosure.oversight.rehearsal.telling.story import Misread, Raw
from feedback.cases.clocks.clocks import ACCEPTANCE, RECEIPT, answer_rule
from feedback.cases.states import Kind

# The first of these meets what the first step began.
SETTLING = (
    "publish_inside", "publish_outside", "send_reply", "not_accept", "screen_out", "withdraw", "merge", "hand_over",
)  # fmt: skip
# After these it is not shown any more.
ENDING = ("end_display", "end_display_when_over", "ask_withdrawal", "hide", "narrow", "send_back")


@dataclass(frozen=True)
class Limit:
    """``rule``: from the day of the step ``start`` on; ``shown_days``: how long society may read it, where that ends;
    ``shown_until``: the last day, as the story says it; ``outside_after``: days after which it goes outside by itself."""

    rule: Mapping | None = None
    start: str = ""
    shown_days: int | None = None
    shown_until: str = ""
    outside_after: int | None = None

    def due_on(self, beats: Sequence[Beat], days: Days) -> date | None:
        """None where nothing is due, or not yet."""
        begun = {beat.name: local_day(beat.at) for beat in reversed(beats)}
        start_on = begun.get(self.start) if self.start else local_day(beats[0].at)
        if self.rule is None or start_on is None:
            return None
        return due(Rule.from_mapping(self.rule), start_on, days.calendar).due_on

    def holds(self, beats: Sequence[Beat], late: str, days: Days) -> bool:
        if self.is_over(beats, days) or not self.may(beats, days):
            return False
        outside_on = self.outside_on(beats)
        if outside_on and outside_on <= days.today:
            return False
        due_on = self.due_on(beats, days)
        settled = next((local_day(beat.at) for beat in beats if beat.name in SETTLING), days.today)
        return late == "any" or due_on is None or (due_on < settled) == (late == "true")

    def may(self, beats: Sequence[Beat], days: Days) -> bool:
        """Whether it goes outside by itself before that is due, where it does."""
        outside_on, due_on = self.outside_on(beats), self.due_on(beats, days)
        return outside_on is None or due_on is None or outside_on <= due_on

    def outside_on(self, beats: Sequence[Beat]) -> date | None:
        inside = next((local_day(beat.at) for beat in beats if beat.name == "publish_inside"), None)
        return inside + timedelta(days=self.outside_after) if inside and self.outside_after is not None else None

    def is_over(self, beats: Sequence[Beat], days: Days) -> bool:
        """Whether it should be read today, and is read no more."""
        outside = next((local_day(beat.at) for beat in beats if beat.name == "publish_outside"), None)
        if outside is None or any(beat.name in ENDING for beat in beats):
            return False
        if self.shown_until:
            return days.reckoned(self.shown_until, local_day(beats[0].at)) <= days.today
        return self.shown_days is not None and outside + timedelta(days=self.shown_days) <= days.today


@dataclass(frozen=True)
class Limits:
    """Of an organisation, as its scheme has them today."""

    organization: Organization
    days: Days

    @classmethod
    def up_to(cls, organization: Organization, now: datetime) -> Self:
        return cls(organization, Days.up_to(now))

    @cached_property
    def rules(self) -> SchemeRules | None:
        return find_scheme(self.organization, self.days.today)

    def of(self, raw: Raw) -> Limit:
        """What the first step of a story begins. Raises ``Misread`` for an entry that is not there."""
        if raw.get("do") == "register" and self.rules:
            return self.of_item(raw, self.rules)
        return self.of_case(raw) if raw.get("do") == "ask" else Limit()

    def of_item(self, raw: Raw, rules: SchemeRules) -> Limit:
        entry = entry_for(self.organization, raw["entry"]) if raw.get("entry") else None
        scope, kind = (raw.get(name) or getattr(entry, name, "") for name in ("scope", "limit_kind"))
        if not kind:
            raise Misread(f"{self.organization}施行中的目录里没有“{raw.get('entry', '')}”这一项。")
        limits = rules.display_limits(scope, kind)
        return Limit(
            rules.rule_of_entry(entry, kind, is_important=raw.get("important") == "true"),
            shown_days=limits[1] if limits and scope == Scope.SOCIETY else None,
            shown_until=str(raw.get("display_until", "")),
            outside_after=int(raw["outside_after_days"]) if "outside_after_days" in raw else None,
        )

    def of_case(self, raw: Raw) -> Limit:
        found = answer_rule(raw.get("kind", Kind.TOPIC), self.rules)
        return Limit(found["rule"], start="" if found.get("start", RECEIPT) != ACCEPTANCE else "accept")
