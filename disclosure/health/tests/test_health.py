"""Each part of the portal broken in turn: ``/healthz``, ``/metrics``, ``doctor`` and the desk say so; who looks after it is told once."""

import json
import socket
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from disclosure.health import celery_signs, outside, tasks, telling, vital, ways
from disclosure.health.models import Illness, Sign
from disclosure.health.parts import PARTS
from disclosure.notices.models import Digest, Notice
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import client_of, make_person
from disclosure.oversight import sweeping
from disclosure.oversight.tasks import sweep_now

pytestmark = pytest.mark.django_db
NOWHERE = "127.0.0.1:9"
VITAL = {"database", "disk", "cache"}


@pytest.fixture(autouse=True)
def well(settings, tmp_path):
    """A portal with every part that there can be, all of them well."""
    queue, backups = tmp_path / "queue", tmp_path / "backups"
    queue.mkdir()
    backups.mkdir()
    settings.VAR_DIR = tmp_path
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(queue)}
    settings.BACKUP_FOLDER = str(backups)
    (backups / f"portal-{timezone.localdate()}.backup").touch()
    now = timezone.now()
    Sign.objects.leave("beat", "worker", now=now, good_for=celery_signs.SILENCE)
    Sign.objects.leave("sweep", "sweep.duties", now=now, good_for=celery_signs.SWEPT)
    outside.forget()
    yield
    outside.forget()


def answer_of(client, **given):
    response = client.get("/healthz", **given)
    return response.status_code, response.json()


def fail(*given, **values):
    raise OperationalError("connection refused")


def break_database(monkeypatch, settings):
    monkeypatch.setattr(vital, "connection", SimpleNamespace(cursor=fail))


def break_disk(monkeypatch, settings):
    monkeypatch.setattr(vital.shutil, "disk_usage", lambda place: SimpleNamespace(free=vital.LEAST_FREE_BYTES))


def break_cache(monkeypatch, settings):
    settings.REDIS_URL = f"redis://{NOWHERE}/1"
    monkeypatch.setattr(cache, "set", fail)


def break_broker(monkeypatch, settings):
    settings.CELERY_BROKER_URL = f"redis://{NOWHERE}/0"


def break_beat(monkeypatch, settings):
    Sign.objects.filter(name="beat").update(good_until=timezone.now() - timedelta(seconds=1))


def break_worker(monkeypatch, settings):
    """Its sign was left while the clock was a day ahead."""
    tomorrow = timezone.now() + timedelta(days=1)
    Sign.objects.filter(name="worker").update(at=tomorrow, good_until=tomorrow)


def break_sweep(monkeypatch, settings):
    monkeypatch.setattr(sweeping, "open_duties", fail)
    Sign.objects.filter(name="sweep.duties").delete()
    sweep_now(timezone.now())


def break_mail(monkeypatch, settings):
    settings.EMAIL_BACKEND = outside.SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = NOWHERE.split(":")


def break_digests(monkeypatch, settings):
    Digest.objects.create(recipient=make_person("unreachable"), on=timezone.localdate())


def break_virus_scanner(monkeypatch, settings):
    settings.CLAMD = NOWHERE


def break_clock(monkeypatch, settings):
    cursor = SimpleNamespace(execute=lambda statement: None, fetchone=lambda: (timezone.now().timestamp() - 61,))

    @contextmanager
    def cursors():
        yield cursor

    monkeypatch.setattr(outside, "connection", SimpleNamespace(vendor="postgresql", cursor=cursors))


def break_backup(monkeypatch, settings):
    (each,) = Path(settings.BACKUP_FOLDER).iterdir()
    each.rename(each.with_name(f"portal-{timezone.localdate() - timedelta(days=2)}.backup"))


@pytest.mark.parametrize("name", [part.name for part in PARTS])
def test_a_part_that_is_broken_is_told_of(name, client, monkeypatch, settings):
    assert answer_of(client)[1]["status"] == "ok"
    globals()[f"break_{name}"](monkeypatch, settings)
    outside.forget()
    code, found = answer_of(client)
    assert code == (503 if name in VITAL else 200)
    assert found.pop("status") == ("failing" if name in VITAL else "degraded")
    assert [part for part, is_well in found.items() if not is_well] == [name]
    assert f'portal_part_well{{part="{name}"}} 0\n' in client.get("/metrics").text
    part = next(each for each in PARTS if each.name == name)
    out = StringIO()
    with pytest.raises(CommandError, match=part.label):
        call_command("doctor", stdout=out)
    (line,) = [line for line in out.getvalue().splitlines() if line.startswith(f"不正常　{part.label}：")]
    assert line.endswith(f"怎么办：{part.remedy}")
    # Whoever is not listed learns that something is wrong and nothing else.
    assert answer_of(client, REMOTE_ADDR="203.0.113.5") == (
        code,
        {"status": "failing" if name in VITAL else "degraded"},
    )


def test_metrics_are_for_the_listed_networks_alone(client):
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.5").status_code == 403
    assert "django_http_requests_total" in client.get("/metrics").text


def test_a_mail_server_is_asked_once_a_minute_however_often_somebody_looks(client, monkeypatch, settings):
    break_mail(monkeypatch, settings)
    asked = []
    monkeypatch.setattr(outside, "get_connection", lambda **given: asked.append(1) or fail())
    assert [answer_of(client)[1]["mail"] for _ in range(3)] == [False, False, False]
    assert len(asked) == 1


