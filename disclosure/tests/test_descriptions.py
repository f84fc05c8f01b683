"""What search engines are told of each public page, and that it is nothing but what everybody reads there."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from catalog.items.tests.factories import Desk
from disclosure.organizations.tests.factories import make_member, make_person
from disclosure.tests.test_compression import public_addresses
from disclosure.web.components import LONGEST_DESCRIPTION, description
from feedback.cases.tests.asking_scene import listed
from feedback.cases.tests.factories import under_scheme
from feedback.consultations.tests.factories import Office

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
META = re.compile(r'<meta name="description" content="([^"]*)">')
INSIDE = "只给党员看的一句话"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def desk(today):
    return Desk(name="青岭县民政局党支部", on=today - timedelta(days=20))


def descriptions(client, addresses) -> list[str]:
    """Of each page its own one."""
    found = []
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        [words] = META.findall(answer.content.decode())
        found.append(unescape(words))
    return found


def test_every_public_page_has_one_of_its_own(client, desk, today):
    on = timezone.localdate(desk.now)
    items = [desk.published_outside(code="1-1", event_on=on, title=f"第{number}次会议") for number in (1, 2)]
    code = desk.organization.code
    case = listed(under_scheme("longkou"))
    addresses = [
        "/", "/guide/", "/sitemap/", "/search/", f"/search/?o={code}", f"/o/{code}/", f"/o/{code}/1-1/", f"/o/{code}/1-2/",
        f"/o/{code}/bulletins/", *(f"/i/{item.pk}/" for item in items), "/requests/", f"/requests/listed/{case.number}/",
        "/requests/new/", "/opinions/new/", "/questions/new/", "/requests/track/", "/consultations/", "/meetings/",
        "/accounts/login/",
    ]  # fmt: skip
    found = descriptions(client, addresses)
    assert [words for words in found if not 10 <= len(words) <= LONGEST_DESCRIPTION] == []
    assert len(set(found)) == len(addresses)
    assert "本季度组织生活会已经召开。" in found[addresses.index(f"/i/{items[0].pk}/")]


def test_a_draft_out_for_comment_is_described_by_its_own_words(client, today):
    office = Office()
    [words] = descriptions(client, [office.out(today).get_absolute_url()])
    assert words.startswith(f"{office.organization.name}征求意见：")


def tags(client, address) -> dict[str, str]:
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', client.get(address).content.decode()))


def test_collectors_are_told_site_column_and_article(client, desk, settings):
    settings.PORTAL_URL = "https://dang.example.org"
    item = desk.published_outside(code="1-1", event_on=timezone.localdate(desk.now), title="第一次会议")
    site = {"SiteName": settings.PORTAL_NAME, "SiteDomain": "dang.example.org"}
    assert tags(client, f"/i/{item.pk}/") == site | {
        "ColumnName": item.entry.name,
        "ArticleTitle": "第一次会议",
        "PubDate": timezone.localtime(item.published_outside_at).strftime("%Y-%m-%d %H:%M"),
        "ContentSource": desk.organization.name,
        "Url": f"https://dang.example.org/i/{item.pk}/",
    }
    column = tags(client, "/search/")
    assert column.pop("ColumnDescription")
    assert column == site | {"ColumnName": "最新公开", "ColumnType": "党务公开"}


def test_nothing_is_said_to_anybody_of_what_society_does_not_read(client, desk):
    inside = desk.published_inside(
        code="1-3", event_on=timezone.localdate(desk.now), title=INSIDE, body=f"<p>{INSIDE}</p>"
    )
    for address in (f"/i/{inside.pk}/", f"/o/{desk.organization.code}/", "/search/", "/"):
        assert INSIDE not in "".join(META.findall(client.get(address).content.decode()))
    member = make_person("member")
    make_member(member, desk.organization)
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/i/{inside.pk}/")
    assert answer.status_code == 200
    assert META.findall(answer.content.decode()) == []


@pytest.mark.parametrize("address", ["/nowhere/", "/i/999999/"])
def test_a_page_that_is_not_there_has_none(client, address):
    assert META.findall(client.get(address).content.decode()) == []


def test_it_is_one_line_and_ends_in_time():
    assert description("甲：", "一\n二　三") == "甲： 一 二 三"
    long = description("甲", "乙" * 200)
    assert len(long) == LONGEST_DESCRIPTION
    assert long.endswith("…")


def test_titles_language_and_links_say_where_one_is_and_goes(client, desk):
    """What Lighthouse asks of a page besides: a title of its own, the language, links with words and addresses."""
    item = desk.published_outside(code="1-1", event_on=timezone.localdate(desk.now))
    pages = [
        address
        for address in public_addresses(desk, item)
        if re.fullmatch(r"/(|(guide|consultations)/|[oi]/.+/)", address)
    ]
    titles = set()
    for address in pages:
        page = client.get(address).content.decode()
        assert '<html lang="zh-Hans"' in page
        [title] = re.findall(r"<title>(.+?)</title>", page)
        titles.add(title)
        links = re.findall(r"<a\b([^>]*)>(.*?)</a>", page, re.DOTALL)
        assert len(links) > 10
        assert [link for link in links if 'href="' not in link[0] or not re.sub(r"<[^>]*>|\s", "", link[1])] == []
    assert len(titles) == len(pages)
    assert "User-agent: *" in client.get("/robots.txt").content.decode()
