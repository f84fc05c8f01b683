"""The table of what society may read: whole, described, and never true to yesterday alone."""

import csv
import hashlib
import json
from datetime import timedelta
from io import StringIO

import frictionless
import pytest
from django.utils import timezone

from catalog.items.actions.publishing import ask_withdrawal, confirm_withdrawal, end_display
from catalog.items.tests.factories import Desk
from catalog.public.open_data import dump
from catalog.public.open_data.models import OpenDataDump
from catalog.tasks import make_open_data

pytestmark = pytest.mark.django_db
TABLE, PACKAGE = "/open-data/items.csv", "/open-data/datapackage.json"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def desk():
    return Desk(on=timezone.localdate())


def bytes_of(client, path) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows_of(client) -> list[dict]:
    return list(csv.DictReader(StringIO(bytes_of(client, TABLE).decode())))


def shown(desk, title="党费收缴情况"):
    return desk.published_outside(code="1-1", event_on=timezone.localdate(), title=title)


def test_it_holds_what_society_may_read_and_says_when_it_was_due(client, desk):
    item = shown(desk, title="=1+1，党费")
    desk.published_inside(code="1-3", event_on=timezone.localdate(), title="只在党内")
    [row] = rows_of(client)
    assert (row["id"], row["entry"], row["organization"]) == (str(item.pk), "1-1", "branch")
    assert row["title"] == "'=1+1，党费"
    assert row["due_on"] == item.deadline.due_on.isoformat() and row["on_time"] in ("true", "")


def test_its_description_fits_it_byte_for_byte(client, desk):
    shown(desk)
    table, package = bytes_of(client, TABLE), json.loads(bytes_of(client, PACKAGE))
    [resource] = package["resources"]
    assert (resource["bytes"], resource["hash"]) == (len(table), f"sha256:{hashlib.sha256(table).hexdigest()}")
    fields = resource["schema"]["fields"]
    assert table.decode().splitlines()[0].split(",") == [field["name"] for field in fields]
    assert {field["type"] for field in fields} == {"integer", "string", "date", "boolean"}
    assert package["profile"] == "tabular-data-package" and resource["path"] == "items.csv"


def test_whoever_takes_it_finds_it_as_it_is_described(client, desk, tmp_path):
    """By the library of those who wrote the standard: types, required columns, keys, size and digest."""
    shown(desk)
    shown(desk, title='逗号，引号“"”和\n换行')
    for path in (TABLE, PACKAGE):
        (tmp_path / path.rpartition("/")[2]).write_bytes(bytes_of(client, path))
    package = frictionless.Package("datapackage.json", basepath=str(tmp_path))
    report = package.validate()
    assert report.flatten(["rowNumber", "fieldName", "message"]) == [] and report.stats["tasks"] == 1
    assert report.tasks[0].stats["rows"] == 2
    table = tmp_path / "items.csv"
    table.write_text(table.read_text().replace("branch", "bRanch", 1))
    assert not package.validate().valid


def test_what_is_taken_back_is_in_no_table_from_that_moment(client, desk):
    item, other = shown(desk), shown(desk, title="公务用车")
    assert len(rows_of(client)) == 2
    ask_withdrawal(item, reason="写错了", by=desk.clerk, now=desk.tick())
    confirm_withdrawal(item, by=desk.secretary, now=desk.tick())
    assert [row["title"] for row in rows_of(client)] == ["公务用车"]
    assert json.loads(bytes_of(client, PACKAGE))["resources"][0]["bytes"] == len(bytes_of(client, TABLE))
    end_display(other, reason="公示结束", by=desk.secretary, now=desk.tick())
    assert rows_of(client) == []


def test_a_large_one_is_made_by_the_worker_and_nobody_gets_an_old_one(client, desk, monkeypatch):
    monkeypatch.setattr(dump, "MOST_AT_ONCE", 0)
    sent = []
    monkeypatch.setattr("catalog.public.open_data.views.current_app.send_task", sent.append)
    shown(desk)
    answer = client.get(TABLE)
    assert (answer.status_code, answer["Retry-After"], sent) == (503, "300", ["catalog.tasks.make_open_data"])
    make_open_data()
    assert len(rows_of(client)) == 1
    OpenDataDump.objects.update(made_on=timezone.localdate() - timedelta(days=1))
    assert client.get(PACKAGE).status_code == 503


def test_its_page_says_of_what_day_it_is(client, desk):
    shown(desk)
    make_open_data()
    page = client.get("/open-data/").content.decode()
    assert "共 1 条" in page and "应公开" in page
