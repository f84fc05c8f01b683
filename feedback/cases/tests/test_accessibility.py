"""Every page of asking and answering, looked at with axe: on a phone and on a desktop, in light and dark."""

from contextlib import ExitStack
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from django.utils import timezone
from playwright.sync_api import Page, Route

from disclosure.workflow.kit import Nobody
from feedback import urls
from feedback.cases.models.replies import CannedReply, SavedFilter
from feedback.cases.procedure import cases as table
from feedback.cases.public.asking.waiting import look_through_waiting
from feedback.cases.tests.accessible import carry_axe, faults_of
from feedback.cases.tests.browsing import press, turn, window
from feedback.cases.tests.office_scene import Office
from feedback.intake import rate_limit as attempts

# They answer a press or hand over a file: there is nothing to look at.
NO_PAGES = {
    "similar", "receipt-forget", "second-topic", "case-shut", "case-letter", "case-file", "consultation-file",
}  # fmt: skip
DESK = "/admin/feedback/"
STAFF_ACTIONS = {name for name, each in table.actions.items() if each.is_button and each.who != Nobody()}
CASES = f"{DESK}case/"
HANDLED = ("accepted", "third party", "at superior", "answered", "question")
OPINIONS = ("put right", "opinion answered")


@pytest.fixture
def office(live_server, settings, tmp_path):
    settings.PROOF_OF_WORK_BITS, settings.MEDIA_ROOT = 8, tmp_path
    return Office(timezone.localdate() - timedelta(days=1))


class Eye:
    """One person's window, light and dark by turns. ``found``: faults by page; ``names``: what was looked at, by address."""

    def __init__(self, page: Page, found: dict[str, list[str]], names: set[str]):
        self.page, self.found, self.names, self.looks = page, found, names, 0

    def look(self, what: str = "") -> None:
        """At the page as it stands."""
        path = urlsplit(self.page.url).path
        self.names.add(resolve(path).url_name)
        if faults := faults_of(self.page, has_frame=self.looks < 2, is_dark=self.looks % 2 == 1):
            self.found[f"{path} {what}"] = faults
        self.looks += 1

    def at(self, *paths: str) -> None:
        for path in paths:
            assert self.page.goto(path).status == 200, path
            self.look()

    def pressed(self, path: str, button: str) -> None:
        """What a press brings up: mostly the form again, with what is wrong."""
        self.page.goto(path)
        turn(self.page, button)
        self.look(f"after {button}")


class Eyes(ExitStack):
    """One window a person, opened when they first look."""

    def __init__(self, chromium, live_server):
        super().__init__()
        self.chromium, self.live_server = chromium, live_server
        self.found, self.names, self.open = {}, set(), {}

    def of(self, person) -> Eye:
        if person not in self.open:
            page = self.enter_context(window(self.chromium, self.live_server, person))
            carry_axe(page)
            self.open[person] = Eye(page, self.found, self.names)
        return self.open[person]


# --- everybody ---


def look_round(eye: Eye, office: Office, cases: dict) -> None:
    running, over, meeting = office.running(), office.summarised(), office.meeting_out()
    eye.at("/requests/", f"/requests/listed/{cases['answered'].number}/", "/requests/new/", "/requests/new/?o=qijiang")
    eye.at("/consultations/", running.get_absolute_url(), over.get_absolute_url(), "/meetings/")
    eye.at(meeting.get_absolute_url(), "/requests/track/")
    eye.pressed(running.get_absolute_url(), "提交意见")
    eye.pressed("/requests/track/", "查看")


def ask(eye: Eye) -> None:
    """Through a form, each question with its faults first, to the receipt."""
    page = eye.page
    eye.pressed("/requests/new/?o=office", "下一步")
    page.get_by_label("点题公开").check()
    turn(page, "下一步")
    page.get_by_label("想请党组织公开什么").fill("办公楼维修用了多少钱")
    turn(page, "下一步")
    eye.look("what, with a fault, and what is alike")
    page.get_by_label("详细说明").fill("想知道维修的决算。")
    turn(page, "下一步")
    eye.look("why")
    turn(page, "下一步")
    page.get_by_label("写我的姓名").check()
    page.get_by_label("电子邮件").check()
    turn(page, "下一步")
    eye.look("reply, with a fault")
    page.get_by_label("匿名：不留姓名和账号").check()
    page.get_by_label("用查询码在网上看").check()
    turn(page, "下一步")
    eye.look("check")
    page.locator("input[type=file]").set_input_files({"name": "说明.txt", "mimeType": "text/plain", "buffer": b"1"})
    page.route(f"**{reverse('feedback:waiting')}*", stand_still)
    press(page, "发出")
    page.wait_for_url(f"**{reverse('feedback:waiting')}*")
    eye.look()
    look_through_waiting()
    page.goto(page.url)
    page.wait_for_url("**/receipt/")
    eye.look()
    eye.at("/questions/new/?o=office", "/opinions/new/?o=office")


def stand_still(route: Route) -> None:
    """The page that asks again by itself stays to be looked at."""
    answer = route.fetch(max_redirects=0)
    route.fulfill(response=answer, headers={name: value for name, value in answer.headers.items() if name != "refresh"})


def follow(eye: Eye, code: str) -> None:
    """A case by its code: answered, and with an act that failed."""
    page = eye.page
    page.goto("/requests/track/")
    page.get_by_label("查询码").fill(code)
    turn(page, "查看")
    eye.look()
    turn(page, "提交评价")
    eye.look("judged without a choice")


