"""What stands in the way of a notice, as plain sentences: the same at handing in, at publishing and on its page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import Scope
from disclosure.files.rich_text import to_text
from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, LABELS
from disclosure.files.sensitive_data.places import findings_in_text
from disclosure.organizations.access import Access
from disclosure.organizations.models.people import Audience
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import Blocker

INSIDE = (Scope.PARTY, Scope.STAFF, Scope.AUDIENCE)


def find_missing(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """In the way of handing in."""
    bulletin = context.subject
    files = list(bulletin.files.order_by("pk"))
    if not to_text(bulletin.body) and not files:
        yield Blocker("no_text", "还没有写正文，也没有附件。", "body")
    if bulletin.scope == Scope.AUDIENCE and not bulletin.audiences.exists():
        yield Blocker("no_audience", "发给特定对象，还没有选对象。", "audiences")
    yield from find_sensitive_data(bulletin, files)


def find_own_work(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """In the way of publishing: that the person wrote it, and what would stand in the way of handing in."""
    if context.user.pk in (context.subject.created_by_id, context.subject.saved_by_id):
        yield Blocker("own", "这是您自己起草或者修改的，要由另一个人发布。")
    yield from find_missing(context, values)


def written_by_others(access: Access) -> Q:
    """Notices that the person did not write, as rows: those that wait for them to be published."""
    # A notice that nobody saved since has no last saver, which "not saved by" must not lose.
    return ~(Q(created_by=access.user_id) | Q(saved_by__isnull=False, saved_by=access.user_id))


def find_unreadable(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """In the way of confirming: only who may read it confirms it, where it asks for that."""
    readable = Bulletin.objects.visible_to(context.user, context.on).filter(needs_receipt=True)
    if not readable.filter(pk=context.subject.pk).exists():
        yield Blocker("not_to_confirm", "这一份不用确认，或者已经撤下。")


def find_sensitive_data(bulletin: Any, files: Iterable) -> Iterator[Blocker]:
    """What must not be in it at all; hints hold nothing up."""
    for found in findings_in_text(bulletin.title, bulletin.body):
        yield from forbid(found.place, found.kind, found.suggested_mask)
    for file in files:
        for found in file.findings:
            yield from forbid(f"附件“{file.name}”", found["kind"], found["mask"])


def forbid(place: str, kind: str, mask: str) -> Iterator[Blocker]:
    if kind in BLOCKS_PUBLICATION:
        yield Blocker(kind, f"{place}里有{LABELS[kind]} {mask}，请删去或遮盖。", "body")


def check_readers(bulletin: Bulletin, audiences: Iterable[Audience]) -> None:
    """A notice of the situation is for the own people; a receipt needs people one knows."""
    scope, faults = bulletin.scope, {}
    if scope not in (*INSIDE, Scope.SOCIETY):
        faults["scope"] = "通报公告可以发给社会、机关全体人员、党内或特定对象，不能只发给个人。"
    elif bulletin.kind == Bulletin.Kind.NOTICE and scope == Scope.SOCIETY:
        faults["scope"] = "情况通报发给党内、机关全体人员或特定对象。要向社会说的，请选“公告”。"
    if bulletin.needs_receipt and scope == Scope.SOCIETY:
        faults["needs_receipt"] = "向社会发的没有名单，不能要求确认已读。"
    if any(audience.organization_id != bulletin.organization_id for audience in audiences):
        faults["audiences"] = "特定对象不属于本组织。"
    if faults:
        raise ValidationError(faults)
