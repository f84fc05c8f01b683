"""What may be done with a catalogue as a whole: new version, approve, file, put in force (LK-04, QJ-03).

A catalogue changes only while it is a draft; what is in force is replaced by its next version on one day. Filing may
follow: a catalogue in force that is not filed yet is shown as such. Approving puts it on the register of what goes up;
to file the catalogue and to send that filing are one and the same.
"""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from catalog.directory.contents import entries_of
from catalog.directory.models import Catalogue, Entry
from catalog.directory.trees import Branch, lock, plant
from catalog.filings.marking import locked, mark_dropped, mark_sent
from catalog.filings.models import Filing
from catalog.filings.opening import filing_rule, open_filing
from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import MANAGE_CATALOGUE

S = Catalogue.State
TRANSITIONS: dict[str, dict[str, str]] = {
    "approve": {S.DRAFT: S.APPROVED},
    "file": {S.APPROVED: S.FILED, S.IN_FORCE: S.IN_FORCE},
    "put_in_force": {S.APPROVED: S.IN_FORCE, S.FILED: S.IN_FORCE},
    "supersede": {S.IN_FORCE: S.SUPERSEDED},
    "discard": {S.DRAFT: ""},
}
REFUSALS = {
    "approve": "只有起草中的目录可以批准。",
    "file": "目录批准以后才能登记备案。",
    "put_in_force": "目录批准以后才能施行。",
    "supersede": "只有施行中的目录可以被替代。",
    "discard": "只有起草中的目录可以删除。",
}
COPIED = (
    "rank", "code", "name", "scope", "inside_first", "scope_words", "audience_names", "limit_kind", "limit_words",
    "limit_rule", "channels", "department_names", "person_name", "note", "is_scope_pinned",
)  # fmt: skip


def may(catalogue: Catalogue, verb: str) -> bool:
    """Whether the catalogue's state allows the verb; says nothing of the person."""
    return catalogue.state in TRANSITIONS[verb]


def require_manager(organization: Organization, *, by, now: datetime) -> None:
    """``by=None`` is the system."""
    if by is not None and not access_of(by, timezone.localdate(now)).can(MANAGE_CATALOGUE, organization):
        raise PermissionDenied("您没有维护这个组织公开目录的权限。")


def _begin(catalogue: Catalogue, verb: str, *, by, now: datetime) -> Catalogue:
    """The catalogue behind its owner's lock, if the person and its state allow the verb."""
    require_manager(catalogue.organization, by=by, now=now)
    found = lock(catalogue)
    if not may(found, verb):
        raise ValidationError(REFUSALS[verb])
    return found


def _finish(catalogue: Catalogue, verb: str, action: str, *, by, now: datetime, **changes) -> Catalogue:
    before = catalogue.state
    catalogue.state = TRANSITIONS[verb][before]
    catalogue.full_clean(validate_constraints=False)
    catalogue.save()
    facts = {"state": [before, catalogue.state], **changes}
    record(action, catalogue, by=by, now=now, organization=catalogue.organization, changes=facts)
    return catalogue


@transaction.atomic
def new_version(catalogue: Catalogue, *, by, now: datetime) -> Catalogue:
    """A draft with the same tree, to be changed without touching what is in force. A handful of statements."""
    require_manager(catalogue.organization, by=by, now=now)
    source = lock(catalogue)
    line = Catalogue.objects.filter(organization=source.organization, title=source.title)
    draft = Catalogue.objects.create(
        organization=source.organization,
        scheme=source.scheme,
        title=source.title,
        version=line.aggregate(highest=Max("version"))["highest"] + 1,
        applies_to=source.applies_to,
        sectors=source.sectors,
        notes=source.notes,
        presets=source.presets,
    )
    plant(draft, branches_from(source))
    changes = {"copied_from": source.pk, "version": draft.version}
    record("catalogue.created", draft, by=by, now=now, organization=draft.organization, changes=changes)
    return draft


def branches_from(catalogue: Catalogue) -> list[Branch]:
    """The catalogue's tree as branches to plant again. Two queries."""
    nodes = Entry.objects.filter(catalogue=catalogue).order_by("lft").prefetch_related("departments")
    top: list[Branch] = []
    made: dict[int, Branch] = {}
    for node in nodes:
        if node.rank == Entry.Rank.ROOT:
            continue
        names = tuple(department.name for department in node.departments.all())
        made[node.pk] = Branch({name: getattr(node, name) for name in COPIED}, [], names)
        (made[node.parent_id].children if node.parent_id in made else top).append(made[node.pk])
    return top


