"""Asking with scripts: what is alike while one types, the text kept when the connection drops, the test worked out, one press."""

import pytest
from playwright.sync_api import Page, expect

from feedback.cases.codes import case_for
from feedback.cases.models.cases import Case
from feedback.cases.tests.asking_scene import listed
from feedback.cases.tests.factories import under_scheme


@pytest.fixture(autouse=True)
def easy(settings, tmp_path):
    settings.PROOF_OF_WORK_BITS, settings.MEDIA_ROOT = 8, tmp_path


def press(page: Page, name: str):
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.clause("LK-17")
def test_a_text_outlives_a_dropped_connection_and_two_presses_send_one_case(page, live_server):
    topic = listed(under_scheme("longkou"), subject="办公楼维修决算")
    page.goto("/opinions/new/?o=longkou")
    page.get_by_label("关于什么的意见").fill("办公楼维修太慢")
    expect(page.get_by_role("region", name="也许已经有答案")).to_contain_text("办公楼维修决算")
    expect(page.get_by_text("断了网也不会丢")).to_be_visible()

    page.context.set_offline(True)
    page.get_by_label("详细说明").fill("请说明什么时候完工。")
    press(page, "下一步")
    page.context.set_offline(False)
    page.goto("/opinions/new/?o=longkou")
    expect(page.get_by_label("详细说明")).to_have_value("请说明什么时候完工。")
    expect(page.get_by_text("已从这台电脑上找回")).to_be_visible()

    press(page, "下一步")
    page.get_by_label("匿名：不留姓名和账号").check()
    expect(page.get_by_label("姓名", exact=True)).to_be_hidden()
    press(page, "下一步")
    expect(page.get_by_label("等于几")).to_be_hidden()
    page.get_by_role("button", name="发出", exact=True).dblclick()
    page.wait_for_url("**/requests/receipt/")
    code = "".join(page.locator(".receipt__code > span:not(.visually-hidden)").all_inner_texts())
    assert case_for(code) == Case.objects.exclude(pk=topic.pk).get()
    assert page.evaluate("() => Object.keys(localStorage)") == []
