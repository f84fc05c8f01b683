"""What the page of one appraisal shows."""

from django.urls import reverse

from catalog.archive.appraisal.models import Appraisal
from disclosure.deadlines.dates import full, moment
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.staff.page import ProcedurePage

S = Appraisal.State
BADGES = {S.OPEN: "waiting", S.PROPOSED: "waiting", S.EXTENDED: "done", S.DESTROYED: "ended"}
WAITS_FOR = {S.OPEN: "等书记提鉴定意见。", S.PROPOSED: "等另一位有审批权的人同意。提过意见的人不能同意。"}


def page_of(row: Appraisal) -> ProcedurePage:
    record = row.record
    url = reverse("admin:catalog_archiverecord_change", args=[record.pk])
    facts = [
        Fact("党组织", str(row.organization)),
        Fact("档案", str(record), url, is_wide=True),
        Fact("保管期限", record.get_retention_display()),
        Fact("保管期满", full(row.ended_on)),
        Fact("鉴定意见", row.opinion_words),
        Fact("理由", row.reason, is_wide=True),
        Fact("谁提的", said(row.proposed_by, row.proposed_at)),
        Fact("退回原因", row.return_reason, is_wide=True),
        Fact("谁同意", said(row.decided_by, row.decided_at)),
    ]
    return ProcedurePage(str(row), Badge(BADGES[S(row.state)], row.get_state_display()), "这次鉴定", given(facts))


def said(person, at) -> str:
    return f"{person}，{moment(at)}" if person else ""
