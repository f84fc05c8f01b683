"""The staff pages of an order, for both sides and for nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines.dates import short
from disclosure.deadlines.tests.factories import make_rows
from disclosure.orders.models import Evidence, Order
from disclosure.orders.tests.scene import OrderScene
from disclosure.organizations.tests.factories import client_of, make_member, make_person

pytestmark = pytest.mark.django_db
ADD, LIST = "admin:orders_order_add", "admin:orders_order_changelist"


@pytest.fixture
def scene():
    return OrderScene()


def given_today(scene) -> Order:
    on = timezone.localdate()
    return scene.give(on, due_on=on + timedelta(days=20))


def do(client, order, name, **values):
    data = {f"{name}-{key}": value for key, value in values.items()}
    page = client.get(order.get_absolute_url()).content.decode()
    marker = f'name="{name}-seen" value="'
    if marker in page:
        data[f"{name}-seen"] = page.partition(marker)[2].partition('"')[0]
    return client.post(reverse("admin:orders_order_act", args=[order.pk, name]), data)


@pytest.mark.clause("JG-17")
def test_given_from_a_late_row_reported_with_a_photo_and_closed_on_the_pages(scene, upload):
    on = timezone.localdate()
    (row,) = make_rows(scene.branch, 1, due_on=on - timedelta(days=9))
    above, below = client_of(scene.inspector), client_of(scene.clerk)
    url = f"{reverse(ADD)}?deadline={row.pk}"
    page = above.get(url).content.decode()
    assert f"尽快办结：{row.title}" in page and f'value="{row.pk}"' in page
    data = {
        "organization": "branch",
        "deadline": row.pk,
        "what": "今天公开。",
        "why": "逾期。",
        "issuer": scene.county.pk,
    }
    answer = above.post(url, {**data, "due_on": (on + timedelta(days=20)).isoformat()})
    order = Order.objects.get()
    assert f"已发给{scene.branch}，开始计时。" in above.get(order.get_absolute_url()).content.decode()
    assert answer.status_code == 302 and answer["Location"] == order.get_absolute_url()
    assert (order.source_label, order.source_url) == (row.title, row.get_absolute_url())

    (card,) = [
        card for card in below.get(reverse("admin:index")).context["today"].waiting.every if card.kind == "整改要求"
    ]
    assert (card.url, card.action_label, card.state) == (order.get_absolute_url(), "去整改", "waiting")
    assert (card.on, card.note) == (f"{short(order.deadline.due_on, on)}以前", f"{scene.county}要求的")
    assert row.get_absolute_url() not in below.get(order.get_absolute_url()).content.decode()
    added = below.post(reverse("admin:orders_order_add_evidence", args=[order.pk]), {"upload": upload("板.txt")})
    assert added.status_code == 302
    do(below, order, "report_back", text="已经公开。")
    page = above.get(order.get_absolute_url()).content.decode()
    assert "已经公开。" in page and "板.txt" in page and row.get_absolute_url() in page
    (card,) = above.get(reverse("admin:index")).context["today"].waiting.every
    assert (card.url, card.action_label) == (order.get_absolute_url(), "去确认")
    do(above, order, "close_order", note="看到了。")
    order.refresh_from_db()
    assert order.state == "closed"


def test_an_order_that_was_reported_anew_is_read_before_it_is_closed(scene):
    """A page that was opened before the round it shows was sent back and reported anew."""
    order, on = given_today(scene), timezone.localdate()
    scene.report(on)
    above = client_of(scene.inspector)
    old = above.get(order.get_absolute_url()).content.decode()
    stamp = old.partition('name="close_order-seen" value="')[2].partition('"')[0]
    scene.return_it(on, on + timedelta(days=9))
    scene.report(on)
    answer = above.post(reverse("admin:orders_order_act", args=[order.pk, "close_order"]), {"close_order-seen": stamp})
    assert "刚刚有人改过" in answer.content.decode()
    assert scene.stored().state == "reported"


@pytest.mark.parametrize(
    ("side", "role", "reads"),
    [
        ("above", "inspector", True),
        ("above", "secretary", True),
        ("above", "supervisor", False),  # no desk: reads of it in the ledger
        ("own", "clerk", True),
        ("own", "approver", True),
        ("others", "clerk", False),
        ("others", "inspector", False),
    ],
)
def test_both_sides_read_it_and_nobody_else(scene, upload, side, role, reads):
    order = given_today(scene)
    client_of(scene.clerk).post(
        reverse("admin:orders_order_add_evidence", args=[order.pk]), {"upload": upload("板.txt")}
    )
    file = Evidence.objects.get()
    client = client_of(getattr(scene, side)[role])
    urls = [order.get_absolute_url(), reverse("admin:orders_order_evidence", args=[order.pk, file.pk])]
    assert {client.get(url).status_code == 200 for url in urls} == {reads}
    assert (str(order) in client.get(reverse(LIST)).content.decode()) == reads


def test_members_and_passers_by_see_nothing(scene, client):
    order = given_today(scene)
    member = make_person("member")
    make_member(member, scene.branch)
    for browser in (client, client_of(member)):
        for url in (order.get_absolute_url(), reverse(LIST), reverse(ADD)):
            assert browser.get(url).status_code in (302, 403, 404)


@pytest.mark.parametrize(
    ("role", "shows"), [("inspector", {"county", "branch", "other"}), ("approver", {"branch", "other"})]
)
def test_an_order_may_be_begun_for_those_below_and_for_no_other(scene, role, shows):
    page = client_of(scene.above[role]).get(reverse(ADD)).content.decode()
    assert {code for code in ("county", "branch", "other") if f"?organization={code}" in page} == shows
    client, on = client_of(scene.others["inspector"]), timezone.localdate()
    assert "要整改什么" not in client.get(f"{reverse(ADD)}?organization=branch").content.decode()
    (row,) = make_rows(scene.branch, 1, due_on=on)
    assert row.title not in client.get(f"{reverse(ADD)}?deadline={row.pk}").content.decode()
    data = {"organization": "branch", "what": "改。", "why": "有错。", "issuer": scene.other.pk}
    client.post(reverse(ADD), {**data, "due_on": (on + timedelta(days=9)).isoformat()})
    assert not Order.objects.exists()


def test_the_list_shows_the_overdue_ones_in_constant_statements(scene, django_assert_max_num_queries):
    on = timezone.localdate()
    for number in range(12):
        scene.give(on - timedelta(days=60), what=f"第{number}块换成大字。", due_on=on - timedelta(days=30))
    kept = given_today(scene)
    client = client_of(scene.inspector)
    page = client.get(f"{reverse(LIST)}?due=overdue").content.decode()
    assert page.count("整改要求第") == 12 and str(kept) not in page
    with django_assert_max_num_queries(12):
        client.get(f"{reverse(LIST)}?due=overdue")


@pytest.mark.parametrize("days", [3, 20])
def test_an_open_order_stands_once_on_the_first_page(scene, days):
    on = timezone.localdate()
    order = scene.give(on, due_on=on + timedelta(days=days))
    today = client_of(scene.clerk).get(reverse("admin:index")).context["today"]
    cards = [card for column in (today.late, today.soon, today.waiting) for card in column.every]
    assert [card.url for card in cards].count(order.get_absolute_url()) == 1
