"""The 电子屏: society's items only, one after another, and what it does when the network goes and comes back."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import expect

from catalog.items.actions.publishing import publish_correction
from catalog.items.models import Item
from catalog.items.tests.factories import Desk, make_item
from disclosure.organizations.tests.factories import make_member, make_organization, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-14")]
MINUTE = 60_000
TURN = 15_000


@pytest.fixture
def desk():
    on = timezone.localdate() - timedelta(days=5)
    return Desk(name="青岭县民政局党支部", supervision_phone="0538-1234567", on=on)


def day(desk):
    return timezone.localdate(desk.now)


def answer_of(client, desk) -> dict:
    return json.loads(client.get(f"/screen/{desk.organization.code}/items.json").content)


def titles(client, desk) -> list[str]:
    return [row["title"] for row in answer_of(client, desk)["items"]]


def test_it_shows_what_society_reads_now_and_nothing_else(client, desk):
    on = day(desk)
    desk.published_outside(code="1-1", event_on=on, title="正在公示")
    desk.published_inside(code="1-3", event_on=on, title="只在党内")
    desk.published_inside(code="1-2", event_on=on, title="还在先党内")
    desk.withdrawn(desk.published_outside(code="1-1", event_on=on, title="已撤回"))
    desk.approved(code="1-1", event_on=on, title="没有公开")
    ended = desk.published_outside(code="1-1", event_on=on, title="期满的")
    Item.objects.filter(pk=ended.pk).update(display_until=timezone.localdate() - timedelta(days=1))
    make_item(make_organization("elsewhere"), desk.clerk, title="别家的")
    assert titles(client, desk) == ["正在公示"]
    page = client.get(f"/screen/{desk.organization.code}/").content.decode()
    assert "正在公示" in page and "0538-1234567" in page
    for title in ("只在党内", "还在先党内", "已撤回", "没有公开", "期满的", "别家的"):
        assert title not in page


def test_it_shows_the_same_whoever_is_signed_in_at_the_screen(client, desk):
    desk.published_inside(code="1-3", event_on=day(desk), title="只在党内")
    member = make_person("member")
    make_member(member, desk.organization)
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    assert titles(client, desk) == []


def test_each_item_carries_what_the_screen_needs_to_go_on_alone(client, desk):
    until = timezone.localdate() + timedelta(days=2)
    desk.published_outside(code="1-1", event_on=day(desk), display_until=until)
    document = answer_of(client, desk)
    (row,) = document["items"]
    assert row["display_until"] == until.isoformat()
    assert row["code"].startswith("data:image/svg+xml")
    assert row["body"] == "<p>本季度组织生活会已经召开。</p>"
    assert document["phone"] == "0538-1234567" and document["now"]


def test_an_unknown_organization_is_404(client, desk):
    assert client.get("/screen/nobody/").status_code == 404
    assert client.get("/screen/nobody/items.json").status_code == 404


def test_it_costs_the_same_with_one_item_and_with_twenty(client, desk):
    make_item(desk.organization, desk.clerk, title="一件")
    counts = []
    for more in (0, 19):
        for number in range(more):
            make_item(desk.organization, desk.clerk, title=f"第{number}件")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer_of(client, desk)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- in a browser, with its clock in the test's hand ---


@pytest.fixture
def browser_desk(transactional_db):
    on = timezone.localdate() - timedelta(days=5)
    return Desk(name="青岭县民政局党支部", supervision_phone="0538-1234567", on=on)


def start(page, desk):
    page.clock.install()
    page.goto(f"/screen/{desk.organization.code}/")


def title_on(page):
    return page.locator("[data-title]")


def test_it_turns_from_item_to_item_and_from_page_to_page_by_itself(page, browser_desk):
    desk = browser_desk
    long = "".join(f"<p>{'组织生活会已经召开。' * 30}</p>" for _number in range(12))
    desk.published_outside(code="1-1", event_on=day(desk), title="先公开的一件")
    desk.published_outside(code="1-1", event_on=day(desk), title="后公开的一件", body=long)
    start(page, desk)
    expect(title_on(page)).to_have_text("后公开的一件")
    expect(page.locator("[data-count]")).to_contain_text("第 1 页，共")
    page.clock.run_for(TURN)
    expect(page.locator("[data-count]")).to_contain_text("第 2 页，共")
    for _turn in range(40):
        if title_on(page).inner_text() == "先公开的一件":
            break
        page.clock.run_for(TURN)
    expect(title_on(page)).to_have_text("先公开的一件")
    page.clock.run_for(TURN + 1000)
    expect(title_on(page)).to_have_text("后公开的一件")
    expect(page.locator("[data-phone]")).to_have_text("0538-1234567")
    expect(page.get_by_role("img", name="本页网址的二维码")).to_have_attribute("src", re.compile("^data:image/svg"))


def test_without_a_network_it_goes_on_and_says_so_and_recovers(page, browser_desk):
    desk = browser_desk
    desk.published_outside(code="1-1", event_on=day(desk), title="断网前的一件")
    start(page, desk)
    expect(title_on(page)).to_have_text("断网前的一件")
    page.context.set_offline(True)
    page.clock.run_for(MINUTE)
    expect(page.locator("[data-offline]")).to_contain_text("网络中断")
    expect(title_on(page)).to_have_text("断网前的一件")
    desk.published_outside(code="1-1", event_on=day(desk), title="断网时公开的一件")
    page.context.set_offline(False)
    page.clock.run_for(MINUTE)
    expect(page.locator("[data-offline]")).to_be_hidden()
    expect(page.locator("[data-count]")).to_contain_text("共 2 件")


def test_what_runs_out_while_the_network_is_away_goes_by_the_screens_own_clock(page, browser_desk):
    desk = browser_desk
    desk.published_outside(code="1-1", event_on=day(desk), title="今天期满", display_until=timezone.localdate())
    start(page, desk)
    expect(title_on(page)).to_have_text("今天期满")
    page.context.set_offline(True)
    page.clock.fast_forward(24 * 60 * MINUTE)
    page.clock.run_for(2000)
    expect(page.locator("[data-slide]")).to_be_hidden()
    assert "今天期满" not in page.content()
    expect(page.locator("[data-empty]")).to_contain_text("目前没有")


def test_what_was_withdrawn_vanishes_with_the_first_answer_that_lacks_it(page, browser_desk):
    desk = browser_desk
    item = desk.published_outside(code="1-1", event_on=day(desk), title="要撤回的一件")
    start(page, desk)
    expect(title_on(page)).to_have_text("要撤回的一件")
    desk.withdrawn(item)
    page.clock.run_for(MINUTE)
    expect(page.locator("[data-slide]")).to_be_hidden()
    assert "要撤回的一件" not in page.content()
    assert "要撤回的一件" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_correction_replaces_the_text_on_the_screen(page, browser_desk):
    desk = browser_desk
    item = desk.published_outside(code="1-1", event_on=day(desk), title="更正前的标题")
    start(page, desk)
    expect(title_on(page)).to_have_text("更正前的标题")
    publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    page.clock.run_for(MINUTE)
    expect(title_on(page)).to_have_text("更正后的标题")
    expect(page.locator("[data-correction]")).to_be_visible()


def test_started_again_while_the_server_is_away_it_shows_what_it_last_knew(page, browser_desk):
    desk = browser_desk
    desk.published_outside(code="1-1", event_on=day(desk), title="上次知道的一件")
    start(page, desk)
    expect(title_on(page)).to_have_text("上次知道的一件")
    page.route("**/items.json", lambda route: route.fulfill(status=502))
    page.reload()
    expect(title_on(page)).to_have_text("上次知道的一件")
    expect(page.locator("[data-offline]")).to_contain_text("网络中断")


def test_after_days_without_an_answer_it_shows_nothing_that_may_have_been_withdrawn(page, browser_desk):
    desk = browser_desk
    desk.published_outside(code="1-1", event_on=day(desk), title="几天前的一件")
    start(page, desk)
    expect(title_on(page)).to_have_text("几天前的一件")
    page.context.set_offline(True)
    page.clock.fast_forward(73 * 60 * MINUTE)
    page.clock.run_for(2000)
    expect(page.locator("[data-slide]")).to_be_hidden()
    expect(page.locator("[data-empty]")).to_contain_text("连不上网")


def test_who_wants_no_motion_gets_none(page, browser_desk):
    desk = browser_desk
    for title in ("先公开的一件", "后公开的一件"):
        desk.published_outside(code="1-1", event_on=day(desk), title=title)
    page.emulate_media(reduced_motion="reduce")
    start(page, desk)
    expect(title_on(page)).to_have_text("后公开的一件")
    page.clock.run_for(TURN)
    expect(title_on(page)).to_have_text("先公开的一件")
    assert page.locator("[data-slide]").evaluate("node => getComputedStyle(node).transitionDuration") == "0s"


def test_with_nothing_on_display_it_says_so_and_whom_to_call(page, browser_desk):
    start(page, browser_desk)
    expect(page.locator("[data-empty]")).to_contain_text("目前没有正在向社会公示的事项")
    expect(page.locator("[data-phone]")).to_have_text("0538-1234567")
    expect(page.locator("[data-day]")).to_contain_text("年")
