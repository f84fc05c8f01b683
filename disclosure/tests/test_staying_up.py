"""Faults that were found by breaking the portal: each of these stopped it."""

import re
import runpy
import sys
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from types import ModuleType, SimpleNamespace

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse
from kombu import Connection

from disclosure.audit.middleware import is_unnamed
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


@pytest.fixture
def supervise(tmp_path, monkeypatch) -> ModuleType:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    spec = spec_from_file_location("supervise", settings.BASE_DIR / "bin" / "supervise.py")
    module = module_from_spec(spec)
    # A dataclass looks its own module up.
    monkeypatch.setitem(sys.modules, "supervise", module)
    spec.loader.exec_module(module)
    return module


def test_a_dead_part_is_started_again_later_each_time_and_given_up_loudly(supervise, tmp_path, capsys):
    starts = []

    class Dying(supervise.Child):
        def start(self):
            starts.append(clock)
            self.log.touch()
            self.process = SimpleNamespace(poll=lambda: -9, returncode=-9, pid=2**30)

    clock = 1000
    child = Dying("后台任务", tmp_path / "worker.log", [])
    child.start()
    with pytest.raises(supervise.Failure, match="后台任务意外退出（信号 SIGKILL）"):
        while True:
            child.keep_alive(clock)
            clock += 1
    assert [later - sooner for sooner, later in pairwise(starts)] == [1, 3, 5, 9, 17]
    assert capsys.readouterr().err.count("后台任务意外退出") == 5
    # Long ago is forgotten.
    child.deaths, child.starts_at = [clock - supervise.WITHIN_SECONDS] * 5, None
    child.keep_alive(clock)
    assert child.starts_at == clock + 1


def test_a_log_that_has_grown_is_put_aside_and_the_oldest_goes(supervise, tmp_path, monkeypatch):
    monkeypatch.setattr(supervise, "LOG_BYTES", 3)
    child = supervise.Child("网页服务", tmp_path / "web.log", [])
    for number in range(10, 18):
        with child.log.open("a") as log:
            log.write(f"{number}\n\n")
        child.rotate()
    assert child.log.read_text() == ""
    assert [child.old_log(number).read_text().strip() for number in range(1, 6)] == ["17", "16", "15", "14", "13"]
    assert not child.old_log(6).exists()


def test_a_full_disk_is_named_before_anything_starts(supervise, tmp_path, monkeypatch):
    supervise.check_disk()
    monkeypatch.setattr(supervise.shutil, "disk_usage", lambda place: SimpleNamespace(free=supervise.LEAST_FREE_BYTES))
    with pytest.raises(supervise.Failure, match=f"磁盘满了：{tmp_path}"):
        supervise.check_disk()


SAMPLES = {"pk": "1", "number": "longkou-2026-D0001", "name": "withdraw", "kind": "pdf"}


def unnamed_paths(resolver, head="/"):
    """An address of each page on which somebody may stay unknown."""
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from unnamed_paths(each, head + str(each.pattern))
        elif getattr(each.callback, "is_unnamed", False):
            yield head + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: SAMPLES[found[1]], str(each.pattern))


@pytest.mark.clause("LK-23")
def test_the_example_for_nginx_logs_nothing_of_who_may_stay_unknown():
    words = (settings.BASE_DIR / "deploy" / "nginx.conf.example").read_text()
    block = words.partition("map $request_uri $portal_is_logged {")[2].partition("}")[0]
    unlogged = [re.compile(each) for each in re.findall(r'"~(\^[^"]+)" 0;', block)]
    quiet = [re.compile(each) for each in re.findall(r"location [=~] (\S+) \{\n(?:.+\n)??\s+error_log .* crit;", words)]
    paths = list(unnamed_paths(get_resolver()))
    assert len(paths) > 15 and reverse("feedback:receipt") in paths
    for path in paths:
        assert is_unnamed(path), path
        for address in (path, f"{path}?d=1"):
            assert any(each.match(address) for each in unlogged), address
        assert "/evaluation/" in path or any(each.match(path) for each in quiet), path
    for path in map(reverse, ("catalog:home", "feedback:requests", "feedback:consultations", "login")):
        assert not is_unnamed(path) and not any(each.match(path) for each in unlogged), path


def test_the_example_for_nginx_limits_anonymous_forms_alone_and_answers_in_chinese():
    words = (settings.BASE_DIR / "deploy" / "nginx.conf.example").read_text()
    forms, sign_in = (re.compile(each) for each in re.findall(r'"~(\^POST [^"]+)" \$binary_remote_addr', words))
    anonymous = [reverse(f"feedback:{name}") for name in ("ask-request", "ask-opinion", "ask-question", "track")]
    anonymous += [reverse("oversight:ballot"), reverse("feedback:consultation-comment", args=[1])]
    for path in anonymous:
        assert forms.match(f"POST {path}") and not forms.match(f"GET {path}"), path
    assert sign_in.match(f"POST {reverse('login')}")
    for path in (reverse("admin:catalog_item_change", args=[1]), reverse("notices:read-all"), reverse("catalog:home")):
        assert not forms.match(f"POST {path}") and not sign_in.match(f"POST {path}")
    for code in ("413", "429", "503"):
        assert f"/{code}.html;" in words
        assert (
            "您写的还在那里" in (page := (settings.BASE_DIR / "deploy" / f"{code}.html").read_text())
            or "没有保存" in page
        )
    assert "$request_uri" not in re.search(r"log_format.*", words).group() and "$args" not in words
