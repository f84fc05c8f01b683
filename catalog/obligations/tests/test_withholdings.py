"""Withholdings: proposed, approved by another, agreed above where the scheme says so, and what is owed meanwhile."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.changes.history import removals
from catalog.directory.tests.factories import branch
from catalog.filings.models import Filing
from catalog.items.actions.publishing import publish_outside
from catalog.items.tests.factories import Desk
from catalog.obligations.confirmations.asked import asked_of
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.duties.withheld import reopen_withheld, withhold_duties, withhold_new
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.rules import scheme_for
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.traces import explain
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from disclosure.oversight.sweeping import run_sweep
from disclosure.workflow.refusals import Blocked

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 6)
PERIODIC = [
    branch(
        "1", "组织建设", [branch("1-1", "党费收缴", limit_kind="periodic", limit_words="定期"), branch("1-2", "决议")]
    )
]


def periodic_desk(code="branch", slug="longkou", **fields) -> Desk:
    """With an entry that is replaced each half-year and adjusted each quarter, and what is owed in July opened."""
    desk = Desk(code, slug, entries=PERIODIC, on=JULY, **fields)
    desk.catalogue.in_force_from = date(2026, 7, 1)
    desk.catalogue.save()
    open_duties(on=JULY, now=noon(JULY), removals=removals)
    return desk


def make_withholding(desk, **fields) -> Withholding:
    """A row in force as the actions leave it."""
    entry = desk.entry("1-1")
    values = {
        "organization": desk.organization,
        "entry": entry,
        "entry_code": entry.code,
        "kind": "deferral",
        "reason": "under_way",
        "explanation": "正在核查。",
        "legal_basis": "disclosure-7",
        "from_on": JULY,
        "until_on": date(2026, 9, 30) if fields.get("kind", "deferral") == "deferral" else None,
        "state": "in_force",
        "proposed_by": desk.clerk,
        "proposed_at": noon(JULY),
        "approved_by": desk.approver,
        "approved_at": noon(JULY),
        **fields,
    }
    return Withholding.objects.create(**values)


def proposal(desk, **fields) -> dict:
    """What a clerk hands in: a deferral of 1-1 to the end of September."""
    kind = fields.get("kind", "deferral")
    return {
        "organization": desk.organization,
        "entry": desk.entry("1-1"),
        "kind": kind,
        "reason": "under_way",
        "explanation": "正在核查张某的问题。",
        "legal_basis": "disclosure-7",
        "from_on": JULY,
        "until_on": date(2026, 9, 30) if kind == "deferral" else None,
        "review_on": None if kind == "deferral" else date(2027, 1, 4),
        "by": desk.clerk,
        "now": desk.tick(),
        **fields,
    }


def duty(recurrence="replace") -> Duty:
    """The first of the second half of the year."""
    rows = Duty.objects.select_related("deadline").filter(recurrence=recurrence, starts_on__gte=date(2026, 7, 1))
    return rows.order_by("starts_on").first()


# --- what is owed ---


@pytest.mark.clause("LK-19")
def test_what_falls_due_within_the_days_is_withheld_and_the_rest_stays_owed():
    desk = periodic_desk()
    withholding = make_withholding(desk)
    count = withhold_duties(withholding, on=JULY, by=desk.approver, now=noon(JULY))
    assert count == 1
    assert duty("adjust").withholding == withholding
    assert (duty("adjust").deadline.closed_as, duty("adjust").deadline.closed_on) == ("excused", JULY)
    assert duty("replace").is_open, "due in December, after the deferral"
    assert Event.objects.filter(action="duty.excused", object_id=duty("adjust").pk).count() == 1


def test_what_was_late_before_the_first_day_stays_late():
    desk = periodic_desk()
    withholding = make_withholding(desk, kind="exemption", from_on=date(2026, 10, 9), review_on=date(2027, 7, 1))
    withhold_duties(withholding, on=JULY, by=desk.approver, now=noon(JULY))
    assert duty("adjust").is_open
    assert duty("replace").withholding == withholding


def test_a_withholding_of_another_organisation_withholds_nothing_here():
    desk = periodic_desk()
    other = Desk("other", entries=PERIODIC)
    withhold_duties(make_withholding(other), on=JULY, by=other.approver, now=noon(JULY))
    assert Duty.objects.filter(organization=desk.organization).withheld().count() == 0


def test_a_duty_opened_while_an_exemption_is_in_force_is_withheld_from_the_beginning():
    desk = periodic_desk()
    withholding = make_withholding(desk, kind="exemption", review_on=date(2027, 7, 1))
    duties = list(Duty.objects.select_related("deadline", "organization").order_by("pk"))
    assert withhold_new(duties, on=JULY, now=noon(JULY)) == []
    assert Duty.objects.filter(withholding=withholding).count() == len(duties) == 2


@pytest.mark.each_database
@pytest.mark.clause("LK-19")
def test_a_deferral_that_ends_makes_its_duties_owed_again_and_says_why():
    desk = periodic_desk()
    withholding = make_withholding(desk)
    withhold_duties(withholding, on=JULY, by=desk.approver, now=noon(JULY))
    until = withholding.until_on
    assert reopen_withheld(withholding, on=until, by=None, now=noon(until + timedelta(days=1))) == 1
    again = duty("adjust")
    assert again.is_open and again.deadline.closed_on is None
    assert again.deadline.due_on == date(2026, 10, 13), "five working days after 30 September, past the holiday"
    assert any("暂缓公开结束" in line for line in explain(again.deadline.trace))
    assert again.deadline.trace["source"]["preset"]
    change = again.deadline.changes.get()
    assert change.reason == "暂缓公开结束，重新计时"


def test_an_exemption_that_ends_leaves_withheld_what_fell_due_meanwhile():
    desk = periodic_desk()
    withholding = make_withholding(desk, kind="exemption", review_on=date(2027, 7, 1))
    withhold_duties(withholding, on=JULY, by=desk.approver, now=noon(JULY))
    ended = date(2026, 11, 2)
    assert reopen_withheld(withholding, on=ended, by=desk.approver, now=noon(ended)) == 1
    assert duty("adjust").withholding == withholding
    assert duty("replace").is_open
    assert duty("replace").deadline.due_on == date(2026, 12, 31), "its own day is later than five working days"


def test_a_duty_that_is_owed_again_is_met_like_any_other():
    desk = periodic_desk()
    item = desk.registered(event_on=JULY)
    withholding = withholdings.propose(**proposal(desk, until_on=date(2026, 12, 31)))
    withholding = withholdings.approve(withholding, by=desk.approver, now=desk.tick())
    withholdings.end(withholding, reason="已经查清", by=desk.secretary, now=noon(date(2026, 8, 3)))
    desk.now = noon(date(2026, 8, 4))
    released = desk.released_from(item)
    assert duty("replace").fulfilled_by == released


# --- proposing ---


def propose(desk, **fields) -> Withholding:
    return withholdings.propose(**proposal(desk, **fields))


@pytest.mark.clause("LK-01")
def test_proposing_withholds_nothing_and_asks_another_person():
    desk = periodic_desk()
    withholding = propose(desk)
    assert withholding.state == "submitted"
    assert Duty.objects.withheld().count() == 0
    notice = Notice.objects.get(recipient=desk.approver)
    assert "1-1 党费收缴" in notice.title and "张某" not in notice.title + notice.body


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"explanation": " "}, "具体说明"),
        ({"legal_basis": ""}, "请从规则库里选依据"),
        ({"legal_basis": "《实施方案》五（二）"}, "请从规则库里选依据"),
        ({"legal_basis": "disclosure-8"}, "不能作这种理由的依据"),
        ({"reason": "privacy", "legal_basis": "disclosure-7"}, "不能作这种理由的依据"),
        ({"reason": "state_secret", "legal_basis": "state-secrets-3-2010"}, "这一天没有施行"),
        ({"until_on": None}, "暂缓到哪一天"),
        ({"until_on": date(2026, 7, 1)}, "不能早于今天"),
        ({"kind": "exemption", "review_on": None}, "哪一天复查"),
        ({"kind": "exemption", "review_on": date(2027, 7, 7)}, "最迟12个月"),
        ({"kind": "exemption", "review_on": JULY}, "今天以后"),
        ({"entry": None}, "哪一项"),
    ],
)
def test_a_proposal_without_ground_or_end_is_refused(fields, message):
    desk = periodic_desk()
    with pytest.raises(ValidationError, match=message):
        propose(desk, **fields)
    assert not Withholding.objects.exists()


def test_only_who_drafts_for_the_organisation_proposes():
    desk, other = periodic_desk(), Desk("other", entries=PERIODIC)
    for person in (desk.reviewer, other.clerk):
        with pytest.raises(PermissionDenied):
            propose(desk, by=person)
    with pytest.raises(ValidationError, match="不在本组织施行的目录里"):
        propose(desk, entry=Desk("third", entries=[branch("9", "别的", [branch("9-9", "别的")])]).entry("9-9"))


@pytest.mark.each_database
def test_one_withholding_at_a_time_for_an_entry():
    desk = periodic_desk()
    propose(desk)
    with pytest.raises(ValidationError, match="已有一件暂缓公开"):
        propose(desk, kind="exemption")


# --- deciding at home ---


@pytest.mark.clause("LK-19")
@pytest.mark.parametrize(
    ("slug", "filed_with"),
    [
        ("longkou", "市直机关工委"),
        ("pingluo", "上一级党组织"),
        ("yueyang", "上一级党组织"),
        ("qijiang", "上一级党组织"),
    ],
)
@pytest.mark.parametrize("kind", ["deferral", "exemption"])
@pytest.mark.clause("QJ-15")
def test_a_second_person_approves_and_it_is_filed_with_whom_the_scheme_names(slug, filed_with, kind):
    """By nobody above: the document asks for a filing alone."""
    desk, leader = desk_below(slug)
    withholding = withholdings.approve(propose(desk, kind=kind), note="同意", by=desk.approver, now=desk.tick())
    assert (withholding.state, withholding.approved_by) == ("in_force", desk.approver)
    assert (withholding.filing.what, withholding.filing.to_name) == (kind, filed_with)
    assert not Notice.objects.filter(recipient=leader, title__contains="审定").exists()
    assert "正在核查" in withholding.filing.content and "张某" not in withholding.filing.title
    assert withholding.filing.deadline.kind == "filing"


def test_who_proposed_does_not_approve():
    desk = periodic_desk()
    make_post(desk.clerk, desk.organization, "approver")
    with pytest.raises(PermissionDenied, match="另一个人"):
        withholdings.approve(propose(desk), by=desk.clerk, now=desk.tick())
    assert Withholding.objects.get().state == "submitted"


def test_who_holds_no_such_post_decides_nothing():
    desk = periodic_desk()
    withholding = propose(desk)
    for person in (desk.secretary, desk.reviewer, Desk("other", entries=PERIODIC).approver):
        with pytest.raises(PermissionDenied):
            withholdings.approve(withholding, by=person, now=desk.tick())


@pytest.mark.clause("LK-01")
def test_a_refusal_gives_a_reason_and_leaves_everything_owed():
    desk = periodic_desk()
    withholding = propose(desk)
    with pytest.raises(ValidationError, match="为什么不同意"):
        withholdings.refuse(withholding, note="", by=desk.approver, now=desk.tick())
    withholding = withholdings.refuse(withholding, note="没有依据", by=desk.approver, now=desk.tick())
    assert withholding.state == "refused" and withholding.filing is None
    assert Duty.objects.open().count() == 2
    assert Notice.objects.filter(recipient=desk.clerk, body="没有依据").exists()
    assert propose(desk).state == "submitted", "it may be proposed again"


def test_pressing_twice_says_so_and_files_once():
    desk = periodic_desk()
    withholding = propose(desk)
    withholdings.approve(withholding, by=desk.approver, now=desk.tick())
    with pytest.raises(ValidationError, match="已经有人办过"):
        withholdings.approve(withholding, by=desk.approver, now=desk.tick())
    assert Filing.objects.filter(what="deferral").count() == 1


def test_a_deferral_whose_last_day_has_passed_is_not_approved():
    desk = periodic_desk()
    withholding = propose(desk)
    with pytest.raises(ValidationError, match="已经过去"):
        withholdings.approve(withholding, by=desk.approver, now=noon(date(2026, 10, 1)))


# --- deciding above ---


def desk_below(slug="jiguan") -> tuple[Desk, object]:
    """An organisation whose scheme lets the superior decide, and the superior's leader."""
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    return Desk("village", slug, superior=superior, entries=PERIODIC, on=JULY), leader