def be_locked_out(eye: Eye) -> None:
    for _ in range(attempts.MOST[attempts.CODE]):
        attempts.count("127.0.0.1", attempts.CODE, now=timezone.now())
    eye.page.goto("/requests/track/")
    eye.page.get_by_label("查询码").fill("ABCD-EFGH-JKMN-PQRS")
    turn(eye.page, "查看")
    eye.look("locked out")


# --- the desk ---


def scene_of(case, page: str = "change") -> str:
    return f"{CASES}{case.pk}/{page}/"


def look_at_cases(eyes: Eyes, office: Office, cases: dict) -> set[str]:
    """The queue, cases of each kind, and every step on a page of its own; returns the steps that were seen."""
    SavedFilter.objects.create(person=office.handler, name="我常看的", query="tab=open")
    handler = eyes.of(office.handler)
    handler.page.goto(CASES)
    press(handler.page, "键盘快捷键")
    handler.look("the keys")
    handler.at("/admin/", f"{CASES}?tab=open", *(scene_of(cases[name]) for name in HANDLED))
    eyes.of(office.collector).at(*(scene_of(cases[name]) for name in OPINIONS))
    eyes.of(office.superior).at(f"{CASES}?tab=decide", scene_of(cases["at superior"]))
    seen = office.steps(cases)
    for name, (person, case) in seen.items():
        eyes.of(person).at(scene_of(case, f"step/{name}"))
    handler.pressed(scene_of(cases["accepted"], "step/write_reply"), "保存答复")
    return set(seen)


def look_at_several(eye: Eye) -> None:
    eye.page.goto(f"{CASES}?tab=open")
    eye.page.locator("input[name=row]").first.check()
    turn(eye.page, "先搁一搁")
    eye.look("several at once")


def look_at_senders(eye: Eye, cases: dict) -> None:
    """Asked for and shown; the letter with a name; refused to who need not know."""
    case = cases["told by hand"]
    eye.pressed(scene_of(case, "sender"), "查看来件人信息")
    eye.page.get_by_label("为什么要看").fill("打电话核实地点")
    turn(eye.page, "查看来件人信息")
    eye.look("shown")
    letter = case.letters.first()
    eye.pressed(f"{DESK}letter/{letter.pk}/named/", "取文书")
    eye.page.goto(scene_of(cases["new"], "sender"))
    eye.look("refused")


def enter(eye: Eye) -> None:
    eye.at(f"{CASES}add/")
    eye.pressed(f"{CASES}add/", "登记，出回执")
    page = eye.page
    page.get_by_label("意见建议").check()
    page.get_by_label("意见箱").check()
    page.get_by_role("textbox", name="标题").fill("公开栏字太小")
    page.get_by_role("textbox", name="内容").fill("请把公开栏的字放大一些。")
    page.get_by_label("匿名").check()
    turn(page, "登记，出回执")
    eye.look("receipt")


def look_at_texts(eyes: Eyes, office: Office) -> None:
    """Ready texts, and the words of letters."""
    canned = CannedReply.objects.create(organization=office.organization, title="已公开", text="已在网上公开。")
    handler = eyes.of(office.handler)
    handler.at(*(f"{DESK}cannedreply/{page}" for page in ("", "add/", f"{canned.pk}/change/")))
    eyes.of(office.approver).at(f"{DESK}lettertemplate/", f"{DESK}lettertemplate/reply/?organization=office")


def look_at_consulting(eyes: Eyes, office: Office) -> None:
    """As a draft, while it runs, when it is over; who gave a name."""
    clerk, secretary, collector = (eyes.of(each) for each in (office.clerk, office.secretary, office.collector))
    page = DESK + "consultation/{}/change/"
    drafted, running, over = office.consultation(), office.running(), office.running(days=0)
    clerk.at(f"{DESK}consultation/", page.format(drafted.pk), f"{DESK}meeting/", f"{DESK}meeting/add/")
    clerk.pressed(f"{DESK}consultation/add/", "保存草稿")
    secretary.at(page.format(drafted.pk))
    collector.at(page.format(running.pk), page.format(over.pk), page.format(office.summarised().pk))
    collector.pressed(page.format(over.pk), "看署名（会记录在案）")
    minutes = DESK + "meeting/{}/change/"
    clerk.at(minutes.format(office.meeting().pk))
    secretary.at(minutes.format(office.meeting_out().pk))


@pytest.mark.clause("LK-17", "LK-23")
@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_on_any_page_of_asking_and_answering(chromium, live_server, office):
    cases, code = office.cases(), office.code
    with Eyes(chromium, live_server) as eyes:
        passer_by = eyes.of(None)
        passer_by.page.goto("about:blank")  # Which has no title.
        assert any("document-title" in fault for fault in faults_of(passer_by.page))
        look_round(passer_by, office, cases)
        ask(passer_by)
        follow(passer_by, code)
        be_locked_out(passer_by)
        eyes.of(office.member).at("/me/letters/", f"/requests/letter/{cases['overturned'].number}/")
        assert look_at_cases(eyes, office, cases) == STAFF_ACTIONS
        look_at_several(eyes.of(office.handler))
        look_at_senders(eyes.of(office.handler), cases)
        enter(eyes.of(office.collector))
        look_at_texts(eyes, office)
        look_at_consulting(eyes, office)
    assert eyes.found == {}
    assert {each.name for each in urls.urlpatterns} - NO_PAGES <= eyes.names
