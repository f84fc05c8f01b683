"""Asking and answering by the keyboard alone: every control in its turn, where one is is seen, what is wrong is said first."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from disclosure.organizations.tests.factories import make_holder
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind, State
from feedback.cases.tests.browsing import press, says, window
from feedback.cases.tests.factories import received, under_scheme

QUEUE = "/admin/feedback/case/"
OPINION = "公开栏字太小"
# Every control that is seen, in the order of the page; of a group of radio buttons the chosen one, or else the first.
CONTROLS = """() => {
    const isStop = (one) => {
        if (one.type !== "radio") return true;
        const group = [...document.querySelectorAll(`input[type=radio][name="${one.name}"]`)];
        return one === (group.find((each) => each.checked) ?? group[0]);
    };
    const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [contenteditable=true]")]
        .filter((one) => !one.disabled && one.type !== "hidden" && one.checkVisibility() && isStop(one));
    found.forEach((one, place) => { one.dataset.place = place; });
    return found.map((one, place) => [`${place}`, true]);
}"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [one.dataset.place ?? one.nodeName, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""


def assert_walkable(page: Page) -> None:
    """Tab goes through every control and marks it. In a day's field it stops at year, month, day: once is enough."""
    controls, walked = page.evaluate(CONTROLS), []
    for _ in range(2 * len(controls)):
        page.keyboard.press("Tab")
        place, is_seen = page.evaluate(FOCUSED)
        if not walked or walked[-1][0] != place:
            walked.append([place, is_seen])
    assert walked[: len(controls)] == controls


def assert_says_what_is_wrong(page: Page, button: str, field: Locator) -> None:
    """The reader is put at the summary; its first line leads to the field."""
    press(page, button)
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()


@pytest.mark.clause("LK-17", "LK-23")
@pytest.mark.django_db(transaction=True)
def test_every_control_of_asking_and_of_a_step_has_its_turn(chromium, live_server):
    organization = under_scheme("longkou")
    collector = make_holder(organization, "collector")
    case = received(organization, Kind.OPINION, on=timezone.localdate()).case
    with window(chromium, live_server) as page:
        page.goto("/opinions/new/?o=longkou")
        assert_walkable(page)
        assert_says_what_is_wrong(page, "下一步", page.get_by_role("textbox", name="关于什么的意见"))
        page.get_by_role("textbox", name="关于什么的意见").fill("公开栏")
        page.get_by_role("textbox", name="详细说明").fill("字太小。")
        press(page, "下一步")
        page.get_by_label("电子邮件").check()
        page.reload()
        assert_walkable(page)
    with window(chromium, live_server, collector) as page:
        page.goto(f"{QUEUE}{case.pk}/step/screen_out/")
        assert_walkable(page)
        page.get_by_role("textbox", name="给来件人的说明").fill("不是本组织的事。")
        press(page, "不予办理")
        expect(page.locator(".error-summary")).to_be_focused()
        page.goto(f"{QUEUE}{case.pk}/step/defer/")
        assert_walkable(page)


def press_keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, target: Locator) -> None:
    """As far as it takes."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"The keyboard does not reach {target}.")


def by_keys(page: Page, step: str, says_then: str, button: str, **given: str) -> None:
    tab_to(page, page.get_by_role("link", name=step, exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/step/**")
    for name, value in given.items():
        tab_to(page, page.locator(f"[name={name}]").first)
        press_keys(page, "Space") if name == "result" else page.keyboard.insert_text(value)
    tab_to(page, page.get_by_role("button", name=button, exact=True))
    page.keyboard.press("Enter")
    says(page, says_then)


@pytest.mark.clause("LK-23")
@pytest.mark.django_db(transaction=True)
def test_an_opinion_in_the_queue_is_answered_by_the_keyboard_alone(chromium, live_server):
    organization = under_scheme("longkou")
    collector = make_holder(organization, "collector")
    for subject in ("早来的一件", OPINION):
        received(organization, Kind.OPINION, on=timezone.localdate(), subject=subject)
    with window(chromium, live_server, collector) as page:
        page.goto(f"{QUEUE}?tab=unassigned")
        press_keys(page, "j", "j", "Enter")
        page.wait_for_url("**/change/**")
        says(page, OPINION)
        by_keys(page, "筛选通过", "筛选通过，接着分办。", "通过，要办理")
        by_keys(page, "我来办", "这一件由您承办了。", "我来办")
        by_keys(page, "登记办理情况", "办理情况已登记", "办好了，登记", text="换了大字。")
        by_keys(page, "写答复", "答复已保存", "保存答复", result="handled", text="公开栏已经换成大字。")
        by_keys(page, "答复来件人", "已答复来件人", "答复来件人")
        page.keyboard.press("u")
        page.wait_for_url(f"**{QUEUE}?**")
    assert Case.objects.get(subject=OPINION).state == State.ANSWERED
