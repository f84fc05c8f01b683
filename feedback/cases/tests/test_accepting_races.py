"""Two people press at the same moment: one result, one step, one letter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from disclosure.deadlines.models import DeadlineChange
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.accepting import accept, not_accept
from feedback.cases.actions.waiting.completing import complete, register_completion
from feedback.cases.actions.waiting.extending import extend
from feedback.cases.actions.waiting.rules import end_waits
from feedback.cases.models.replies import Letter
from feedback.cases.tests.request_scene import Scene

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        reason="SQLite's in-memory test database has one connection; its writers queue for the whole database anyway",
    ),
]
ON = date(2026, 9, 22)


def at_once(*calls) -> list[bool]:
    """Run the calls together, each on a connection of its own; for each, whether it was refused."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            call()
            return False
        except ValidationError:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


def test_accepting_and_not_accepting_at_once_does_one_of_the_two():
    scene = Scene("longkou")
    second = make_holder(scene.organization, "handler", "second")
    outcomes = at_once(
        lambda: accept(scene.case, by=scene.handler, now=noon(ON)),
        lambda: not_accept(scene.case, reason="不归我们管。", by=second, now=noon(ON)),
    )
    assert outcomes == [False, True]
    assert len(scene.actions()) == 2
    assert Letter.objects.count() == 1


def test_two_who_put_it_off_at_once_put_it_off_once():
    scene = Scene("longkou")
    scene.accept(ON)
    second = make_holder(scene.organization, "approver", "second")
    calls = [lambda by=by: extend(scene.case, reason="查账。", by=by, now=noon(ON)) for by in (scene.approver, second)]
    assert at_once(*calls) == [False, True]
    assert scene.due()[1] == date(2026, 10, 15)
    assert DeadlineChange.objects.count() == 1


def test_sender_and_staff_who_complete_at_once_resume_once():
    scene = Scene("longkou")
    scene.ask_completion(ON)
    on = noon(date(2026, 10, 9))
    takers = ((complete, SENDER), (register_completion, scene.handler))
    calls = [lambda take=take, by=by: take(scene.case, text="是东楼。", now=on, by=by) for take, by in takers]
    assert at_once(*calls) == [False, True]
    assert scene.actions() == ["received", "completion_asked", "completed"]
    assert scene.due() == (date(2026, 10, 12), date(2026, 10, 22))


def test_two_sweeps_at_once_end_a_wait_once():
    scene = Scene("longkou")
    scene.ask_completion(ON)
    late = date(2026, 10, 20)
    assert at_once(*[lambda: end_waits(on=late, now=noon(late))] * 2) == [False, False]
    assert scene.actions() == ["received", "completion_asked", "withdrawn"]
