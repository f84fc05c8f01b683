"""One action of a procedure, as its table declares it. Called, it is taken: ``approve(withholding, by=person, now=now)``."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django import forms
from django.db import models
from django.db.models import Q

from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.actors import Actor
from disclosure.workflow.conditions import ANY, Condition
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import Blocker
from disclosure.workflow.who import Who

# Each is handed the context of its own procedure.
Finder = Callable[[Any, Mapping[str, Any]], Iterable[Blocker]]
Initial = Callable[[Any], Mapping[str, Any]]
SAME_PERSON = "前面一步是您办的，这一步要由另一个人办。"
CHANGED = "刚刚有人改过，这里是新的。请再看一遍，再按一次。"


class Procedure(Protocol):
    """The table that an action stands in, as far as an action knows it (``disclosure.workflow.table.Workflow``)."""

    code: str
    label: Callable[[Any], str]
    heading: Callable[[Any], str]
    url_of: Callable[[Any], str]
    organization_of: Callable[[Any], Organization | None]

    def perform(
        self,
        action: "Action",
        subject: Any,
        *,
        by: User | Actor,
        now: datetime,
        values: Mapping[str, Any],
        seen: str = "",
        is_consequence: bool = False,
    ) -> Any: ...

    def check(self, action: "Action", subject: Any, /, *, by: User | Actor, now: datetime, **values: Any) -> None: ...


@dataclass(frozen=True, eq=False, kw_only=True)
class Action:
    """``who``: whose posts carry it; ``by_system`` and ``by_sender``: who else takes it. ``at``: from where it starts;
    ``to``: every state it may lead to, by model; none: it changes none. ``others``: columns of people who took a step before
    and may not take this one; ``hands(context)``: those whom no column names. ``blockers(context, values)`` finds what stands
    in the way. ``waits``: it stands in the inbox of those who may take it; a filter: for these rows alone.
    ``lock(subject, values)``: where it locks another row than its procedure does. ``audit``: its word in the log, where it
    does not say more by itself. ``text``: what it does, for its page; ``initial(context)``: what its form begins with;
    ``done``: what is said then, with ``{found}`` for what it returned. ``stamp(context)``: of what its page shows and whoever
    takes it has read. ``not_now`` (with {state} and {action}, if it likes), ``same_person`` and ``changed``: what is said where
    the state, ``others`` and ``hands``, or another stamp refuse it."""

    # A template reads its label and does not take it.
    do_not_call_in_templates: ClassVar[bool] = True

    workflow: Procedure
    name: str
    label: str
    run: Callable[..., Any]
    who: Who
    at: Condition = ANY
    to: Mapping[type[models.Model], frozenset[str]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    hands: Callable[[Any], Collection[int | None]] | None = None
    blockers: Finder | None = None
    lock: Callable[[Any, Mapping[str, Any]], None] | None = None
    form: type[forms.BaseForm] | None = None
    initial: Initial | None = None
    stamp: Callable[[Any], str] | None = None
    audit: str = ""
    text: str = ""
    done: str = ""
    not_now: str = ""
    same_person: str = SAME_PERSON
    changed: str | Callable[[Any], str] = CHANGED
    style: str = "plain"
    is_folded: bool = False
    is_button: bool = True
    is_start: bool = False
    shows_blocked: bool = False
    waits: bool | Q | Callable[[Access], Q] = False
    by_system: bool = False
    by_sender: bool = False
    # What higher packages add in AppConfig.ready.
    added_blockers: list[Finder] = field(default_factory=list)
    added_effects: list[Callable[[Any], None]] = field(default_factory=list)

    def __call__(
        self, subject: Any = None, /, *, by: User | Actor, now: datetime, seen: str = "", **values: Any
    ) -> Any:
        """Take it. ``subject``: the object as the caller last read it; where one is started, its ``organization``. ``seen``: the
        stamp of the page that was pressed; empty where there was no page. Returns the object as it is now, or what the action
        returns. Raises ``PermissionDenied`` or ``Refused``; then nothing is written."""
        if self.is_start and subject is None:
            subject = values.pop("organization")
        return self.workflow.perform(self, subject, by=by, now=now, values=values, seen=seen)

    def fits(self, context: Context) -> bool:
        """Whether kind and state allow it."""
        return (not self.kinds or context.subject.kind in self.kinds) and self.at.fits(context)

    def is_taken_by_other(self, context: Context) -> bool:
        """Whether the person took a step that this one must not follow."""
        if context.user is None:
            return False
        took = {getattr(context.subject, f"{column}_id") for column in self.others}
        return context.user.pk in took or (self.hands is not None and context.user.pk in self.hands(context))

    def found(self, context: Context, values: Mapping[str, Any]) -> list[Blocker]:
        finders = [*([self.blockers] if self.blockers else []), *self.added_blockers]
        return [blocker for find in finders for blocker in find(context, values)]

    def waiting(self, access: Access) -> Q:
        """Rows on which the person's taking it is waited for."""
        if not self.waits or self.at.rows is None:
            return Q(pk__in=[])
        found = self.at.rows() & self.who.rows(access)
        found &= self.waits(access) if callable(self.waits) else self.waits if isinstance(self.waits, Q) else Q()
        found &= Q(kind__in=self.kinds) if self.kinds else Q()
        for column in self.others:
            found &= ~Q(**{f"{column}_id": access.user_id})
        return found
