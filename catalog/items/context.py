"""What a decision on an item rests on, read once: its scheme, its working version and the decisions taken on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalog.items.models import Attachment, Decision, Item, Version
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.status import Spot, spots_of
from catalog.items.states import VersionState
from catalog.schemes.rules import SchemeRules, find_scheme
from disclosure.audit.history import actors_of
from disclosure.deadlines.dates import local_day
from disclosure.files.sensitive_data.kinds import LET_STAND_BY_CHECK
from disclosure.workflow.context import Context

Step, Result = Decision.Step, Decision.Result


@dataclass
class ItemContext(Context):
    """An item on a person's desk on a day. Lazily loaded, a query a fact."""

    @property
    def item(self) -> Item:
        return self.subject

    @property
    def version(self) -> Version:
        version = self.item.working_version
        assert version is not None
        return version

    @cached_property
    def rules(self) -> SchemeRules | None:
        return find_scheme(self.item.organization, self.on)

    @property
    def is_permanent(self) -> bool:
        """Whether the scheme displays this kind of item without end (LK-13)."""
        limit = self.rules.limits.get(self.item.limit_kind) if self.rules else None
        return limit is not None and limit.is_permanent

    @property
    def has_progress(self) -> bool:
        """Whether the scheme has this kind of item followed up as the work goes on (YY-04)."""
        limit = self.rules.limits.get(self.item.limit_kind) if self.rules else None
        return limit is not None and limit.progress_updates

    @property
    def display_limits(self) -> tuple[int, int] | None:
        """The least and the most days on society's page, where the scheme bounds them (PL-10)."""
        return self.rules.display_limits(self.item.scope, self.item.limit_kind) if self.rules else None

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(self.version.decisions.order_by("pk"))

    @cached_property
    def this_round(self) -> Mapping[str, Decision]:
        """Step → decision since the last submission; a draft begins anew."""
        if self.version.state == VersionState.DRAFT:
            return {}
        return {decision.step: decision for decision in self.decisions if decision.round == self.version.round}

    def has_passed(self, step: str) -> bool:
        """Passed in this round; a released version has passed every check. That the matter needs to be disclosed was reviewed
        with its text: of its progress only secrecy is checked (JG-01)."""
        if self.version.state in (VersionState.RELEASED, VersionState.SUPERSEDED):
            return True
        if step == Step.REVIEW and self.version.is_progress:
            return True
        decision = self.this_round.get(step)
        return decision is not None and decision.result == Result.PASSED

    @cached_property
    def allowed_masks(self) -> frozenset[str]:
        """Phones and addresses that the last secrecy check allowed, by their masks."""
        passed = [row for row in self.decisions if row.step == Step.SECRECY and row.result == Result.PASSED]
        return frozenset(passed[-1].evidence.get("allowed_personal_data", []) if passed else [])

    @cached_property
    def waivers(self) -> dict[tuple[str, str], Waiver]:
        """Of the working version, by kind and mask."""
        rows = self.version.waivers.select_related("asked_by", "decided_by").order_by("pk")
        return {(row.kind, row.mask): row for row in rows}

    def is_allowed(self, spot: Spot) -> bool:
        """By the waiver of a second person, or by the secrecy check itself."""
        waiver = self.waivers.get(spot.key)
        if waiver is not None and waiver.state == Waiver.State.AGREED:
            return True
        return spot.kind in LET_STAND_BY_CHECK and spot.mask in self.allowed_masks

    @cached_property
    def spots(self) -> list[Spot]:
        """The sensitive data in the working version: in title, text and files."""
        return spots_of(self.version, self.attachments)

    @cached_property
    def open_spots(self) -> list[Spot]:
        """Those that hold something up and are not allowed."""
        return [spot for spot in self.spots if not spot.is_hint and not self.is_allowed(spot)]

    @cached_property
    def proposers(self) -> frozenset[int]:
        """Who wrote any part of the working version, added a file or submitted it: they answer for it (JG-05). Who saved it between
        others says the log."""
        submitted = self.this_round.get(Step.SUBMIT)
        people = {self.version.created_by_id, self.version.saved_by_id, submitted.by_id if submitted else None}
        since = self.version.created_at
        people |= {file.uploaded_by_id for file in self.attachments if file.uploaded_at >= since}
        people |= actors_of(self.item, "item.text_saved", since)
        return frozenset(person for person in people if person)

    @cached_property
    def audience_count(self) -> int:
        return self.item.audiences.count()

    @cached_property
    def recipient_count(self) -> int:
        return self.item.recipients.count()

    @cached_property
    def attachments(self) -> list[Attachment]:
        return list(self.version.attachments.order_by("pk"))

    @property
    def released_outside_on(self) -> date:
        """The day from which society's display counts: when it went outside, else today."""
        at = self.item.published_outside_at
        return local_day(at) if at else self.on
