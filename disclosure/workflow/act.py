"""An action being taken: what it is about, who, when; and the only thing that assigns a state."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from disclosure.audit.record import record
from disclosure.notices.notify import notify
from disclosure.organizations.models.people import User
from disclosure.workflow.action import Action, Procedure
from disclosure.workflow.actors import Actor
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import NotNow

Recipient = User | int | None


def pk_of(person: Recipient) -> int | None:
    return person.pk if isinstance(person, User) else person


class Act:
    """What an action's function is handed. ``by`` is who rows name: None for the system and for a sender without an account.
    ``values``: what it was given. ``details`` go into the audit row of the action."""

    def __init__(
        self, action: Action, context: Context, actor: Actor, now: datetime, on: date, values: Mapping[str, Any]
    ):
        self.action, self.actor, self.now, self.on, self.values = action, actor, now, on, values
        # That of its own procedure.
        self.context: Any = context
        self.workflow, self.by, self.access = action.workflow, actor.user, context.access
        self.details: dict[str, Any] = {}
        self.moved: list[models.Model] = []
        self.is_deleted = False

    @property
    def person(self) -> User:
        """Where only a person acts."""
        assert self.by is not None
        return self.by

    @property
    def subject(self) -> Any:
        return self.context.subject

    def move(self, state: str, row: Any = None) -> None:
        """Assign the state that the table allows; the row is saved when the action ends."""
        row = self.subject if row is None else row
        if state not in self.action.to.get(type(row), ()):
            raise NotNow(f"“{self.action.label}”不能变为“{state}”。")
        row.state = state
        self.moved.append(row)

    def create(self, row: models.Model, *, exclude: Iterable[str] = ()) -> None:
        """Keep what the action started; from here on the action is about it."""
        row.full_clean(exclude=exclude)
        row.save()
        self.moved = [each for each in self.moved if each is not row]
        self.context.subject = row

    def delete(self) -> None:
        """Once the log says so: what is gone is not saved at the end."""
        self.subject.delete()
        self.is_deleted = True

    def save(self) -> None:
        """Before what reads the row anew; otherwise the end of the action does it."""
        self.subject.save()

    def record(self, word: str, **details: Any) -> None:
        """``withholding.approved``: the procedure's code, then the word."""
        self.record_as(f"{self.workflow.code}.{word}", details)

    def record_of(self, workflow: Procedure, row: Any, word: str, **details: Any) -> None:
        """Of a row beside the subject, by its own table's words."""
        organization, label = workflow.organization_of(row), workflow.label(row)
        code = f"{workflow.code}.{word}"
        record(code, row, by=self.by, now=self.now, organization=organization, changes=details, label=label)

    def record_as(self, code: str, details: dict[str, Any], *, about: models.Model | None = None) -> None:
        """``about``: the row under which the log keeps it, where that is not the subject."""
        organization, label = self.workflow.organization_of(self.subject), self.workflow.label(self.subject)
        row = about or self.subject
        record(code, row, by=self.by, now=self.now, organization=organization, changes=details, label=label)

    def notify(self, step: str, people: Iterable[Recipient], title: str, body: str = "", *, url: str = "") -> None:
        """Whoever acts need not be told. ``url``: where it leads, if not to the page of the procedure."""
        others = {pk_of(person) for person in people} - {self.by.pk if self.by else None}
        self.notify_all(step, others, title, body, url=url)

    def notify_all(self, step: str, people: Iterable[Recipient], title: str, body: str = "", *, url: str = "") -> int:
        """Whoever acts too. ``step`` makes the notice one of its kind: who was told is not told again. Returns how many are
        told now."""
        told = {pk for person in people if (pk := pk_of(person)) is not None}
        words = "，".join(filter(None, (self.workflow.heading(self.subject), title)))
        key = f"{self.workflow.code}:{self.subject.pk}:{step}"
        where = url or self.workflow.url_of(self.subject)
        return notify(told, key=key, title=words, body=body, url=where, now=self.now)

    def follow(self, action: Action, subject: Any, /, **values: Any) -> Any:
        """A consequence, by the same actor, whose posts are not asked for it."""
        return action.workflow.perform(action, subject, by=self.actor, now=self.now, values=values, is_consequence=True)
