"""The sheet for where there is no network: taken by an inspector, kept encrypted, given back once, never over another's word."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosure.files.tests.samples import PNG
from disclosure.organizations.tests.factories import client_of, make_holder, make_person
from disclosure.oversight.inspections.actions.looking import mark
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import Finding, Inspection, Mark, Sampled, SheetKey
from disclosure.oversight.inspections.tests.scene import County

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
WORDS = "秋天的第一张检查表"


@pytest.fixture
def county(time_machine) -> County:
    county = County(count=2)
    time_machine.move_to(county.tick())
    return county


def taken(county: County, inspection: Inspection, person=None):
    """The client, the address of the visit, what it took."""
    client, address = client_of(person or county.leader), county.visit(inspection).get_absolute_url()
    answer = client.post(f"{address}sheet/take/")
    assert answer.status_code == 200
    return client, address, answer.json()


def given_back(client: Client, address: str, key: str, *marks: dict):
    return handed(client, address, {"key": key, "marks": marks})


def handed(client: Client, address: str, body: dict):
    return client.post(f"{address}sheet/return/", json.dumps(body), content_type="application/json")


def said(row: dict, place: int, grade: str, why: str = "") -> dict:
    point = row["points"][place]
    return {
        "sampled": row["sampled"],
        "point": point["point"],
        "mark": grade,
        "why": why,
        "revision": point["revision"],
    }


def test_what_was_entered_comes_back_once_and_the_same_again_is_answered_the_same(county):
    inspection = county.drawn(size=2)
    client, address, sheet = taken(county, inspection)
    row = sheet["rows"][0]
    marks = said(row, 3, "good"), said(row, 5, "fair", "一般")
    first = given_back(client, address, sheet["key"], *marks)
    assert {name: first.json()[name] for name in ("kept", "others", "found")} == {"kept": 2, "others": [], "found": []}
    assert given_back(client, address, sheet["key"], *marks).json() == first.json()
    kept = Mark.objects.get(sampled_id=row["sampled"], point=5)
    assert (kept.mark, kept.why, kept.revision, kept.marked_by) == ("fair", "一般", 1, county.leader)
    other = given_back(client, address, sheet["key"], said(row, 3, "poor"))
    assert (other.status_code, other.json()["error"]) == (409, "这张检查表已经交回过，不能再交别的内容。")
    assert Mark.objects.get(sampled_id=row["sampled"], point=3).mark == "good"


def test_what_another_said_meanwhile_is_shown_and_not_written_over(county):
    inspection = county.drawn(size=2)
    client, address, sheet = taken(county, inspection)
    row = sheet["rows"][0]
    sampled = Sampled.objects.get(pk=row["sampled"])
    mark(inspection, sampled=sampled, rows=[MarkRow(3, "good")], by=county.second, now=county.tick())
    answer = given_back(client, address, sheet["key"], said(row, 3, "poor"), said(row, 5, "good")).json()
    assert answer["kept"] == 1
    (other,) = answer["others"]
    assert "被评为“好”，您填的是“差”" in other["said"]
    assert dict(sampled.marks.filter(point__in=[3, 5]).values_list("point", "mark")) == {3: "good", 5: "good"}


def test_the_key_is_the_takers_alone_and_is_kept_as_its_digest(county):
    inspection = county.drawn(size=2)
    _client, address, sheet = taken(county, inspection)
    assert not SheetKey.objects.filter(digest=sheet["key"]).exists()
    row = sheet["rows"][0]
    second = client_of(county.second)
    refused = given_back(second, address, sheet["key"], said(row, 3, "good"))
    assert refused.status_code == 403 and "取走的人" in refused.json()["error"]
    unknown = given_back(second, address, "x" * 43, said(row, 3, "good"))
    assert unknown.status_code == 404 and "没有发出过" in unknown.json()["error"]
    for person in (county.desk.secretary, make_holder(county.organization, "secretary"), make_person("nobody")):
        client = client_of(person)
        assert client.post(f"{address}sheet/take/").status_code == 404
        assert given_back(client, address, sheet["key"], said(row, 3, "good")).status_code == 404
    assert not Mark.objects.filter(revision__gt=0).exists()


def test_what_only_the_data_say_is_nobodys_word_and_is_named(county):
    inspection = county.drawn(size=1)
    client, address, sheet = taken(county, inspection)
    row = sheet["rows"][0]
    answer = given_back(client, address, sheet["key"], said(row, 5, "good")).json()
    told = [point["point"] + 1 for point in row["points"] if point["told_grade"]]
    assert told and [each["point"] for each in answer["left"] if each["told"]] == told
    assert [each["point"] for each in answer["left"]] == [1, 2, 3, 4, 5]
    assert Mark.objects.exclude(mark="").get().point == 5


@pytest.mark.clause("PL-18")
def test_findings_come_back_with_the_sheet_each_by_itself(county):
    inspection = county.drawn(size=1)
    client, address, sheet = taken(county, inspection)
    line = sheet["rows"][0]["sampled"]
    findings = [
        {"id": "a", "text": "栏目\x00空着", "sampled": line, "point": 2}, {"text": "专人核对", "is_good": True},
        {"text": "没有这一点", "point": 99},
    ]  # fmt: skip
    body = {"key": sheet["key"], "marks": [said(sheet["rows"][0], 5, "fair", "一\x00般")], "findings": findings}
    answer = handed(client, address, body).json()
    assert handed(client, address, body).json() == answer
    wrong, good = Finding.objects.order_by("pk")
    assert answer["found"] == [wrong.pk, good.pk, None] and "没有这一点" in answer["others"][0]["said"]
    assert (wrong.sampled_id, wrong.point, wrong.text) == (line, 2, "栏目空着") and good.is_good
    assert Mark.objects.get(point=5).why == "一般"
    for _time in range(2):
        photograph = SimpleUploadedFile("a.png", PNG, "image/png")
        assert client.post(f"{address}find/{wrong.pk}/photograph/", {"upload": photograph}).status_code == 302
    assert wrong.photographs.count() == 1


def test_a_full_sheet_costs_no_more_reads_than_a_short_one(county):
    inspection = county.drawn(size=2)

    def reads(points: int) -> int:
        client, address, sheet = taken(county, inspection)
        marks = [said(row, place, "good", "看过") for row in sheet["rows"] for place in range(points)]
        with CaptureQueriesContext(connection) as asked:
            assert given_back(client, address, sheet["key"], *marks).json()["others"] == []
        return sum(query["sql"].startswith("SELECT") for query in asked)

    assert reads(1) == reads(5)


@pytest.mark.parametrize("body", ["", "[]", '{"key": 1}', '{"key": "a", "marks": [{"sampled": "x"}]}', b"\xff\xfe{}"])
def test_nonsense_is_refused_in_words(county, body):
    inspection = county.drawn(size=2)
    answer = client_of(county.leader).post(
        f"{county.visit(inspection).get_absolute_url()}sheet/return/", body, content_type="application/json"
    )
    assert answer.status_code == 409
    assert "请再试一次" in answer.json()["error"]


def test_the_page_that_the_device_keeps_names_nobody(county):
    inspection = county.drawn(size=2, title="抽查")
    client = client_of(county.leader)
    shell, worker = (client.get(f"/oversight/inspections/sheet/{name}") for name in ("", "worker.js"))
    assert "text/javascript" in worker["Content-Type"]
    for answer in (shell, worker):
        for words in ("抽查", county.branch.name, county.leader.full_name, inspection.get_absolute_url()):
            assert words not in answer.content.decode()


@pytest.mark.clause("LK-25")
def test_on_a_phone_without_network_it_is_filled_in_encrypted_given_back_and_wiped(county, page, live_server):
    inspection = county.drawn(size=2)
    visit = county.visit(inspection)
    session = client_of(county.leader).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(visit.get_absolute_url())
    page.get_by_role("link", name="带到没有网络的地方填").click()
    page.get_by_label("口令").fill(WORDS)
    page.get_by_role("button", name="打开").click()
    title = Sampled.objects.get(visit=visit, position=1).line
    page.get_by_text(title).wait_for()
    page.context.set_offline(True)
    page.reload()
    page.get_by_label("口令").fill("不是这一句口令呀")
    page.get_by_role("button", name="打开").click()
    page.get_by_text("口令不对。").wait_for()
    page.get_by_label("口令").fill(WORDS)
    page.get_by_role("button", name="打开").click()
    first = Sampled.objects.get(visit=visit, position=1)
    page.locator(f"#mark-{first.pk}-3").select_option("fair")
    page.locator(f"#why-{first.pk}-3").fill("制度贴在墙上，没人看")
    page.get_by_role("button", name="记一条发现").click()
    page.get_by_label("发现了什么").fill("公开栏在二楼")
    page.get_by_label("照片").set_input_files([{"name": "a.png", "mimeType": "image/png", "buffer": PNG}])
    page.get_by_text("1张照片").wait_for()
    stored = page.evaluate("Object.values(localStorage).join('')")
    assert stored and "制度" not in stored and title not in stored and "fair" not in stored
    page.get_by_role("button", name="交回门户").click()
    page.get_by_text("现在连不上门户").wait_for()
    # What is filled in after a vain attempt goes along.
    page.locator(f"#mark-{first.pk}-5").select_option("good")
    page.context.set_offline(False)
    page.get_by_role("button", name="交回门户").click()
    page.get_by_text("这台设备上已经清掉").wait_for()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    kept = Mark.objects.get(sampled=first, point=3)
    assert (kept.mark, kept.why, kept.marked_by) == ("fair", "制度贴在墙上，没人看", county.leader)
    assert set(Mark.objects.exclude(mark="").values_list("sampled", "point")) == {(first.pk, 3), (first.pk, 5)}
    finding = Finding.objects.get()
    assert finding.text == "公开栏在二楼" and finding.photographs.get().name == "photograph.jpg"
