"""What the readiness of organisations is read from: one statement a source, however many organisations (LK-28)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, Manager, Min, OuterRef, Q, QuerySet

from catalog.directory.contents import catalogues_for
from catalog.directory.models import Catalogue, Entry
from catalog.filings.models import Filing
from catalog.items.channels.models import Carrier
from catalog.items.models import Item
from catalog.obligations.duties.models import Duty
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.filings import row_of
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Post
from disclosure.oversight.meetings.models import MeetingDue
from disclosure.oversight.models import WorkingFunds
from disclosure.oversight.readiness.schemes import documents_of, schemes_of
from disclosure.oversight.supervisors.models import Supervisor

Title, Body = LeadingGroupSeat.Title, LeadingGroupSeat.Body
HEAD, GROUP, OFFICE = Title.HEAD, Body.GROUP, Body.OFFICE


@dataclass(frozen=True)
class EntryGaps:
    """How many entries a catalogue has, how many lack a channel or somebody responsible, and one of each by its code."""

    entries: int = 0
    without_channel: int = 0
    first_without_channel: str | None = None
    without_person: int = 0
    first_without_person: str | None = None


@dataclass(frozen=True)
class Evidence:
    """Of one organisation on one day. ``heads``: name and account of who heads the leading group, ``directors``
    of who directs its office. ``must_file``: its scheme asks for the filing of the catalogue.
    ``funds``: what was arranged for the year, in yuan (QJ-29). ``supervisors``: of those in office, whom they come from and until
    when; ``meetings_late``: kinds of meeting that are overdue; ``has_begun``: whether anything was ever owed or registered, and
    ``has_published``, an item: None where that is not asked. ``is_scheme_reviewed``: a scheme of its own waits to be issued."""

    organization: Organization
    on: date
    heads: frozenset[tuple[str, int | None]]
    directors: frozenset[tuple[str, int | None]]
    has_deputy: bool
    has_office: bool
    scheme: dict | None
    catalogue: Catalogue | None
    must_file: bool
    gaps: EntryGaps
    carriers: frozenset[str]
    posts: set[tuple[str, int]]
    has_calendar: bool
    funds: int | None = None
    supervisors: frozenset[tuple[str, date]] = frozenset()
    meetings_late: frozenset[str] = frozenset()
    has_begun: bool | None = None
    has_published: bool | None = None
    is_scheme_reviewed: bool = False

    @property
    def year(self) -> int:
        return self.on.year

    def holding(self, roles: Collection[str]) -> frozenset[int]:
        return frozenset(person for role, person in self.posts if role in roles)


def with_first(found: list[Evidence]) -> list[Evidence]:
    """With how far the work has come, in as many statements for one as for all."""
    keys = [evidence.organization.pk for evidence in found]
    begun = {*first_of(Duty.objects, keys), *first_of(Item.objects, keys)}
    published = first_of(Item.objects.filter(published_inside_at__isnull=False), keys)
    reviewed = first_of(SchemeDraft.objects.filter(state=SchemeDraft.State.REVIEWED), keys)

    def followed(row: Evidence) -> Evidence:
        key = row.organization.pk
        return replace(row, has_begun=key in begun, has_published=key in published, is_scheme_reviewed=key in reviewed)

    return [followed(row) for row in found]


def first_of(rows: QuerySet | Manager, organizations: list[int]) -> set[int]:
    """Ids of the organisations that have any of the rows."""
    mine = rows.filter(organization=OuterRef("pk"))
    return set(Organization.objects.filter(Exists(mine), pk__in=organizations).values_list("pk", flat=True))


def evidence_of(organizations: Sequence[Organization], on: date) -> list[Evidence]:
    """In the order given."""
    seats = by_organization(LeadingGroupSeat.objects.current(on), organizations, "body", "title", "name", "person_id")
    carriers = by_organization(Carrier.objects.filter(is_active=True), organizations, "kind")
    posts = by_organization(Post.objects.current(on).filter(person__is_active=True), organizations, "role", "person_id")
    funds = by_organization(WorkingFunds.objects.filter(year=on.year), organizations, "amount")
    supervisors = by_organization(Supervisor.objects.in_office(on), organizations, "constituency", "until_on")
    open_late = MeetingDue.objects.filter(deadline__closed_on=None, deadline__due_on__lt=on)
    late = by_organization(open_late, organizations, "kind")
    schemes = schemes_of(organizations, on)
    catalogues = catalogues_for(organizations)
    gaps = gaps_of({row.pk for row in catalogues.values() if row})
    documents = documents_of(catalogue.scheme_id for catalogue in catalogues.values() if catalogue)
    has_calendar = current_calendar().is_published(on.year)

    def evidence(organization: Organization) -> Evidence:
        key = organization.pk
        catalogue = catalogues[key]
        return Evidence(
            organization=organization,
            on=on,
            heads=frozenset((name, person) for *seat, name, person in seats[key] if seat == [GROUP, HEAD]),
            directors=frozenset(
                (name, person) for *seat, name, person in seats[key] if seat == [OFFICE, Title.DIRECTOR]
            ),
            has_deputy=any(seat == [GROUP, Title.DEPUTY_HEAD] for *seat, _name, _person in seats[key]),
            has_office=bool(organization.office_name) or any(body == OFFICE for body, *_seat in seats[key]),
            scheme=schemes[key],
            catalogue=catalogue,
            must_file=bool(
                row_of(documents[catalogue.scheme_id] if catalogue else schemes[key] or {}, Filing.What.CATALOGUE)
            ),
            gaps=gaps.get(catalogue.pk, EntryGaps()) if catalogue else EntryGaps(),
            carriers=frozenset(kind for (kind,) in carriers[key]),
            posts=posts[key],
            has_calendar=has_calendar,
            funds=next((amount for (amount,) in funds[key]), None),
            supervisors=frozenset((constituency, until_on) for constituency, until_on in supervisors[key]),
            meetings_late=frozenset(kind for (kind,) in late[key]),
        )

    return [evidence(organization) for organization in organizations]


def by_organization(rows: QuerySet, organizations: Sequence[Organization], *columns: str) -> dict[int, set[tuple]]:
    """Organisation id → what stands in the columns of its rows."""
    found: dict[int, set[tuple]] = {organization.pk: set() for organization in organizations}
    for key, *values in rows.filter(organization__in=list(found)).values_list("organization_id", *columns):
        found[key].add(tuple(values))
    return found


def gaps_of(catalogues: Iterable[int]) -> dict[int, EntryGaps]:
    departments = Department.objects.filter(entries=OuterRef("pk"))
    no_channel = Q(channels=[])
    nobody = Q(person_name="", department_names=[]) & ~Q(Exists(departments))
    rows = (
        Entry.objects.filter(catalogue__in=list(catalogues), rank=Entry.Rank.ENTRY)
        .order_by()
        .values("catalogue")
        .annotate(
            entries=Count("pk"),
            without_channel=Count("pk", filter=no_channel),
            first_without_channel=Min("code", filter=no_channel),
            without_person=Count("pk", filter=nobody),
            first_without_person=Min("code", filter=nobody),
        )
    )
    return {row.pop("catalogue"): EntryGaps(**row) for row in rows}
