"""The search page: any question gets an answer, and only what the reader may see is found."""

import base64
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.items.tests.factories import make_item
from disclosure.organizations.tests.factories import make_member, make_organization, make_person, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    return make_organization("branch", name="青岭县民政局党支部")


@pytest.fixture
def clerk():
    return make_person("clerk")


def now():
    return timezone.now() - timedelta(minutes=1)


def titles(client, **parameters) -> list[str]:
    return [row.item.published_version.title for row in client.get("/search/", parameters).context_data["page"].rows]


def test_without_a_question_the_newest_come_first(client, branch, clerk):
    for day in (3, 1, 2):
        make_item(branch, clerk, title=f"{day}天前的事项", now=now() - timedelta(days=day))
    assert titles(client) == ["1天前的事项", "2天前的事项", "3天前的事项"]


def test_words_are_found_in_title_and_text_and_marked(client, branch, clerk):
    make_item(branch, clerk, title="党费收缴情况", body="<p>按时交纳。</p>", now=now())
    make_item(branch, clerk, title="经费情况", body="<p>其中党费返还1200元。</p>", now=now())
    make_item(branch, clerk, title="换届", body="<p>选举结果。</p>", now=now())
    assert sorted(titles(client, q="党费")) == ["党费收缴情况", "经费情况"]
    page = client.get("/search/", {"q": "党费"}).content.decode()
    assert "<mark>党费</mark>收缴情况" in page
    assert "其中<mark>党费</mark>返还" in page


def test_a_passer_by_finds_nothing_of_what_is_inside(client, branch, clerk):
    make_item(branch, clerk, title="党费收缴情况", scope="party", stage="inside", now=now())
    assert titles(client, q="党费") == []
    member = make_person("member")
    make_member(member, branch)
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    assert titles(client, q="党费") == ["党费收缴情况"]


def test_one_character_gets_a_friendly_answer(client, branch, clerk):
    make_item(branch, clerk, title="党费收缴情况", now=now())
    answer = client.get("/search/", {"q": "党"})
    assert answer.status_code == 200
    assert "请至少输入两个字" in answer.content.decode()


ODD = [
    "%", "_", "''", '"', "'; DROP TABLE catalog_item; --", "党费 OR 1=1", "((", "党费*", "\x00", "\x00党费", "NEAR(党费", "-",
    "a" * 5000, "党" * 5000, "🙂🙂", "<script>alert(1)</script>", "　", "\n\n", "\ud83d".encode("utf-8", "replace").decode(), ":*",
    "&|!", "\\", "{{ 7 }}", "%00", "AND", "党费\u200b",
]  # fmt: skip


@pytest.mark.parametrize("q", ODD)
def test_no_question_is_too_odd(client, branch, clerk, q):
    make_item(branch, clerk, title="党费收缴情况", now=now())
    answer = client.get("/search/", {"q": q})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def cursor_of(*values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


CURSORS = [
    cursor_of("2026-01-01T00:00:00Z", 10**30),
    cursor_of("2026-01-01T00:00:00Z", float("inf")),
    cursor_of("2026-01-01T00:00:00Z", float("nan")),
    cursor_of("2026-01-01T00:00:00Z", "\x00"),
    cursor_of("0001-01-01T00:00:00+14:00", 1),
    cursor_of("9999-12-31T23:59:59-14:00", 1),
    cursor_of("\x00", 1),
    cursor_of(True, [1]),
    cursor_of({}, None),
    cursor_of(1),
]


@pytest.mark.parametrize(
    "query",
    [
        "after=zzz",
        "before=%FF",
        "after=W10",
        "after=WyJ4IiwgMV0",
        "days=x",
        "days=7000",
        "o=nowhere",
        "o=%00",
        "q=%ED%A0%80",
        *(f"after={cursor}" for cursor in CURSORS),
    ],
)
def test_no_address_is_too_odd(client, branch, clerk, query):
    make_item(branch, clerk, title="党费收缴情况", now=now())
    assert client.get(f"/search/?{query}").status_code == 200


def test_an_organisation_takes_in_those_below_it(client, branch, clerk):
    below = make_organization("below", branch)
    beside = make_organization("beside")
    for organization in (branch, below, beside):
        make_item(organization, clerk, title=f"{organization.code}的事项", now=now())
    assert sorted(titles(client, o="branch")) == ["below的事项", "branch的事项"]
    assert titles(client, o="below") == ["below的事项"]


def test_a_deep_organisation_is_offered_when_it_was_chosen(client, branch, clerk):
    deep = make_organization("deep", make_organization("middle", branch))
    page = client.get("/search/", {"o": deep.code}).context_data
    assert page["organization"] == deep
    assert "deep" in [option.value for option in page["filter"].fields[0].options]


def test_a_period_leaves_out_what_is_older(client, branch, clerk):
    today = timezone.localdate()
    for age in (3, 20, 200):
        make_item(branch, clerk, title=f"{age}天前", now=noon(today - timedelta(days=age)))
    assert titles(client, days="7") == ["3天前"]
    assert titles(client, days="30") == ["3天前", "20天前"]
    assert titles(client, days="365") == ["3天前", "20天前", "200天前"]


def test_the_question_is_kept_when_the_list_is_narrowed_and_paged(client, branch, clerk):
    for number in range(25):
        make_item(branch, clerk, title=f"党费收缴{number}", now=now() - timedelta(hours=number))
    page = client.get("/search/", {"q": "党费", "o": "branch"}).context_data
    assert ("q", "党费") in page["filter"].hidden
    older = client.get(f"/search/{page['page'].older_url}").context_data["page"]
    assert [row.item.published_version.title for row in older.rows] == [f"党费收缴{number}" for number in range(20, 25)]


def test_nothing_found_says_so_and_shows_a_way_on(client, branch):
    page = client.get("/search/", {"q": "查无此事"}).content.decode()
    assert "没有找到" in page
    assert "没有？就问这一项" in page


def test_no_address_of_other_lists_is_too_odd(client, branch):
    for path in ("/sitemap/", "/guide/", "/o/branch/", "/api/v1/organizations/", "/api/v1/items/", "/o/branch/%00/"):
        for cursor in (cursor_of("\x00"), cursor_of(7), cursor_of("x" * 9000)):
            assert client.get(f"{path}?after={cursor}&organization=%00&before={cursor}").status_code in (200, 404)