@pytest.mark.clause("JG-04")
def test_where_the_superior_decides_nothing_is_withheld_before_its_word():
    desk, leader = desk_below()
    withholding = withholdings.approve(propose(desk, kind="exemption"), by=desk.approver, now=desk.tick())
    assert (withholding.state, withholding.needs_superior, withholding.filing) == ("agreed", True, None)
    assert Notice.objects.filter(recipient=leader, title__contains="等您审定").exists()
    with pytest.raises(ValidationError, match="请写明意见"):
        withholdings.answer_from_above(withholding, agreed=True, opinion="", by=leader, now=desk.tick())
    withholding = withholdings.answer_from_above(
        withholding, agreed=True, opinion="同意，按时复查。", by=leader, now=desk.tick()
    )
    assert (withholding.state, withholding.superior_by, withholding.superior_opinion) == (
        "in_force",
        leader,
        "同意，按时复查。",
    )
    assert withholding.filing.what == "exemption" and withholding.review_deadline.kind == "review"
    assert Notice.objects.filter(recipient=desk.clerk, body="同意，按时复查。").exists()


@pytest.mark.clause("JG-04")
def test_the_superior_has_a_day_of_its_own_by_which_it_decides():
    desk, leader = desk_below()
    withholding = withholdings.approve(propose(desk, kind="exemption"), by=desk.approver, now=desk.tick())
    row = withholding.superior_deadline
    # Five working days after Monday 6 July.
    assert (row.kind, row.organization.code, row.due_on) == ("review", "county", date(2026, 7, 13))
    assert row.trace["source"]["preset"]
    on = date(2026, 7, 14)
    run_sweep(on=on, now=noon(on))
    assert Notice.objects.filter(recipient=leader, key__startswith=f"reminder:{row.pk}:").exists()
    assert not Notice.objects.filter(recipient=desk.clerk, key__startswith=f"reminder:{row.pk}:").exists()
    opinion = {"agreed": True, "opinion": "同意。", "by": leader, "now": noon(on)}
    withholdings.answer_from_above(withholding, **opinion)
    row.refresh_from_db()
    assert (row.closed_on, row.was_late()) == (on, True)


