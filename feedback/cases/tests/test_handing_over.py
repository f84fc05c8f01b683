"""What belongs elsewhere is handed over on record, and neither side reads the other's notes (LK-21, JG-08, QJ-05)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from catalog.filings.models import Filing
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import client_of, make_holder, make_holders, make_organization, noon
from disclosure.workflow.kit import SENDER, NotNow, Refused
from feedback.cases.actions.accepting import accept, screen
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.elsewhere.handing_over import confirm_handover
from feedback.cases.actions.elsewhere.proposing import propose_handover, return_handover
from feedback.cases.actions.merging import merge
from feedback.cases.figures import figures
from feedback.cases.models.cases import Case
from feedback.cases.models.handovers import Handover
from feedback.cases.models.replies import Letter
from feedback.cases.public.pages.figures import figure_rows
from feedback.cases.registers import handled_register
from feedback.cases.staff.cards import case_cards
from feedback.cases.states import Kind, State
from feedback.cases.tests.factories import SUNDAY, offered, received, under_scheme
from feedback.cases.visibility import cases_for

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
MONDAY = SUNDAY + timedelta(days=1)
LATE = SUNDAY + timedelta(days=60)
REASON, CITES = "这是信访事项，由信访部门受理。", "petitions-23"
TOLD = {"body": "petitions", "way": "told", "reason": REASON, "cites": CITES}
NOTE = "内部的话不外传"


@pytest.fixture
def longkou():
    organization = under_scheme("longkou", supervision_phone="0535-1234567")
    make_holders(organization, ["handler", "collector", "approver"])
    return organization


@pytest.fixture
def jiguan():
    organization = under_scheme("jiguan", supervision_phone="0735-7654321")
    make_holders(organization, ["handler", "collector", "approver"])
    return organization


def holder(organization, role):
    return User.objects.get(username=f"{organization.code}-{role}")


def proposed(case, *, on=MONDAY, role="handler", **given):
    return propose_handover(case, by=holder(case.organization, role), now=noon(on), **{**TOLD, **given})


def handed_over(case, *, on=MONDAY, role="handler", **given) -> Handover:
    proposed(case, on=on, role=role, **given)
    return confirm_handover(case, by=holder(case.organization, "approver"), now=noon(on))


def inside(case, to, *, on=MONDAY, **given) -> Case:
    return handed_over(case, on=on, body="organization", way="", organization=to, **given).became


def test_in_time_it_meets_the_limit_for_accepting_and_closes_the_case(longkou):
    case = received(longkou).case
    handed_over(case)
    case.refresh_from_db()
    assert (case.state, case.closed_at, case.get_state_display()) == (State.HANDED_OVER, noon(MONDAY), "已转交")
    accepting, answering = (Deadline.objects.get(pk=pk) for pk in (case.accept_deadline_id, case.answer_deadline_id))
    assert (accepting.closed_as, accepting.was_late()) == (Deadline.ClosedAs.DONE, False)
    assert answering.closed_as == Deadline.ClosedAs.ENDED
    assert offered(case, holder(longkou, "handler"), MONDAY) == []


def test_too_late_it_was_late_and_a_proposal_alone_stops_no_clock(longkou):
    case = received(longkou).case
    proposed(case)
    assert Deadline.objects.get(pk=case.accept_deadline_id).closed_on is None
    confirm_handover(case, by=holder(longkou, "approver"), now=noon(LATE))
    assert Deadline.objects.get(pk=case.accept_deadline_id).was_late()


def test_another_person_confirms_and_may_send_it_back(longkou):
    both = make_holder(longkou, "approver", "both")
    case = received(longkou).case
    proposed(case)
    for person in (holder(longkou, "handler"), holder(longkou, "collector")):
        with pytest.raises(PermissionDenied):
            confirm_handover(case, by=person, now=noon(MONDAY))
    Handover.objects.update(proposed_by=both)
    with pytest.raises(PermissionDenied, match="要由另一个人确认"):
        confirm_handover(case, by=both, now=noon(MONDAY))
    return_handover(case, reason=NOTE, by=holder(longkou, "approver"), now=noon(MONDAY))
    case.refresh_from_db()
    assert case.state == State.RECEIVED and not Handover.objects.filter(case=case).exists()
    assert [case.steps.get(action=name).words for name in ("handover_proposed", "handover_returned")] == ["", ""]
    with pytest.raises(NotNow):
        confirm_handover(case, by=holder(longkou, "approver"), now=noon(MONDAY))


def test_the_sender_reads_where_it_went_why_and_how_to_reach_it(longkou):
    found = received(longkou)
    handed_over(found.case, way="sent", name="龙口市信访局", reach="龙口市港城大道1号，电话0535-8500000")
    client = Client()
    client.post(reverse("feedback:track"), {"code": found.code})
    page = client.get(reverse("feedback:case", args=[found.case.number])).content.decode()
    for words in ("已转交", "龙口市信访局", REASON, "0535-8500000", "我们已经把您的来件转过去", "第二十三条"):
        assert words in page
    letter = Letter.objects.get(case=found.case)
    assert letter.title == "转交告知书" and "公开转字" in letter.number
    assert "龙口市信访局" in letter.body and "《信访工作条例》第二十三条" in letter.body


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"body": "nobody"}, "body"),
        ({"way": ""}, "way"),
        ({"body": "superior"}, "name"),
        ({"body": "other", "name": "某某公司"}, "reach"),
        ({"reason": " "}, None),
        ({"cites": "disclosure-7"}, "cites"),
        ({"cites": "信访条例"}, "cites"),
        ({"body": "organization"}, "organization"),
    ],
)
def test_what_is_missing_or_not_in_the_register_is_said_at_its_field(longkou, given, field):
    case = received(longkou).case
    with pytest.raises(ValidationError) as caught:
        proposed(case, **given)
    assert field is None or field in caught.value.message_dict
    assert not Handover.objects.exists()


def test_what_was_taken_on_is_answered_and_an_opinion_goes_until_it_is_handled(longkou):
    case = received(longkou).case
    accept(case, by=holder(longkou, "handler"), now=noon(MONDAY))
    with pytest.raises(NotNow):
        proposed(case)
    opinion = received(longkou, Kind.OPINION).case
    collector = holder(longkou, "collector")
    screen(opinion, by=collector, now=noon(MONDAY))
    assign(opinion, handler=collector, by=collector, now=noon(MONDAY))
    handed_over(opinion, role="collector")
    opinion.refresh_from_db()
    assert opinion.state == State.HANDED_OVER


def test_a_complaint_stays_with_the_body_that_hears_it(longkou):
    case = received(longkou).case
    handed_over(case)
    complaint = complain(case, text="不该转", by=SENDER, now=noon(MONDAY)).case
    assert {action.name for action in offered(complaint, holder(longkou, "collector"), MONDAY)}.isdisjoint(
        {"hand_over"}
    )


@pytest.mark.clause("JG-08")
def test_inside_the_portal_it_is_a_case_of_its_own_with_its_own_clocks(longkou, jiguan):
    case = received(longkou, Kind.APPLICATION, is_anonymous=False, name="李守信", phone="13900000001").case
    case.steps.create(action="deferred", note=NOTE, at=noon(SUNDAY))
    new = inside(case, jiguan, on=MONDAY)
    assert (new.organization, new.kind, new.state, new.received_on) == (jiguan, case.kind, State.RECEIVED, MONDAY)
    assert (new.text, new.subject, new.channel, new.registered_by) == (case.text, case.subject, "elsewhere", None)
    assert (new.sender.name, new.sender.phone) == ("李守信", "13900000001")
    assert new.accept_deadline.start_on == MONDAY and new.accept_deadline.organization == jiguan
    assert new.number.startswith("jiguan-") and new.origin == case
    assert not new.steps.filter(note__contains=NOTE).exists()
    told = Notice.objects.filter(recipient__username__startswith="jiguan-", title__contains=new.number)
    assert [notice.recipient.username for notice in told] == ["jiguan-handler"]


@pytest.mark.clause("JG-08")
@pytest.mark.clause("QJ-05")
def test_neither_organisation_reads_the_others_case_and_nobody_else_reads_either(longkou, jiguan):
    above = make_organization("above")
    case = received(longkou, is_anonymous=False, name="李守信").case
    case.steps.create(action="deferred", note=NOTE, at=noon(SUNDAY))
    new = inside(case, jiguan)
    for organization, own, other in ((longkou, case, new), (jiguan, new, case)):
        for role in ("handler", "approver"):
            person = holder(organization, role)
            assert set(cases_for(access_of(person, MONDAY))) == {own}
            client = client_of(person)
            assert client.get(other.staff_url).status_code in (302, 403, 404)
            page = client.get(own.staff_url).content.decode()
            assert other.number in page and other.staff_url not in page and "李守信" not in page
            assert (NOTE in page) == (own == case)
    for stranger in (holder(jiguan, "collector"), make_holder(above, "handler"), make_holder(above, "approver")):
        assert not cases_for(access_of(stranger, MONDAY)).exists()


def test_an_anonymous_case_stays_anonymous_and_keeps_the_way_to_its_answer(longkou, jiguan):
    new = inside(received(longkou, reply_by="email", email="a@example.invalid").case, jiguan)
    assert new.is_anonymous and new.sender.name == "" and new.sender.person is None
    assert new.sender.email == "a@example.invalid"


def test_the_first_query_code_opens_the_whole_line_and_no_other_does(longkou, jiguan):
    found, other = received(longkou), received(longkou)
    new = inside(found.case, jiguan)
    third = under_scheme("yueyang")
    make_holders(third, ["handler"])
    last = inside(new, third)
    client = Client()
    client.post(reverse("feedback:track"), {"code": found.code})
    pages = {each: client.get(reverse("feedback:case", args=[each.number])) for each in (found.case, new, last)}
    assert [page.status_code for page in pages.values()] == [200, 200, 200]
    assert new.number in pages[found.case].content.decode() and last.number in pages[new].content.decode()
    assert "看完了，关上" in pages[last].content.decode()
    client.post(reverse("feedback:case-shut", args=[last.number]))
    assert client.get(reverse("feedback:case", args=[found.case.number])).status_code == 404
    stranger = Client()
    stranger.post(reverse("feedback:track"), {"code": other.code})
    for each in pages:
        assert stranger.get(reverse("feedback:case", args=[each.number])).status_code == 404


def test_it_is_not_handed_back_nor_to_where_nobody_takes_it_in(longkou, jiguan):
    new = inside(received(longkou).case, jiguan)
    for organization in (longkou, jiguan, make_organization("empty")):
        with pytest.raises(ValidationError) as caught:
            proposed(new, body="organization", organization=organization)
        assert "organization" in caught.value.message_dict


def test_who_takes_it_in_may_have_gone_when_it_is_confirmed(longkou, jiguan):
    case = received(longkou).case
    proposed(case, body="organization", organization=jiguan)
    person = holder(jiguan, "handler")
    person.is_active = False
    person.save()
    with pytest.raises(Refused):
        confirm_handover(case, by=holder(longkou, "approver"), now=noon(MONDAY))
    case.refresh_from_db()
    assert case.state == State.RECEIVED and Case.objects.count() == 1


def test_the_approver_is_told_and_finds_it_among_what_waits(longkou):
    case = received(longkou).case
    approver = holder(longkou, "approver")
    assert case_cards(access_of(approver, MONDAY)) == []
    proposed(case)
    assert [card.action_label for card in case_cards(access_of(approver, MONDAY))] == ["去批准"]
    assert Notice.objects.filter(recipient=approver, title__contains="转交等您确认").exists()


def test_figures_and_register_count_it_and_name_the_place(longkou):
    handed_over(received(longkou).case)
    handed_over(received(longkou, Kind.QUESTION).case, name="龙口市信访局")
    found = figures(longkou, MONDAY)
    assert (found.requests.handed_over, found.opinions.handed_over) == (1, 1)
    [row] = [row for row in figure_rows(found) if row.label == "转交"]
    assert (row.requests, row.opinions) == ("1 件", "1 件")
    register = handled_register(longkou, 2026, by=None, on=MONDAY)
    assert {"已转交：信访部门", "已转交：龙口市信访局"} <= {cell for line in register.rows for cell in line}


def test_who_was_merged_into_it_is_told_where_it_went(longkou):
    first, second = (received(longkou, Kind.TOPIC).case for _number in range(2))
    merge(second, into=first, by=holder(longkou, "handler"), now=noon(MONDAY))
    handed_over(first)
    assert "信访部门" in second.steps.get(action="main_handed_over").words


@pytest.mark.clause("LK-21")
def test_an_application_that_is_filed_is_filed_as_handed_over(longkou):
    case = received(longkou, Kind.APPLICATION, is_anonymous=False, name="李守信").case
    handed_over(case)
    content = Filing.objects.get(case=case).content
    assert "办理结果：转交" in content and "李守信" not in content
