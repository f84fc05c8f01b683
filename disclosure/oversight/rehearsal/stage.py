"""What a step finds when it is its turn: who acts, when, on what, and what the script has named so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from catalog.items.models import Item
from disclosure.files.written.lines import Document, Place, WrittenError
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.oversight.rehearsal.clock import Clock
from disclosure.oversight.rehearsal.script import Step
from disclosure.workflow.kit import SYSTEM, Actor, Refused

PASSER_BY, BY_SYSTEM = "passer-by", "system"
# What is promised and not built.
NOT_YET = "还没有这个步骤。"


@dataclass
class Stage:
    """``since``: when the play began; what is older belongs to the base. ``planned``: names that a step gives, whether it came
    about or not; ``rows``: what the script calls what it made. ``home``: the organisation whose people and things need not say
    where they belong; ``cast``: who is called otherwise there."""

    document: Document
    clock: Clock
    since: datetime
    planned: set[str] = field(default_factory=set)
    rows: dict[str, models.Model] = field(default_factory=dict)
    home: Organization | None = None
    cast: Mapping[str, str] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def account(self, name: str) -> User | None:
        """By the user name, or by what the person is at home."""
        if self.home is None:
            return User.objects.filter(username=name).first()
        if name not in self.people and (found := self.find_at_home(name, self.home)):
            self.people[name] = found
        return self.people.get(name)

    def find_at_home(self, name: str, home: Organization) -> User | None:
        names = [self.cast.get(name, name), f"{home.code}-{name}"]
        found = {person.username: person for person in User.objects.filter(username__in=names)}
        return next((found[each] for each in names if each in found), None)

    def item(self, title: str) -> Item | None:
        """At home."""
        return Item.objects.filter(organization=self.home, title=title).first() if self.home else None


@dataclass
class Turn:
    """One step. ``place``: where it stands; ``about``: the words with which its story begins; ``result``: what came of it."""

    stage: Stage
    step: Step
    place: Place
    about: Mapping[str, Any] = field(default_factory=dict)
    result: Any = None

    @property
    def on(self) -> date:
        return self.step.on

    @property
    def now(self) -> datetime:
        return self.stage.clock.now

    def fault(self, message: str, *place: str) -> WrittenError:
        return WrittenError(message, self.stage.document.line_of((*self.place, *place)))

    @cached_property
    def person(self) -> User | None:
        """None for a passer-by and for the system."""
        name = self.step.by
        if not name:
            raise self.fault("没有写由谁办（by）。")
        if name in (PASSER_BY, BY_SYSTEM):
            return None
        person = self.stage.account(name)
        if person is None:
            raise self.fault(f"没有“{name}”这个账号。", "by")
        return person

    @property
    def staff(self) -> User:
        """A person, where no one else can act."""
        if self.person is None:
            raise self.fault("这一步要由有账号的人办。", "by")
        return self.person

    @property
    def reader(self) -> User | AnonymousUser:
        return self.person or AnonymousUser()

    @property
    def actor(self) -> User | Actor:
        return self.person or SYSTEM

    @cached_property
    def organization(self) -> Organization:
        """The one that is named, else that of what it is about, else where the person has a post, or belongs."""
        if self.step.org:
            return self.find_organization(self.step.org, "org")
        found = getattr(self.subject, "organization", None) if self.step.on_what else None
        found = found or self.stage.home or (workplace(self.person, self.on) if self.person else None)
        if found is None:
            raise self.fault("没有写是哪个党组织（org）。")
        return found

    def find_organization(self, code: str, place: str) -> Organization:
        found = Organization.objects.filter(code=code).first()
        if found is None:
            raise self.fault(f"没有代码为“{code}”的党组织。", place)
        return found

    @cached_property
    def subject(self) -> Any:
        """What it is about, read anew."""
        if not self.step.on_what:
            raise self.fault(f"“{self.step.do}”没有写办哪一件（on_what）。")
        return self.named(self.step.on_what, "on_what")

    def named(self, name: str, place: str) -> Any:
        """``a``, or what hangs on it: ``a.filing``; at home an item by its title too. Raises ``WrittenError`` for what nobody names, ``Refused`` for what did
        not come about."""
        first, *rest = name.split(".")
        if first not in self.stage.planned:
            if titled := self.stage.item(name):
                return titled
            raise self.fault(f"前面没有哪一步用“as”起名“{first}”。", place)
        if first not in self.stage.rows:
            raise Refused(f"还没有“{first}”：起这个名的那一步没有办成，或者还没有到。")
        found: Any = self.stage.rows[first]
        try:
            found.refresh_from_db()
        except ObjectDoesNotExist:
            raise Refused(f"“{first}”已经没有了。") from None
        for part in rest:
            if not isinstance(getattr(found, part, None), models.Model):
                raise Refused(f"“{first}”现在没有“{part}”。")
            found = getattr(found, part)
        return found


def workplace(person: User, on: date) -> Organization | None:
    post = Post.objects.current(on).filter(person=person).select_related("organization").order_by("pk").first()
    if post:
        return post.organization
    row = person.memberships.select_related("organization").order_by("pk").first()
    return row.organization if row else None
