"""What the issue of a scheme brings about: the organisation works by it from that day, it is filed (YY-08, QJ-23), and those
below are bound."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.directory.adoption import adopt_own_scheme
from catalog.filings.actions import rewrite
from catalog.filings.models import Filing
from catalog.filings.opening import open_if_asked
from catalog.own_schemes.binding import bind_below
from catalog.own_schemes.models import SchemeDraft
from disclosure.files.written.values import FIRST
from disclosure.workflow.act import Act


def require_issue_day(draft: SchemeDraft, issued_on: date, today: date) -> date:
    if issued_on > today:
        raise ValidationError({"issued_on": "印发日期不能晚于今天。"})
    if issued_on < FIRST:
        raise ValidationError({"issued_on": "请核对年份。"})
    if draft.reviewed_on and issued_on < draft.reviewed_on:
        raise ValidationError({"issued_on": "印发日期不能早于审定日期。"})
    return issued_on


def put_in_force(act: Act, issued_on: date) -> None:
    """The document becomes a scheme of the organisation's own, by which it works from then on."""
    draft = act.subject
    draft.document = {**draft.document, "document_number": draft.document_number, "issued_on": str(issued_on)}
    given = {"document": draft.document, "copied_from": draft.scheme}
    draft.adoption = act.follow(adopt_own_scheme, draft.organization, from_on=issued_on, **given)


def file_scheme(act: Act, issued_on: date) -> None:
    """In the row that the superior's rules opened, if it waits for this scheme; else in a new one where the own rules ask for
    it. A body that decides before the issue (平罗 四（二）2 审定) is not filed with afterwards."""
    draft = act.subject
    title, url = f"《{draft.title}》{draft.document_number}"[:300], draft.get_absolute_url()
    if waiting := waiting_filing(draft):
        values = {"title": title, "content": draft.body, "url": url, "scheme_draft": draft.pk}
        draft.filing = act.follow(rewrite, waiting, **values)
        return
    draft.filing = open_if_asked(
        organization=draft.organization,
        what=Filing.What.SCHEME,
        title=title,
        content=draft.body,
        event="方案印发",
        start_on=issued_on,
        url=url,
        by=act.by,
        now=act.now,
    )


def waiting_filing(draft: SchemeDraft) -> Filing | None:
    rows = Filing.objects.filter(organization=draft.organization, what=Filing.What.SCHEME, scheme_draft__isnull=True)
    return rows.pending().order_by("pk").first()


def bind_those_below(act: Act, issued_on: date) -> None:
    """Where the scheme says that it binds them (QJ-24)."""
    if act.subject.binds_below:
        codes = [filing.organization.code for filing in bind_below(act.subject, issued_on, now=act.now)]
        act.record("bound_below", filings=len(codes), organizations=codes)
