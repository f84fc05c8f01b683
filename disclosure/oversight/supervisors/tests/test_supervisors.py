"""Supervisors: proposed by one, appointed by another, for a term; named to everybody; what they suggest is an opinion."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.directory.tests.factories import adopt
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import Post
from disclosure.organizations.permissions import sweep_posts
from disclosure.organizations.roles import WATCH
from disclosure.organizations.tests.factories import (
    client_of,
    make_administrator,
    make_holder,
    make_holders,
    make_organization,
    make_person,
    noon,
)
from disclosure.oversight.supervisors.actions import (
    appoint_supervisor,
    decline_supervisor,
    end_supervisor,
    propose_supervisor,
    supervisors,
)
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.oversight.supervisors.suggesting import suggest
from disclosure.oversight.supervisors.tests.factories import make_supervisor
from disclosure.workflow.kit import NotNow
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-24"), pytest.mark.clause("YY-20")]
START, UNTIL = date(2026, 3, 2), date(2026, 12, 1)
NOW = noon(START)
S = Supervisor.State


class Office:
    def __init__(self, code="office", slug="longkou", superior=None):
        self.organization = make_organization(code, superior)
        adopt(self.organization, slug)
        people = make_holders(self.organization, ["clerk", "secretary", "approver", "collector"])
        self.clerk, self.secretary, self.approver, self.collector = people.values()

    def propose(self, **given) -> Supervisor:
        given = {"name": "王监督", "constituency": "retired", "from_on": START, "until_on": UNTIL, **given}
        return propose_supervisor(self.organization, **given, by=self.clerk, now=NOW)

    def appointed(self, **given) -> Supervisor:
        return appoint_supervisor(self.propose(**given), by=self.approver, now=NOW)


@pytest.fixture
def office():
    return Office()


def test_one_proposes_and_another_appoints(office):
    row = office.propose(unit="退休干部")
    assert row.state == S.PROPOSED
    with pytest.raises(PermissionDenied):
        appoint_supervisor(row, by=office.clerk, now=NOW)
    own = propose_supervisor(
        office.organization,
        name="李",
        constituency="masses",
        from_on=START,
        until_on=UNTIL,
        by=office.secretary,
        now=NOW,
    )
    with pytest.raises(PermissionDenied, match="另一个人"):
        appoint_supervisor(own, by=office.secretary, now=NOW)
    assert list(supervisors.inbox(access_of(office.secretary, START))) == [row]
    assert appoint_supervisor(row, by=office.approver, now=NOW).state == S.APPOINTED


def test_nobody_appoints_themselves_nor_supervises_what_they_do(office):
    with pytest.raises(ValidationError, match="不能又当监督员"):
        office.propose(person=office.collector)
    with pytest.raises(ValidationError, match="管理员"):
        office.propose(person=make_administrator("security"))
    above = make_holder(make_organization("elsewhere"), "secretary")
    row = office.propose(person=above)
    Post.objects.create(person=above, organization=office.organization, role="approver", from_on=START)
    sweep_posts(on=START)
    with pytest.raises(ValidationError):
        appoint_supervisor(row, by=above, now=NOW)


@pytest.mark.parametrize(("slug", "refused"), [("longkou", "member"), ("yueyang", "retired"), ("pingluo", None)])
@pytest.mark.clause("PL-14")
def test_they_come_from_those_whom_the_document_names(slug, refused):
    office = Office(slug=slug)
    for constituency in ("enterprise", "grassroots", "masses", "retired", "member"):
        is_named = refused is None or (constituency == "member") == (refused == "retired")
        if is_named:
            assert office.propose(constituency=constituency, name=constituency).pk
        else:
            with pytest.raises(ValidationError, match="方案规定从这些人里聘请"):
                office.propose(constituency=constituency)


def test_an_account_may_watch_for_the_term_and_no_longer(office):
    person = make_person("wang")
    row = office.appointed(person=person)
    assert (row.post.role, row.post.from_on, row.post.until_on) == ("supervisor", START, UNTIL)
    assert access_of(person, START).can(WATCH, office.organization)
    assert not access_of(person, UNTIL).can(WATCH, office.organization)
    assert Notice.objects.filter(recipient=person, title__contains="聘为").count() == 1
    assert not row.is_in_office(UNTIL) and row.words(UNTIL) == "聘期已满"


def test_ended_early_it_ends_today_with_the_reason_and_the_post(office):
    person = make_person("wang")
    row = office.appointed(person=person)
    later = noon(START + timedelta(days=30))
    with pytest.raises(ValidationError):
        end_supervisor(row, reason=" ", by=office.secretary, now=later)
    row = end_supervisor(row, reason="调离", by=office.secretary, now=later)
    assert (row.state, row.until_on, row.reason) == (S.ENDED, later.date(), "调离")
    assert not access_of(person, later.date()).can(WATCH, office.organization)
    with pytest.raises(NotNow):
        end_supervisor(row, reason="再一次", by=office.secretary, now=later)


def test_who_follows_takes_over_on_the_first_day_of_the_new_term(office):
    old = office.appointed()
    begins = START + timedelta(days=40)
    new = office.propose(name="赵监督", from_on=begins, replaces=old)
    appoint_supervisor(new, by=office.approver, now=NOW)
    old.refresh_from_db()
    assert old.until_on == begins and old.reason == "由赵监督接替"
    before, after = (
        [row.name for row in Supervisor.objects.in_office(on)] for on in (begins - timedelta(days=1), begins)
    )
    assert (before, after) == (["王监督"], ["赵监督"])


def test_one_declined_is_told_why_and_is_never_in_office(office):
    row = decline_supervisor(office.propose(), reason="人数已够", by=office.approver, now=NOW)
    assert row.state == S.DECLINED and not row.is_in_office(START)
    assert Notice.objects.filter(recipient=office.clerk, body="原因：人数已够").exists()


# --- what they suggest ---


@pytest.mark.clause("LK-07")
def test_a_suggestion_is_an_opinion_with_its_clock_that_says_so(office):
    person = make_person("wang")
    row = office.appointed(person=person)
    case = suggest(row, subject="公开栏太高", text="老人看不见。", by=person, now=NOW).case
    assert (case.kind, case.subject) == (Kind.OPINION, "监督员建议：公开栏太高")
    assert case.answer_deadline.organization == office.organization and case.answer_deadline.due_on > START
    with pytest.raises(ValidationError, match="已经提过"):
        suggest(row, subject="公开栏太高", text="老人看不见。", by=person, now=NOW)
    assert case.sender.person == person and case.channel == Case.Channel.WEB


def test_one_without_an_account_suggests_by_telephone(office):
    row = office.appointed()
    given = {"subject": "公开栏", "text": "太高。", "channel": "phone", "received_on": START}
    with pytest.raises(PermissionDenied):
        suggest(row, **given, by=office.clerk, now=NOW)
    case = suggest(row, **given, by=office.collector, now=NOW).case
    assert (case.registered_by, case.received_on, case.sender.name) == (office.collector, START, "王监督")
    with pytest.raises(NotNow, match="聘期已满"):
        suggest(row, **given, by=office.collector, now=noon(UNTIL))


# --- who sees what ---


@pytest.fixture
def today():
    return timezone.localdate()


def in_office(office, today, **given):
    given = {"constituency": "retired", "on": today, "until_on": today + timedelta(days=300), **given}
    return make_supervisor(office.organization, office.clerk, office.approver, **given)


def test_everybody_reads_who_they_are_and_only_what_they_agreed_to(office, today, client):
    person = make_person("wang", phone="0000-7654321")
    in_office(office, today, person=person, unit="退休教师")
    in_office(office, today, name="赵监督", contact="0000-1112223")
    office.propose(name="钱候选", until_on=today + timedelta(days=200))
    page = client.get(office.organization.get_absolute_url()).content.decode()
    for words in ("王监督", "离退休代表", "退休教师", "聘期", "赵监督", "0000-1112223"):
        assert words in page
    assert "0000-7654321" not in page and "钱候选" not in page


def test_pages_are_for_who_watches_and_suggesting_for_the_supervisor_alone(office, today, client):
    person = make_person("wang")
    row = in_office(office, today, person=person)
    suggestion, pages = f"/oversight/supervisors/{row.pk}/suggest/", "/oversight/supervisors/"
    foreign = Office("foreign")
    assert client.get(pages).status_code == 302
    member = make_person("member")
    assert {path: client_of(member).get(path).status_code for path in (pages, suggestion)} == {
        pages: 403,
        suggestion: 404,
    }
    own = f"{pages}o/{office.organization.code}/"
    assert client_of(foreign.secretary).get(own).status_code == 404
    assert "王监督" not in client_of(foreign.secretary).get(pages).content.decode()
    assert client_of(foreign.secretary).get(row.get_absolute_url()).status_code == 404
    for other in (office.secretary, foreign.secretary):
        assert client_of(other).get(suggestion).status_code == 404
        assert client_of(other).post(suggestion, {"subject": "一", "text": "二"}).status_code == 404
    browser = client_of(person)
    assert "您是监督员" in browser.get(pages).content.decode()
    answer = browser.post(suggestion, {"subject": "公开栏太高", "text": "老人看不见。"})
    assert answer.status_code == 302
    shown = browser.get(pages).content.decode()
    assert "监督员建议：公开栏太高" in shown
    watched = client_of(office.approver).get(pages).content.decode()
    assert row.suggestions.get().case.number in watched and "公开栏太高" not in watched


def test_the_page_costs_as_much_for_one_as_for_many(office, today, django_assert_max_num_queries, rf):
    above = make_holder(office.organization, "supervisor", "watcher")
    browser = client_of(above)

    def statements() -> int:
        with django_assert_max_num_queries(40) as found:
            assert browser.get("/oversight/supervisors/").status_code == 200
        return len(found)

    in_office(office, today, name="甲")
    suggest(
        Supervisor.objects.get(),
        subject="一",
        text="二",
        channel="phone",
        received_on=today,
        by=office.collector,
        now=timezone.now(),
    )
    first = statements()
    for number in range(12):
        row = in_office(office, today, name=f"监督{number}")
        suggest(
            row, subject="一", text="二", channel="phone", received_on=today, by=office.collector, now=timezone.now()
        )
    assert statements() == first


def test_proposing_and_appointing_go_through_the_staff_pages(office, today):
    browser = client_of(office.clerk)
    page = browser.get("/admin/oversight/supervisor/add/").content.decode()
    assert "离退休" in page and "党员" not in page.split("来自")[1].split("单位或身份")[0]
    given = {"name": "王监督", "constituency": "masses", "from_on": today, "until_on": today + timedelta(days=90)}
    answer = browser.post("/admin/oversight/supervisor/add/", {**given, "organization": office.organization.code})
    row = Supervisor.objects.get()
    assert answer.url == row.get_absolute_url()
    assert "王监督" in client_of(office.approver).get("/admin/").content.decode()
    client_of(office.approver).post(f"/admin/oversight/supervisor/{row.pk}/do/appoint/")
    row.refresh_from_db()
    assert row.state == S.APPOINTED
