"""From the day of a decision to society's page, in a browser, every step by the person whose turn it is."""

import re
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from catalog.items.models import Item
from catalog.schemes.loading import load_all
from disclosure.audit.models import Event
from disclosure.oversight.demo.data import units
from disclosure.oversight.demo.directory import fill_catalogue, fill_organization
from disclosure.oversight.demo.people import fill_administrators, fill_people, hash_once

PASSWORD = "end-to-end-2026"
TITLE = "一名科级干部转任的程序和结果"
BODY = "经动议、民主推荐、考察、讨论决定，局党组会议研究同意一名科级干部转任。"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def yueyang(live_server):
    """The organisation with its people and catalogue, and nothing disclosed yet."""
    now, password = timezone.now(), hash_once(PASSWORD)
    load_all(now=now)
    for unit in units():
        if unit.code in ("yueyang-superior", "yueyang"):
            organization = fill_organization(unit, now=now)
            fill_people(organization, unit, password=password, now=now)
    fill_catalogue(organization, now=now)
    fill_administrators(password=password, now=now)
    return organization


@pytest.fixture
def visit(chromium: Browser, live_server):
    """``with visit("yueyang-clerk") as page``: a window of one's own, signed in unless nobody is named."""

    @contextmanager
    def opened(username: str = "", size: dict = DESKTOP):
        context = chromium.new_context(
            base_url=live_server.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport=size,
            reduced_motion="reduce",
        )
        page = context.new_page()
        if username:
            sign_in(page, username)
        yield page
        context.close()

    return opened


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile("/(me|admin)/$"))


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def register_and_submit(page: Page) -> None:
    page.goto("/admin/catalog/item/add/")
    entry = "22　干部推荐、选拔、转任及交流的程序和结果"
    page.get_by_label("公开哪一项").select_option(label=entry)
    page.get_by_label("哪一天发生的").fill(timezone.localdate().isoformat())
    page.get_by_label("标题", exact=True).fill(TITLE)
    button(page, "登记，接着写内容").click()
    page.wait_for_url(re.compile(r"/item/\d+/change/"))
    page.get_by_role("textbox", name="正文").fill(BODY)
    button(page, "保存，下一步：附件").click()
    page.get_by_role("link", name="下一步：公开安排").click()
    page.get_by_label("我对内容的真实性负责").check()
    button(page, "保存，下一步：检查").click()
    expect(page.get_by_text("可以提交了")).to_be_visible()
    button(page, "提交审核").click()
    expect(page.get_by_text("“提交审核”已办好。")).to_be_visible()


def decide(page: Page, item: Item, step: str) -> None:
    """Pass one's own step, with what it asks for."""
    page.goto(f"/admin/catalog/item/{item.pk}/change/")
    expect(page.get_by_text(BODY)).to_be_visible()
    if step == "审核":
        page.get_by_label("有必要公开").check()
        page.get_by_label("内容准确").check()
    if step == "保密审查":
        page.get_by_label("保密审查意见").select_option("不涉密，可以公开")
    if step == "审批":
        page.get_by_label("会议或传批的日期").fill(item.event_on.isoformat())
        page.get_by_label("会议纪要编号或传批件编号").fill("局党组〔2026〕9号")
    page.get_by_label("通过", exact=True).check()
    button(page, f"提交{step}意见").click()
    expect(page.get_by_text(f"“{step}”已办好。")).to_be_visible()


def publish(page: Page, item: Item, step: str) -> None:
    page.goto(f"/admin/catalog/item/{item.pk}/change/")
    button(page, step).click()
    expect(page.get_by_text(f"“{step}”已办好。")).to_be_visible()


def assert_reads(page: Page, item: Item) -> None:
    """Found on the organisation's page, opened, and nothing sticks out of the window."""
    page.goto("/o/yueyang/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text(BODY)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def assert_does_not_read(page: Page, item: Item) -> None:
    assert page.goto(f"/i/{item.pk}/").status == 404
    for place in ("/o/yueyang/", "/", "/o/yueyang/22/", "/search/?q=转任"):
        page.goto(place)
        expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def assert_readers(visit, item: Item, *, passer_by: bool) -> None:
    """At the desk and on the phone."""
    for size in (DESKTOP, PHONE):
        with visit("yueyang-member", size) as page:
            assert_reads(page, item)
        with visit(size=size) as page:
            (assert_reads if passer_by else assert_does_not_read)(page, item)


@pytest.mark.clause("YY-04")
@pytest.mark.clause("YY-17")
@pytest.mark.clause("LK-02")
@pytest.mark.clause("JG-01")
@pytest.mark.django_db(transaction=True)
def test_a_decision_is_registered_checked_released_inside_and_then_to_society(yueyang, visit):
    with visit("yueyang-clerk") as page:
        register_and_submit(page)
    item = Item.objects.select_related("deadline").get(title=TITLE)
    assert item.deadline.rule == {"working_days": 1}

    for person, step in (("reviewer", "审核"), ("secrecy", "保密审查"), ("approver", "审批")):
        with visit(f"yueyang-{person}") as page:
            decide(page, item, step)

    with visit("yueyang-secretary") as page:
        publish(page, item, "党内公开")
    assert_readers(visit, item, passer_by=False)

    with visit("yueyang-secretary") as page:
        publish(page, item, "向社会公开")
    assert_readers(visit, item, passer_by=True)

    steps = ["item.created", "item.submitted", "item.reviewed", "item.secrecy_checked", "item.approved"]
    steps += ["item.published_inside", "item.published_outside"]
    recorded = Event.objects.filter(object_type="catalog.item", object_id=item.pk).order_by("pk")
    assert [event.action for event in recorded if event.action in steps] == steps
    with visit("auditadmin") as page:
        page.goto(f"/admin/audit/event/?q={item.index_number}")
        for name in ("易春晓", "黎慎之", "任守密", "刘定策", "傅国安"):
            expect(page.get_by_role("cell", name=name).first).to_be_visible()
