"""One deadline from its opening to its end, by moving the date."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from disclosure.audit.models import Event
from disclosure.deadlines import actions
from disclosure.deadlines.models import Deadline, DeadlineChange, Reminder
from disclosure.deadlines.reminders import remind
from disclosure.deadlines.status import counts, status_of
from disclosure.deadlines.tests.factories import MONDAY, make_deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, make_person, noon

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
DAY = timedelta(days=1)


@pytest.fixture
def branch():
    committee = make_organization("committee")
    make_holder(committee, "supervisor", "superior")
    organization = make_organization("branch", committee)
    make_holder(organization, "secretary", "head")
    return organization


def swept(first, last):
    """Every day's sweep from the first to the last: day → (step, who), as they were told."""
    told = {}
    on = first
    while on <= last:
        before = set(Reminder.objects.values_list("pk", flat=True))
        remind(on=on, now=noon(on))
        rows = Reminder.objects.exclude(pk__in=before).select_related("recipient").order_by("pk")
        if rows:
            told[on] = {(row.step, row.recipient.username) for row in rows}
        on += DAY
    return told


@pytest.mark.clause("LK-13")
@pytest.mark.clause("YY-02")
def test_a_deadline_lives_from_its_opening_through_reminders_extension_and_pause_to_its_end(branch):
    clerk, leader = make_person("owner"), make_person("leader")
    deadline = make_deadline(branch, person=clerk, url="/i/1/", event="支委会确定")
    assert deadline.due_on == date(2026, 9, 14)
    assert deadline.trace["event"] == "支委会确定"

    owner, head, superior = "owner", "head", "superior"
    assert swept(MONDAY, date(2026, 9, 23)) == {
        date(2026, 9, 9): {("before_3", owner)},
        date(2026, 9, 11): {("before_1", owner)},
        date(2026, 9, 14): {("due", owner)},
        date(2026, 9, 15): {("late_1", owner), ("late_1", head)},
        date(2026, 9, 17): {("late_3", owner), ("late_3", head), ("late_3", superior)},
        date(2026, 9, 22): {("late_7", owner), ("late_7", head), ("late_7", superior)},
    }
    assert Deadline.objects.overdue(date(2026, 9, 14)).count() == 0
    assert Deadline.objects.overdue(date(2026, 9, 15)).get() == deadline

    now = noon(date(2026, 9, 23))
    extended = actions.extend(deadline, by_rule={"working_days": 10}, reason="材料待核", by=leader, now=now)
    assert extended.due_on == date(2026, 9, 28)  # 20 September is a working Sunday, 25 September a holiday
    assert swept(date(2026, 9, 23), date(2026, 9, 24)) == {
        date(2026, 9, 23): {("before_3", owner)},
        date(2026, 9, 24): {("before_1", owner)},  # the next working day is the 28th
    }

    paused = actions.pause(
        deadline, on=date(2026, 9, 24), reason="请第三方核对", by=leader, now=noon(date(2026, 9, 24))
    )
    assert paused.due_on is None
    assert swept(date(2026, 9, 25), date(2026, 10, 12)) == {}
    resumed = actions.resume(deadline, on=date(2026, 10, 12), reason="已核对", by=leader, now=noon(date(2026, 10, 12)))
    assert resumed.due_on == date(2026, 10, 13)

    done = actions.close(deadline, on=date(2026, 10, 13), by=clerk, now=noon(date(2026, 10, 13)))
    assert not done.was_late()
    assert swept(date(2026, 10, 14), date(2026, 11, 14)) == {}
    kinds = list(DeadlineChange.objects.order_by("pk").values_list("kind", "changed_by__username"))
    assert kinds == [("extension", "leader"), ("pause", "leader"), ("resume", "leader")]
    words = Event.objects.filter(object_type="deadlines.deadline").order_by("pk").values_list("action", flat=True)
    assert list(words) == [f"deadline.{word}" for word in ("opened", "extended", "paused", "resumed", "closed")]


def test_the_owner_is_led_to_the_work_and_the_superior_to_the_reasons(branch):
    clerk = make_person("owner")
    deadline = make_deadline(branch, person=clerk, url="/i/1/")
    swept(date(2026, 9, 17), date(2026, 9, 17))
    notices = Notice.objects.filter(key__endswith="late_3")
    assert {notice.recipient.username: notice.url for notice in notices.select_related("recipient")} == {
        "owner": "/i/1/",
        "head": f"/oversight/deadlines/{deadline.pk}/",
        "superior": f"/oversight/deadlines/{deadline.pk}/",
    }


def test_without_a_person_those_who_draft_are_told_and_without_them_the_head(branch):
    make_deadline(branch)
    lonely = make_organization("lonely", branch)
    make_deadline(lonely)
    assert swept(date(2026, 9, 14), date(2026, 9, 14))[date(2026, 9, 14)] == {
        ("before_3", "head"),
        ("before_1", "head"),
        ("due", "head"),
    }
    make_holder(lonely, "clerk", "newcomer")
    assert swept(date(2026, 9, 14), date(2026, 9, 14))[date(2026, 9, 14)] == {
        ("before_3", "newcomer"),
        ("before_1", "newcomer"),
        ("due", "newcomer"),
    }


