"""Duties: opened from catalogue and scheme, met by publication, late where late, owed again after a withdrawal."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from catalog.changes.history import removals
from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import adopt, branch, install, make_catalogue
from catalog.items.actions.publishing import publish_correction
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.next_due import Nexts, met_by
from catalog.schemes.rules import scheme_for
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.traces import explain
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.tests.factories import make_department, make_organization, noon
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2026, 1, 1)
FIRST_HALF = [date(2026, 1, 5), *(date(2026, month, 1) for month in range(2, 7))]
WEEK = timedelta(days=6)
PERIODIC = {"limit_kind": "periodic", "limit_words": "定期"}


def sweep(on) -> int:
    return open_duties(on=on, now=noon(on), removals=removals)


def desk_of(slug="longkou", on=date(2026, 9, 1), **values) -> Desk:
    """One entry of the kind that recurs; its catalogue is in force from 1 September 2026."""
    matter = branch("1-1", "党费收缴情况", **{**PERIODIC, **values})
    return Desk(slug=slug, entries=[branch("1", "组织建设", [matter])], on=on)


def duty(recurrence, **fields) -> Duty:
    return Duty.objects.select_related("deadline").get(recurrence=recurrence, **fields)


def move(desk, on) -> None:
    desk.now = noon(on)


# --- what is owed ---


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-14")
@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        # 43 periodic entries: each replaced once and adjusted twice in the half-year.
        ("longkou", {"replace": 43, "adjust": 86}),
        ("jiguan", {"replace": 8, "adjust": 16}),
        # 10 periodic entries each quarter, 4 fixed ones updated once.
        ("pingluo", {"publish": 20, "update": 4}),
        # After each piece of work, so nothing by the calendar.
        ("yueyang", {}),
        # 22 entries on each of six disclosure days.
        ("qijiang", {"publish": 132}),
    ],
)
def test_a_half_year_owes_what_the_documents_tables_say(slug, expected):
    organization = make_organization(slug, sector="department")
    install(organization, slug, in_force_from=NEW_YEAR)
    for on in FIRST_HALF:
        sweep(on)
    owed = Duty.objects.filter(organization=organization, kind="period")
    assert Counter(owed.values_list("recurrence", flat=True)) == expected


@pytest.mark.clause("LK-14")
def test_a_periodic_entry_is_replaced_each_half_year_and_adjusted_each_quarter():
    desk = desk_of()
    assert sweep(date(2026, 9, 1)) == 2
    replace, adjust = duty("replace"), duty("adjust")
    assert (replace.starts_on, replace.ends_on) == (date(2026, 7, 1), date(2026, 12, 31))
    assert replace.deadline.due_on == date(2026, 12, 31)
    assert adjust.deadline.due_on == date(2026, 9, 30)
    assert replace.deadline.title == "1-1 党费收缴情况（2026年下半年更换）"
    assert replace.deadline.url == f"/admin/catalog/item/add/?organization=branch&entry={desk.entry('1-1').pk}"
    assert replace.deadline.kind == Deadline.Kind.DUTY
    assert any("每半年更换一次" in sentence for sentence in explain(replace.deadline.trace))


@pytest.mark.clause("PL-08")
def test_fixed_entries_are_updated_each_half_year_where_the_scheme_says_so():
    desk_of("pingluo", limit_kind="fixed", limit_words="固定")
    assert sweep(date(2026, 9, 1)) == 1
    assert duty("update").deadline.due_on == date(2026, 12, 31)


@pytest.mark.clause("PL-08")
def test_an_entrys_own_first_limit_leaves_its_updates_as_they_are():
    desk_of("pingluo", limit_kind="fixed", limit_words="固定", limit_rule={"working_days": 3})
    sweep(date(2026, 9, 1))
    assert duty("update").deadline.due_on == date(2026, 12, 31)


@pytest.mark.clause("PL-09")
def test_an_entrys_own_period_takes_the_place_of_the_schemes():
    desk_of("pingluo", limit_rule={"period_end": "month"})
    assert sweep(date(2026, 9, 1)) == 1
    assert duty("publish").deadline.due_on == date(2026, 9, 30)


def test_a_span_of_months_is_owed_from_its_first_day_and_before_it_nothing():
    desk_of("pingluo", limit_rule={"month_spans": [[10, 11]]})
    assert [sweep(date(2026, month, 1)) for month in (9, 10, 11)] == [0, 1, 0]
    owed = duty("publish")
    assert (owed.period_label, owed.starts_on, owed.deadline.due_on) == (
        "2026年10月至11月",
        date(2026, 10, 1),
        date(2026, 11, 30),
    )


def test_several_limits_of_an_entry_are_owed_one_beside_the_other():
    early, late = ({"day_of_month": {"day": day, "months": list(range(1, 13))}} for day in (10, 20))
    desk = desk_of("pingluo", limit_rule={"several": [early, late]})
    assert sweep(date(2026, 9, 1)) == 2
    assert (duty("publish").deadline.due_on, duty("publish-2").deadline.due_on) == (
        date(2026, 9, 10),
        date(2026, 9, 20),  # a Sunday that is worked
    )
    desk.released()
    assert Duty.objects.open().count() == 1


def test_what_is_due_after_its_period_is_met_in_the_days_after_it():
    desk = desk_of("pingluo", limit_rule={"day_after_period": {"period": "month", "day": 15}})
    for on in (date(2026, 9, 1), date(2026, 10, 1)):
        sweep(on)
    september, october = Duty.objects.order_by("starts_on")
    # Thursday 15 October; 15 November is a Sunday, so Friday the 13th
    assert (september.deadline.due_on, october.deadline.due_on) == (date(2026, 10, 15), date(2026, 11, 13))

    move(desk, date(2026, 10, 12))
    desk.released()
    september.refresh_from_db()
    october.refresh_from_db()
    assert (september.fulfilled_on, october.fulfilled_on) == (date(2026, 10, 12), None)


@pytest.mark.clause("QJ-11")
def test_the_disclosure_day_is_owed_each_month_and_moves_off_the_holiday():
    desk_of("qijiang")
    for month in (9, 10, 11):
        sweep(date(2026, month, 1))
    due = Duty.objects.order_by("starts_on").values_list("deadline__due_on", flat=True)
    assert list(due) == [date(2026, 9, 4), date(2026, 10, 8), date(2026, 11, 6)]


def test_a_year_ends_and_the_next_without_its_notice_is_provisional():
    desk_of()
    sweep(date(2026, 12, 31))
    assert sweep(date(2027, 1, 1)) == 2
    assert duty("replace", starts_on=date(2026, 7, 1)).period_label == "2026年下半年"
    following = duty("replace", starts_on=date(2027, 1, 1))
    assert following.deadline.due_on == date(2027, 6, 30)
    assert following.deadline.is_provisional
    assert following.deadline.safe_words == "最迟不晚于6月30日为稳妥"
    assert not duty("replace", starts_on=date(2026, 7, 1)).deadline.is_provisional


@pytest.mark.clause("LK-05")
def test_the_department_responsible_for_the_entry_owes_it():
    desk = desk_of()
    department = make_department(desk.organization)
    desk.entry("1-1").departments.add(department)
    sweep(date(2026, 9, 1))
    assert set(Deadline.objects.filter(kind="duty").values_list("department", flat=True)) == {department.pk}


@pytest.mark.clause("QJ-03")
def test_a_catalogue_of_a_class_owes_below_without_being_copied():
    county = make_organization("county")
    adopt(county, "qijiang")
    village = make_organization("village", county, sector="village")
    school = make_organization("school", county, sector="school")
    matters = [branch("1", "决议情况", [branch("1-1", "工作部署", **PERIODIC)])]
    make_catalogue(county, None, matters, in_force=True, applies_to="class", sectors=["village"])
    sweep(date(2026, 9, 1))
    assert Duty.objects.get().organization == village
    assert not school.duties.exists()


def test_who_has_no_scheme_or_no_catalogue_owes_nothing():
    make_organization("alone")
    adopt(make_organization("without-catalogue"))
    make_catalogue(make_organization("without-scheme"), None, [branch("1-1", "学习", **PERIODIC)], in_force=True)
    assert sweep(date(2026, 9, 1)) == 0


# --- when it is opened ---


def counted() -> tuple[int, int, int]:
    return Duty.objects.count(), Deadline.objects.count(), Event.objects.count()


@pytest.mark.each_database
def test_a_second_run_writes_nothing():
    install(make_organization("longkou"), in_force_from=NEW_YEAR)
    assert sweep(date(2026, 1, 5)) == 86
    before = counted()
    assert sweep(date(2026, 1, 5)) == 0
    assert sweep(date(2026, 3, 31)) == 0
    assert counted() == before


def test_a_batch_leaves_one_event_that_says_how_many():
    install(make_organization("longkou"), in_force_from=NEW_YEAR)
    sweep(date(2026, 1, 5))
    event = Event.objects.get(action="duty.opened")
    assert event.changes == {"on": "2026-01-05", "duties": 86, "organizations": {"longkou": 86}}


@pytest.mark.each_database
def test_an_outage_over_the_end_of_a_period_loses_nothing():
    desk_of("qijiang")
    sweep(date(2026, 9, 1))
    assert sweep(date(2026, 11, 2)) == 2
    assert [str(row) for row in Duty.objects.order_by("starts_on")] == [
        "1-1（2026年9月公开）", "1-1（2026年10月公开）", "1-1（2026年11月公开）",
    ]  # fmt: skip


def test_nothing_is_owed_for_what_fell_due_before_the_catalogue_was_in_force():
    desk_of("qijiang")
    Catalogue.objects.update(in_force_from=date(2026, 9, 7))
    assert sweep(date(2026, 9, 8)) == 0
    assert sweep(date(2026, 10, 1)) == 1


def test_a_catalogue_long_in_force_begins_with_what_falls_due_from_now_on():
    organization, came = make_organization("qijiang", sector="department"), noon(date(2026, 11, 22))
    install(organization, "qijiang", in_force_from=date(2020, 1, 1), now=came)
    assert sweep(date(2026, 11, 22)) == 0
    assert sweep(date(2026, 12, 1)) == 22


def test_a_new_version_opens_its_new_entries_and_leaves_what_is_owed():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    draft = catalogues.new_version(desk.catalogue, by=SYSTEM, now=desk.now)
    entries.change_entry(draft.nodes.get(code="1-1"), code="1-9", by=SYSTEM, now=desk.now)
    entries.add_entry(
        draft, parent=draft.nodes.get(code="1"), by=SYSTEM, now=desk.now, **branch("1-2", "党员教育", **PERIODIC).values
    )
    draft = catalogues.approve(draft, by=SYSTEM, now=noon(date(2026, 9, 10)))
    catalogues.put_in_force(draft, on=date(2026, 9, 10), by=SYSTEM, now=noon(date(2026, 9, 10)))
    assert sweep(date(2026, 9, 11)) == 4
    assert sweep(date(2026, 9, 11)) == 0
    found = Counter(Duty.objects.values_list("entry_code", flat=True))
    assert found == {"1-1": 2, "1-2": 2, "1-9": 2}


@pytest.mark.each_database
def test_a_new_version_with_the_same_code_owes_nothing_twice_and_is_met_under_its_own_entry():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    draft = catalogues.new_version(desk.catalogue, by=SYSTEM, now=desk.now)
    draft = catalogues.approve(draft, by=SYSTEM, now=desk.now)
    desk.catalogue = catalogues.put_in_force(draft, on=date(2026, 9, 1), by=SYSTEM, now=desk.now)
    assert sweep(date(2026, 9, 2)) == 0
    item = desk.released(event_on=date(2026, 9, 1))
    assert duty("replace").fulfilled_by == item
    assert duty("replace").entry != item.entry


@pytest.mark.each_database
def test_many_organisations_cost_the_queries_of_one(django_assert_num_queries, django_assert_max_num_queries):
    county = make_organization("county")
    adopt(county, "qijiang")
    matters = [branch("1", "决议情况", [branch("1-1", "工作部署", **PERIODIC)])]
    make_catalogue(county, None, matters, in_force=True, applies_to="class", sectors=["village"])
    make_organization("village-0", county, sector="village")
    with django_assert_max_num_queries(60) as counted:
        sweep(date(2026, 9, 1))
    for number in range(1, 21):
        make_organization(f"village-{number}", county, sector="village")
    with django_assert_num_queries(len(counted)):
        assert sweep(date(2026, 9, 1)) == 20


@pytest.mark.each_database
def test_one_bad_batch_spoils_no_other(monkeypatch, caplog):
    desk_of()
    monkeypatch.setattr("catalog.obligations.duties.opening.BATCH", 1)
    install(make_organization("other"), in_force_from=date(2026, 9, 1))
    Entry.objects.filter(catalogue__organization__code="branch", rank="entry").update(limit_rule={"weeks": 2})
    assert sweep(date(2026, 9, 1)) == 86
    assert "could not be opened" in caplog.text


# --- how it is met ---


@pytest.mark.each_database
@pytest.mark.clause("LK-05")
@pytest.mark.clause("LK-14")
def test_a_publication_meets_what_is_owed_for_its_period_and_the_adjustment_with_it():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    item = desk.released()
    replace, adjust = duty("replace"), duty("adjust")
    assert (replace.fulfilled_by, replace.fulfilled_on) == (item, date(2026, 9, 1))
    assert adjust.fulfilled_by == item
    assert {replace.deadline.closed_on, adjust.deadline.closed_on} == {date(2026, 9, 1)}
    assert replace.state_words(date(2027, 1, 1)) == "按时完成"
    assert Event.objects.filter(action="duty.fulfilled").count() == 2


@pytest.mark.clause("LK-14")
def test_a_correction_meets_the_adjustment_alone():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    item = desk.released()
    move(desk, date(2026, 10, 12))
    sweep(date(2026, 10, 12))
    publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    autumn = duty("adjust", starts_on=date(2026, 10, 1))
    assert (autumn.fulfilled_by, autumn.fulfilled_on) == (item, date(2026, 10, 12))
    assert duty("replace").fulfilled_on == date(2026, 9, 1)


@pytest.mark.clause("LK-05")
def test_what_is_met_late_stays_late():
    desk = desk_of("qijiang")
    sweep(date(2026, 9, 1))
    owed = duty("publish")
    assert owed.state_words(date(2026, 9, 4)) == "待公开"
    assert owed.state_words(date(2026, 9, 5)) == "逾期"
    move(desk, date(2026, 10, 9))
    sweep(date(2026, 10, 9))
    item = desk.released(event_on=date(2026, 9, 30))
    owed = duty("publish", starts_on=date(2026, 9, 1))
    assert owed.fulfilled_by == item
    assert owed.deadline.closed_on == date(2026, 10, 9)
    assert owed.state_words(date(2026, 10, 9)) == "逾期完成"
    assert list(Deadline.objects.late(date(2026, 10, 9)).filter(closed_on__isnull=False)) == [owed.deadline]
    assert duty("publish", starts_on=date(2026, 10, 1)).fulfilled_by is None


@pytest.mark.each_database
@pytest.mark.clause("LK-05")
def test_what_is_owed_and_the_item_that_answers_it_are_one_row_of_the_ledger():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    item = desk.registered()
    owed = duty("replace")
    assert item.deadline == owed.deadline
    assert owed.deadline.url == f"/admin/catalog/item/{item.pk}/change/"
    assert owed.deadline.person == desk.clerk
    assert Deadline.objects.count() == 2
    desk.released_from(item)
    assert Deadline.objects.open().count() == 0


def test_an_item_registered_before_its_duty_was_opened_brings_its_row():
    desk = desk_of()
    item = desk.registered()
    row = item.deadline
    assert sweep(date(2026, 9, 1)) == 2
    assert duty("replace").deadline == row
    assert Deadline.objects.count() == 2
    row.refresh_from_db()
    assert (row.kind, row.title) == ("duty", "1-1 党费收缴情况（2026年下半年更换）")


@pytest.mark.each_database
def test_what_was_published_before_its_duty_was_opened_has_met_it():
    desk = desk_of()
    item = desk.released()
    sweep(date(2026, 9, 2))
    assert list(Duty.objects.values_list("fulfilled_by", "fulfilled_on").distinct()) == [(item.pk, date(2026, 9, 1))]
    assert Deadline.objects.count() == 2
    assert not Deadline.objects.open().exists()


@pytest.mark.clause("LK-14")
def test_an_event_after_the_last_working_day_of_a_period_is_owed_in_the_next():
    """October 2026 ends on Saturday the 31st; the last working day of November is Monday the 30th."""
    desk = desk_of(on=date(2026, 10, 1), limit_rule={"period_end": "month"})
    sweep(date(2026, 10, 1))
    move(desk, date(2026, 10, 31))
    item = desk.released(event_on=date(2026, 10, 31))
    row = Deadline.objects.get(pk=item.deadline_id)
    assert (row.kind, row.due_on, row.closed_on) == ("item", date(2026, 11, 30), date(2026, 10, 31))
    october = duty("publish", starts_on=date(2026, 10, 1))
    assert october.is_open and october.state_words(date(2026, 11, 1)) == "逾期"
    sweep(date(2026, 11, 1))
    november = duty("publish", starts_on=date(2026, 11, 1))
    assert (november.fulfilled_by, november.deadline) == (item, row)
    late = desk.released(event_on=date(2026, 10, 29), title="十月的")
    october.refresh_from_db()
    assert (october.fulfilled_by, october.fulfilled_on) == (late, date(2026, 10, 31))
    assert october.state_words(date(2026, 11, 1)) == "逾期完成"


def test_a_fixed_entrys_first_limit_is_owed_beside_its_update():
    desk = desk_of("pingluo", limit_kind="fixed", limit_words="固定")
    sweep(date(2026, 9, 1))
    item = desk.released()
    assert item.deadline.kind == Deadline.Kind.ITEM
    assert item.deadline.due_on == date(2026, 9, 8)
    assert duty("update").fulfilled_by == item


def test_a_second_item_takes_the_adjustment_and_a_third_owes_no_day():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    first, second, third = (desk.registered(title=f"第{number}件") for number in "一二三")
    assert first.deadline == duty("replace").deadline
    assert second.deadline == duty("adjust").deadline
    assert third.deadline is None
    third = desk.released_from(third)
    assert third.deadline == duty("replace").deadline
    assert set(Duty.objects.values_list("fulfilled_by", flat=True)) == {third.pk}
    assert set(Item.objects.exclude(pk=third.pk).values_list("deadline", flat=True)) == {None}
    assert desk.released_from(Item.objects.get(pk=first.pk)).state == "published_outside"


def test_another_event_day_takes_the_duty_of_its_period():
    desk = desk_of("qijiang")
    sweep(date(2026, 9, 1))
    move(desk, date(2026, 10, 9))
    sweep(date(2026, 10, 9))
    item = desk.registered(event_on=date(2026, 10, 8))
    assert item.deadline == duty("publish", starts_on=date(2026, 10, 1)).deadline
    item = change_plan(item, event_on=date(2026, 9, 30), by=desk.clerk, now=desk.tick())
    september, october = Duty.objects.select_related("deadline").order_by("starts_on")
    assert Item.objects.get().deadline == september.deadline
    assert "/add/" in october.deadline.url
    assert october.deadline.person is None


@pytest.mark.each_database
@pytest.mark.clause("LK-01")
def test_a_withdrawal_owes_it_again_by_the_same_day():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    item = desk.withdrawn()
    item.refresh_from_db()
    assert item.deadline is None
    for owed in Duty.objects.select_related("deadline"):
        assert (owed.fulfilled_by, owed.fulfilled_on, owed.deadline.closed_on) == (None, None, None)
        assert "/add/" in owed.deadline.url or owed.is_adjustment
    assert Event.objects.filter(action="duty.reopened").count() == 2
    again = desk.released(title="重新公开")
    assert set(Duty.objects.values_list("fulfilled_by", flat=True)) == {again.pk}


@pytest.mark.each_database
def test_after_a_withdrawal_another_publication_of_the_period_has_met_it():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    first = desk.released(title="第一件")
    second = desk.released(title="第二件")
    desk.withdrawn(first)
    assert set(Duty.objects.values_list("fulfilled_by", flat=True)) == {second.pk}


def test_off_catalogue_items_meet_nothing():
    desk = desk_of()
    sweep(date(2026, 9, 1))
    desk.registered(code=None, scope="society", limit_kind="periodic", work_plan="按方案公开")
    assert not Duty.objects.filter(deadline__item__isnull=False).exists()


@pytest.mark.each_database
@pytest.mark.clause("LK-05")
def test_a_simulated_year_owes_as_many_as_its_quarters_and_half_years():
    desk = desk_of("qijiang")
    on = date(2026, 9, 1)
    while on < date(2027, 9, 1):
        sweep(on)
        on += timedelta(days=7)
    assert Duty.objects.filter(organization=desk.organization).count() == 12


# --- where it is seen ---


def test_the_desk_shows_what_is_owed_with_a_button_that_begins_it(client):
    desk = desk_of("qijiang", on=timezone.localdate())
    begin_today(desk)
    client.force_login(desk.clerk)
    page = client.get("/admin/").content.decode()
    link = f"/admin/catalog/item/add/?organization=branch&amp;entry={desk.entry('1-1').pk}"
    assert ("登记" in page and link in page) == (duty("publish").deadline.due_on <= timezone.localdate() + WEEK)
    form = client.get(duty("publish").deadline.url).content.decode()
    assert f'<option value="{desk.entry("1-1").pk}" selected>' in form


def test_a_link_from_an_older_version_of_the_catalogue_leads_to_the_entry_of_today(client):
    desk = desk_of(on=timezone.localdate())
    begin_today(desk)
    old = duty("replace").deadline.url
    draft = catalogues.approve(catalogues.new_version(desk.catalogue, by=SYSTEM, now=desk.now), by=SYSTEM, now=desk.now)
    desk.catalogue = catalogues.put_in_force(draft, on=timezone.localdate(), by=SYSTEM, now=timezone.now())
    client.force_login(desk.clerk)
    assert f'<option value="{desk.entry("1-1").pk}" selected>' in client.get(old).content.decode()


def test_duties_are_listed_at_the_desk_to_their_own_organisation_alone(client):
    desk = desk_of(on=timezone.localdate())
    begin_today(desk)
    other = desk_of_another()
    client.force_login(desk.clerk)
    page = client.get("/admin/catalog/duty/").content.decode()
    assert "党费收缴情况" in page
    client.force_login(other.clerk)
    assert "党费收缴情况" not in client.get("/admin/catalog/duty/").content.decode()
    assert client.get("/admin/catalog/duty/?met=late").status_code == 200
    own = duty("replace")
    assert client.get(f"/admin/catalog/duty/{own.pk}/change/").status_code in (302, 403, 404)


@pytest.mark.clause("LK-14")
def test_the_next_date_is_that_of_the_turn_after_the_one_that_is_met():
    desk = desk_of()
    line, on = desk.entry("1-1"), date(2026, 9, 1)
    sweep(on)
    rules = scheme_for(desk.organization, on)

    def coming():
        met = met_by(Item.objects.all(), desk.organization, on)
        return Nexts(rules, current_calendar(), on, met).of(line).on

    assert coming() == date(2026, 9, 30)
    desk.released()
    assert coming() == date(2026, 12, 31)


def begin_today(desk) -> None:
    Catalogue.objects.filter(pk=desk.catalogue.pk).update(in_force_from=timezone.localdate().replace(day=1))
    open_duties(on=timezone.localdate(), now=timezone.now(), removals=removals)


def desk_of_another() -> Desk:
    return Desk(code="other", entries=[branch("1", "其他", [branch("1-1", "学习情况")])])