@pytest.mark.clause("JG-04")
def test_the_superiors_refusal_is_final_and_its_opinion_is_shown():
    desk, leader = desk_below()
    withholding = withholdings.approve(propose(desk), by=desk.approver, now=desk.tick())
    withholding = withholdings.answer_from_above(
        withholding, agreed=False, opinion="应当公开。", by=leader, now=desk.tick()
    )
    assert withholding.state == "refused"
    assert Notice.objects.filter(recipient__in=[desk.clerk, desk.approver], body="应当公开。").count() == 2


def test_nobody_of_the_organisation_itself_speaks_for_the_superior():
    desk, leader = desk_below()
    withholding = withholdings.approve(propose(desk), by=desk.approver, now=desk.tick())
    second = make_holder(desk.organization, "approver", "second-approver")
    for person in (desk.approver, second, Desk("other", entries=PERIODIC).approver):
        with pytest.raises(PermissionDenied):
            withholdings.answer_from_above(withholding, agreed=True, opinion="同意", by=person, now=desk.tick())
    with pytest.raises(ValidationError, match="不用登记批复"):
        withholdings.register_reply(
            withholding,
            agreed=True,
            opinion="同意",
            reply_on=JULY,
            reply_number="1号",
            by=desk.approver,
            now=desk.tick(),
        )
    assert leader and Withholding.objects.get().state == "agreed"


