"""Issuing: from that day the organisation works by its own scheme, files it, and binds those below (QJ-23, QJ-24)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.directory.installation import replace_adoption
from catalog.filings.marking import locked, write
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.own_schemes.binding import bind_below
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.numbers import differing
from catalog.own_schemes.states import begin, finish


@transaction.atomic
def issue(draft: SchemeDraft, *, document_number: str, issued_on: date, by, now: datetime) -> SchemeDraft:
    """The drafter does not issue the own draft."""
    draft = begin(draft, "issue", by=by, now=now)
    if by is not None and by.pk == draft.created_by_id:
        raise PermissionDenied("起草人不能印发自己起草的方案，请由另一位负责人印发。")
    refuse_unfit(draft, document_number, issued_on, timezone.localdate(now))
    draft.document_number, draft.issued_on, draft.issued_by = document_number.strip(), issued_on, by
    draft.adoption = replace_adoption(
        draft.organization, draft.scheme, from_on=issued_on, changes=draft.changes, by=by, now=now
    )
    draft.filing = to_be_filed(draft, by=by, now=now)
    facts = {"document_number": draft.document_number, "issued_on": str(issued_on)}
    draft = finish(draft, "issue", "schemedraft.issued", by=by, now=now, **facts)
    if draft.binds_below:
        bind_below(draft, by=by, now=now)
    return draft


def refuse_unfit(draft: SchemeDraft, document_number: str, issued_on: date, today: date) -> None:
    if not document_number.strip():
        raise ValidationError({"document_number": "请写文号。"})
    if issued_on > today:
        raise ValidationError({"issued_on": "印发日期不能晚于今天。"})
    if issued_on < draft.reviewed_on:
        raise ValidationError({"issued_on": "印发日期不能早于审定日期。"})
    differing(draft.scheme, draft.changes)


def to_be_filed(draft: SchemeDraft, *, by, now: datetime) -> Filing:
    """The row that the superior's rules opened, if it waits for this scheme; else a new one by the own rules."""
    title = f"《{draft.title}》{draft.document_number}"
    given = {"title": title[:300], "content": draft.body, "url": f"/admin/catalog/schemedraft/{draft.pk}/change/"}
    waiting = Filing.objects.filter(
        organization=draft.organization, what=Filing.What.SCHEME, scheme_draft__isnull=True
    ).pending()
    row = waiting.order_by("pk").first()
    if row is None:
        opened = {"what": Filing.What.SCHEME, "event": "方案印发", "start_on": draft.issued_on}
        return open_filing(organization=draft.organization, **opened, **given, by=by, now=now)
    filing = locked(row)
    for name, value in given.items():
        setattr(filing, name, value)
    return write(filing, "filing.changed", list(given), by=by, now=now, changes={"scheme_draft": draft.pk})