@transaction.atomic
def approve(catalogue: Catalogue, *, by, now: datetime, filing: Filing | None = None) -> Catalogue:
    """``filing``: what goes up for this version already, such as that of the change that made it (LK-20)."""
    found = _begin(catalogue, "approve", by=by, now=now)
    if not Entry.objects.filter(catalogue=found).entries().exists():
        raise ValidationError("目录里还没有事项，不能批准。")
    found.approved_at, found.approved_by = now, by
    found.filing = filing or to_be_filed(found, event="目录批准", start_on=timezone.localdate(now), by=by, now=now)
    return _finish(found, "approve", "catalogue.approved", by=by, now=now)


def to_be_filed(catalogue: Catalogue, *, event: str, start_on: date, by, now: datetime) -> Filing:
    """On the register; with a deadline only where the scheme asks for the filing of the catalogue."""
    is_asked_for = bool(filing_rule(catalogue.organization, Filing.What.CATALOGUE, timezone.localdate(now)))
    return open_filing(
        organization=catalogue.organization,
        what=Filing.What.CATALOGUE,
        title=str(catalogue),
        content=as_text(catalogue),
        url=reverse("admin:catalog_catalogue_change", args=[catalogue.pk]),
        event=event,
        start_on=start_on,
        with_deadline=is_asked_for and not catalogue.is_filed,
        by=by,
        now=now,
    )


def as_text(catalogue: Catalogue) -> str:
    """What the superior reads: every entry with its scope and limit."""
    lines = entries_of(catalogue).entries
    return "\n".join(f"{line.code}　{line.content}（{line.scope_label}，{line.limit_label}）" for line in lines)


def is_pending(filing: Filing | None) -> bool:
    return filing is not None and filing.sent_on is None and filing.dropped_on is None


@transaction.atomic
def file(
    catalogue: Catalogue, *, filed_with: str, filed_on: date, number: str = "", receipt: str = "", by, now: datetime
) -> Catalogue:
    """Register the filing: with whom, when, document number, receipt (LK-04). Its row on the register is sent with it."""
    found = _begin(catalogue, "file", by=by, now=now)
    if found.is_filed:
        raise ValidationError("这份目录已经登记过备案。")
    if filed_on > timezone.localdate(now):
        raise ValidationError({"filed_on": "备案日期不能晚于今天。"})
    found.filed_with, found.filed_on = filed_with, filed_on
    found.filing_number, found.filing_receipt = number, receipt
    if not is_pending(found.filing):
        found.filing = to_be_filed(found, event="登记备案", start_on=filed_on, by=by, now=now)
    given = {"sent_on": filed_on, "number": number, "to_name": filed_with, "receipt": receipt}
    found.filing = mark_sent(found.filing, **given, by=by, now=now)
    facts = {"filed_with": filed_with, "filed_on": str(filed_on), "number": number, "receipt": receipt}
    return _finish(found, "file", "catalogue.filed", by=by, now=now, **facts)


@transaction.atomic
def put_in_force(catalogue: Catalogue, *, on: date, by, now: datetime) -> Catalogue:
    """From ``on`` the organisation works by this version; the one before it ends the same day."""
    found = _begin(catalogue, "put_in_force", by=by, now=now)
    if on > timezone.localdate(now):
        raise ValidationError({"on": "施行日期不能晚于今天；到那一天再施行。"})
    for before in predecessors(found):
        before.superseded_on = on
        _finish(before, "supersede", "catalogue.superseded", by=by, now=now, replaced_by=found.pk)
        drop_filing(before, f"已由{found}替代", by=by, now=now)
    found.in_force_from = on
    if found.filing_id is None and not found.is_filed:
        found.filing = to_be_filed(found, event="目录施行", start_on=on, by=by, now=now)
    return _finish(found, "put_in_force", "catalogue.put_in_force", by=by, now=now, on=str(on))


def drop_filing(catalogue: Catalogue, reason: str, *, by, now: datetime) -> None:
    """What was replaced before it was filed need not be filed any more; a change's own filing still is."""
    filing = locked(catalogue.filing) if catalogue.filing_id else None
    if is_pending(filing) and filing.what == Filing.What.CATALOGUE:
        mark_dropped(filing, reason=reason, by=by, now=now)


def predecessors(catalogue: Catalogue) -> list[Catalogue]:
    """In force for the same organisations: the own one, or that of the same class."""
    rows = Catalogue.objects.in_force().filter(organization=catalogue.organization, applies_to=catalogue.applies_to)
    own = catalogue.applies_to == Catalogue.AppliesTo.OWN
    return [row for row in rows.order_by("pk") if own or set(row.sectors) == set(catalogue.sectors)]


@transaction.atomic
def discard(catalogue: Catalogue, *, by, now: datetime) -> None:
    """Delete a draft that was made or imported by mistake."""
    found = _begin(catalogue, "discard", by=by, now=now)
    record("catalogue.discarded", found, by=by, now=now, organization=found.organization)
    found.delete()
