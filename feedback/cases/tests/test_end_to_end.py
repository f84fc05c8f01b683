"""From the question to the answer in a browser, every step by the person whose turn it is, on a phone and on a desktop."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from disclosure.organizations.tests.factories import (
    make_holder,
    make_holders,
    make_member,
    make_organization,
    make_person,
)
from feedback.cases.models.cases import Case
from feedback.cases.states import State
from feedback.cases.tests.browsing import DESKTOP, PHONE, code_on, press, says, turn, window
from feedback.cases.tests.factories import under_scheme
from feedback.consultations.actions import publishing, writing
from feedback.consultations.models import Comment

QUEUE = "/admin/feedback/case/"
TOPIC, APPLICATION = "办公楼维修用了多少钱", "干部考察的记录"
ANSWER = "东楼维修共用12万元。"
WHY = "考察还没有结束，现在公开会影响公平。"
ABOVE = "考察结束以前不宜公开，结束以后十日内再答复。"
MEETING = "11月20日局党组会，纪要第12号"


@pytest.fixture(autouse=True)
def easy(settings, tmp_path):
    settings.PROOF_OF_WORK_BITS, settings.MEDIA_ROOT = 8, tmp_path


class House:
    """An organisation whose superior decides on what it keeps back, its people and a member."""

    def __init__(self):
        above = make_organization("above", name="县直属机关工委")
        self.superior = make_holder(above, "approver", "superior")
        self.organization = under_scheme("jiguan", superior=above, name="某某局机关党委")
        people = make_holders(self.organization, ["handler", "approver", "collector", "clerk", "secretary"])
        for role, person in people.items():
            setattr(self, role, person)
        self.member = make_person("member", full_name="王小明")
        make_member(self.member, self.organization)

    def consultation(self):
        now = timezone.now()
        days = {"from_on": timezone.localdate(now), "until_on": timezone.localdate(now) + timedelta(days=10)}
        text = {"title": "关于修订工作制度征求意见", "body": "<p>第一条　每月开一次会。</p>", "scope": "party"}
        draft = writing.write(self.organization, by=self.clerk, now=now, **text, **days)
        return publishing.publish(draft, by=self.secretary, now=now)


@pytest.fixture
def house(live_server):
    return House()


@pytest.fixture
def visit(chromium, live_server):
    """``with visit(PHONE, person) as page``; a passer-by where nobody is named."""
    return lambda size, person=None: window(chromium, live_server, person, size)


def on(page: Page) -> None:
    turn(page, "下一步")


# --- who asks ---


def ask(page: Page, kind: str, subject: str, label: str, name: str) -> str:
    """To the receipt; returns the query code."""
    page.goto("/requests/new/?o=jiguan")
    page.get_by_label(kind).check()
    on(page)
    page.get_by_label(label).fill(subject)
    page.get_by_label("详细说明").fill("想知道得细一些。")
    on(page)
    on(page)
    page.get_by_label(name).check()
    on(page)
    says(page, "最迟答复您")
    press(page, "发出")
    page.wait_for_url("**/requests/receipt/")
    says(page, "请把下面这张回执拍下来")
    return code_on(page)


def track(page: Page, code: str) -> None:
    page.goto("/requests/track/")
    page.get_by_label("查询码").fill(code)
    press(page, "查看")


def judge(page: Page) -> None:
    page.get_by_label("满意", exact=True).check()
    press(page, "提交评价")
    says(page, "您的评价已经记下。")


def comment(page: Page, consultation) -> None:
    page.goto("/consultations/")
    page.get_by_role("link", name=consultation.title).click()
    page.get_by_label("您的意见").fill("建议每季度开一次。")
    page.get_by_label("署名：王小明").check()
    press(page, "提交意见")
    says(page, "收到了，谢谢。")


# --- who answers ---


def find(page: Page, subject: str, tab: str = "open") -> None:
    page.goto(f"{QUEUE}?tab={tab}")
    page.get_by_role("link", name=subject).click()


def take(page: Page, step: str, says_then: str, *, button: str = "", **given: str) -> None:
    """From the page of the case through the page of the step. ``given``: the field's name → what is typed or chosen."""
    says(page, step, PHONE, DESKTOP)
    page.get_by_role("link", name=step, exact=True).click()
    page.wait_for_url("**/step/**")
    for name, value in given.items():
        answer(page.locator(f"[name={name}]"), value)
    press(page, button or step)
    says(page, says_then)


