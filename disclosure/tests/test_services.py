"""The parts that only prove themselves when they really run: worker, brokers, database, browser."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from disclosure.deadlines.models import Reminder
from disclosure.deadlines.tests.factories import make_deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.testing.servers import free_port, is_listening, running, wait_until

SWEEP = settings.CELERY_BEAT_SCHEDULE["hourly-sweep"]["task"]


def something_late():
    """A deadline a month overdue, and the clerk and the secretary who must hear of it."""
    organization = make_organization()
    month_ago = timezone.localdate() - timedelta(days=30)
    deadline = make_deadline(organization, start_on=month_ago, rule={"working_days": 1})
    return deadline, {make_holder(organization, "clerk"), make_holder(organization, "secretary")}


def assert_worker_reminds_once(worker):
    deadline, people = something_late()
    worker.send(SWEEP)
    worker.send(SWEEP)
    worker.wait_until(lambda: worker.log.count(" succeeded in ") == 2)
    told = list(Reminder.objects.filter(deadline=deadline).values_list("step", "recipient"))
    assert {recipient for _step, recipient in told} == {person.pk for person in people}
    assert len(told) == len(set(told))
    keys = Notice.objects.filter(recipient__in=people).values_list("recipient", "key")
    assert len(keys) == len(set(keys)) == len(told)


def test_a_started_portal_hands_its_tasks_to_its_own_queue():
    code = "import celery, django; django.setup(); print(celery.current_app.main)"
    environment = {"DJANGO_SETTINGS_MODULE": "disclosure.settings", "DEBUG": "1", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "disclosure\n"


def test_a_worker_on_the_embedded_broker_sweeps_once_though_asked_twice(start_worker):
    assert_worker_reminds_once(start_worker("filesystem://"))


def test_a_worker_on_redis_sweeps_once_though_asked_twice(start_worker, redis_url):
    assert_worker_reminds_once(start_worker(redis_url))


def test_connections_that_say_nothing_or_stop_half_way_stop_nobody(tmp_path):
    """Before: two of them kept both processes of ``bin/serve`` from everybody else for 40 seconds, or for ever."""
    port, config = free_port(), tmp_path / "served.py"
    config.write_text(
        "from disclosure import web_server\nfrom disclosure.web_server import *\nweb_server.RECEIVE_SECONDS = 1\n"
    )
    command = [sys.executable, "-m", "gunicorn", "disclosure.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "SECRET_KEY": "for-this-test"}
    with running([*command, "--config", str(config)], log=tmp_path / "log", env=environment) as web:
        wait_until(lambda: is_listening(port), "gunicorn", web)
        with ExitStack() as silent:
            for said in (b"", b"GET /healthz HTTP/1.1\r\nHost: 127") * 6:
                silent.enter_context(socket.create_connection(("127.0.0.1", port))).sendall(said)
            answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20)
    assert json.loads(answer.read())["database"]


def test_chromium_is_led_to_the_sign_in_page_under_a_strict_policy(page):
    response = page.goto("/admin/")
    assert response.status == 200
    assert "login" in page.url
    assert "default-src 'self'" in response.headers["content-security-policy"]
