"""Beginning, writing and giving up the draft of a scheme."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.numbers import differing
from catalog.own_schemes.states import WRITING, begin, finish, require
from catalog.schemes.models import Scheme
from disclosure.audit.record import record
from disclosure.organizations.models.directory import Organization


@transaction.atomic
def begin_draft(*, organization: Organization, scheme: Scheme, title: str, by, now: datetime) -> SchemeDraft:
    """From one of the loaded rule sets; who begins it is its drafter and does not issue it."""
    require(organization, WRITING, by=by, now=now)
    if not title.strip():
        raise ValidationError({"title": "请写方案名称。"})
    draft = SchemeDraft.objects.create(
        organization=organization, scheme=scheme, title=title.strip(), created_by=by, created_at=now, saved_at=now
    )
    changes = {"scheme": scheme.slug}
    record("schemedraft.created", draft, by=by, now=now, organization=organization, changes=changes)
    return draft


@transaction.atomic
def save_draft(
    draft: SchemeDraft,
    *,
    title: str,
    body: str,
    binds_below: bool,
    rules: Mapping[str, dict],
    seen_saved_at: datetime | None = None,
    by,
    now: datetime,
) -> SchemeDraft:
    """``rules``: path → the rule chosen; what equals the scheme's own is no change. ``seen_saved_at``: the state the
    writer began from; what a colleague saved meanwhile is not overwritten unseen."""
    draft = begin(draft, "save", by=by, now=now)
    if seen_saved_at and seen_saved_at != draft.saved_at:
        raise ValidationError("您写的时候别人保存过这份方案。您写的还在下面，核对以后再保存一次。")
    if not title.strip():
        raise ValidationError({"title": "请写方案名称。"})
    changes = differing(draft.scheme, rules)
    facts = {"changes": [draft.changes, changes]} if draft.changes != changes else {}
    draft.title, draft.body, draft.binds_below, draft.changes = title.strip(), body.strip(), binds_below, changes
    return finish(draft, "save", "schemedraft.changed", by=by, now=now, **facts)


@transaction.atomic
def discard(draft: SchemeDraft, *, reason: str, by, now: datetime) -> SchemeDraft:
    draft = begin(draft, "discard", by=by, now=now)
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么作废。"})
    return finish(draft, "discard", "schemedraft.discarded", by=by, now=now, reason=reason.strip())
