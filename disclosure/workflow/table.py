"""The table of one procedure: its actions, and the one door through which they are taken."""

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from disclosure.audit.words import register
from disclosure.organizations.access import Access, access_at
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.act import Act
from disclosure.workflow.action import Action, Finder
from disclosure.workflow.actors import SYSTEM, Actor, actor_of
from disclosure.workflow.context import Context
from disclosure.workflow.locks import lock_organization, lock_row
from disclosure.workflow.refusals import Blocked, Changed, NotNow, OnRecord

logger = logging.getLogger(__name__)
GONE = "这一件刚刚被别人删除了，没有再办。"
WORKFLOWS: list["Workflow"] = []
States = Iterable[str] | Mapping[Any, Any]
Complaint = Callable[[Any, Blocked], None]


class Workflow:
    """``code`` begins audit codes and notice keys; ``words``: what people read for the codes; ``reads``: what is joined behind
    the lock; ``lock(subject)`` where it is not the row itself; ``label``: what the log and the ledger call a row; ``heading``:
    what notices call it, empty where their titles say it; ``url_of``: where they lead; ``not_now``: what is said where the
    state refuses an action; ``refuses``: what stands against everything but a start; ``after``: effects of every action."""

    def __init__(
        self,
        model: type[models.Model],
        *,
        code: str,
        words: Mapping[str, str] | None = None,
        context: type[Context] = Context,
        reads: tuple[str, ...] = (),
        lock: Callable[[Any], None] | None = None,
        label: Callable[[Any], str] = str,
        heading: Callable[[Any], str] | None = None,
        url_of: Callable[[Any], str] = lambda row: row.get_absolute_url(),
        organization_of: Callable[[Any], Organization | None] = lambda row: row.organization,
        state_words: Callable[[Any], str] = lambda row: row.get_state_display(),
        not_now: str = "现在是“{state}”，不能{action}；可能已经有人办过了。",
        refuses: Callable[[Any], None] | None = None,
        after: Iterable[Callable[[Act], None]] = (),
    ):
        self.model, self.code, self.context, self.reads = model, code, context, reads
        self.lock, self.label, self.heading = lock or self.lock_row, label, heading or label
        self.url_of, self.organization_of, self.state_words = url_of, organization_of, state_words
        self.not_now, self.refuses, self.after_all = not_now, refuses, [*after]
        self.actions: dict[str, Action] = {}
        WORKFLOWS.append(self)
        register(code, words or {})

    # --- the table ---

    def action(
        self,
        name: str,
        label: str,
        *,
        to: States = (),
        kinds: Iterable[str] = (),
        made_as: type[Action] = Action,
        **declared: Any,
    ):
        """Declare an action; the function that follows says what is special to it, and becomes the action, ``made_as`` one that
        takes more, such as ``FileAction``."""

        def add(run: Callable[..., Any]) -> Action:
            states = to if isinstance(to, Mapping) else {self.model: to} if to else {}
            found = {model: frozenset(each) for model, each in states.items()}
            action = made_as(
                workflow=self, name=name, label=label, run=run, to=found, kinds=frozenset(kinds), **declared
            )
            self.actions[name] = action
            return action

        return add

    def start(self, name: str, label: str, **declared: Any):
        """An action that begins one: its function is handed the organisation, which is locked where ``lock`` names no other row."""
        return self.action(name, label, is_start=True, is_button=False, **declared)

    def after(self, *names: str):
        """What a higher package adds to an action's effects, in its ``AppConfig.ready``."""

        def add(effect: Callable[[Act], None]) -> Callable[[Act], None]:
            for name in names:
                self.actions[name].added_effects.append(effect)
            return effect

        return add

    def blocks(self, *names: str):
        """What a higher package finds in the way of an action, in its ``AppConfig.ready``."""

        def add(find: Finder) -> Finder:
            for name in names:
                self.actions[name].added_blockers.append(find)
            return find

        return add

    # --- the door ---

    def perform(
        self,
        action: Action,
        subject: Any,
        *,
        by: User | Actor,
        now: datetime,
        values: Mapping[str, Any],
        seen: str = "",
        is_consequence: bool = False,
    ) -> Any:
        """Lock, read anew, ask, run, save, record, tell: all of it or nothing, but for what ``OnRecord`` says."""
        actor = actor_of(by)
        try:
            with transaction.atomic():
                return self.carry_out(action, subject, actor, now, values, seen, asks_actor=not is_consequence)
        except OnRecord as error:
            if not is_consequence:
                error.keep(by=actor.user, now=now)
            raise

    def carry_out(
        self,
        action: Action,
        subject: Any,
        actor: Actor,
        now: datetime,
        values: Mapping[str, Any],
        seen: str,
        *,
        asks_actor: bool,
    ) -> Any:
        act = self.begin(action, subject, actor, now, values)
        self.guard(act, asks_actor=asks_actor)
        if seen and action.stamp and seen != action.stamp(act.context):
            raise Changed(action.changed(act.context) if callable(action.changed) else action.changed)
        result = action.run(act, **values)
        rows = [*act.moved, *([] if action.is_start or act.is_deleted else [act.subject])]
        for row in {id(row): row for row in rows}.values():
            row.save()
        if action.audit:
            act.record_as(action.audit, act.details)
        for effect in (*self.after_all, *action.added_effects):
            effect(act)
        return act.subject if result is None else result

    def check(self, action: Action, subject: Any, /, *, by: User | Actor, now: datetime, **values: Any) -> None:
        """The same questions without the lock, before something slow such as a virus scan; ``perform`` asks them again."""
        actor = actor_of(by)
        row = subject if action.is_start else self.read(subject.pk)
        access = access_at(actor.user, now)
        self.guard(Act(action, self.context(row, access), actor, now, access.on, values), asks_actor=True)

    def begin(self, action: Action, subject: Any, actor: Actor, now: datetime, values: Mapping[str, Any]) -> Act:
        access = access_at(actor.user, now)
        self.lock_for(action, subject, values)
        row = subject if action.is_start else self.read(subject.pk)
        return Act(action, self.context(row, access), actor, now, access.on, values)

    def guard(self, act: Act, *, asks_actor: bool) -> None:
        action, context = act.action, act.context
        if asks_actor and not self.may(action, context, act.actor):
            raise PermissionDenied(f"您没有“{action.label}”的权限。")
        if self.refuses and not action.is_start:
            self.refuses(context)
        if not (action.is_start or action.fits(context)):
            raise NotNow(self.why_not_now(action, context))
        if asks_actor and not action.is_start and action.is_taken_by_other(context):
            raise PermissionDenied(action.same_person)
        if found := action.found(context, act.values):
            raise Blocked(found)

    def why_not_now(self, action: Action, context: Context) -> str:
        words = action.not_now or action.at.why_not(context) or self.not_now
        state = self.state_words(context.subject) if "{state}" in words else ""
        return words.format(state=state, action=action.label)

    def may(self, action: Action, context: Context, actor: Actor) -> bool:
        if actor.is_system:
            return action.by_system
        if actor.is_sender:
            return action.by_sender
        allows = action.who.allows_in if action.is_start else action.who.allows
        return allows(context.subject, context.access)

    def lock_for(self, action: Action, subject: Any, values: Mapping[str, Any]) -> None:
        if action.lock:
            action.lock(subject, values)
        elif action.is_start:
            lock_organization(subject.pk)
        else:
            self.lock(subject)

    def lock_row(self, subject: Any) -> None:
        """Of a row that is gone ``read`` says so."""
        with suppress(ObjectDoesNotExist):
            lock_row(self.model, subject.pk)

    def hold(self, subject: Any) -> Any:
        """Locked and read anew, for an action of another procedure that must know how this one stands."""
        self.lock(subject)
        return self.read(subject.pk)

    def lock_rows(self, keys: Iterable[int]) -> None:
        """Several, in the order of their keys: two who lock the same ones do not wait for each other."""
        rows = self.model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")
        list(rows.values_list("pk", flat=True))

    def read(self, pk: int) -> Any:
        """After the lock, not with it: whoever waited for it sees what the other has written. NotNow: it is gone."""
        row = self.model._default_manager.select_related(*self.reads).filter(pk=pk).first()
        if row is None:
            raise NotNow(GONE)
        return row

    # --- what a person may do, and what waits ---

    def inbox(self, access: Access) -> models.QuerySet:
        """Rows on which the person's next word is wanted."""
        found = Q(pk__in=[])
        for action in self.actions.values():
            found |= action.waiting(access)
        return self.model._default_manager.filter(found)

    def sweep(
        self,
        action: Action,
        rows: models.QuerySet,
        *,
        now: datetime,
        blocked: Complaint | None = None,
        **values: Any,
    ) -> int:
        """By the system, one transaction a row: who was quicker is passed over, a bad row is logged and the others go on.
        ``blocked``: told of a row that something stands against; without it that is logged too. Returns how many."""
        done = 0
        for row in rows.order_by("pk").iterator(chunk_size=200):
            try:
                done += self.swept(action, row, now, blocked, values)
            except Exception:
                logger.exception("%s of %s %s failed", action.name, self.code, row.pk)
        return done

    def swept(self, action: Action, row: Any, now: datetime, blocked: Complaint | None, values: Mapping) -> bool:
        """Whether it was taken."""
        try:
            action(row, by=SYSTEM, now=now, **values)
        except NotNow:
            return False
        except Blocked as error:
            if blocked is None:
                raise
            blocked(row, error)
            return False
        return True
