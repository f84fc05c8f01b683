"""Readiness is read from what is there: every point by itself, the table, who sees it, and how many statements it takes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import adopt, branch, make_catalogue
from catalog.items.channels.models import Carrier
from catalog.items.tests.factories import Desk
from catalog.schemes.models import Adoption
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import (
    BEGINNING,
    make_administrator,
    make_department,
    make_holder,
    make_organization,
    make_person,
    make_post,
)
from disclosure.oversight.frame import view_url
from disclosure.oversight.models import WorkingFunds
from disclosure.oversight.readiness.points import can_be_different, readiness_of
from disclosure.oversight.readiness.sources import evidence_of
from disclosure.oversight.supervisors.tests.factories import put_in_office

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-28")]
ENTRIES = [branch("1", "组织生活", [branch("1-1", "学习情况", channels=["网站"], person_name="张三")])]
DAY = timedelta(days=1)
FROM = ("enterprise", "grassroots", "masses", "retired", "member")


@pytest.fixture
def on():
    return timezone.localdate()


def make_ready(desk) -> None:
    """All that a desk in force still lacks."""
    organization = desk.organization
    organization.office_name = "党务公开办公室"
    organization.supervision_phone, organization.mailbox = "0535-1234567", "branch@example.org"
    organization.save()
    organization.responsible_person = "王书记"
    organization.save()
    for title, name in (("head", "王书记"), ("deputy_head", "李委员")):
        LeadingGroupSeat.objects.create(
            organization=organization, body="group", title=title, name=name, from_on=BEGINNING
        )
    Carrier.objects.create(organization=organization, kind="board", name="一楼公开栏")
    for role in ("collector", "handler"):
        make_holder(organization, role)
    Catalogue.objects.filter(organization=organization).update(filed_on=BEGINNING)
    put_in_office(organization, desk.clerk, desk.approver, *FROM, on=timezone.localdate())


@pytest.fixture
def desk():
    desk = Desk("north", entries=ENTRIES)
    make_ready(desk)
    return desk


def missing(desk, on) -> set[str]:
    (evidence,) = evidence_of([type(desk.organization).objects.get(pk=desk.organization.pk)], on)
    return {point.name for point in readiness_of(evidence).missing}


def test_who_has_everything_is_ready(desk, on):
    (evidence,) = evidence_of([desk.organization], on)
    row = readiness_of(evidence)
    assert row.missing == []
    assert row.percent == 100


def no_head(desk, on):
    LeadingGroupSeat.objects.filter(title="head").update(until_on=on)


def no_office(desk, on):
    type(desk.organization).objects.update(office_name="")


def no_phone(desk, on):
    type(desk.organization).objects.update(supervision_phone="")


def no_mailbox(desk, on):
    type(desk.organization).objects.update(mailbox="")


def not_filed(desk, on):
    Catalogue.objects.update(filed_on=None)


def no_form(desk, on):
    Entry.objects.update(channels=[])


def nobody_responsible(desk, on):
    Entry.objects.update(person_name="")


def carrier_taken_down(desk, on):
    Carrier.objects.update(is_active=False)


@pytest.mark.parametrize(
    ("undo", "name"),
    [
        (no_head, "group"),
        (no_office, "office"),
        (no_phone, "phone"),
        (no_mailbox, "box"),
        (not_filed, "filed"),
        (no_form, "channels"),
        (nobody_responsible, "responsible"),
        (carrier_taken_down, "carriers"),
    ],
)
def test_each_thing_that_is_gone_is_missed_by_its_own_point_alone(desk, on, undo, name):
    undo(desk, on)
    assert missing(desk, on) - ({"group_head"} if name == "group" else set()) == {name}


@pytest.mark.clause("QJ-28")
def test_who_heads_the_group_is_the_first_person_by_name_or_by_post(desk, on):
    """龙口 五（一）：由主要领导任组长、分管领导任副组长。"""
    head = LeadingGroupSeat.objects.filter(title="head")
    head.update(name="张三")
    assert missing(desk, on) == {"group_head"}
    head.update(person=desk.secretary)
    assert missing(desk, on) == set()
    LeadingGroupSeat.objects.filter(title="deputy_head").update(until_on=on)
    assert missing(desk, on) == {"group_deputies"}


@pytest.mark.clause("QJ-28")
def test_under_qijiang_the_office_sits_in_the_discipline_body(on):
    """第十条：其办公室设在纪检组织。"""
    desk = Desk("town", "qijiang", entries=ENTRIES)
    make_ready(desk)
    assert missing(desk, on) == {"office_place", "office_director", "funds"}
    type(desk.organization).objects.update(office_name="镇纪委（党务公开办公室）")
    assert missing(desk, on) == {"office_director", "funds"}
    head = LeadingGroupSeat.objects.get(title="head", body="group")
    seat = LeadingGroupSeat.objects.create(
        organization=desk.organization, body="office", title="director", name=head.name, person=head.person, from_on=head.from_on
    )  # fmt: skip
    assert missing(desk, on) == {"office_director", "funds"}
    type(head).objects.filter(pk=seat.pk).update(name="纪委书记", person=None)
    assert missing(desk, on) == {"funds"}


@pytest.mark.clause("QJ-29")
def test_under_qijiang_working_funds_of_the_year_are_entered_with_their_amount(client, on):
    """第十二条：各级党组织应安排一定的工作经费。"""
    desk = Desk("town", "qijiang", entries=ENTRIES)
    WorkingFunds.objects.create(organization=make_organization("other"), year=on.year, amount=1)
    client.force_login(desk.secretary)
    readiness, page = view_url("readiness", "town"), "/admin/oversight/workingfunds/add/"
    assert page in links(client.get(readiness))
    given = {"organization": desk.organization.pk, "year": on.year - 1, "amount": 30000, "note": ""}
    assert client.post(page, given).status_code == 302
    assert "funds" in missing(desk, on)
    assert client.post(page, {**given, "year": on.year}).status_code == 302
    assert "funds" not in missing(desk, on)
    assert f"{on.year}年工作经费 30,000 元" in client.get(readiness).content.decode()
    assert "已经登记" in client.post(page, {**given, "year": on.year}).content.decode()
    assert "请填安排了多少元" in client.post(page, {**given, "year": on.year + 1, "amount": 0}).content.decode()
    assert WorkingFunds.objects.filter(organization=desk.organization).count() == 2


@pytest.mark.clause("QJ-29")
@pytest.mark.parametrize("slug", ["longkou", "jiguan", "pingluo", "yueyang"])
def test_no_other_scheme_asks_for_working_funds(on, slug):
    (evidence,) = evidence_of([Desk("bureau", slug, entries=ENTRIES).organization], on)
    assert "funds" not in {point.name for point in readiness_of(evidence).points}


@pytest.mark.clause("QJ-29")
def test_working_funds_are_entered_by_who_leads_and_read_by_who_approves(client, on):
    desk = Desk("town", "qijiang", entries=ENTRIES)
    row = WorkingFunds.objects.create(organization=desk.organization, year=on.year, amount=20000)
    page = f"/admin/oversight/workingfunds/{row.pk}/change/"
    answers = {}
    for name, person in (("clerk", desk.clerk), ("approver", desk.approver), ("secretary", desk.secretary)):
        client.force_login(person)
        answers[name] = client.get(page).status_code
        client.post(page, {"year": on.year, "amount": 1 if name != "secretary" else 25000})
    row.refresh_from_db()
    assert row.amount == 25000 and answers["approver"] == answers["secretary"] == 200 != answers["clerk"]


@pytest.mark.parametrize("slug", ["pingluo", "yueyang"])
def test_where_the_document_names_no_make_up_none_is_asked_for(on, slug):
    desk = Desk("bureau", slug, entries=ENTRIES)
    (evidence,) = evidence_of([desk.organization], on)
    assert {"group_head", "group_deputies", "office_place"}.isdisjoint(
        point.name for point in readiness_of(evidence).points
    )


@pytest.mark.parametrize("separation", [{}, {"separation": None}])
def test_what_the_document_leaves_out_of_the_group_is_not_asked_for(on, separation):
    desk = Desk("bureau", entries=ENTRIES)
    (evidence,) = evidence_of([desk.organization], on)
    group = {"article": "一", "sentence": "书记任组长。", "head": "书记", "office_words": ["纪委"]}
    readiness = readiness_of(replace(evidence, scheme={"leading_group": group, **separation}))
    asked = {point.name: point.label for point in readiness.points}
    assert "group_deputies" not in asked and asked["office_place"] == "办公室设在纪委"


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("clerk", set()),  # the secretary writes too
        ("reviewer", {"reviewer"}),
        ("secrecy", {"secrecy", "separation"}),
        ("approver", {"approver", "separation"}),
        ("secretary", {"publisher"}),
        ("collector", {"collector"}),
        ("handler", {"handler"}),
    ],
)
def test_a_post_that_has_ended_leaves_its_step_to_nobody(desk, on, role, names):
    Post.objects.filter(role=role).update(until_on=on)
    assert missing(desk, on) == names


def test_an_account_that_is_closed_does_no_step(desk, on):
    desk.reviewer.is_active = False
    desk.reviewer.save()
    assert missing(desk, on) == {"reviewer"}


def test_one_person_in_every_step_is_not_enough_where_the_scheme_separates_them(desk, on):
    Post.objects.exclude(person=desk.clerk).update(until_on=on)
    for role in ("reviewer", "secrecy", "approver", "secretary", "collector", "handler"):
        make_post(desk.clerk, desk.organization, role, from_on=on - DAY)
    assert missing(desk, on) == {"separation"}
    Adoption.objects.update(changes={"separation.distinct_people": []})
    assert missing(desk, on) == {"separation"}
    for role in ("secrecy", "approver"):
        make_post(desk.secretary, desk.organization, role, from_on=on - DAY)
    assert missing(desk, on) == set()


def test_the_same_two_people_cannot_do_three_separate_steps():
    assert not can_be_different([frozenset({1, 2}), frozenset({1, 2}), frozenset({1, 2})])
    assert can_be_different([frozenset({1}), frozenset({1, 2}), frozenset({1, 2, 3})])
    assert not can_be_different([frozenset({1}), frozenset()])
    assert can_be_different([])


def test_a_phone_or_a_box_among_the_carriers_receives_but_shows_nothing(desk, on):
    type(desk.organization).objects.update(supervision_phone="", mailbox="")
    Carrier.objects.update(kind="phone")
    assert missing(desk, on) == {"carriers", "box"}
    Carrier.objects.create(organization=desk.organization, kind="box", name="意见箱")
    assert missing(desk, on) == {"carriers"}


def test_a_department_answers_for_an_entry_as_a_person_does(desk, on):
    nobody_responsible(desk, on)
    Entry.objects.get(code="1-1").departments.add(make_department(desk.organization))
    assert missing(desk, on) == set()


def test_filing_is_asked_only_where_the_scheme_asks_for_it(on):
    desk = Desk("bureau", "pingluo", entries=ENTRIES)
    make_ready(desk)
    Catalogue.objects.update(filed_on=None)
    assert missing(desk, on) == set()


def test_neither_the_board_nor_the_first_item_waits_until_the_catalogue_is_filed(desk, on):
    not_filed(desk, on)
    Carrier.objects.all().delete()
    (evidence,) = evidence_of([desk.organization], on)
    row = readiness_of(replace(evidence, has_begun=False, has_published=False))
    assert [point.name for point in row.missing] == ["carriers", "begun", "published", "filed"]


def test_a_new_organisation_lacks_nearly_everything_and_reads_what(on):
    organization = make_organization("new")
    (evidence,) = evidence_of([organization], on)
    row = readiness_of(evidence)
    assert {"group", "office", "scheme", "catalogue", "channels", "carriers", "clerk", "separation"} <= {
        point.name for point in row.missing
    }
    assert row.percent < 10
    assert all(point.missing.endswith("。") for point in row.missing)


@pytest.mark.each_database
def test_a_superiors_scheme_and_catalogue_count_for_those_below(on):
    county = make_organization("county")
    adopt(county)
    make_catalogue(county, branches=ENTRIES, in_force=True, applies_to="class", sectors=["village"], title="村级目录")
    village = make_organization("village", county, sector="village")
    (evidence,) = evidence_of([village], on)
    names = {point.name for point in readiness_of(evidence).missing}
    assert names.isdisjoint({"scheme", "catalogue", "channels", "responsible"})
    assert "filed" in names


def test_without_the_years_notice_the_calendar_is_missed(desk):
    later = date(2199, 1, 5)
    assert "calendar" in missing(desk, later)


# --- pages ---


@pytest.fixture
def tree():
    county = make_organization("county")
    ready = Desk("ready", entries=ENTRIES, superior=county)
    make_ready(ready)
    ready.published_inside()
    return {"county": county, "ready": ready, "bare": make_organization("bare", county)}


def test_who_watches_sees_the_subtree_with_the_worst_first(client, tree):
    make_organization("elsewhere")
    client.force_login(make_holder(tree["county"], "supervisor"))
    answer = client.get("/oversight/readiness/")
    rows = answer.context["overview"].rows
    assert [row.percent for row in rows] == sorted(row.percent for row in rows)
    assert {view_url("readiness", row.evidence.organization.code) for row in rows} == {
        f"/oversight/o/{code}/readiness/" for code in ("county", "ready", "bare")
    }
    assert (rows[-1].percent, rows[-1].missing_in_words) == (100, "都有了")
    assert "3个党组织，1个已经准备好" in answer.content.decode()


def test_the_organisations_page_says_each_point_and_below_it_the_subtree(client, tree):
    client.force_login(make_holder(tree["county"], "supervisor"))
    answer = client.get("/oversight/o/county/readiness/")
    assert "还没有登记领导小组的组长。" in answer.content.decode()
    assert len(answer.context["overview"].rows) == 3
    assert client.get("/oversight/o/ready/readiness/").context["overview"].rows == []
    assert {"准备情况", "推进计划"} <= {tab.label for tab in answer.context["views"]}


def links(answer) -> set[str]:
    points = [point for _label, points in answer.context["overview"].own.groups for point in points]
    return {point.url for point in points} - {""}


def test_only_who_can_put_it_right_is_led_there(client, tree):
    ready = tree["ready"]
    no_head(ready, timezone.localdate())
    Post.objects.filter(role="reviewer").update(until_on=timezone.localdate())
    client.force_login(ready.secretary)
    assert links(client.get("/oversight/o/ready/readiness/")) == {"/admin/organizations/leadinggroupseat/add/"}
    client.force_login(ready.clerk)
    assert links(client.get("/oversight/o/ready/readiness/")) == set()
    client.force_login(make_holder(tree["county"], "supervisor"))
    assert links(client.get("/oversight/o/ready/readiness/")) == set()


def test_every_place_to_put_it_right_opens_for_who_is_led_there(client, tree):
    bare = tree["bare"]
    secretary = make_holder(bare, "secretary", "bare-secretary")
    client.force_login(secretary)
    found = links(client.get("/oversight/o/bare/readiness/"))
    assert len(found) >= 5
    assert {client.get(url).status_code for url in found} == {200}


def test_the_desk_sees_its_own_list_and_no_other(client, tree):
    client.force_login(tree["ready"].clerk)
    answer = client.get("/oversight/readiness/")
    assert answer.context["overview"].own.percent == 100
    assert answer.context["overview"].rows == []
    assert client.get("/oversight/o/ready/readiness/").status_code == 200
    for code in ("county", "bare"):
        assert client.get(f"/oversight/o/{code}/readiness/").status_code in (403, 404)


def test_the_desk_leads_to_it(client, tree):
    client.force_login(tree["ready"].clerk)
    assert "/oversight/readiness/" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("kind", ["nobody", "system"])
def test_who_neither_watches_nor_works_there_is_told_so(client, tree, kind):
    client.force_login(make_person() if kind == "nobody" else make_administrator("system"))
    for path in ("/oversight/readiness/", "/oversight/o/ready/readiness/"):
        assert client.get(path).status_code == 403


def test_the_number_of_statements_does_not_grow_with_the_organisations(client):
    county = make_organization("county")
    client.force_login(make_holder(county, "supervisor"))

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get("/oversight/readiness/").status_code == 200
        return len(found)

    make_ready(Desk("first", entries=ENTRIES, superior=county))
    client.get("/oversight/readiness/")
    before = statements()
    for number in range(8):
        desk = Desk(f"more-{number}", entries=ENTRIES, superior=county)
        LeadingGroupSeat.objects.create(
            organization=desk.organization, body="office", title="director", name="李", from_on=BEGINNING
        )
    assert statements() == before
