"""Faults that were found by breaking the portal: each of these stopped it."""

import runpy
from datetime import timedelta

import pytest
from django.conf import settings
from kombu import Connection

from disclosure.celery import app
from disclosure.organizations.tests.factories import client_of, make_person
from disclosure.scheduler import Scheduler

NO_SERVER = "redis://127.0.0.1:9/1"


@pytest.mark.django_db
def test_who_is_signed_in_goes_on_when_redis_is_gone(monkeypatch, settings):
    monkeypatch.setenv("REDIS_URL", NO_SERVER)
    production = runpy.run_path(str(settings.BASE_DIR / "disclosure" / "settings.py"))
    settings.CACHES, settings.SESSION_ENGINE = production["CACHES"], production["SESSION_ENGINE"]
    assert NO_SERVER in str(settings.CACHES)
    client = client_of(make_person("reader"))
    assert client.get("/me/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/me/").status_code == 302


def test_a_message_that_was_never_written_to_its_end_is_passed_over(tmp_path):
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "c")}
    with Connection("filesystem://", transport_options=folders) as connection:
        queue = connection.SimpleQueue("celery")
        (tmp_path / "0_empty.celery.msg").touch()
        (tmp_path / "1_half.celery.msg").write_text('{"body": "')
        queue.put({"a": 1})
        assert queue.get(block=False).payload == {"a": 1}
        with pytest.raises(queue.Empty):
            queue.get(block=False)
        assert [each.name for each in tmp_path.iterdir()] == ["c"]
        queue.close()
    (exchange,) = (tmp_path / "c").iterdir()
    exchange.write_text("")
    with Connection("filesystem://", transport_options=folders) as connection:
        connection.SimpleQueue("celery").put({"b": 2})


def test_a_clock_that_was_a_day_ahead_silences_nothing(tmp_path):
    scheduler = Scheduler(app=app, schedule_filename=str(tmp_path / "beat"), lazy=True)
    sent = []
    scheduler.apply_async = lambda entry, **given: sent.append(entry.name)
    scheduler.setup_schedule()
    ahead = next(iter(scheduler.schedule.values())).default_now() + timedelta(days=1)
    for entry in scheduler.schedule.values():
        entry.last_run_at = ahead
    for _ in scheduler.schedule:
        scheduler.tick()
    assert set(sent) == set(scheduler.schedule) > set(settings.CELERY_BEAT_SCHEDULE)
    scheduler.close()