@pytest.mark.clause("JG-04")
def test_without_a_superior_in_the_portal_its_written_reply_is_registered():
    desk = Desk(slug="jiguan", entries=PERIODIC, on=JULY)
    withholding = withholdings.approve(propose(desk), by=desk.approver, now=desk.tick())
    reply = {"agreed": True, "opinion": "同意暂缓", "reply_on": JULY, "by": desk.approver, "now": desk.tick()}
    with pytest.raises(ValidationError, match="批复文号"):
        withholdings.register_reply(withholding, **reply, reply_number="")
    with pytest.raises(ValidationError, match="不能晚于今天"):
        withholdings.register_reply(
            withholding, **{**reply, "reply_on": date(2026, 8, 1)}, reply_number="綦委〔2026〕3号"
        )
    withholding = withholdings.register_reply(withholding, **reply, reply_number="綦委〔2026〕3号")
    assert withholding.state == "in_force"
    assert withholding.superior_opinion == "同意暂缓（綦委〔2026〕3号，2026年7月6日）"


# --- looking again, ending ---


def in_force(desk, **fields) -> Withholding:
    return withholdings.approve(propose(desk, **fields), by=desk.approver, now=desk.tick())


@pytest.mark.clause("LK-19")
def test_an_exemption_is_looked_at_again_by_its_day_on_the_ledger():
    desk = periodic_desk()
    withholding = in_force(desk, kind="exemption")
    first = withholding.review_deadline
    assert (first.kind, first.due_on) == ("review", date(2027, 1, 4))
    on = date(2026, 12, 28)
    with pytest.raises(ValidationError, match="最迟12个月"):
        withholdings.confirm(withholding, review_on=date(2028, 1, 1), reason="理由还在", by=desk.approver, now=noon(on))
    withholding = withholdings.confirm(
        withholding, review_on=date(2027, 6, 28), reason="理由还在", by=desk.approver, now=noon(on)
    )
    first.refresh_from_db()
    assert (first.closed_on, first.closed_as) == (on, "done")
    assert withholding.review_deadline.due_on == date(2027, 6, 28) and withholding.state == "in_force"


