"""The page that presses, the supervisor's list, the page of whoever is pressed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.tests.factories import client_of, make_holder, make_member, make_organization, make_person
from disclosure.oversight.urging.models import Urge
from disclosure.oversight.urging.tests.test_pressing import UrgingScene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return UrgingScene()


def late(scene, count=1, **given):
    return scene.rows(count, due_on=timezone.localdate() - timedelta(days=9), **given)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.clause("QJ-18")
def test_pressed_on_the_page_answered_on_the_page_and_seen_on_both_sides(scene):
    row, soon = *late(scene), *scene.rows(1, due_on=timezone.localdate())
    (far,) = scene.rows(1, due_on=timezone.localdate() + timedelta(days=60), title="还早的一件")
    browser, url = client_of(scene.supervisor), reverse("oversight:urge")
    page = text(browser.get(f"{url}?row={row.pk}&row={soon.pk}&row={far.pk}"))
    assert "branch-clerk（2件）" in page and "还早的一件" in page and "离到期还早" in page
    assert f'name="row" value="{far.pk}"' not in page
    data = {"row": [row.pk, soon.pk], "words": "请本周办好。"}
    assert browser.post(url, data).status_code == 302
    again = browser.post(url, data)
    assert again.status_code == 200 and "今天已经催过" in text(again)
    assert Urge.objects.count() == 2

    urge = Urge.objects.get(deadline=row)
    below = client_of(scene.clerk)
    assert urge.get_absolute_url() in text(below.get(reverse("admin:index")))
    assert urge.get_absolute_url() in text(below.get(reverse("oversight:my_urges")))
    assert "请本周办好。" in text(below.get(urge.get_absolute_url()))
    promised = timezone.localdate() + timedelta(days=5)
    answer = {"reason": "材料没有齐。", "promised_on": promised.isoformat()}
    assert below.post(urge.get_absolute_url(), answer).status_code == 302
    today = below.get(reverse("admin:index"))
    assert urge.get_absolute_url() not in text(today)
    notes = [card.note for card in today.context["today"].late.every if card.title == row.title]
    assert notes == [f"答应{promised.month}月{promised.day}日以前办好"]
    shown = text(browser.get(reverse("oversight:urges")))
    assert "材料没有齐。" in shown and "已答应" in shown and "还没有答复" in shown
    assert "材料没有齐。" not in text(browser.get(f"{reverse('oversight:urges')}?is=waiting"))
    late_answer = below.post(urge.get_absolute_url(), answer)
    assert "不用再答复" in text(late_answer) and "材料没有齐。" in text(late_answer)


def test_several_are_answered_at_once_and_none_where_one_may_not_be(scene):
    on = timezone.localdate()
    made = scene.press(late(scene, 4), on=on)
    make_holder(scene.beside, "clerk")
    (foreign,) = scene.press(make_rows(scene.beside, 1, due_on=on - timedelta(days=9)), on=on)
    browser, url = client_of(scene.clerk), reverse("oversight:my_urges")
    today = text(browser.get(reverse("admin:index")))
    assert "4 件被催办，等您答复" in today and url in today
    answer = {"reason": "人手不够。", "promised_on": (on + timedelta(days=5)).isoformat()}
    assert "请先选要答复哪几件" in text(browser.post(url, answer))
    past = {**answer, "promised_on": (on - timedelta(days=1)).isoformat(), "urge": [made[0].pk]}
    again = text(browser.post(url, past))
    assert "今天或者以后" in again and f'value="{made[0].pk}" checked' in again
    browser.post(url, {**answer, "urge": [made[0].pk, made[1].pk, made[2].pk, foreign.pk]})
    assert set(Urge.objects.filter(reason="人手不够。", answered_by=scene.clerk)) == set(made[:3])
    assert made[3].get_absolute_url() in text(browser.get(url))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?state=overdue", 3),
        ("?state=overdue&kind=filing", 1),
        ("?state=all&code=branch", 2),
        ("?code=branch&own=1", 2),
    ],
)
def test_exactly_the_rows_of_a_selection_are_asked_for(scene, address, expected):
    late(scene)
    late(scene, kind="filing")
    make_rows(scene.beside, 1, due_on=timezone.localdate() - timedelta(days=9))
    scene.rows(1, due_on=timezone.localdate() + timedelta(days=60))
    make_holder(scene.beside, "clerk")
    page = text(client_of(scene.supervisor).get(f"{reverse('oversight:urge')}{address}"))
    assert page.count('name="row" value=') == expected


def test_by_the_address_of_an_organisation_too(scene):
    late(scene)
    make_rows(scene.beside, 1, due_on=timezone.localdate() - timedelta(days=9))
    page = text(client_of(scene.supervisor).get(reverse("oversight:urge", args=["town"])))
    assert page.count('name="row" value=') == 1


@pytest.mark.clause("QJ-18")
def test_who_does_not_watch_it_neither_presses_nor_reads(scene, client):
    (row,) = late(scene)
    url, given = reverse("oversight:urge"), {"row": row.pk, "words": "快。"}
    member = make_person("member")
    make_member(member, scene.branch)
    scene.press([row], on=timezone.localdate())
    urge = Urge.objects.get()
    outsiders = {"nobody": client, "member": client_of(member), "clerk": client_of(scene.clerk)}
    for who, browser in outsiders.items():
        assert browser.get(url).status_code in (302, 403) and browser.post(url, given).status_code in (302, 403)
        assert browser.get(reverse("oversight:urges")).status_code in (302, 403)
        assert browser.get(urge.get_absolute_url()).status_code == (
            200 if who == "clerk" else 404 if who == "member" else 302
        )
    other = client_of(scene.other)
    assert (
        row.title not in text(other.get(f"{url}?row={row.pk}")) and other.get(f"{url}?code=branch").status_code == 404
    )
    assert "没有要催办的" in text(other.post(url, given))
    assert (
        other.get(urge.get_absolute_url()).status_code == 404 and other.post(urge.get_absolute_url()).status_code == 404
    )
    assert urge.get_absolute_url() not in text(other.get(reverse("oversight:urges")))
    # Of a superior's pressing the town reads nothing but what is its own.
    assert client_of(scene.inspector).get(urge.get_absolute_url()).status_code == 404
    assert Urge.objects.count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_pages_cost_the_same_for_one_and_for_twenty(scene, count, django_assert_max_num_queries):
    for number in range(count):
        branch = make_organization(f"branch-{number}", superior=scene.town)
        make_holder(branch, "clerk")
        make_rows(branch, 2, due_on=timezone.localdate() - timedelta(days=9))
    browser = client_of(scene.supervisor)
    with django_assert_max_num_queries(14):
        page = browser.get(reverse("oversight:urge"))
    assert text(page).count('name="row" value=') == 2 * count
    rows = [each.partition('"')[0] for each in text(page).split('name="row" value="')[1:]]
    browser.post(reverse("oversight:urge"), {"row": rows, "words": "快。"})
    with django_assert_max_num_queries(10):
        assert text(browser.get(reverse("oversight:urges"))).count("还没有答复") >= 2 * min(count, 10)
