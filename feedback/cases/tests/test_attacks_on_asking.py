"""What people try on the pages where one asks: reading codes where they lie, forms that no page ever offered."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from disclosure.audit.middleware import AuditContextMiddleware, current_address, without_address
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_member, make_person
from feedback.cases.models.cases import Case
from feedback.cases.public.asking.drafts import keep_receipt
from feedback.cases.public.browser import RECEIPTS, WRITING
from feedback.cases.states import Kind
from feedback.cases.tests.asking_scene import Writer
from feedback.cases.tests.factories import received, under_scheme
from feedback.intake.gate import UNDERWAY
from feedback.intake.lockers import KEPT, name_of
from feedback.intake.models import Locker
from feedback.intake.proof_of_work import use, valid_content

RECEIPT = "/requests/receipt/"
pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.clause("LK-23")
def test_no_event_says_from_where_somebody_wrote_complained_or_commented(client):
    organization = under_scheme("qijiang")
    found = received(organization, Kind.OPINION)
    client.post("/requests/track/", {"code": found.code})
    where = {"REMOTE_ADDR": "203.0.113.9"}
    client.post(f"/requests/letter/{found.case.number}/withdraw/", {"reason": "不想说了"}, **where)
    made = Event.objects.filter(action="case.withdrawn").get()
    assert (made.address, made.actor_id) == ("", None)
    assert not Event.objects.filter(address="203.0.113.9").exists()


def test_a_view_without_the_address_leaves_it_to_the_next_request(rf):
    seen = []
    handler = AuditContextMiddleware(lambda request: seen.append(current_address()))
    inner = AuditContextMiddleware(without_address(lambda request: seen.append(current_address())))
    for each in (inner, handler):
        each(rf.get("/", REMOTE_ADDR="203.0.113.9"))
    assert seen == ["", "203.0.113.9"]


@pytest.fixture
def longkou(settings):
    settings.PROOF_OF_WORK_BITS = 4
    return under_scheme("longkou")


def topic_written(browser: Client) -> Writer:
    writer = Writer("/requests/new/?o=longkou", client=browser).answer(kind="topic")
    return (
        writer.answer(subject="维修", text="想知道决算。").answer(purpose="").answer(who="anonymous", reply_by="site")
    )


def copied(cookies) -> dict[str, str]:
    return {name: cookie.value for name, cookie in cookies.items()}


@pytest.mark.clause("LK-23")
def test_whoever_planted_cookies_sees_neither_what_is_written_nor_the_receipt(longkou):
    planter = topic_written(Client())
    victim, other = Client(), Client()
    # One goes on with what the planter has begun, one begins anew.
    for browser, goes_on in ((victim, True), (other, False)):
        for name, value in copied(planter.client.cookies).items():
            browser.cookies[name] = value
        writer = Writer(planter.url, client=browser) if goes_on else topic_written(browser)
        writer.send()
        assert writer.url == RECEIPT and "code_groups" in writer.page.context
        assert planter.client.get(RECEIPT).status_code == 404
    assert Case.objects.count() == 2


@pytest.mark.clause("LK-23")
def test_a_planted_cookie_opens_no_case_that_is_opened_by_its_code(client, longkou):
    planter = topic_written(Client()).client
    for name, value in copied(planter.cookies).items():
        client.cookies[name] = value
    found = received(longkou, Kind.OPINION)
    address = client.post("/requests/track/", {"code": found.code})["Location"]
    assert [each.get(address).status_code for each in (client, planter)] == [200, 404]


def test_an_answer_that_is_lost_with_its_cookie_loses_no_draft(longkou):
    writer = topic_written(Client())
    before = copied(writer.client.cookies)
    writer.client.post("/requests/track/", {"code": received(longkou, Kind.OPINION).code})
    assert copied(writer.client.cookies)[WRITING] != before[WRITING]
    writer.client.cookies[WRITING] = before[WRITING]
    assert writer.look().step == "check"


def test_the_second_press_of_a_double_click_finds_the_receipt_that_the_first_writes_later(longkou):
    writer = topic_written(Client())
    first = writer.client.cookies[RECEIPTS].value.partition(".")[0]
    challenge = writer.page.context["challenge"]
    use(challenge.token, valid_content(challenge.token, now=timezone.now()), now=timezone.now())
    writer.answer(go="send", challenge=challenge.token, proof="1")
    assert UNDERWAY in writer.words and writer.client.get(RECEIPT).status_code == 404
    found = received(longkou)
    keep_receipt(name_of(first, None), case=found.case, code=found.code, now=timezone.now())
    assert "-".join(writer.client.get(RECEIPT).context["code_groups"]) == found.code


@pytest.mark.clause("LK-23")
def test_the_session_of_a_member_who_writes_anonymously_knows_neither_the_case_nor_when(longkou):
    member = make_person("member")
    make_member(member, longkou)
    browser = Client()
    browser.force_login(member)
    before = Session.objects.values().get()
    writer = topic_written(browser)
    writer.send()
    code = "-".join(writer.page.context["code_groups"])
    assert browser.post("/requests/track/", {"code": code}, follow=True).status_code == 200
    assert Session.objects.values().get() == before
    kept = str(list(Locker.objects.values("name", "sealed", "until_on")))
    assert code not in kept and {row.until_on for row in Locker.objects.all()} == {timezone.localdate() + KEPT}
    del browser.cookies["sessionid"]
    assert browser.get(RECEIPT).status_code == 404
