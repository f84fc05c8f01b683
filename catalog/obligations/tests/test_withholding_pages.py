"""Exemptions and deferrals as people meet them: the form, the page on which each says a word, the list, the reader's side."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.directory.tests.factories import branch
from catalog.items.tests.factories import Desk
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.tests.factories import client_of, make_holder, make_member, make_organization, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
ADD = "/admin/catalog/withholding/add/"
SECRET = "正在核查张某的问题"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def desk(today):
    return Desk(on=today - timedelta(days=1))


def answers(desk, today, **changes) -> dict:
    return {
        "organization": desk.organization.code,
        "entry": desk.entry("1-1").pk,
        "kind": "deferral",
        "reason": "under_way",
        "explanation": SECRET,
        "legal_basis": "disclosure-7",
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=60)).isoformat(),
        **changes,
    }


def address(withholding, verb="") -> str:
    return f"/admin/catalog/withholding/{withholding.pk}/" + (f"do/{verb}/" if verb else "change/")


def proposed(desk, today, **fields) -> Withholding:
    kind = fields.get("kind", "deferral")
    values = {
        "organization": desk.organization,
        "entry": desk.entry("1-1"),
        "kind": kind,
        "reason": "under_way",
        "explanation": SECRET,
        "legal_basis": "disclosure-7",
        "from_on": today,
        "until_on": today + timedelta(days=60) if kind == "deferral" else None,
        "review_on": today + timedelta(days=90) if kind == "exemption" else None,
        "by": desk.clerk,
        "now": timezone.now(),
        **fields,
    }
    return withholdings.propose(**values)


def in_force(desk, today, **fields) -> Withholding:
    return withholdings.approve(proposed(desk, today, **fields), by=desk.approver, now=timezone.now())


@pytest.mark.clause("LK-19")
def test_a_deferral_walks_from_three_questions_to_its_end_by_buttons_alone(desk, today):
    clerk, approver = client_of(desk.clerk), client_of(desk.approver)
    assert "提出不予公开或暂缓公开" in clerk.get("/admin/catalog/withholding/").content.decode()
    page = clerk.get(ADD).content.decode()
    assert "1. 哪一项" in page and "2. 为什么" in page and "3. 到什么时候" in page
    answer = clerk.post(ADD, answers(desk, today), follow=True).content.decode()
    withholding = Withholding.objects.get()
    assert "批准以前仍要按时公开" in answer and "等分管领导批准" in answer
    assert address(withholding) in approver.get("/admin/").content.decode()
    answer = approver.post(address(withholding, "approve"), {"approve-note": "同意"}, follow=True).content.decode()
    assert "已批准" in answer and "本级意见" in answer
    assert address(withholding) not in approver.get("/admin/").content.decode()
    again = approver.post(address(withholding, "approve"), {}, follow=True).content.decode()
    assert "已经有人办过" in again
    answer = approver.post(address(withholding, "end"), {"end-reason": ""}).content.decode()
    assert "请写明结束的原因" in answer
    approver.post(address(withholding, "end"), {"end-reason": "已经查清"})
    withholding.refresh_from_db()
    assert (withholding.state, withholding.ended_by) == ("ended", desk.approver)


def test_what_was_typed_stays_when_an_answer_is_missing(desk, today):
    data = answers(desk, today, until_on="", legal_basis="")
    text = client_of(desk.clerk).post(ADD, data).content.decode()
    assert "请填暂缓到哪一天" in text and "请选依据" in text
    assert SECRET in text and not Withholding.objects.exists()


def test_a_refusal_of_the_rules_stands_at_its_question(desk, today):
    late = (today + timedelta(days=400)).isoformat()
    data = answers(desk, today, kind="exemption", review_on=late)
    text = client_of(desk.clerk).post(ADD, data).content.decode()
    assert "最迟12个月" in text and SECRET in text


def test_the_page_says_what_would_no_longer_be_owed(desk, today):
    item = desk.registered(event_on=today - timedelta(days=1))
    withholding = proposed(desk, today, entry=None, item=item)
    text = client_of(desk.approver).get(address(withholding)).content.decode()
    assert "批准以后不再计时的" in text and item.deadline.title in text


def test_an_item_leads_to_the_form_and_shows_what_is_in_force(desk, today):
    item = desk.registered()
    clerk = client_of(desk.clerk)
    workbench = f"/admin/catalog/item/{item.pk}/change/"
    assert f"{ADD}?item={item.pk}" in clerk.get(workbench).content.decode()
    assert item.title in clerk.get(f"{ADD}?item={item.pk}").content.decode()
    clerk.post(ADD, {**answers(desk, today), "item": item.pk})
    withholding = Withholding.objects.get()
    assert (withholding.item, withholding.entry) == (item, None)
    assert address(withholding) in clerk.get(workbench).content.decode()


def test_an_item_of_another_organisation_is_not_found(desk, today):
    other = Desk("other", on=today)
    item = other.registered(title="别处的处分决定")
    answer = client_of(desk.clerk).get(f"{ADD}?item={item.pk}")
    assert answer.status_code == 404 and "别处的处分决定" not in answer.content.decode()
    assert client_of(desk.clerk).get(f"{ADD}?item=9999999999999999999999").status_code == 404


def test_who_works_elsewhere_sees_and_decides_nothing(desk, today):
    withholding = proposed(desk, today)
    other = Desk("other", on=today)
    client = client_of(other.approver)
    assert client.get(address(withholding)).status_code == 404
    assert client.post(address(withholding, "approve"), {}).status_code == 404
    assert SECRET not in client.get("/admin/catalog/withholding/").content.decode()
    assert client_of(make_person("nobody")).get(address(withholding)).status_code in (302, 403)


@pytest.mark.clause("JG-04")
def test_the_superiors_opinion_is_given_on_the_page_and_read_below(today):
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    desk = Desk("village", "jiguan", superior=superior, on=today)
    withholding = proposed(desk, today)
    above = client_of(leader)
    assert above.get(address(withholding)).status_code == 404, "not before the organisation itself has agreed"
    withholdings.approve(withholding, by=desk.approver, now=timezone.now())
    assert address(withholding) in above.get("/admin/").content.decode()
    text = above.get(address(withholding)).content.decode()
    assert SECRET in text and "审定意见" in text
    below = client_of(desk.approver)
    assert "等上级党组织审定" in below.get(address(withholding)).content.decode()
    answer = above.post(
        address(withholding, "answer"), {"answer-agreed": "no", "answer-opinion": "应当公开。"}, follow=True
    )
    assert "审定意见已送达" in answer.content.decode()
    assert "应当公开。" in client_of(desk.clerk).get(address(withholding)).content.decode()


def test_the_superior_does_not_read_an_items_title_through_a_withholding(today):
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    desk = Desk("village", "jiguan", superior=superior, on=today)
    withholding = proposed(desk, today, entry=None, item=desk.registered(title="张某的处分决定"))
    withholdings.approve(withholding, by=desk.approver, now=timezone.now())
    for page in (address(withholding), "/admin/", "/admin/catalog/withholding/"):
        assert "处分决定" not in client_of(leader).get(page).content.decode()


def test_a_root_organisation_registers_the_written_reply(today):
    desk = Desk(slug="jiguan", on=today)
    withholding = withholdings.approve(proposed(desk, today), by=desk.approver, now=timezone.now())
    approver = client_of(desk.approver)
    assert "登记上级批复" in approver.get(address(withholding)).content.decode()
    data = {"agreed": "yes", "opinion": "同意", "reply_on": today.isoformat(), "reply_number": "綦委〔2026〕3号"}
    approver.post(address(withholding, "reply"), {f"reply-{name}": value for name, value in data.items()})
    withholding.refresh_from_db()
    assert withholding.state == "in_force"


# --- readers ---


@pytest.mark.clause("LK-19")
@pytest.mark.parametrize(("kind", "words"), [("deferral", "暂缓公开"), ("exemption", "不予公开")])
def test_readers_see_kind_and_reason_beside_the_entry_and_no_explanation(desk, today, kind, words, client):
    for page in (f"/o/{desk.organization.code}/1-1/", f"/o/{desk.organization.code}/"):
        assert "正在调查" not in client.get(page).content.decode()
    in_force(desk, today, kind=kind)
    for page in (f"/o/{desk.organization.code}/1-1/", f"/o/{desk.organization.code}/"):
        text = client.get(page).content.decode()
        assert words in text and "正在调查、讨论或处理" in text
        assert SECRET not in text


@pytest.mark.clause("JG-04")
@pytest.mark.parametrize(
    ("agreed", "words"), [(True, "，同意不予公开：到期复查。"), (False, "，不同意不予公开：到期复查。")]
)
def test_what_the_superior_said_is_read_by_those_within_the_entrys_scope(today, client, agreed, words):
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    desk = Desk("village", "jiguan", superior=superior, on=today)
    make_member(member := make_person("member"), desk.organization)
    for code, is_open in (("1-1", True), ("1-3", False)):  # for society, and for the Party
        row = withholdings.approve(
            proposed(desk, today, kind="exemption", entry=desk.entry(code)), by=desk.approver, now=timezone.now()
        )
        opinion = {"agreed": agreed, "opinion": "到期复查。", "by": leader, "now": timezone.now()}
        withholdings.answer_from_above(row, **opinion)
        page = f"/o/village/{code}/"
        assert words in client_of(member).get(page).content.decode()
        assert (words in client.get(page).content.decode()) == is_open


@pytest.mark.clause("JG-04")
def test_an_item_that_the_superior_wanted_disclosed_shows_its_opinion(today, client):
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    desk = Desk("village", "jiguan", superior=superior, on=today)
    item = desk.registered()
    row = proposed(desk, today, kind="exemption", entry=None, item=item)
    row = withholdings.approve(row, by=desk.approver, now=timezone.now())
    with pytest.raises(ValidationError, match="手机号"):
        opinion = "请联系13800138000。"
        withholdings.answer_from_above(row, agreed=False, opinion=opinion, by=leader, now=timezone.now())
    withholdings.answer_from_above(row, agreed=False, opinion="应当公开。", by=leader, now=timezone.now())
    item = desk.released_from(item)
    assert "，不同意不予公开：应当公开。" in client.get(item.get_absolute_url()).content.decode()


def test_readers_do_not_see_that_an_item_is_put_off(desk, today, client):
    item = desk.registered(title="张某的处分决定")
    in_force(desk, today, entry=None, item=item)
    member = make_person("member")
    make_member(member, desk.organization)
    for reader in (client, client_of(member)):
        assert reader.get(f"/i/{item.pk}/").status_code == 404
        for page in (f"/o/{desk.organization.code}/1-1/", f"/o/{desk.organization.code}/"):
            text = reader.get(page).content.decode()
            assert "处分决定" not in text and "暂缓公开" not in text


def test_what_waits_for_approval_is_not_shown_to_readers(desk, today, client):
    proposed(desk, today)
    text = client.get(f"/o/{desk.organization.code}/1-1/").content.decode()
    assert "暂缓公开" not in text and "正在调查" not in text


# --- lists ---


def test_a_list_of_twenty_takes_as_many_queries_as_a_list_of_one(today):
    leaves = [branch(f"1-{number}", f"事项{number}") for number in range(1, 22)]
    desk = Desk(entries=[branch("1", "目录", leaves)], on=today)
    client = client_of(desk.approver)
    counts = []
    for numbers in (range(1, 2), range(2, 21)):
        for number in numbers:
            proposed(desk, today, entry=desk.entry(f"1-{number}"))
        for page in ("/admin/catalog/withholding/", "/admin/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