def test_confirming_twice_with_the_same_day_opens_no_second_review_deadline():
    desk = periodic_desk()
    withholding = in_force(desk, kind="exemption")
    said = {"review_on": date(2027, 6, 28), "reason": "理由还在", "by": desk.approver, "now": noon(date(2026, 12, 28))}
    withholdings.confirm(withholding, **said)
    reviews, events = Deadline.objects.filter(kind="review"), Event.objects.filter(action="withholding.confirmed")
    before = reviews.count(), events.count()
    with pytest.raises(ValidationError, match="已经定在这一天"):
        withholdings.confirm(withholding, **said)
    assert (reviews.count(), events.count()) == before == (2, 1)
    assert reviews.open().count() == 1


def test_a_deferral_is_not_confirmed():
    desk = periodic_desk()
    with pytest.raises(ValidationError, match="到期自动结束"):
        withholdings.confirm(
            in_force(desk), review_on=date(2026, 12, 1), reason="再等", by=desk.approver, now=desk.tick()
        )


def test_ending_by_hand_gives_a_reason_and_is_owed_again():
    desk = periodic_desk()
    withholding = in_force(desk)
    with pytest.raises(ValidationError, match="结束的原因"):
        withholdings.end(withholding, reason="", by=desk.secretary, now=desk.tick())
    withholding = withholdings.end(withholding, reason="已经查清", by=desk.secretary, now=noon(date(2026, 8, 3)))
    assert (withholding.state, withholding.ended_by, withholding.ended_reason) == ("ended", desk.secretary, "已经查清")
    assert duty("adjust").is_open
    assert duty("adjust").deadline.due_on == date(2026, 9, 30), "ending early does not hasten what has its own day"


