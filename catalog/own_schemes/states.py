"""The life of a scheme's draft as a table, and the one way to walk it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft
from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE, DRAFT, MANAGE_CATALOGUE

S = SchemeDraft.State
TRANSITIONS: dict[str, dict[str, str]] = {
    "save": {S.DRAFT: S.DRAFT, S.SOLICITING: S.SOLICITING},
    "solicit": {S.DRAFT: S.SOLICITING},
    "add_opinion": {S.SOLICITING: S.SOLICITING},
    "answer_opinion": {S.DRAFT: S.DRAFT, S.SOLICITING: S.SOLICITING},
    "submit": {S.DRAFT: S.REVIEWING, S.SOLICITING: S.REVIEWING},
    "pass_review": {S.REVIEWING: S.REVIEWED},
    "fail_review": {S.REVIEWING: S.DRAFT},
    "issue": {S.REVIEWED: S.ISSUED},
    "discard": {S.DRAFT: S.DISCARDED, S.SOLICITING: S.DISCARDED, S.REVIEWED: S.DISCARDED},
}
REFUSALS = {
    "save": "方案已经送审或办结，不能再改。",
    "solicit": "只有起草中的方案可以征求意见。",
    "add_opinion": "只有征求意见中的方案可以登记意见。",
    "answer_opinion": "方案已经送审或办结，不能再答复意见。",
    "submit": "方案已经送审或办结，没有再改。",
    "pass_review": "方案不在送审中，不能登记审定结果。",
    "fail_review": "方案不在送审中，不能登记审定结果。",
    "issue": "方案审定以后才能印发；已经印发的不再印发。",
    "discard": "送审中、已印发或已作废的方案不能作废。",
}
WRITING = (DRAFT, MANAGE_CATALOGUE)
# Verb → who may; whoever keeps the catalogue walks the draft on, a leader issues it.
PERMISSIONS = {
    "save": WRITING,
    "add_opinion": WRITING,
    "answer_opinion": WRITING,
    "issue": (APPROVE,),
}


def permissions_for(verb: str) -> tuple[str, ...]:
    return PERMISSIONS.get(verb, (MANAGE_CATALOGUE,))


def may(draft: SchemeDraft, verb: str) -> bool:
    """Whether the state allows the verb; says nothing of the person."""
    return draft.state in TRANSITIONS[verb]


def require(organization: Organization, permissions, *, by, now: datetime) -> None:
    """``by=None`` is the system."""
    if by is None:
        return
    access = access_of(by, timezone.localdate(now))
    if not any(access.can(permission, organization) for permission in permissions):
        raise PermissionDenied("您的岗位不办这一步，请交本组织书记（印发交分管领导）办理。")


def begin(draft: SchemeDraft, verb: str, *, by, now: datetime) -> SchemeDraft:
    """The draft behind its lock, if the person and its state allow the verb."""
    require(draft.organization, permissions_for(verb), by=by, now=now)
    SchemeDraft.objects.select_for_update().only("pk").get(pk=draft.pk)
    draft = SchemeDraft.objects.select_related("organization", "scheme").get(pk=draft.pk)
    if not may(draft, verb):
        raise ValidationError(REFUSALS[verb])
    return draft


def finish(draft: SchemeDraft, verb: str, action: str, *, by, now: datetime, **changes) -> SchemeDraft:
    before = draft.state
    draft.state, draft.saved_at = TRANSITIONS[verb][before], now
    draft.save()
    facts = {"state": [before, draft.state], **changes} if draft.state != before else changes
    record(action, draft, by=by, now=now, organization=draft.organization, changes=facts)
    return draft
