"""What an opinion found is put right by a day of its own; another person confirms it; the sender reads the result."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.archive.registers.kinds import KINDS
from disclosure.organizations.tests.factories import make_post, noon
from disclosure.workflow.kit import NotNow
from feedback.cases.actions.rectifying import register_handling
from feedback.cases.models.replies import Rectification
from feedback.cases.tests.opinion_scene import OpinionScene

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 9, 21), date(2026, 9, 22)


@pytest.fixture
def scene():
    scene = OpinionScene()
    scene.assign(MONDAY)
    return scene


def test_who_handles_it_says_what_was_done_for_the_colleagues_alone(scene):
    case = scene.handle(TUESDAY)
    assert case.state == "handled"
    step = case.steps.last()
    assert step.note == "看过，字确实小。" and "字确实小" not in step.words
    with pytest.raises(NotNow):
        register_handling(case, text="又看过。", by=scene.clerk, now=noon(TUESDAY))


def test_who_does_not_handle_it_registers_nothing(scene):
    for person in (scene.people["handler"], scene.approver):
        with pytest.raises(PermissionDenied):
            register_handling(scene.case, text="看过。", by=person, now=noon(TUESDAY))


@pytest.mark.clause("LK-07")
def test_a_rectification_has_its_own_day_in_the_ledger_and_names_nothing_there(scene):
    found = scene.order(TUESDAY, working_days=10)
    # 23 and 24 September, 28 to 30 make five, 8, 9, 10, 12 and 13 October ten.
    assert found.deadline.due_on == date(2026, 10, 13)
    assert (found.deadline.kind, found.deadline.person) == ("rectification", scene.clerk)
    assert scene.case.number in found.deadline.title and "公开栏" not in found.deadline.title
    assert scene.told() == "您反映的问题已经要求整改，2026年10月13日（周二）前完成。"
    with pytest.raises(NotNow):
        scene.order(TUESDAY, working_days=10)


def test_a_day_that_is_off_moves_on_and_one_that_is_past_is_refused(scene):
    for given in ({"due_on": TUESDAY}, {}, {"due_on": date(2026, 10, 9), "working_days": 3}, {"working_days": 0}):
        with pytest.raises(ValidationError):
            scene.order(TUESDAY, **given)
    assert not Rectification.objects.exists()
    assert scene.order(TUESDAY, due_on=date(2026, 10, 2)).deadline.due_on == date(2026, 10, 8)


@pytest.mark.clause("PL-05")
def test_the_answer_waits_for_what_is_put_right_or_names_the_day(scene):
    scene.order(TUESDAY, due_on=date(2026, 10, 13))
    with pytest.raises(ValidationError, match="10月13日"):
        scene.answer(date(2026, 9, 24), text="很快整改。")
    assert scene.stored().state == "handled"
    assert scene.reply(date(2026, 9, 24), text="10月13日前换成大字。").state == "answered"


@pytest.mark.clause("LK-07")
def test_another_than_who_handled_it_confirms_and_the_sender_reads_the_result_even_after_the_answer(scene):
    scene.order(TUESDAY, due_on=date(2026, 10, 13))
    scene.answer(date(2026, 9, 24), text="10月13日前换成大字。")
    with pytest.raises(PermissionDenied):
        scene.finish(date(2026, 10, 12), by=scene.clerk)
    make_post(scene.clerk, scene.organization, "collector")
    with pytest.raises(PermissionDenied, match="另一位"):
        scene.finish(date(2026, 10, 12), by=scene.clerk)
    scene.finish(date(2026, 10, 12))
    found = Rectification.objects.get()
    assert (found.deadline.closed_on, found.order.closed_by) == (date(2026, 10, 12), scene.collector)
    assert scene.told() == "您反映的问题已经整改：公开栏已经换成大字。"
    with pytest.raises(NotNow):
        scene.finish(date(2026, 10, 12))


@pytest.mark.clause("JG-08")
def test_the_register_shows_what_was_put_right_and_what_the_sender_said(scene):
    scene.order(TUESDAY, due_on=date(2026, 10, 13))
    on = date(2026, 10, 14)
    assert "应于2026-10-13前完成" in row_of(scene, on)
    scene.finish(on)
    scene.answer(on)
    scene.judge(on, "satisfied", text="好多了")
    row = row_of(scene, on)
    assert "2026-10-14完成，逾期：公开栏已经换成大字。" in row
    assert "满意" in row and "好多了" in row


def row_of(scene, on) -> list:
    return KINDS["handling"].make(scene.organization, 2026, by=None, on=on).rows[0]


def test_the_desk_asks_orders_and_shows_it(client, scene):
    client.force_login(scene.collector)
    url = f"/admin/feedback/case/{scene.case.pk}/"
    page = client.get(f"{url}step/order_rectification/").content.decode()
    assert "要整改什么" in page and "哪一天前完成" in page
    later = timezone.localdate() + timedelta(days=30)
    answer = client.post(f"{url}step/order_rectification/", {"demand": "换成大字。", "due_on": later.isoformat()})
    assert answer.status_code == 302
    shown = client.get(f"{url}change/").content.decode()
    assert "整改和再次公开" in shown and "换成大字。" in shown and "要先答复的" in shown
