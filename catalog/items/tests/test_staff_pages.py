"""The desk as people use it: pages and buttons, through the test client."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalog.items.actions.publishing import ask_withdrawal, confirm_withdrawal
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.staff.buttons import place_of
from catalog.items.states import ItemState, VersionState
from catalog.items.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import client_of, make_person, make_post

pytestmark = pytest.mark.django_db
SEEN = re.compile(r'name="review-seen" value="(?P<stamp>[^"]+)"')


@pytest.fixture
def desk():
    return Desk()


def workbench(item, step="") -> str:
    return f"/admin/catalog/item/{item.pk}/change/" + (f"?step={step}" if step else "")


def press(person, item, name, **data):
    fields = {f"{name}-{key}": value for key, value in data.items()}
    return client_of(person).post(f"/admin/catalog/item/{item.pk}/do/{name}/", fields, follow=True)


def seen_on(client, item, name) -> str:
    """The stamp of what the page shows beside the button."""
    found = re.search(
        rf'name="{name}-seen" value="(?P<stamp>[^"]+)"', client.get(workbench(item, "check")).content.decode()
    )
    assert found
    return found["stamp"]


def registered_at_the_desk(desk, **changes):
    today = timezone.localdate()
    data = {
        "organization": desk.organization.code,
        "entry": desk.entry("1-1").pk,
        "event_on": today,
        "title": "召开组织生活会",
    }
    return client_of(desk.clerk).post("/admin/catalog/item/add/", {**data, **changes}, follow=True)


@pytest.mark.clause("JG-05")
@pytest.mark.clause("JG-06")
def test_an_item_walks_from_the_register_form_to_society_by_buttons_alone(desk):
    answer = registered_at_the_desk(desk)
    assert answer.status_code == 200
    item = Item.objects.get()
    clerk = client_of(desk.clerk)
    text = {"title": "召开组织生活会", "body": "<p>已经召开。</p>"}
    assert clerk.post(f"/admin/catalog/item/{item.pk}/text/", text).status_code == 302
    shown = clerk.get(workbench(item, "check")).content.decode()
    assert "还差这些才能提交" in shown
    plan = {
        "event_on": item.event_on, "scope": "society", "approval_route": "leader", "is_truthful": "on", "channels": item.channels,
    }  # fmt: skip
    assert clerk.post(f"/admin/catalog/item/{item.pk}/plan/", plan).status_code == 302
    press(desk.clerk, item, "submit")
    press(desk.reviewer, item, "review", necessity="on", accuracy="on", passed="yes")
    press(desk.secrecy, item, "check_secrecy", conclusion="不涉密，可以公开", passed="yes")
    press(desk.approver, item, "approve", passed="yes")
    press(desk.secretary, item, "publish_outside")
    item.refresh_from_db()
    assert item.state == ItemState.PUBLISHED_OUTSIDE
    taken = Event.objects.filter(object_type="catalog.item", object_id=item.pk).values_list("action", flat=True)
    assert {"item.submitted", "item.reviewed", "item.secrecy_checked", "item.approved"} <= set(taken)


def test_a_return_without_a_reason_is_refused_and_leaves_the_item_where_it_is(desk):
    item = desk.submitted()
    answer = press(desk.reviewer, item, "review", passed="no", reason="  ")
    assert "退回时请写明原因" in answer.content.decode()
    item.refresh_from_db()
    assert item.state == ItemState.SUBMITTED


def test_a_return_gives_its_reason_to_the_writer(desk):
    item = desk.submitted()
    press(desk.reviewer, item, "review", passed="no", reason="请补充参加人数。")
    shown = client_of(desk.clerk).get("/admin/").content.decode()
    assert "退回了，请按意见修改" in shown
    assert "请补充参加人数。" in client_of(desk.clerk).get(workbench(item)).content.decode()


def test_a_second_press_of_the_same_button_is_told_so_and_changes_nothing(desk):
    item = desk.submitted()
    press(desk.reviewer, item, "review", necessity="on", accuracy="on", passed="yes")
    answer = press(desk.reviewer, item, "review", necessity="on", accuracy="on", passed="yes")
    assert "已经有人办过" in answer.content.decode()
    assert item.working_version.decisions.filter(step="review").count() == 1


def test_a_text_that_was_written_anew_is_not_decided_on_unread(desk):
    item = desk.submitted()
    reviewer = client_of(desk.reviewer)
    url = f"/admin/catalog/item/{item.pk}/do/review/"
    fields = {"review-necessity": "on", "review-accuracy": "on", "review-passed": "yes", "review-reason": "写得很好"}
    stale = {**fields, "review-seen": seen_on(reviewer, item, "review")}
    press(desk.secrecy, item, "check_secrecy", passed="no", reason="请改标题。")
    client_of(desk.clerk).post(
        f"/admin/catalog/item/{item.pk}/text/", {"title": "另一个标题", "body": "<p>另一份内容</p>"}
    )
    press(desk.clerk, item, "submit")
    answer = reviewer.post(url, stale).content.decode()
    assert "请再看一遍，再按一次" in answer
    assert "另一份内容" in answer
    assert "写得很好" in answer
    assert not item.working_version.decisions.filter(step="review", result="passed").exists()
    reviewer.post(url, {**fields, "review-seen": SEEN.search(answer)["stamp"]})
    assert item.working_version.decisions.filter(step="review", result="passed").count() == 1


def test_a_draft_that_a_colleague_changed_is_not_submitted_unread(desk):
    item = desk.registered()
    clerk = client_of(desk.clerk)
    stale = seen_on(clerk, item, "submit")
    clerk.post(f"/admin/catalog/item/{item.pk}/text/", {"title": "另一个标题", "body": "<p>另一份内容</p>"})
    answer = press(desk.clerk, item, "submit", seen=stale).content.decode()
    assert "请再看一遍，再按一次" in answer
    item.refresh_from_db()
    assert item.state == ItemState.DRAFT
    press(desk.clerk, item, "submit", seen=seen_on(clerk, item, "submit"))
    item.refresh_from_db()
    assert item.state == ItemState.SUBMITTED


def test_what_was_typed_for_a_step_that_is_over_can_be_copied(desk):
    item = desk.submitted()
    press(desk.reviewer, item, "review", passed="no", reason="请补充。")
    shown = press(desk.reviewer, item, "review", passed="no", reason="第二位审核人写的长长的理由").content.decode()
    assert "已经有人办过" in shown
    assert "您刚才写的没有存进去" in shown
    assert "第二位审核人写的长长的理由" in shown


def test_a_text_saved_after_it_was_submitted_can_be_copied(desk):
    item = desk.submitted()
    text = {"title": "还没有写完", "body": "<p>后来写的一大段</p>"}
    shown = client_of(desk.clerk).post(f"/admin/catalog/item/{item.pk}/text/", text).content.decode()
    assert "您刚才写的没有存进去" in shown
    assert "后来写的一大段" in shown
    assert item.working_version.title != "还没有写完"


def test_an_autosave_answers_with_the_new_stamp_and_a_stale_one_keeps_both_texts(desk):
    item = desk.registered()
    stale = item.working_version.saved_at
    client = client_of(desk.clerk)
    url = f"/admin/catalog/item/{item.pk}/text/"
    first = client.post(
        url, {"title": "第一次", "body": "<p>甲</p>", "seen_saved_at": stale.isoformat()}, headers={"X-Autosave": "1"}
    )
    assert first.status_code == 200
    assert first.json()["seen_saved_at"]
    second = client.post(url, {"title": "第二次", "body": "<p>乙</p>", "seen_saved_at": stale.isoformat()})
    shown = second.content.decode()
    assert "保存过这份内容" in shown
    assert "乙" in shown
    item.refresh_from_db()
    assert item.working_version.title == "第一次"


def test_a_future_day_is_refused_and_the_typed_title_is_kept(desk):
    answer = registered_at_the_desk(desk, event_on=timezone.localdate() + timedelta(days=1), title="还没发生的事")
    shown = answer.content.decode()
    assert "这一天还没有到" in shown
    assert "还没发生的事" in shown
    assert not Item.objects.exists()


@pytest.mark.clause("LK-06")
def test_an_off_catalogue_item_asks_for_scope_and_limit(desk):
    answer = registered_at_the_desk(desk, entry="off")
    assert "请选择公开范围" in answer.content.decode()
    registered_at_the_desk(desk, entry="off", scope="party", limit_kind="immediate")
    assert Item.objects.get().entry is None


def token_on(client, address: str) -> str:
    [token] = re.findall(r'name="once" value="([^"]+)"', client.get(address).content.decode())
    return token


def test_a_page_that_is_sent_again_leads_to_the_item_it_registered(desk):
    """The answer was lost, or somebody went back: one item, and another page registers another."""
    clerk = client_of(desk.clerk)
    token, other = (token_on(clerk, "/admin/catalog/item/add/") for _page in range(2))
    refused = registered_at_the_desk(desk, once=token, title="")
    assert "once" in refused.content.decode() and not Item.objects.exists()
    first = registered_at_the_desk(desk, once=token)
    again = registered_at_the_desk(desk, once=token)
    assert Item.objects.count() == 1
    assert again.redirect_chain == first.redirect_chain
    assert "没有再做一次" in again.content.decode()
    registered_at_the_desk(desk, once=other)
    assert Item.objects.count() == 2


def test_a_draft_that_was_registered_twice_is_dropped_by_its_writer(desk):
    registered_at_the_desk(desk)
    registered_at_the_desk(desk)
    kept, double = Item.objects.order_by("pk")
    row = double.deadline
    colleague = make_person("colleague")
    make_post(colleague, desk.organization, "clerk")
    assert "删除草稿" not in client_of(colleague).get(workbench(double, "check")).content.decode()
    press(colleague, double, "drop_draft")
    assert Item.objects.count() == 2
    clerk = client_of(desk.clerk)
    assert "删除草稿" in clerk.get(workbench(double, "check")).content.decode()
    assert "草稿已删除" in press(desk.clerk, double, "drop_draft").content.decode()
    assert list(Item.objects.all()) == [kept]
    row.refresh_from_db()
    assert (row.closed_as, row.url) == ("ended", kept.staff_url)
    assert Event.objects.get(action="item.dropped").changes["index_number"] == double.index_number
    # The other one is owed: it does not vanish.
    assert "不能删除" in press(desk.clerk, kept, "drop_draft").content.decode()
    assert Item.objects.filter(pk=kept.pk, deadline__closed_on=None).exists()


def test_what_a_reviewer_has_seen_is_not_dropped(desk):
    item = desk.submitted()
    press(desk.reviewer, item, "review", passed="no", reason="请补充金额")
    item.refresh_from_db()
    assert item.state == ItemState.DRAFT
    press(desk.clerk, item, "drop_draft")
    assert Item.objects.filter(pk=item.pk).exists()


def test_nobody_spends_the_page_of_another(desk):
    colleague = make_person("colleague")
    make_post(colleague, desk.organization, "clerk")
    registered_at_the_desk(desk, once="guessed")
    data = {"organization": desk.organization.code, "entry": desk.entry("1-1").pk, "once": "guessed"}
    data |= {"event_on": timezone.localdate(), "title": "另一件"}
    client_of(colleague).post("/admin/catalog/item/add/", data)
    assert sorted(Item.objects.values_list("title", flat=True)) == ["另一件", "召开组织生活会"]


def test_another_organisations_clerk_finds_nothing_on_the_desk(desk):
    item = desk.submitted()
    stranger = Desk("other").clerk
    client = client_of(stranger)
    assert client.get(workbench(item)).status_code == 404
    assert client.get(f"/admin/catalog/item/{item.pk}/preview/").status_code == 404
    assert client.post(f"/admin/catalog/item/{item.pk}/do/submit/").status_code == 404
    assert item.title not in client.get("/admin/catalog/item/").content.decode()
    assert item.title not in client.get("/admin/").content.decode()


def test_the_clerk_is_not_offered_what_only_others_may_do(desk):
    item = desk.submitted()
    shown = client_of(desk.clerk).get(workbench(item)).content.decode()
    assert "/do/review/" not in shown
    assert "/do/approve/" not in shown
    answer = press(desk.clerk, item, "approve", passed="yes")
    assert "现在还轮不到这一步" in answer.content.decode()
    item.refresh_from_db()
    assert item.state == ItemState.SUBMITTED


def test_a_passer_by_is_sent_to_sign_in():
    assert Client().get("/admin/catalog/item/add/").status_code == 302


def test_an_attachment_of_the_wrong_kind_is_refused_with_a_sentence(desk, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    item = desk.registered()
    bad = tmp_path / "工资表.docx"
    bad.write_bytes(b"MZ\x90\x00not a document")
    with bad.open("rb") as upload:
        answer = client_of(desk.clerk).post(f"/admin/catalog/item/{item.pk}/files/", {"file": upload})
    assert answer.status_code == 200
    assert item.working_version.attachments.count() == 0
    assert "field__error" in answer.content.decode()


def test_a_correction_shows_what_it_changes(desk):
    item = desk.published_outside()
    press(desk.clerk, item, "start_correction", note="日期写错了。")
    item.refresh_from_db()
    assert item.working_version.state == VersionState.DRAFT
    text = {"title": item.working_version.title, "body": "<p>本季度组织生活会已于九月召开。</p>"}
    client_of(desk.clerk).post(f"/admin/catalog/item/{item.pk}/text/", text)
    shown = client_of(desk.clerk).get(workbench(item)).content.decode()
    assert "<ins>本季度组织生活会已于九月召开。</ins>" in shown


@pytest.mark.parametrize("page", ["/admin/", "/admin/catalog/item/"])
def test_pages_of_the_desk_cost_the_same_for_one_item_and_for_twenty(desk, page, django_assert_max_num_queries):
    def cost() -> int:
        client = client_of(desk.reviewer)
        with django_assert_max_num_queries(60) as counted:
            assert client.get(page).status_code == 200
        return len(counted)

    desk.submitted(title="第1件")
    one = cost()
    for number in range(2, 21):
        desk.submitted(title=f"第{number}件")
    assert cost() == one


def test_each_thing_missing_links_to_the_place_where_it_is_put_right(desk):
    item = desk.registered(body="", is_truthful=False)
    shown = client_of(desk.clerk).get(workbench(item, "check")).content.decode()
    assert f'href="{workbench(item, "content")}"' in shown
    assert f'href="{workbench(item, "plan")}#id_is_truthful"' in shown
    assert 'id="id_is_truthful"' in client_of(desk.clerk).get(workbench(item, "plan")).content.decode()


@pytest.mark.parametrize(
    ("link", "is_writable", "place"),
    [
        ("title", True, "/base/?step=content#id_title"),
        ("body", True, "/base/?step=content"),
        ("channels", True, "/base/?step=plan#id_channels"),
        ("channels", False, ""),
        ("display_until", False, "#display"),
        ("#findings", True, "#findings"),
        ("/admin/catalog/withholding/1/change/", False, "/admin/catalog/withholding/1/change/"),
        ("", True, ""),
    ],
)
def test_what_blocks_names_a_place_only_where_the_person_can_go(link, is_writable, place):
    assert place_of(link, "/base/", is_writable=is_writable) == place


def test_a_withdrawn_item_names_the_archiving_that_waits_and_says_nothing_else_waits(desk):
    item = desk.released()
    ask_withdrawal(item, by=desk.clerk, reason="数字有误", now=desk.tick())
    confirm_withdrawal(item, by=desk.secretary, now=desk.tick())
    shown = client_of(desk.secretary).get(workbench(item)).content.decode()
    assert 'href="#archive"' in shown
    assert "现在没有需要您办的步骤" not in shown


def test_a_long_column_of_today_shows_a_few_cards_and_names_the_others(desk):
    opened = desk.now.date()
    for number in range(8):
        Deadline.objects.create(
            kind=Deadline.Kind.ITEM, organization=desk.organization, title=f"第{number}件", url=f"/admin/?{number}",
            opened_on=opened, start_on=opened, due_on=opened, rule={}, trace=[],
        )  # fmt: skip
    answer = client_of(desk.clerk).get("/admin/")
    column = answer.context["today"].late
    assert (len(column.cards), len(column.others), column.count, column.unnamed) == (6, 2, 8, 0)
    assert "还有 2 件" in answer.content.decode()


def test_a_stamp_that_is_no_moment_is_refused_with_a_message(desk):
    item = desk.registered()
    sent = {"kind": "mobile_phone", "mask": "138****1234", "seen_saved_at": "2026-13-45T00:00:00"}
    answer = client_of(desk.clerk).post(f"/admin/catalog/item/{item.pk}/findings/mask/", sent, follow=True)
    assert answer.status_code == 200 and [str(message) for message in answer.context["messages"]]


@pytest.mark.clause("LK-29")
def test_an_item_may_name_its_own_government_matter_and_not_an_address_alone(desk):
    item = desk.registered(code="1-1")
    plan = {"event_on": item.event_on, "scope": item.scope, "approval_route": "leader", "channels": item.channels}
    clerk, address = client_of(desk.clerk), "https://www.example.gov.cn/a"
    refused = clerk.post(f"/admin/catalog/item/{item.pk}/plan/", {**plan, "government_url": address})
    assert "填了网址的，也要写对应的政务公开事项。" in refused.content.decode()
    named = {"government_entry": "社会救助／最低生活保障", "government_url": address}
    assert clerk.post(f"/admin/catalog/item/{item.pk}/plan/", {**plan, **named}).status_code == 302
    item.refresh_from_db()
    assert {name: getattr(item, name) for name in named} == named
    change_plan(item, is_truthful=True, by=desk.clerk, now=desk.tick())
    desk.submitted(item)
    for person in (desk.clerk, desk.reviewer):
        assert "社会救助／最低生活保障</a>" in client_of(person).get(workbench(item)).content.decode()
