"""Pressing 试运行一年 on the page of a draft, and what its page shows to whom."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from celery import current_app
from celery.exceptions import OperationalError

from catalog.own_schemes.actions import save_section
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization
from disclosure.oversight import tasks  # noqa: F401 - registers what is sent by name
from disclosure.oversight.demo.acts.trials import fill_trials
from disclosure.oversight.trials import playing
from disclosure.oversight.trials.actions import end_trial, hear, take_up
from disclosure.oversight.trials.models import Trial
from disclosure.oversight.trials.tests.factories import NOW, Office
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
ROWS = [
    {"due_on": "2026-12-31", "kind": "duty", "title": "2-1-1 学习", "departments": ["综合科"], "person": "于晓岚",
     "provisional": False, "safe_on": None},
    {"due_on": "2026-12-31", "kind": "duty", "title": "2-2-1 教育", "departments": ["综合科", "办公室"], "person": "",
     "provisional": False, "safe_on": None},
    {"due_on": "2027-03-31", "kind": "confirmation", "title": "逐项确认", "departments": [], "person": "",
     "provisional": True, "safe_on": "2027-03-30"},
]  # fmt: skip
RESULT = {"rows": ROWS, "waiting": {"即时": 3}}


@pytest.fixture
def office(time_machine) -> Office:
    time_machine.move_to(NOW, tick=False)
    return Office()


def text_of(person, url: str) -> str:
    response = client_of(person).get(url)
    assert response.status_code == 200, response
    return response.content.decode()


def press(person, draft):
    return client_of(person).post(f"/admin/oversight/trial/begin/{draft.pk}/")


def broken(*arguments, **options):
    raise OperationalError("nobody answers")


def test_where_nobody_takes_the_message_it_ends_and_its_page_says_so(
    office, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(current_app, "send_task", broken)
    with django_capture_on_commit_callbacks(execute=True):
        response = press(office.clerk, office.draft)
    assert "后台服务没有连上，没有开始。" in text_of(office.clerk, response["Location"])
    assert Trial.objects.get().outcome == Trial.Outcome.FAILED


def test_without_a_broker_the_demonstration_is_there_all_the_same(
    office, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(current_app, "send_task", broken)
    with django_capture_on_commit_callbacks(execute=True):
        fill_trials(SimpleNamespace(organization=office.organization, cast={"clerk": office.clerk}, now=NOW))
    assert Trial.objects.get().said.startswith("后台服务没有连上")


def test_the_button_queues_the_work_once_it_is_on_record(office, monkeypatch, django_capture_on_commit_callbacks):
    queued = []
    monkeypatch.setattr(playing, "play_trial", queued.append)
    monkeypatch.setattr(current_app, "send_task", lambda name, given: current_app.tasks[name](*given))
    assert "试运行一年" in text_of(office.clerk, office.draft.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        response = press(office.clerk, office.draft)
    trial = Trial.objects.get()
    assert (response.status_code, response["Location"]) == (302, trial.get_absolute_url())
    assert queued == [trial.pk]
    shown = client_of(office.clerk).get(trial.get_absolute_url())
    assert "排队等着" in shown.content.decode()
    assert shown["Refresh"] == "10"
    assert (
        "正在试运行，一次只能试一份"
        in client_of(office.clerk)
        .post(f"/admin/oversight/trial/begin/{office.draft.pk}/", follow=True)
        .content.decode()
    )
    assert "trial/begin/" not in text_of(office.clerk, office.draft.get_absolute_url())


def test_its_page_says_how_far_it_is(office):
    trial = take_up(office.trial(), by=SYSTEM, now=NOW)
    hear(trial, 73, now=NOW)
    assert "做了20%" in text_of(office.secretary, trial.get_absolute_url())


def test_its_page_says_what_falls_due_when_and_on_whom(office):
    trial = office.trial()
    end_trial(trial, outcome="done", result=RESULT, by=SYSTEM, now=NOW)
    response = client_of(office.secretary).get(trial.get_absolute_url())
    shown = response.content.decode()
    assert "Refresh" not in response
    assert "一共有3件到期；最忙的是2026年12月，2件，有10个月一件也没有。" in shown
    assert "照2026年9月14日 12:00保存的草稿" in shown
    assert "其中1件的日子还没有定" in shown
    assert "还有3项没有固定的日子" in shown
    assert "最迟不晚于2027年3月30日为稳妥" in shown
    parts = response.context_data["page"].more.result
    assert [(bar.label, bar.count, bar.length) for bar in parts.departments] == [
        ("综合科", 2, 100), ("办公室", 1, 50), ("没有写责任科室", 1, 50),
    ]  # fmt: skip
    assert [(bar.label, bar.count) for bar in parts.people] == [("于晓岚", 1)]
    assert [bar.count for bar in parts.month_bars] == [0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert "方案以后改过" not in shown
    save_section(office.draft, section="display", values=[], by=office.clerk, now=NOW + timedelta(minutes=5))
    assert "方案以后改过" in text_of(office.secretary, trial.get_absolute_url())
    assert "方案以后改过" in text_of(office.secretary, office.draft.get_absolute_url())


def test_one_that_died_says_so_and_may_be_asked_for_again(office, time_machine):
    trial = take_up(office.trial(), by=SYSTEM, now=NOW)
    time_machine.move_to(NOW + timedelta(hours=1))
    shown = text_of(office.clerk, trial.get_absolute_url())
    assert "半路中断了" in shown
    assert "再试一次" in shown


def test_others_see_neither_the_trial_nor_the_button(office):
    trial = office.trial()
    stranger = make_holder(make_organization("elsewhere"), "secretary")
    assert client_of(stranger).get(trial.get_absolute_url()).status_code == 404
    assert press(stranger, office.draft).status_code == 404
    reviewer = make_holder(office.organization, "reviewer")
    assert "trial/begin/" not in text_of(reviewer, trial.get_absolute_url())
    assert press(reviewer, office.draft).status_code == 403
    assert client_of(office.clerk).get(f"/admin/oversight/trial/begin/{office.draft.pk}/").status_code == 405
