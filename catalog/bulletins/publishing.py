"""A notice goes out: handed in by one person, published by another, taken down with a reason."""

from datetime import datetime

from django.db import transaction

from catalog.bulletins.blockers import of_publication, of_submission, refuse_if
from catalog.bulletins.models import Bulletin
from catalog.bulletins.readers import readers_of
from catalog.bulletins.verbs import VERBS, audit, begin, required
from disclosure.deadlines.dates import local_day
from disclosure.notices.tell import tell
from disclosure.organizations.access import access_of
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import PUBLISH

REASON_LENGTH = 300


def desk_url(bulletin: Bulletin) -> str:
    return f"/admin/catalog/bulletin/{bulletin.pk}/change/"


def move(bulletin: Bulletin, name: str) -> None:
    bulletin.state = VERBS[name].to
    bulletin.save()


@transaction.atomic
def submit(bulletin: Bulletin, *, by, now: datetime) -> Bulletin:
    on = local_day(now)
    bulletin = begin(bulletin, "submit", access=access_of(by, on))
    refuse_if(of_submission(bulletin))
    move(bulletin, "submit")
    audit("bulletin.submitted", bulletin, by=by, now=now)
    organization, wrote = bulletin.organization, {bulletin.created_by_id, bulletin.saved_by_id}
    people = [person for person in holders(PUBLISH, [organization], on)[organization.pk] if person.pk not in wrote]
    title = f"有一份{bulletin.get_kind_display()}等您发布：{organization}"
    tell(
        people, key=f"bulletin:{bulletin.pk}:submitted:{now.isoformat()}", title=title, url=desk_url(bulletin), now=now
    )
    return bulletin


@transaction.atomic
def publish(bulletin: Bulletin, *, by, now: datetime) -> Bulletin:
    """Those it is meant for are told that there is something to read, never what it says."""
    on = local_day(now)
    bulletin = begin(bulletin, "publish", access=access_of(by, on))
    refuse_if(of_publication(bulletin, by))
    bulletin.published_at, bulletin.published_by = now, by
    move(bulletin, "publish")
    audit("bulletin.published", bulletin, by=by, now=now, scope=bulletin.scope)
    if bulletin.kind == Bulletin.Kind.NOTICE or bulletin.needs_receipt:
        people = readers_of(bulletin, on).exclude(pk=by.pk).values_list("pk", flat=True)
        url = bulletin.get_absolute_url()
        tell(people, key=f"bulletin:{bulletin.pk}:published", title=told_title(bulletin), url=url, now=now)
    return bulletin


def told_title(bulletin: Bulletin) -> str:
    return f"您有一份新的{bulletin.get_kind_display()}：{bulletin.organization}"


@transaction.atomic
def take_back(bulletin: Bulletin, *, reason: str, by, now: datetime) -> Bulletin:
    """From waiting to draft again, by who publishes or by who wrote; the writer learns why."""
    bulletin = begin(bulletin, "take_back", access=access_of(by, local_day(now)))
    reason = required(reason)
    move(bulletin, "take_back")
    audit("bulletin.taken_back", bulletin, by=by, now=now, reason=reason)
    people = {bulletin.created_by_id, bulletin.saved_by_id} - {by.pk, None}
    title = f"{bulletin.get_kind_display()}退回修改：{bulletin.organization}"
    key = f"bulletin:{bulletin.pk}:taken_back:{now.isoformat()}"
    tell(people, key=key, title=title, body=f"原因：{reason}", url=desk_url(bulletin), now=now)
    return bulletin


@transaction.atomic
def withdraw(bulletin: Bulletin, *, reason: str, by, now: datetime) -> Bulletin:
    """Gone for every reader at once; the desk keeps it, with the reason."""
    bulletin = begin(bulletin, "withdraw", access=access_of(by, local_day(now)))
    bulletin.withdrawn_reason = required(reason)[:REASON_LENGTH]
    bulletin.withdrawn_at = now
    move(bulletin, "withdraw")
    audit("bulletin.withdrawn", bulletin, by=by, now=now, reason=bulletin.withdrawn_reason)
    return bulletin