@pytest.mark.each_database
@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-19")
def test_the_sweep_ends_what_is_over_once_and_tells_the_owners():
    desk = periodic_desk()
    withholding = in_force(desk)
    assert withholdings.end_deferrals(on=date(2026, 9, 30), now=noon(date(2026, 9, 30))) == 0
    on = date(2026, 10, 8)
    assert run_sweep(on=on, now=noon(on))["withholdings"] == 1
    withholding.refresh_from_db()
    assert (withholding.state, withholding.ended_reason, withholding.ended_by) == ("ended", "暂缓期满", None)
    assert duty("adjust").deadline.due_on == date(2026, 10, 13)
    told = Notice.objects.filter(key=f"withholding:{withholding.pk}:ended")
    assert set(told.values_list("recipient", flat=True)) == {desk.clerk.pk, desk.secretary.pk}
    assert run_sweep(on=on, now=noon(on))["withholdings"] == 0
    assert told.count() == 2
    assert Event.objects.filter(action="withholding.ended").count() == 1


@pytest.mark.clause("LK-19")
@pytest.mark.clause("LK-01")
def test_what_was_put_off_of_an_entry_that_waits_for_an_event_is_owed_when_the_deferral_ends():
    desk = periodic_desk()
    in_force(desk, entry=desk.entry("1-2"))
    run_sweep(on=(on := date(2026, 10, 8)), now=noon(on))
    owed = Duty.objects.select_related("deadline").get(kind="made_up")
    # Five working days after Wednesday 30 September: 8, 9, Saturday 10, 12 and 13 October.
    assert (owed.deadline.due_on, owed.deadline.title) == (date(2026, 10, 13), "1-2 决议（暂缓期满，应补公开）")
    assert owed.deadline.trace["source"]["preset"]
    run_sweep(on=on, now=noon(on))
    assert Duty.objects.filter(kind="made_up").count() == 1
    desk.now = noon(date(2026, 10, 12))
    item = desk.registered("1-2", event_on=date(2026, 7, 20))
    assert item.deadline == owed.deadline, "what is owed stands on the ledger once"
    desk.released_from(item)
    owed.refresh_from_db()
    assert (owed.fulfilled_by, owed.fulfilled_on) == (item, date(2026, 10, 12))
    assert not Deadline.objects.open().filter(item=item).exists()


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-19")
def test_an_entry_whose_kind_the_scheme_does_not_know_is_asked_about_and_owed_when_its_deferral_ends():
    desk = Desk(slug="yueyang", on=JULY, entries=[branch("1", "工作", [branch("1-1", "工程", limit_kind="staged")])])
    line = desk.entry("1-1")
    assert asked_of([line], scheme_for(desk.organization, JULY)) == [line]
    in_force(desk, entry=line)
    run_sweep(on=(on := date(2026, 10, 8)), now=noon(on))
    assert Duty.objects.get(kind="made_up").deadline.due_on == date(2026, 10, 13)


@pytest.mark.clause("LK-19")
def test_the_next_item_of_the_entry_makes_up_for_what_was_put_off_whatever_its_event():
    desk = periodic_desk()
    withholding = in_force(desk, entry=desk.entry("1-2"))
    withholdings.end(withholding, reason="已经查清", by=desk.secretary, now=desk.tick())
    owed = Duty.objects.get(kind="made_up")
    desk.now = noon(date(2026, 7, 8))
    item = desk.released(code="1-2", event_on=date(2026, 7, 8))
    owed.refresh_from_db()
    assert (owed.fulfilled_by, owed.fulfilled_on) == (item, date(2026, 7, 8))
    assert item.deadline.kind == "item"


@pytest.mark.clause("LK-19")
@pytest.mark.parametrize("is_before", [True, False])
def test_an_item_registered_under_what_is_put_off_runs_late_only_after_the_deferral(is_before):
    desk = periodic_desk()
    item = desk.registered("1-2", event_on=JULY) if is_before else None
    in_force(desk, entry=desk.entry("1-2"))
    item = item or desk.registered("1-2", event_on=JULY)
    row = Deadline.objects.get(item=item)
    assert (row.due_on, row.closed_as) == (date(2026, 7, 7), "excused")
    run_sweep(on=(on := date(2026, 10, 8)), now=noon(on))
    row.refresh_from_db()
    assert (row.due_on, row.closed_on) == (date(2026, 10, 13), None)
    assert not Duty.objects.filter(kind="made_up").exists()