def answer(field: Locator, value: str) -> None:
    kind = field.first.evaluate("(one) => one.type")
    if kind == "radio":
        field.and_(field.page.locator(f"[value={value}]")).check()
    elif kind == "select-one":
        field.select_option(value)
    else:
        field.fill(value)


def begin(page: Page, subject: str) -> None:
    find(page, subject, "unassigned")
    take(page, "我来办", "这一件由您承办了。")
    take(page, "受理", "已受理，通知书已经做好。")


def approve(page: Page, subject: str, **given: str) -> None:
    find(page, subject)
    take(page, "批准答复", "已批准。", **given)


def send(page: Page, subject: str) -> None:
    find(page, subject, "mine")
    take(page, "答复来件人", "已答复来件人")


def decide(page: Page) -> None:
    """From the superior's own desk."""
    page.goto("/admin/")
    says(page, "不予公开", DESKTOP, PHONE)
    page.get_by_role("link", name="去审定").click()
    says(page, WHY, DESKTOP, PHONE)
    take(page, "审定", "审定意见已经发给下级。", button="作出审定", upheld="yes", opinion=ABOVE)


@pytest.mark.clause("LK-17", "LK-23")
@pytest.mark.django_db(transaction=True)
def test_a_topic_is_asked_on_a_phone_answered_on_a_desktop_and_judged(house, visit):
    people = visit(PHONE), visit(DESKTOP, house.handler), visit(DESKTOP, house.approver)
    with people[0] as citizen, people[1] as handler, people[2] as approver:
        code = ask(citizen, "点题公开", TOPIC, "想请党组织公开什么", "匿名")
        begin(handler, TOPIC)
        take(handler, "写答复", "答复已保存", button="保存答复", result="explained", text=ANSWER)
        approve(approver, TOPIC, decision=MEETING)
        track(citizen, code)
        says(citizen, "已经受理，正在办。")
        expect(citizen.get_by_text(ANSWER)).to_have_count(0)
        send(handler, TOPIC)
        citizen.reload()
        says(citizen, ANSWER, DESKTOP, PHONE)
        judge(citizen)
    case = Case.objects.get()
    assert (case.state, case.verdict, case.handler) == (State.CLOSED, Case.Verdict.SATISFIED, house.handler)


@pytest.mark.clause("LK-21", "JG-04", "QJ-16")
@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_decided_above_on_a_phone_and_the_member_reads_the_opinion_on_a_desktop(house, visit):
    refusal = {"result": "refused", "text": WHY, "reason": "under_way", "legal_basis": "disclosure-7"}
    people = visit(DESKTOP, house.member), visit(PHONE, house.handler), visit(PHONE, house.approver)
    with people[0] as member, people[1] as handler, people[2] as approver, visit(PHONE, house.superior) as superior:
        comment(member, house.consultation())
        ask(member, "依申请公开", APPLICATION, "申请公开什么", "用我的账号")
        begin(handler, APPLICATION)
        take(handler, "写答复", "答复已保存", button="保存答复", **refusal)
        approve(approver, APPLICATION)
        find(handler, APPLICATION, "mine")
        take(handler, "报上级审定", "已报上级审定")
        expect(handler.get_by_role("link", name="答复来件人")).to_have_count(0)
        decide(superior)
        send(handler, APPLICATION)
        member.goto("/me/letters/")
        member.get_by_role("link", name=APPLICATION).click()
        says(member, "县直属机关工委")
        says(member, ABOVE, PHONE)
    assert Case.objects.get().state == State.ANSWERED
    assert Comment.objects.get().name == "王小明"