def test_the_scheduler_and_the_worker_leave_signs_and_a_long_task_is_no_silence():
    Sign.objects.all().delete()
    celery_signs.handed_out()
    celery_signs.taken_up(task=SimpleNamespace(time_limit=3600))
    beat, worker = Sign.objects.get(name="beat"), Sign.objects.get(name="worker")
    assert worker.good_until - worker.at > timedelta(hours=1) > beat.good_until - beat.at
    celery_signs.ended()
    worker.refresh_from_db()
    assert worker.good_until - worker.at == celery_signs.SILENCE


def test_the_administrator_is_told_once_by_inbox_and_mail_and_when_it_is_well_again(mailoutbox, monkeypatch, settings):
    settings.QUIET_HOURS = None
    pinged = []
    settings.PING_URL = "https://hc.example.org/a?b=1"
    monkeypatch.setattr(telling, "urlopen", lambda url, timeout: pinged.append(url) or socket.socket())
    root = make_person("root", administrator=User.Administrator.SYSTEM, email="root@example.org")
    make_person("other", email="other@example.org")
    before = Sign.objects.get(name="beat").good_until
    tasks.look()
    break_beat(monkeypatch, settings)
    tasks.look()
    tasks.look()
    Sign.objects.filter(name="beat").update(good_until=before)
    tasks.look()
    assert [(mail.to, mail.subject.partition("：")[2]) for mail in mailoutbox] == [
        (["root@example.org"], "不正常：定时任务"),
        (["root@example.org"], "恢复正常：定时任务"),
    ]
    assert list(Notice.objects.order_by("pk").values_list("recipient", "title")) == [
        (root.pk, "门户不正常：定时任务"),
        (root.pk, "门户恢复正常：定时任务"),
    ]
    assert not Notice.objects.filter(mailed_at=None).exists() and not Illness.objects.exists()
    ok, bad = "https://hc.example.org/a?b=1", "https://hc.example.org/a/fail?b=1"
    assert pinged == [ok, bad, bad, ok]


def test_by_text_message_and_robot_only_the_part_is_told_and_each_way_until_it_takes_it(monkeypatch, settings):
    """The part's name alone leaves: what was found may name a machine or a person."""
    settings.QUIET_HOURS, settings.SMS_FILE = None, settings.VAR_DIR / "sms.jsonl"
    make_person("root", administrator=User.Administrator.SYSTEM, phone="138 0013 8000")
    make_person("landline", administrator=User.Administrator.SYSTEM, phone="0535-1")
    make_person("other", phone="13900139000")
    posted, taken = [], [False, True, False, True]
    monkeypatch.setattr(ways, "tell_hooks", lambda words: posted.append(words) or taken.pop(0))
    before = Sign.objects.get(name="beat").good_until
    break_beat(monkeypatch, settings)
    # The robots take nothing at first, neither the bad word nor the good one.
    tasks.look()
    tasks.look()
    Sign.objects.filter(name="beat").update(good_until=before)
    tasks.look()
    tasks.look()
    tasks.look()
    at_the_desk = f"请系统管理员看工作台：{settings.PORTAL_URL}/admin/"
    ill, well = (f"【{settings.PORTAL_NAME}】门户{word}：定时任务。{at_the_desk}" for word in ("不正常", "恢复正常"))
    texts = [json.loads(line) for line in settings.SMS_FILE.read_text().splitlines()]
    assert texts == [{"phone": "13800138000", "text": ill}, {"phone": "13800138000", "text": well}]
    assert posted == [ill, ill, well, well] and not Illness.objects.exists()


@pytest.mark.each_database
def test_at_night_the_inbox_knows_and_the_mail_waits(mailoutbox, monkeypatch, settings):
    settings.QUIET_HOURS = (0, 23)
    monkeypatch.setattr(ways, "is_quiet", lambda now: True)
    make_person("root", administrator=User.Administrator.SYSTEM, email="root@example.org")
    break_beat(monkeypatch, settings)
    tasks.look()
    assert mailoutbox == [] and Notice.objects.count() == 1
    monkeypatch.setattr(ways, "is_quiet", lambda now: False)
    tasks.look()
    assert len(mailoutbox) == 1 and Notice.objects.count() == 1


def test_the_desk_of_the_system_administrator_shows_it_and_no_other(monkeypatch, settings):
    break_beat(monkeypatch, settings)
    root = make_person("root", administrator=User.Administrator.SYSTEM, is_staff=True)
    page = client_of(root).get("/admin/").text
    assert "定时任务不正常" in page and "systemctl restart portal-beat" in page and "正常：数据库" in page
    other = make_person("other", administrator=User.Administrator.SECURITY, is_staff=True)
    assert "门户的运行" not in client_of(other).get("/admin/").text


def test_without_a_database_only_what_is_known_is_told(client, monkeypatch, settings):
    break_database(monkeypatch, settings)
    for name in ("first", "filter"):
        monkeypatch.setattr(Sign.objects, name, fail)
    code, found = answer_of(client)
    assert (code, found["status"], found["database"]) == (503, "failing", False)
    assert {"disk", "broker", "backup"} <= found.keys() and not {"beat", "worker", "sweep"} & found.keys()
