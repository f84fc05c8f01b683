"""When display ends, the archiving is owed by a day (YY-11)."""

from datetime import date, timedelta

import pytest

from catalog.archive.opening import open_missing_tasks
from catalog.items.actions.display import end_due_displays
from catalog.items.actions.publishing import end_display
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk, make_item
from catalog.schemes.models import Adoption
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def task_of(item) -> Deadline:
    return Item.objects.get(pk=item.pk).archive_deadline


def ended(desk, **fields):
    return end_display(desk.released(**fields), by=desk.secretary, reason="已经展示够了", now=desk.tick())


@pytest.mark.clause("YY-11")
@pytest.mark.clause("LK-08")
def test_an_archive_task_opens_when_the_publisher_ends_the_display(desk):
    task = task_of(ended(desk, title="不该出现在台账里的标题"))
    assert (task.kind, task.start_on, task.due_on) == ("archive", TODAY, date(2026, 9, 15))
    assert task.title == "归档：1-1 学习情况（2026年9月1日）"
    assert task.trace["event"] == "展示结束"
    assert task.trace["source"]["preset"] and "10个工作日" in task.trace["source"]["note"]
    assert "四（二）4" in task.trace["source"]["article"]


@pytest.mark.clause("YY-11")
def test_the_sweep_that_ends_a_display_opens_the_task_once(desk):
    until = TODAY + timedelta(days=10)
    item = desk.released(display_until=until)
    after = until + timedelta(days=1)
    for _ in range(2):
        end_due_displays(on=after, now=noon(after))
        open_missing_tasks(now=noon(after))
    assert task_of(item).start_on == after
    assert Deadline.objects.filter(kind="archive").count() == 1


def test_a_withdrawn_item_is_archived_too(desk):
    task = task_of(desk.withdrawn())
    assert task.kind == "archive" and task.trace["event"] == "撤回"


def test_a_withdrawal_after_the_display_keeps_the_task_it_has(desk):
    item = ended(desk)
    before = task_of(item)
    desk.withdrawn(item)
    assert task_of(item) == before
    assert Deadline.objects.filter(kind="archive").count() == 1


def test_what_is_displayed_without_end_is_archived_when_somebody_ends_it_by_hand(desk):
    item = desk.released(code="1-1")
    assert end_due_displays(on=TODAY + timedelta(days=4000), now=desk.tick()) == 0
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    assert task_of(item).kind == "archive"


def test_an_organisation_may_set_its_own_days(desk):
    Adoption.objects.filter(organization=desk.organization).update(changes={"archive.rule": {"working_days": 3}})
    task = task_of(ended(desk))
    assert task.due_on == date(2026, 9, 4)
    assert task.trace["source"]["own"] and task.trace["source"]["note"] == "本组织另定"


def test_the_sweep_opens_the_task_of_what_ended_without_one(desk):
    item = make_item(desk.organization, desk.clerk)
    Item.objects.filter(pk=item.pk).update(state="display_ended", display_ended_at=noon(TODAY))
    assert open_missing_tasks(now=desk.tick()) == 1
    assert open_missing_tasks(now=desk.tick()) == 0
    assert task_of(item).start_on == TODAY
    assert Event.objects.filter(action="deadline.opened", object_id=task_of(item).pk).exists()


def test_neither_a_draft_nor_what_is_on_display_is_to_be_archived(desk):
    desk.registered()
    desk.released()
    assert open_missing_tasks(now=desk.tick()) == 0
    assert not Deadline.objects.filter(kind="archive").exists()
