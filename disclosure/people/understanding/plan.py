"""What an import would do, in the order in which it is done; nothing of it is written before somebody confirms."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, Post, User

NEW, CHANGED, SAME = "新增", "修改", "不变"


@dataclass(eq=False)
class Place:
    """An organisation, in the portal (``row``) or to be made. ``superior``: what the workbook says, None where it says nothing;
    ``is_top``: it says that there is none."""

    name: str
    row: Organization | None = None
    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    superior: "Place | None" = None
    is_top: bool = False
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    moves: bool = False
    line: Any = None

    @property
    def pk(self) -> int:
        return self.row.pk if self.row else 0


@dataclass(eq=False)
class Someone:
    """A person, with an account (``row``) or to be given one."""

    full_name: str
    row: User | None = None
    username: str = ""
    email: str = ""
    phone: str = ""  # sealed
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)
    number: str = ""
    keys: list[str] = field(default_factory=list)  # the rows that tell of this person

    @property
    def pk(self) -> int:
        return self.row.pk if self.row else 0


@dataclass(frozen=True)
class NewDepartment:
    place: Place
    name: str


@dataclass(frozen=True)
class NewMembership:
    """``instead_of``: the one in another department of the same organisation, which ends that day."""

    person: Someone
    place: Place
    department: str
    kind: str
    from_on: date
    instead_of: Membership | None = None


@dataclass(frozen=True)
class NewPost:
    person: Someone
    place: Place
    department: str
    role: str
    title: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class NewSeat:
    place: Place
    body: str
    title: str
    name: str
    person: Someone | None
    from_on: date
    position: int
    instead_of: LeadingGroupSeat | None = None


@dataclass(frozen=True)
class NewListing:
    place: Place
    audience: str
    people: tuple[Someone, ...]


@dataclass(frozen=True)
class Ending:
    """Proposed, never done unasked. ``key``: how its box is called."""

    key: str
    words: str
    row: Membership | Post | LeadingGroupSeat | tuple[Audience, User]
    is_chosen: bool


@dataclass(frozen=True)
class Shown:
    """One line of the preview. ``raw``: the words of the row as the file has them."""

    section: str
    place: str
    subject: str
    state: str
    details: str
    raw: str = ""


@dataclass
class Plan:
    places: list[Place] = field(default_factory=list)
    departments: list[NewDepartment] = field(default_factory=list)
    people: list[Someone] = field(default_factory=list)
    memberships: list[NewMembership] = field(default_factory=list)
    posts: list[NewPost] = field(default_factory=list)
    seats: list[NewSeat] = field(default_factory=list)
    listings: list[NewListing] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    post_endings: list[Ending] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)

    @property
    def new_people(self) -> list[Someone]:
        return [each for each in self.people if each.row is None]

    @property
    def changed_people(self) -> list[Someone]:
        return [each for each in self.people if each.row and (each.changes or each.phone)]

    @property
    def new_places(self) -> list[Place]:
        return [each for each in self.places if each.row is None]

    @property
    def changed_places(self) -> list[Place]:
        return [each for each in self.places if each.row and (each.changes or each.moves)]

    @property
    def chosen_endings(self) -> list[Ending]:
        return [each for each in self.endings if each.is_chosen]

    @property
    def chosen_post_endings(self) -> list[Ending]:
        return [each for each in self.post_endings if each.is_chosen]

    @property
    def changes_structure(self) -> bool:
        lists = (self.new_places, self.changed_places, self.departments, self.new_people, self.changed_people)
        return any((*lists, self.memberships, self.seats, self.listings, self.chosen_endings))

    @property
    def changes_posts(self) -> bool:
        return bool(self.posts or self.chosen_post_endings)
