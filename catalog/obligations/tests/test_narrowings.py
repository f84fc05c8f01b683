"""An item that reaches fewer people than its entry says is disclosed as demanded only once that was agreed to as the scheme has it
(LK-01, LK-19, PL-02, JG-04, QJ-15)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory.adoption import adopt_own_scheme
from catalog.directory.tests.factories import branch
from catalog.items.actions.publishing import publish_outside
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.document.reading import check_data, in_words
from catalog.schemes.issued import blank
from catalog.schemes.tests.scheme_data import scheme
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import (
    client_of,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
)
from disclosure.workflow.kit import SYSTEM, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
LISTED = {
    "longkou": ["会议", "网站", "新闻媒体"],
    "qijiang": ["会议", "党务公开栏", "党建网站"],
    "yueyang": ["会议", "内网"],
    "pingluo": ["党员会议", "网站"],
    "jiguan": ["公开栏", "互联网"],
}
# What of it fits readers inside.
INSIDE = {"longkou": "网站", "qijiang": "会议", "yueyang": "内网", "pingluo": "党员会议", "jiguan": "公开栏"}


def desk_of(slug="longkou", superior=None, **fields) -> Desk:
    """One entry, owed to society within a working day: of Tuesday 1 September, by the 2nd."""
    words = {"scope_words": ["社会"], "inside_first": slug != "jiguan", "channels": LISTED[slug], **fields}
    return Desk(slug=slug, superior=superior, entries=[branch("1", "决议情况", [branch("1-1", "任前公示", **words)])])


def narrow_item(desk, slug="longkou") -> Item:
    """Planned for members alone, and published on the day of its event."""
    channels = [INSIDE[slug]]
    return desk.published_inside(
        desk.approved(scope="party", inside_first=False, channels=channels, channels_reason="只在党内")
    )


def half_way(desk) -> Item:
    """Party members read it, society not yet."""
    return desk.published_inside(desk.approved())


def asked(desk, item, **fields) -> Withholding:
    given = {"explanation": "只涉及党内人员安排。", "legal_basis": "disclosure-7", **fields}
    return withholdings.propose_narrowing(desk.organization, item=item, by=desk.clerk, now=desk.tick(), **given)


def agreed(desk, item, days=1) -> Withholding:
    """Asked today, approved some days later."""
    row = asked(desk, item)
    desk.now += timedelta(days=days)
    return withholdings.approve(row, by=desk.approver, now=desk.tick())


def state_of(item) -> tuple[str, date | None]:
    row = Item.objects.select_related("deadline").get(pk=item.pk).deadline
    return row.closed_as, row.closed_on


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-19")
@pytest.mark.clause("QJ-15")
@pytest.mark.parametrize(
    ("slug", "body"), [("longkou", "市直机关工委"), ("qijiang", "上一级党组织"), ("yueyang", "上一级党组织")]
)
def test_where_it_takes_an_exemption_the_row_waits_for_a_second_person_and_it_is_filed(slug, body):
    desk = desk_of(slug)
    item = narrow_item(desk, slug)
    desk.carried_out(item)
    assert state_of(item) == ("", None)
    with pytest.raises(ValidationError, match="请从规则库里选依据"):
        asked(desk, item, legal_basis=" ")
    row = asked(desk, item)
    assert (row.scope, row.left_out) == ("party", "“社会”中“党内”以外的人")
    make_post(desk.clerk, desk.organization, "approver")
    with pytest.raises(PermissionDenied):
        withholdings.approve(row, by=desk.clerk, now=desk.tick())
    assert state_of(item) == ("", None)
    desk.now += timedelta(days=2)
    row = withholdings.approve(row, by=desk.approver, now=desk.tick())
    # Agreed to on Thursday, a day after it was due: late by the day on which everything was there.
    assert (row.state, state_of(item)) == ("in_force", ("done", date(2026, 9, 3)))
    assert Item.objects.get(pk=item.pk).narrowed_on == date(2026, 9, 3)
    assert (row.filing.what, row.filing.to_name) == ("exemption", body)
    assert "对谁不公开：“社会”中“党内”以外的人" in row.filing.content


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-19")
def test_what_is_owed_to_members_and_reaches_a_named_group_is_not_met_before_that_is_agreed():
    desk = desk_of(scope="party", scope_words=["全体党员"], inside_first=False, channels=["网站"])
    audience = desk.organization.audiences.create(name="党支部委员")
    item = desk.published_inside(desk.approved(scope="audience", audiences=[audience]))
    assert state_of(item) == ("", None)
    agreed(desk, item)
    assert state_of(item) == ("done", date(2026, 9, 2))


@pytest.mark.clause("JG-04")
def test_where_the_superior_decides_the_row_waits_for_its_word_and_nothing_is_filed():
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    desk = desk_of("jiguan", superior)
    item = narrow_item(desk, "jiguan")
    row = agreed(desk, item, days=0)
    assert (row.state, state_of(item)) == ("agreed", ("", None))
    assert Notice.objects.filter(recipient=leader, title__contains="等您审定").exists()
    desk.now += timedelta(days=1)
    row = withholdings.answer_from_above(row, agreed=True, opinion="同意。", by=leader, now=desk.tick())
    assert (row.state, row.filing, state_of(item)) == ("in_force", None, ("done", date(2026, 9, 2)))


@pytest.mark.clause("PL-02")
def test_where_some_is_for_the_party_alone_the_approver_agrees_for_a_reason_and_nothing_is_filed():
    desk = desk_of("pingluo")
    item = narrow_item(desk, "pingluo")
    with pytest.raises(ValidationError, match="请写明为什么要缩小范围"):
        asked(desk, item, explanation=" ")
    row = asked(desk, item, legal_basis="")
    row = withholdings.approve(row, by=desk.approver, now=desk.tick())
    assert (row.state, row.filing, state_of(item)) == ("in_force", None, ("done", TODAY))


@pytest.mark.clause("LK-01")
def test_what_was_refused_stays_owed_to_everyone():
    desk = desk_of()
    item = narrow_item(desk)
    row = withholdings.refuse(asked(desk, item), note="群众应当知道。", by=desk.approver, now=desk.tick())
    assert (row.state, state_of(item)) == ("refused", ("", None))
    assert Deadline.objects.overdue(date(2026, 9, 3)).filter(item=item).exists()
    assert asked(desk, item).state == "submitted"


@pytest.mark.clause("LK-19")
@pytest.mark.clause("YY-07")
def test_the_second_row_of_what_stops_half_way_is_excused_and_society_never_reads_it():
    desk = desk_of("yueyang", scope_words=["先党内后党外"])
    item = half_way(desk)
    row = Item.objects.get(pk=item.pk).outside_deadline
    assert (row.due_on, row.closed_on, state_of(item)) == (date(2026, 9, 8), None, ("done", TODAY))
    agreed(desk, item, days=2)
    row.refresh_from_db()
    assert (row.closed_as, row.closed_on) == ("excused", date(2026, 9, 3))
    item = Item.objects.get(pk=item.pk)
    assert (item.scope, item.inside_first, state_of(item)) == ("party", False, ("done", TODAY))
    with pytest.raises(NotNow):
        publish_outside(item, by=desk.secretary, now=desk.tick())
    assert not Item.objects.visible_to(AnonymousUser(), date(2026, 9, 4)).exists()


@pytest.mark.clause("LK-02")
def test_what_one_row_waited_for_is_met_by_the_stage_inside_once_it_stays_there():
    desk = desk_of()
    item = half_way(desk)
    assert state_of(item) == ("", None)
    waiting = item.channel_records.get(channel="新闻媒体")
    agreed(desk, item)
    waiting.refresh_from_db()
    assert (waiting.dropped_reason, state_of(item)) == ("不向社会公开", ("done", date(2026, 9, 2)))


@pytest.mark.clause("PL-02")
def test_those_left_out_learn_nothing_of_it(client):
    desk = desk_of()
    item = half_way(desk)
    row = agreed(desk, item)
    member = make_person("member")
    make_member(member, desk.organization)
    pages = [
        "/",
        f"/o/{desk.organization.code}/",
        f"/o/{desk.organization.code}/1-1/",
        f"/i/{item.pk}/",
        "/api/v1/items/",
    ]
    for page in pages:
        said = client.get(page).content.decode()
        assert item.title not in said and "缩小" not in said and row.explanation not in said
    assert client.get(f"/i/{item.pk}/").status_code == 404
    said = client_of(member).get(f"/i/{item.pk}/").content.decode()
    assert item.title in said and row.explanation not in said


@pytest.mark.clause("LK-01")
def test_another_plan_is_asked_for_anew():
    desk = desk_of()
    item = desk.registered(scope="party", inside_first=False, channels=["网站"])
    row = agreed(desk, item, days=0)
    assert Item.objects.get(pk=item.pk).narrowed_on == TODAY
    item = change_plan(item, display_until=None, recipients=[], by=desk.clerk, now=desk.tick())
    assert item.narrowed_on == TODAY
    change_plan(item, scope="individual", recipients=[desk.reviewer], by=desk.clerk, now=desk.tick())
    row.refresh_from_db()
    item = Item.objects.get(pk=item.pk)
    assert (row.state, item.narrowed_on) == ("ended", None)
    assert asked(desk, item).scope == "individual"


@pytest.mark.clause("LK-01")
def test_the_superior_owes_no_word_on_a_plan_that_was_given_up():
    county = make_organization("county")
    make_holder(county, "approver", username="above")
    desk = desk_of("jiguan", superior=county)
    item = desk.registered(scope="staff", channels=[INSIDE["jiguan"]])
    row = agreed(desk, item, days=0)
    assert row.superior_deadline.closed_on is None
    change_plan(item, scope="party", by=desk.clerk, now=desk.tick())
    row = Withholding.objects.select_related("superior_deadline").get(pk=row.pk)
    assert (row.state, row.superior_deadline.closed_as) == ("ended", "ended")


@pytest.mark.clause("LK-01")
def test_what_is_ended_owes_it_to_everyone_again():
    desk = desk_of()
    item = narrow_item(desk)
    row = agreed(desk, item, days=0)
    assert state_of(item) == ("done", TODAY)
    withholdings.end(row, reason="已经没有必要。", by=desk.secretary, now=desk.tick())
    assert state_of(item) == ("", None)
    assert Item.objects.get(pk=item.pk).met_on is None


def test_only_what_reaches_fewer_people_is_narrowed():
    desk = desk_of()
    whole = desk.registered()
    with pytest.raises(ValidationError, match="先在公开安排里改范围"):
        asked(desk, whole)
    out = desk.released()
    with pytest.raises(ValidationError, match="请在事项里申请撤回"):
        asked(desk, out)
    off = desk.registered(code=None, scope="party", limit_kind="immediate", work_plan="方案")
    with pytest.raises(ValidationError, match="目录外事项没有目录定的范围"):
        asked(desk, off)
    item = narrow_item(desk)
    with pytest.raises(ValidationError, match="现在只能缩小到“党内”"):
        asked(desk, item, scope="individual")
    agreed(desk, item)
    with pytest.raises(ValidationError, match="不用再提"):
        asked(desk, item)


def test_the_workbench_says_who_is_left_out_once_it_is_asked():
    desk = desk_of()
    item = narrow_item(desk)
    asked(desk, item)
    said = client_of(desk.approver).get(item.staff_url).content.decode()
    assert "只到“党内”，“社会”中“党内”以外的人看不到" in said


def test_the_workbench_says_what_it_takes_and_leads_to_where_it_is_asked():
    desk = desk_of()
    item = narrow_item(desk)
    browser = client_of(desk.clerk)
    page = browser.get(item.staff_url).content.decode()
    address = f"/admin/catalog/withholding/narrow/?item={item.pk}"
    assert "还不算公开完成" in page and "暂时不宜公开或不能公开的，报市直机关工委备案" in page and address in page
    assert "“社会”中“党内”以外的人" in browser.get(address).content.decode()
    given = {
        "item": item.pk,
        "left_out": "党外群众",
        "reason": "other",
        "explanation": "只涉及党内。",
        "legal_basis": "",
    }
    assert "请从规则库里选依据" in browser.post(address, given).content.decode()
    answer = browser.post(address, {**given, "legal_basis": "disclosure-7"}, follow=True).content.decode()
    row = Withholding.objects.get()
    assert (row.left_out, row.state) == ("党外群众", "submitted") and "党外群众" in answer
    assert address not in browser.get(item.staff_url).content.decode()
    assert client_of(desk.reviewer).get(address).status_code == 404


def test_the_page_opens_where_the_scheme_only_presets_how_a_scope_is_narrowed():
    desk = desk_of()
    item = narrow_item(desk)
    document = check_data(blank("方案", desk.organization.name)).data
    adopt_own_scheme(desk.organization, document=document, from_on=desk.now.date(), by=SYSTEM, now=desk.now)
    page = client_of(desk.clerk).get(f"/admin/catalog/withholding/narrow/?item={item.pk}")
    assert "由另一个有审批权的人凭理由批准。" in page.content.decode()


def test_a_scheme_says_how_a_scope_is_narrowed():
    assert [scheme(slug)["narrowing"]["route"] for slug in ("longkou", "jiguan", "pingluo", "yueyang", "qijiang")] == [
        "exemption", "superior", "approver", "exemption", "exemption",
    ]  # fmt: skip
    broken = {**scheme("longkou"), "narrowing": {**scheme("longkou")["narrowing"], "route": "anybody"}}
    (fault,) = check_data(broken).faults
    assert in_words(fault) == "缩小范围：“怎样办”只能是exemption、superior、approver，不能是“anybody”。"