@pytest.mark.clause("LK-19")
@pytest.mark.parametrize("is_of_entry", [True, False])
def test_what_was_disclosed_and_withdrawn_may_be_exempt_and_is_not_late_from_before(is_of_entry):
    desk = periodic_desk()
    item = desk.published_outside(desk.approved(code="1-2", event_on=JULY))
    desk.now = noon(date(2026, 7, 20))
    item = desk.withdrawn(item)
    row = Deadline.objects.get(item=item)
    assert (row.due_on, row.closed_on) == (date(2026, 7, 7), None)
    about = {"entry": desk.entry("1-2")} if is_of_entry else {"entry": None, "item": item}
    days = {"from_on": date(2026, 7, 20), "review_on": date(2027, 1, 4)}
    withholding = propose(desk, kind="exemption", **about, **days)
    withholdings.approve(withholding, by=desk.approver, now=desk.tick())
    row.refresh_from_db()
    assert (row.closed_as, row.closed_on) == ("excused", date(2026, 7, 20))


@pytest.mark.each_database
def test_one_that_cannot_be_ended_does_not_keep_the_others():
    desk, other = periodic_desk(), periodic_desk("other")
    broken, sound = in_force(desk), in_force(other)
    Deadline.objects.filter(duty__withholding=broken).update(trace=["not a trace"])
    on = date(2026, 10, 8)
    assert withholdings.end_deferrals(on=on, now=noon(on)) == 1
    sound.refresh_from_db(), broken.refresh_from_db()
    assert (sound.state, broken.state) == ("ended", "in_force")
    assert Duty.objects.filter(withholding=broken).exists(), "nothing of it is half done"


@pytest.mark.each_database
@pytest.mark.clause("LK-01")
def test_every_duty_of_a_year_with_an_exemption_ends_in_one_way_only():
    desk = periodic_desk()
    in_force(desk, kind="exemption")
    for on in (date(2026, 10, 9), date(2027, 1, 5)):
        run_sweep(on=on, now=noon(on))
    states = {each.state_words(date(2027, 1, 5)) for each in Duty.objects.select_related("withholding", "deadline")}
    assert states == {"不予公开"}
    assert Duty.objects.count() > 2


# --- an item ---


@pytest.mark.clause("LK-19")
def test_an_item_that_is_put_off_is_not_published_until_that_ends():
    desk = Desk(on=JULY)
    item = desk.registered(event_on=JULY)
    withholding = in_force(desk, entry=None, item=item)
    item.refresh_from_db()
    assert item.deadline.closed_as == "excused"
    ready = desk.approved(desk.checked(desk.submitted(item)))
    with pytest.raises(Blocked, match="已批准暂缓公开"):
        publish_outside(ready, by=desk.secretary, now=desk.tick())
    withholdings.end(withholding, reason="可以公开了", by=desk.secretary, now=desk.tick())
    item.refresh_from_db()
    assert item.deadline.closed_on is None
    assert item.deadline.due_on == date(2026, 7, 13), "five working days from the end"
    assert desk.published_outside(ready).published_outside_at


def test_what_is_published_is_not_put_off():
    desk = Desk(on=JULY)
    item = desk.released(event_on=JULY)
    with pytest.raises(ValidationError, match="已经公开"):
        propose(desk, entry=None, item=item)


def test_an_item_of_another_organisation_is_not_put_off():
    desk, other = Desk(on=JULY), Desk("other", on=JULY)
    with pytest.raises(ValidationError, match="不是本组织的"):
        propose(desk, entry=None, item=other.registered(event_on=JULY))


def test_register_and_log_call_an_item_by_its_number():
    desk = Desk(on=JULY)
    item = desk.registered(event_on=JULY, title="张某的处分")
    withholding = in_force(desk, entry=None, item=item, kind="exemption")
    words = [withholding.filing.title, withholding.filing.deadline.title, withholding.review_deadline.title]
    words += Event.objects.filter(object_type="catalog.withholding").values_list("object_label", flat=True)
    words += Notice.objects.filter(key__startswith="withholding:").values_list("title", flat=True)
    assert all("处分" not in text for text in words)
    assert all(item.index_number in text for text in words)
