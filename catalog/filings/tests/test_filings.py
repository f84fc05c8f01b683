"""The register of what goes up: opened, sent, signed for, commented on, let drop."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.changes import actions as changes
from catalog.directory import actions as catalogues
from catalog.directory.tests.factories import NOW, TODAY, adopt, make_catalogue
from catalog.filings import actions as filings
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.items.actions.checking import approve
from catalog.items.actions.publishing import return_item
from catalog.items.actions.writing import change_plan
from catalog.items.public.organizations import catalogue_rows
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.reports import year_report as reports
from disclosure.audit.tests.factories import actions_on
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, noon
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
TOMORROW = TODAY + timedelta(days=1)


class Pair:
    """A branch that files and its superior, with the people who work on both sides."""

    def __init__(self, slug="longkou"):
        self.superior = make_organization("above")
        self.organization = make_organization("below", self.superior)
        adopt(self.organization, slug)
        self.secretary = make_holder(self.organization, "secretary")
        self.clerk = make_holder(self.organization, "clerk")
        self.receiver = make_holder(self.superior, "approver")

    def filing(self, what=Filing.What.EXEMPTION, title="1-1 暂不公开", content="理由：尚在调查。", **fields):
        given = {"what": what, "title": title, "content": content, "event": "批准", "start_on": TODAY, "now": NOW}
        return open_filing(organization=self.organization, **{**given, **fields})

    def sent(self, filing=None):
        return filings.send(filing or self.filing(), sent_on=TODAY, number="备1号", by=self.secretary, now=NOW)


@pytest.fixture
def pair():
    return Pair()


def titles_for(person):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("title", flat=True))


def test_a_filing_knows_to_whom_and_by_when_it_goes_up_from_the_scheme(pair):
    filing = pair.filing()
    assert (filing.to_name, filing.to_organization) == ("市直机关工委", pair.superior)
    assert filing.deadline.due_on == date(2026, 9, 8)
    assert filing.deadline.trace["source"]["preset"]
    assert filing.state_words(date(2026, 9, 9)) == "逾期未报"


@pytest.mark.each_database
@clause("LK-19")
def test_sending_closes_the_deadline_and_tells_the_superior(pair):
    sent = pair.sent()
    assert (sent.sent_on, sent.number, sent.sent_by) == (TODAY, "备1号", pair.secretary)
    assert (sent.deadline.closed_on, sent.deadline.closed_as) == (TODAY, "done")
    assert titles_for(pair.receiver) == ["收到below党支部报送：不予公开"]
    assert actions_on(sent) == ["filing.opened", "filing.sent"]


def test_a_second_press_is_told_and_changes_nothing(pair):
    stale = pair.filing()
    pair.sent(Filing.objects.get(pk=stale.pk))
    with pytest.raises(ValidationError, match="已经报送过"):
        filings.send(stale, sent_on=TODAY, number="备2号", by=pair.secretary, now=NOW)
    assert Filing.objects.get().number == "备1号"
    assert actions_on(stale) == ["filing.opened", "filing.sent"]


def test_a_day_to_come_is_refused_and_leaves_no_trace(pair):
    filing = pair.filing()
    with pytest.raises(ValidationError, match="报送日期不能晚于今天"):
        filings.send(filing, sent_on=TOMORROW, by=pair.secretary, now=NOW)
    assert actions_on(filing) == ["filing.opened"]
    assert filing.deadline.closed_on is None


def test_who_only_writes_may_change_the_text_but_not_send_it(pair):
    filing = pair.filing()
    assert filings.edit(filing, content="改过的理由", by=pair.clerk, now=NOW).content == "改过的理由"
    with pytest.raises(PermissionDenied):
        filings.send(filing, sent_on=TODAY, by=pair.clerk, now=NOW)
    for stranger in (pair.receiver, make_holder(make_organization("elsewhere"), "secretary")):
        with pytest.raises(PermissionDenied):
            filings.send(filing, sent_on=TODAY, by=stranger, now=NOW)
        with pytest.raises(PermissionDenied):
            filings.edit(filing, content="别人改的", by=stranger, now=NOW)
    assert Filing.objects.get().sent_on is None


def test_saving_a_filing_unchanged_records_nothing(pair):
    filing = pair.filing(content="理由：\n尚在调查。")
    for same in ("理由：\n尚在调查。", "理由：\r\n尚在调查。\r\n"):
        filings.edit(filing, content=same, by=pair.clerk, now=NOW)
    assert actions_on(filing) == ["filing.opened"]
    filings.edit(filing, content="理由：已经查清。", by=pair.clerk, now=NOW)
    assert actions_on(filing) == ["filing.opened", "filing.changed"]


def test_saving_a_report_under_another_title_is_recorded(pair):
    report = pair.filing(what=Filing.What.REPORT, title="工作报告", content="一年的工作。")
    filings.edit(report, title="年度工作报告", content="一年的工作。", by=pair.clerk, now=NOW)
    assert actions_on(report) == ["filing.opened", "filing.changed"]


def test_what_was_sent_is_not_edited_any_more(pair):
    sent = pair.sent()
    with pytest.raises(ValidationError, match="已经报送过"):
        filings.edit(sent, content="偷偷改", by=pair.secretary, now=NOW)
    assert Filing.objects.get().content == "理由：尚在调查。"


@pytest.mark.each_database
def test_the_superior_signs_once_and_the_sender_learns_of_it(pair):
    sent = pair.sent()
    signed = filings.acknowledge(sent, by=pair.receiver, now=noon(TOMORROW))
    assert (signed.received_on, signed.received_by, signed.state_words(TOMORROW)) == (TOMORROW, pair.receiver, "已签收")
    assert "上级已签收：1-1 暂不公开" in titles_for(pair.secretary)
    with pytest.raises(ValidationError, match="已经签收过"):
        filings.acknowledge(sent, by=pair.receiver, now=noon(TOMORROW))


def test_only_who_decides_at_the_addressee_signs_and_comments(pair):
    sent = pair.sent()
    top = make_holder(make_organization("other-top"), "approver")
    own = make_holder(pair.organization, "approver")
    watching = make_holder(pair.superior, "supervisor")
    for person in (top, own, watching, pair.secretary):
        with pytest.raises(PermissionDenied):
            filings.acknowledge(sent, by=person, now=NOW)
        with pytest.raises(PermissionDenied):
            filings.comment(sent, text="不妥", by=person, now=NOW)
    assert Filing.objects.get().received_on is None


def test_nothing_is_signed_for_before_it_was_sent(pair):
    with pytest.raises(ValidationError, match="还没有报送"):
        filings.acknowledge(pair.filing(), by=pair.receiver, now=NOW)


def test_a_comment_reaches_the_sender_and_is_answered_by_a_row_of_its_own(pair):
    sent = pair.sent()
    with pytest.raises(ValidationError, match="上级没有提出意见"):
        filings.send_anew(sent, by=pair.clerk, now=NOW)

    filings.comment(sent, text="请补充依据", by=pair.receiver, now=NOW)
    with pytest.raises(ValidationError, match="已经提过意见"):
        filings.comment(sent, text="再提一次", by=pair.receiver, now=NOW)
    anew = filings.send_anew(sent, by=pair.clerk, now=NOW)

    sent.refresh_from_db()
    assert (sent.comment, sent.received_on) == ("请补充依据", TODAY)
    assert Notice.objects.get(recipient=pair.secretary).body == "请补充依据"
    assert (anew.title, anew.sent_on, anew.to_organization) == ("1-1 暂不公开（重新报送）", None, pair.superior)
    with pytest.raises(ValidationError, match="已经在登记簿里"):
        filings.send_anew(sent, by=pair.clerk, now=NOW)


def test_a_written_receipt_is_registered_where_nobody_signs_in_the_portal():
    alone = Pair()
    alone.receiver.posts.all().delete()
    sent = alone.sent()
    with pytest.raises(ValidationError, match="不能早于报送日期"):
        filings.register_receipt(
            sent, received_on=TODAY - timedelta(days=1), receipt="收1号", by=alone.secretary, now=NOW
        )
    done = filings.register_receipt(sent, received_on=TODAY, receipt="收1号", by=alone.secretary, now=NOW)
    assert (done.received_on, done.receipt, done.received_by) == (TODAY, "收1号", None)


def test_no_receipt_is_registered_over_the_head_of_a_superior_who_signs(pair):
    with pytest.raises(ValidationError, match="由上级签收"):
        filings.register_receipt(pair.sent(), received_on=TODAY, receipt="收1号", by=pair.secretary, now=NOW)


def test_a_filing_no_longer_needed_is_dropped_with_its_reason(pair):
    filing = pair.filing()
    with pytest.raises(ValidationError, match="请写明为什么"):
        filings.drop(filing, reason=" ", by=pair.secretary, now=NOW)
    dropped = filings.drop(filing, reason="事项已经公开", by=pair.secretary, now=NOW)
    assert (dropped.dropped_on, dropped.state_words(TODAY)) == (TODAY, "不再报送")
    assert (dropped.deadline.closed_on, dropped.deadline.closed_as) == (TODAY, "ended")
    with pytest.raises(ValidationError, match="不再报送"):
        filings.send(filing, sent_on=TODAY, by=pair.secretary, now=NOW)


# --- catalogues ---


def approved(pair, **fields):
    return catalogues.approve(make_catalogue(pair.organization, **fields), by=pair.secretary, now=NOW)


@clause("LK-04")
def test_approving_a_catalogue_puts_it_on_the_register_with_its_entries(pair):
    catalogue = approved(pair)
    filing = catalogue.filing
    assert (filing.what, filing.to_name) == ("catalogue", "市委党务公开工作领导小组办公室")
    assert "1-1　学习情况（社会" in filing.content
    assert filing.deadline.due_on == date(2026, 9, 8)
    assert catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW).filing == filing
    assert Filing.objects.count() == 1


@clause("LK-04")
def test_sending_the_filing_files_the_catalogue(pair):
    catalogue = approved(pair)
    sent = pair.sent(catalogue.filing)
    catalogue.refresh_from_db()
    assert (catalogue.state, catalogue.filed_on, catalogue.filing_number) == ("filed", TODAY, "备1号")
    assert (catalogue.filed_with, sent.sent_on) == (sent.to_name, TODAY)
    with pytest.raises(ValidationError, match="已经"):
        pair.sent(catalogue.filing)


@clause("LK-04")
def test_filing_the_catalogue_sends_its_row_on_the_register(pair):
    catalogue = approved(pair)
    given = {"filed_with": "市委办", "filed_on": TODAY, "number": "备2号", "receipt": "收2号"}
    catalogues.file(catalogue, **given, by=pair.secretary, now=NOW)
    filing = Filing.objects.get()
    assert (filing.sent_on, filing.number, filing.to_name) == (TODAY, "备2号", "市委办")
    assert (filing.receipt, filing.received_on) == ("收2号", TODAY)
    assert filing.deadline.closed_on == TODAY


def test_a_version_replaced_before_it_was_filed_need_not_be_filed_any_more(pair):
    first = catalogues.put_in_force(approved(pair), on=TODAY, by=SYSTEM, now=NOW)
    second = catalogues.approve(catalogues.new_version(first, by=SYSTEM, now=NOW), by=SYSTEM, now=NOW)
    catalogues.put_in_force(second, on=TODAY, by=SYSTEM, now=NOW)
    first.filing.refresh_from_db()
    assert first.filing.dropped_reason.startswith("已由")
    assert first.filing.deadline.closed_as == "ended"
    assert Filing.objects.pending().get() == second.filing


def test_the_filing_of_a_change_is_the_filing_of_the_version_it_made(pair):
    first = catalogues.put_in_force(approved(pair), on=TODAY, by=SYSTEM, now=NOW)
    change = pair.filing(what=Filing.What.CHANGE, title="变更1-1")
    second = catalogues.approve(catalogues.new_version(first, by=SYSTEM, now=NOW), by=SYSTEM, now=NOW, filing=change)
    catalogues.put_in_force(second, on=TODAY, by=SYSTEM, now=NOW)
    pair.sent(change)
    second.refresh_from_db()
    assert (second.filing, second.filed_on, second.state) == (change, TODAY, "in_force")


@clause("LK-04")
def test_a_catalogue_in_force_that_is_not_filed_is_shown_as_such(pair):
    catalogue = catalogues.put_in_force(approved(pair), on=TODAY, by=SYSTEM, now=NOW)
    assert catalogue_rows(pair.organization, catalogue, TODAY)[-1].word == "尚未备案"
    pair.sent(catalogue.filing)
    catalogue.refresh_from_db()
    assert catalogue_rows(pair.organization, catalogue, TODAY)[-1].word == "已备案"


# --- work plans of what is off the catalogue ---


def off_catalogue(slug, route=""):
    """An approved item outside the catalogue, at a branch whose superior is in the portal."""
    superior = make_organization("above")
    desk = Desk(slug=slug, superior=superior)
    plan = {"scope": "party", "limit_kind": "immediate", "work_plan": "为什么公开、怎样公开", "channels": []}
    given = {**plan, "approval_route": route} if route else plan
    item = desk.checked(desk.submitted(desk.registered(code=None, **given)))
    return desk, item, make_holder(superior, "approver")


@clause("JG-07")
def test_the_work_plan_of_an_item_off_the_catalogue_goes_up_when_it_is_approved():
    desk, item, _superior = off_catalogue("jiguan")
    assert not Filing.objects.filter(what="off_catalogue").exists()
    approved_item = desk.approved(item)
    filing = approved_item.work_plan_filing
    assert (filing.content, filing.to_name) == ("为什么公开、怎样公开", "上一级党组织")
    assert filing.deadline.due_on == date(2026, 9, 8)
    assert item.title not in filing.title
    assert item.title not in filing.deadline.title


@clause("YY-09")
def test_yueyangs_plan_is_agreed_to_above_and_not_filed_besides():
    """二（四）2: 报市直机关党务公开工作领导小组审核同意后进行公开。"""
    desk, item, superior = off_catalogue("yueyang", route="superior")
    with pytest.raises(PermissionDenied):
        approve(item, passed=True, by=desk.approver, now=desk.tick())
    from_above = approve(item, passed=True, by=superior, now=desk.tick())
    assert (from_above.state, from_above.work_plan_filing) == ("approved", None)
    assert not Filing.objects.filter(what="off_catalogue").exists()


def test_where_the_scheme_does_not_say_so_no_work_plan_goes_up():
    desk, item, _superior = off_catalogue("longkou", route="collective")
    decided = desk.approved(item, meeting_on=TODAY, minutes_number="纪要1号")
    assert (decided.state, decided.work_plan_filing) == ("approved", None)


def test_a_plan_sent_back_after_approval_and_changed_goes_up_as_it_is_then():
    desk, item, _superior = off_catalogue("jiguan")
    first = desk.approved(item).work_plan_filing
    assert approved_anew(desk, item, "第二稿").work_plan_filing == first
    first.refresh_from_db()
    assert first.content == "第二稿"

    filings.send(first, sent_on=TODAY, by=desk.secretary, now=desk.tick())
    third = approved_anew(desk, item, "第三稿").work_plan_filing
    assert (third.content, third == first) == ("第三稿", False)
    first.refresh_from_db()
    assert first.content == "第二稿"


def approved_anew(desk, item, plan):
    item = return_item(item, reason="方案要改", by=desk.secretary, now=desk.tick())
    item = change_plan(item, work_plan=plan, by=desk.clerk, now=desk.tick())
    return desk.approved(desk.checked(desk.submitted(item)))


# --- the year report ---


def report_duty(organization, year=2026):
    deadline = open_deadline(
        organization=organization,
        kind=Deadline.Kind.REPORT,
        title="工作情况总结报告",
        start_on=date(year, 1, 1),
        rule={"period_end": "year"},
        now=NOW,
    )
    return Duty.objects.create(
        kind=Duty.Kind.REPORT,
        organization=organization,
        recurrence="year_report",
        recurrence_label="总结报告",
        period_label=f"{year}年",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        deadline=deadline,
    )


@pytest.mark.each_database
@clause("YY-12")
def test_sending_the_year_report_meets_the_duty_by_its_own_deadline():
    pair = Pair("yueyang")
    duty = report_duty(pair.organization)
    filing = reports.begin_report(
        pair.organization, duty=duty, title="2026年总结", content="正文", by=pair.clerk, now=NOW
    )
    assert (filing.to_name, filing.deadline) == ("市直机关党务公开工作领导小组", duty.deadline)
    assert Deadline.objects.get().url == f"/admin/catalog/filing/{filing.pk}/change/"
    with pytest.raises(ValidationError, match="已经有人在写"):
        reports.begin_report(pair.organization, duty=duty, title="又一份", content="正文", by=pair.clerk, now=NOW)

    pair.sent(filing)
    duty.refresh_from_db()
    assert (duty.filing, duty.fulfilled_on, duty.deadline.closed_on) == (filing, TODAY, TODAY)
    with pytest.raises(ValidationError, match="已经办结"):
        reports.begin_report(pair.organization, duty=duty, title="又一份", content="正文", by=pair.clerk, now=NOW)


@clause("YY-12")
def test_a_report_let_drop_leaves_its_duty_owed():
    pair = Pair("yueyang")
    duty = report_duty(pair.organization)
    filing = reports.begin_report(
        pair.organization, duty=duty, title="2026年总结", content="正文", by=pair.clerk, now=NOW
    )
    filings.drop(filing, reason="写错了年份", by=pair.secretary, now=NOW)
    duty.refresh_from_db()
    assert duty.is_open
    assert (duty.deadline.closed_on, duty.deadline.url) == (None, duty.url)
    assert (
        reports.begin_report(pair.organization, duty=duty, title="重写", content="正文", by=pair.clerk, now=NOW).pk
        != filing.pk
    )


def test_an_empty_report_is_not_sent():
    pair = Pair("yueyang")
    filing = reports.begin_report(
        pair.organization, duty=report_duty(pair.organization), title="总结", content=" ", by=pair.clerk, now=NOW
    )
    with pytest.raises(ValidationError, match="还没有正文"):
        pair.sent(filing)


@pytest.mark.each_database
@clause("LK-20")
def test_a_change_of_a_filed_catalogue_goes_up_once(pair):
    first = catalogues.put_in_force(approved(pair), on=TODAY, by=SYSTEM, now=NOW)
    pair.sent(first.filing)
    leader = make_holder(pair.organization, "approver")
    asked = {"kind": "change", "after": {"name": "学习和培训情况"}, "reason": "内容增加", "explanation": "增加培训。"}
    entry = first.nodes.get(rank="entry")
    change = changes.ask(organization=pair.organization, entry=entry, **asked, by=pair.secretary, now=NOW)
    done = changes.approve(change, by=leader, now=NOW)
    assert Filing.objects.pending().get() == done.filing
    pair.sent(done.filing)
    assert done.new_catalogue.filing == done.filing
    done.new_catalogue.refresh_from_db()
    assert done.new_catalogue.filed_on == TODAY


@clause("LK-19")
def test_nothing_was_sent_before_there_was_something_to_send(pair):
    filing = pair.filing()
    with pytest.raises(ValidationError, match="不能早于"):
        filings.send(filing, sent_on=TODAY - timedelta(days=1), by=pair.secretary, now=NOW)
    filing.refresh_from_db()
    assert filing.sent_on is None and filing.deadline.closed_on is None