@pytest.mark.clause("LK-17")
def test_an_extension_is_reckoned_from_the_start_and_not_from_the_old_due_date(branch):
    """From the old date, the days by which article 203 had moved it would be given twice."""
    leader, now = make_person("leader"), noon(date(2026, 9, 21))
    # 15 days end on 5 October and move to the 8th; 20 days end on Saturday the 10th, worked.
    deadline = make_deadline(branch, start_on=date(2026, 9, 20), rule={"calendar_days": 15})
    assert deadline.due_on == date(2026, 10, 8)
    longer = actions.extend(deadline, by_rule={"calendar_days": 5}, reason="材料待核", by=leader, now=now)
    assert longer.due_on == date(2026, 10, 10)
    assert longer.trace["rule"] == {"calendar_days": 20}
    assert longer.trace["rule_text"] == "20日（原15日，已延长）"


@pytest.mark.parametrize(
    ("rule", "by_rule"), [({"calendar_days": 15}, {"working_days": 5}), ({"period_end": "month"}, {"working_days": 5})]
)
def test_only_like_can_be_added_to_like(branch, rule, by_rule):
    deadline = make_deadline(branch, start_on=date(2026, 11, 2), rule=rule)
    with pytest.raises(ValidationError):
        actions.extend(deadline, by_rule=by_rule, reason="补", by=make_person("leader"), now=noon(date(2026, 11, 3)))
    assert not DeadlineChange.objects.exists()


def test_an_extension_needs_a_reason_and_ends_at_the_number_allowed(branch):
    leader, deadline = make_person("leader"), make_deadline(branch)
    with pytest.raises(ValidationError, match="原因"):
        actions.extend(deadline, by_rule={"working_days": 5}, reason=" ", by=leader, now=noon(MONDAY))
    actions.extend(deadline, by_rule={"working_days": 5}, reason="补材料", by=leader, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="最多只能延期1次"):
        actions.extend(deadline, by_rule={"working_days": 5}, reason="再补", by=leader, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="同一种单位"):
        actions.extend(deadline, by_rule={"calendar_days": 5}, reason="再补", by=leader, now=noon(MONDAY), most=2)
    assert DeadlineChange.objects.count() == 1


def test_what_is_closed_is_not_moved_paused_or_restarted_but_may_be_reopened(branch):
    leader, deadline = make_person("leader"), make_deadline(branch)
    actions.close(deadline, on=MONDAY, now=noon(MONDAY))
    for change in (
        lambda: actions.pause(deadline, on=MONDAY, reason="补正", by=leader, now=noon(MONDAY)),
        lambda: actions.restart(deadline, start_on=MONDAY + DAY, reason="日期有误", now=noon(MONDAY)),
        lambda: actions.extend(deadline, by_rule={"working_days": 1}, reason="补", by=leader, now=noon(MONDAY)),
    ):
        with pytest.raises(ValidationError, match="已办结"):
            change()
    again = actions.close(deadline, on=MONDAY + DAY, now=noon(MONDAY + DAY))
    assert again.closed_on == MONDAY
    reopened = actions.reopen(deadline, reason="撤回", now=noon(MONDAY + DAY))
    assert (reopened.closed_on, reopened.due_on) == (None, deadline.due_on)


def test_a_wrong_event_day_is_reckoned_anew_and_logged(branch):
    deadline = make_deadline(branch, event="支委会确定", source={"document": "方案", "article": "第三条"})
    moved = actions.restart(deadline, start_on=MONDAY + DAY, reason="日期登记错了", now=noon(MONDAY + DAY))
    assert moved.due_on == date(2026, 9, 15)
    assert moved.trace["event"] == "支委会确定"
    change = moved.changes.get()
    assert (change.old_due_on, change.new_due_on, change.reason) == (
        date(2026, 9, 14),
        date(2026, 9, 15),
        "日期登记错了",
    )


@pytest.mark.parametrize(
    ("rule", "start_on", "due_on"),
    [
        ({"working_days": 3}, MONDAY, date(2026, 9, 10)),
        ({"working_days": 7}, MONDAY, date(2026, 9, 16)),
        ({"working_days": 1}, date(2026, 9, 30), date(2026, 10, 8)),
        ({"period_end": "quarter"}, MONDAY, date(2026, 9, 30)),
        ({"disclosure_day": {"weekday": 5, "nth": 1}}, date(2026, 9, 25), date(2026, 10, 8)),
    ],
    ids=["YY-03", "YY-03 important", "YY-04, LK-16", "LK-14", "QJ-11"],
)
@pytest.mark.clause("YY-03")
@pytest.mark.clause("YY-04")
@pytest.mark.clause("LK-14")
@pytest.mark.clause("LK-16")
@pytest.mark.clause("QJ-11")
def test_the_ledger_keeps_the_due_dates_of_the_schemes(branch, rule, start_on, due_on):
    assert make_deadline(branch, rule=rule, start_on=start_on).due_on == due_on


@pytest.mark.clause("LK-01")
@pytest.mark.parametrize("closed_as", ["excused", "ended"])
def test_what_was_late_when_it_was_excused_or_ended_stays_late(closed_as):
    organization = make_organization()
    in_time, late = make_deadline(organization), make_deadline(organization)
    due_on = late.due_on
    actions.close(in_time, on=due_on, now=noon(due_on), closed_as=closed_as)
    actions.close(late, on=due_on + timedelta(days=1), now=noon(due_on + timedelta(days=1)), closed_as=closed_as)
    on = due_on + timedelta(days=30)
    assert list(Deadline.objects.late(on)) == [late]
    assert list(Deadline.objects.owed()) == [late]
    rows = {row.pk: status_of(row, on) for row in Deadline.objects.all()}
    assert rows == {in_time.pk: closed_as, late.pk: "late"}
    found = Deadline.objects.aggregate(**counts(on))
    assert found["late"] == found[closed_as] == 1
