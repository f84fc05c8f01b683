"""The yearly notice and single days: previewed, confirmed, carried through the open deadlines, told and recorded."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.audit.models import Event
from disclosure.deadlines import actions
from disclosure.deadlines.holidays.changes import (
    change_day,
    confirm_notice,
    notice_in_force,
    plan_notice,
    take_back_day,
    understand,
)
from disclosure.deadlines.models import Deadline, DeadlineChange, HolidayNotice, SpecialDay
from disclosure.deadlines.tests.factories import make_deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_administrator, make_holder, make_organization, noon

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
DECEMBER = date(2026, 12, 1)
NOW = noon(DECEMBER)
TEXT = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月30日（周六）、1月31日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


@pytest.fixture
def branch():
    organization = make_organization("branch")
    make_holder(organization, "clerk", "owner")
    return organization


@pytest.fixture
def administrator():
    return make_administrator("system", "sysadmin")


def confirm(by, text=TEXT, now=NOW):
    return confirm_notice(notice=HolidayNotice(year=2027, text=text), by=by, now=now)


def test_a_notice_moves_what_is_open_makes_certain_what_stays_and_leaves_the_closed_alone(branch, administrator):
    into_new_year = make_deadline(branch, start_on=date(2026, 12, 31), opened_on=DECEMBER)
    over_festival = make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER, title="2-1 干部任免")
    closed = make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER, title="2-2 干部任免")
    actions.close(closed, on=DECEMBER, now=NOW)
    this_year = make_deadline(branch, start_on=DECEMBER)
    assert (over_festival.due_on, over_festival.is_provisional) == (date(2027, 2, 15), True)
    assert (into_new_year.due_on, into_new_year.is_provisional) == (date(2027, 1, 8), True)

    plan = plan_notice(understand(TEXT))
    assert [(move.deadline, move.deadline.due_on, move.found.due_on) for move in plan.moved] == [
        (over_festival, date(2027, 2, 15), date(2027, 2, 16))
    ]
    assert [move.deadline for move in plan.made_certain] == [into_new_year]
    assert not SpecialDay.objects.exists()

    assert confirm(administrator) == 1
    rows = Deadline.objects.in_bulk()
    assert (rows[over_festival.pk].due_on, rows[over_festival.pk].is_provisional) == (date(2027, 2, 16), False)
    assert (rows[into_new_year.pk].due_on, rows[into_new_year.pk].is_provisional) == (date(2027, 1, 8), False)
    assert rows[closed.pk].trace == closed.trace
    assert rows[this_year.pk].trace == this_year.trace
    changes = DeadlineChange.objects.order_by("deadline_id").values_list("deadline", "kind", "reason", "changed_by")
    assert list(changes) == [
        (pk, "recomputation", "2027年放假安排公布", administrator.pk) for pk in (into_new_year.pk, over_festival.pk)
    ]


def test_confirming_is_recorded_and_only_owners_whose_date_moved_are_notified_once(branch, administrator):
    make_deadline(branch, start_on=date(2026, 12, 31), opened_on=DECEMBER)
    moved = make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER, title="2-1 干部任免", url="/i/7/")
    confirm(administrator)
    notice = Notice.objects.get()
    assert (notice.recipient.username, notice.url) == ("owner", "/i/7/")
    assert notice.key.startswith(f"moved:{moved.pk}:2027-02-16")
    assert notice.body == "2027年放假安排公布，到期日由2027年2月15日改为2027年2月16日。"
    event = Event.objects.get(action="calendar.notice_confirmed")
    assert (event.actor_name, event.changes["moved"]) == ("sysadmin", 1)
    assert event.changes["number"] == "国办发明电〔2026〕9号"
    assert Event.objects.filter(action="deadline.recomputed").count() == 2


def test_the_calendar_in_force_follows_the_confirmed_notice(administrator):
    assert current_calendar().day(date(2027, 2, 11)).is_provisional
    confirm(administrator)
    calendar = current_calendar()
    assert not calendar.is_working(date(2027, 2, 11))
    assert calendar.is_working(date(2027, 1, 31))
    assert not calendar.day(date(2027, 7, 1)).is_provisional


def test_a_corrected_notice_replaces_the_first_and_moves_back_what_it_had_moved(branch, administrator):
    deadline = make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER)
    confirm(administrator)
    corrected = TEXT.replace("1月30日（周六）、1月31日（周日）上班", "1月30日（周六）、2月14日（周日）上班")
    later = noon(date(2026, 12, 2))
    assert confirm(administrator, corrected, later) == 1
    deadline.refresh_from_db()
    assert deadline.due_on == date(2027, 2, 15)
    first, second = HolidayNotice.objects.order_by("pk")
    assert (first.replaced_at, second.replaced_at) == (later, None)
    assert notice_in_force(2027) == second
    assert not SpecialDay.objects.filter(on=date(2027, 1, 31)).exists()
    assert deadline.changes.order_by("-pk").first().reason == "2027年放假安排更正"


def test_a_day_changed_by_hand_wins_over_the_notice_until_it_is_taken_back(branch, administrator):
    deadline = make_deadline(branch, start_on=date(2026, 12, 7), opened_on=DECEMBER)
    assert deadline.due_on == date(2026, 12, 14)
    on = date(2026, 12, 10)
    values = {"on": on, "by": administrator, "now": NOW}
    with pytest.raises(ValidationError, match="原因"):
        change_day(**values, is_working=False, name="停工", reason="")
    assert change_day(**values, is_working=False, name="停工", reason="雪灾") == 1
    deadline.refresh_from_db()
    assert deadline.due_on == date(2026, 12, 15)
    assert Notice.objects.get().body.startswith("12月10日放假（雪灾）")
    assert take_back_day(**values, reason="没有停工") == 1
    deadline.refresh_from_db()
    assert deadline.due_on == date(2026, 12, 14)
    assert not SpecialDay.objects.exists()
    assert Event.objects.filter(action="calendar.day_changed").count() == 2


def test_a_notice_keeps_days_changed_by_hand_and_gives_its_own_back(administrator):
    on, values = date(2027, 1, 31), {"by": administrator, "now": NOW}
    change_day(on=on, is_working=False, name="本地安排", reason="上级通知", **values)
    confirm(administrator)
    assert not current_calendar().is_working(on)
    take_back_day(on=on, reason="上级通知取消", **values)
    assert current_calendar().is_working(on)
    assert SpecialDay.objects.get(on=on).notice == notice_in_force(2027)


def test_a_text_that_is_not_understood_writes_nothing(administrator):
    with pytest.raises(ValidationError, match="春节"):
        confirm(administrator, TEXT.replace("共7天。1月30日", "共9天。1月30日"))
    assert not HolidayNotice.objects.exists()


def test_a_failure_half_way_leaves_the_calendar_and_the_ledger_as_they_were(branch, administrator, monkeypatch):
    deadline = make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER)

    def fail(*args, **kwargs):
        raise RuntimeError("the inbox is gone")

    monkeypatch.setattr("disclosure.deadlines.holidays.recalculation.notify_all", fail)
    with pytest.raises(RuntimeError):
        confirm(administrator)
    deadline.refresh_from_db()
    assert deadline.due_on == date(2027, 2, 15)
    assert not SpecialDay.objects.exists()
    assert not Event.objects.filter(action="calendar.notice_confirmed").exists()


def test_the_preview_costs_the_same_queries_for_one_deadline_and_for_twenty(branch, django_assert_num_queries):
    understood = understand(TEXT)
    for number in range(20):
        make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER, title=f"2-{number}")
    with django_assert_num_queries(5):
        assert len(plan_notice(understood).moved) == 20


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def page_text(response):
    return response.content.decode()


def test_the_administrator_pastes_looks_and_confirms(desk, branch):
    make_deadline(branch, start_on=date(2027, 2, 2), opened_on=DECEMBER, title="2-1 干部任免")
    add = reverse("admin:deadlines_holidaynotice_add")
    assert desk.get(add).status_code == 200
    preview = desk.post(add, {"text": TEXT, "year": "", "preview": "1"})
    for shown in ("2027年放假安排", "1月31日（周日）", "2-1 干部任免", "2027年2月15日", "2027年2月16日", "推迟1天"):
        assert shown in page_text(preview)
    assert not HolidayNotice.objects.exists()
    done = desk.post(add, {"text": TEXT, "year": "", "confirm": "1"}, follow=True)
    assert "1项时限的到期日已重算" in page_text(done)
    notice = notice_in_force(2027)
    assert "国办发明电" in page_text(desk.get(reverse("admin:deadlines_holidaynotice_change", args=[notice.pk])))
    again = desk.post(add, {"text": TEXT, "preview": "1"})
    assert "这一年的放假安排已经确认过" in page_text(again)


def test_a_bad_text_names_its_paragraph_and_stays_in_the_form(desk):
    bad = TEXT.replace("端午节：6月9日（周三）", "端午节：6月9日（周四）")
    answer = page_text(desk.post(reverse("admin:deadlines_holidaynotice_add"), {"text": bad, "preview": "1"}))
    assert "端午节：2027年6月9日写的是周四，实际是周三" in answer
    assert "六、中秋节：9月15日（周三）放假" in answer


def test_the_administrator_changes_a_day_and_takes_it_back(desk, branch):
    make_deadline(branch, start_on=date(2026, 12, 7), opened_on=DECEMBER, title="2-1 干部任免")
    add = reverse("admin:deadlines_specialday_add")
    values = {"on": "2026-12-10", "is_working": "no", "name": "停工", "reason": "雪灾"}
    assert "2026年12月15日" in page_text(desk.post(add, {**values, "preview": "1"}))
    assert not SpecialDay.objects.exists()
    desk.post(add, {**values, "confirm": "1"})
    day = SpecialDay.objects.get()
    assert day.source == "override"
    back = reverse("admin:deadlines_specialday_back", args=[day.pk])
    assert "2026年12月14日" in page_text(desk.post(back, {"reason": "没有停工", "preview": "1"}))
    assert desk.post(back, {"reason": "没有停工", "confirm": "1"}).status_code == 302
    assert not SpecialDay.objects.exists()


@pytest.mark.parametrize("name", ["holidaynotice", "specialday"])
def test_nobody_but_the_system_administrator_touches_the_calendar(client, branch, name):
    for person in (make_holder(branch, "secretary"), make_administrator("security"), make_administrator("audit")):
        client.force_login(person)
        for page in ("add", "changelist"):
            assert client.get(reverse(f"admin:deadlines_{name}_{page}")).status_code == 403
        assert client.post(reverse(f"admin:deadlines_{name}_add"), {"text": TEXT, "confirm": "1"}).status_code == 403
    assert not HolidayNotice.objects.exists()


def test_the_ledger_at_the_desk_shows_the_own_organisation_and_changes_nothing(client, branch):
    other = make_organization("other")
    own, foreign = make_deadline(branch, title="1-1 本支部"), make_deadline(other, title="1-1 别的支部")
    client.force_login(make_holder(branch, "secretary"))
    listed = page_text(client.get(reverse("admin:deadlines_deadline_changelist")))
    assert "1-1 本支部" in listed
    assert "1-1 别的支部" not in listed
    change = reverse("admin:deadlines_deadline_change", args=[own.pk])
    assert "次日起算" in page_text(client.get(change))
    assert client.post(change, {"title": "改"}).status_code == 403
    assert client.get(reverse("admin:deadlines_deadline_add")).status_code == 403
    assert client.get(reverse("admin:deadlines_deadline_change", args=[foreign.pk])).status_code == 302
