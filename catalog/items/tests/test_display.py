"""How long society reads an item, what is said afterwards, and what a correction shows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.items.actions.display import end_due_displays, set_display_until
from catalog.items.actions.longer_display import agree_longer_display, ask_longer_display, refuse_longer_display
from catalog.items.actions.publishing import (
    ask_withdrawal,
    confirm_withdrawal,
    end_display,
    publish_correction,
    publish_outside,
    refuse_withdrawal,
)
from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.staff.forms import PlanForm, display_help
from catalog.items.tests.factories import TODAY, Desk, submission_blockers
from catalog.schemes.rules import scheme_for
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_member, make_person, make_post, noon
from disclosure.workflow.refusals import Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def desk():
    return Desk(name="青岭县民政局党支部", on=timezone.localdate() - timedelta(days=20))


@pytest.fixture
def member(desk):
    person = make_person("member")
    make_member(person, desk.organization)
    return person


def day(desk):
    return timezone.localdate(desk.now)


def sign_in(client, person):
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")


def read(client, item) -> str:
    return client.get(item.get_absolute_url()).content.decode()


def days(number):
    return TODAY + timedelta(days=number)


@pytest.mark.clause("PL-10")
def test_a_bounded_display_is_not_cut_short_by_a_button():
    desk = Desk(slug="pingluo")
    item = desk.published_outside(code="1-1")
    desk.now += timedelta(days=6)
    with pytest.raises(Blocked, match="至少7天，现在才6天"):
        end_display(item, reason="占地方", by=desk.secretary, now=desk.tick())
    desk.now += timedelta(days=1)
    assert end_display(item, reason="占地方", by=desk.secretary, now=desk.tick()).state == "display_ended"


@pytest.mark.clause("PL-10")
@pytest.mark.parametrize(("number", "fits"), [(6, False), (7, True), (15, True)])
def test_the_plan_is_refused_when_society_would_read_too_short(number, fits):
    desk = Desk(slug="pingluo")
    item = desk.registered(code="1-1")
    if fits:
        item = change_plan(item, display_until=days(number), by=desk.clerk, now=desk.tick())
        assert item.display_until == days(number)
        return
    with pytest.raises(ValidationError, match="7至15天"):
        change_plan(item, display_until=days(number), by=desk.clerk, now=desk.tick())
    item.refresh_from_db()
    assert item.display_until is None


@pytest.mark.clause("PL-10")
def test_the_plan_is_refused_when_even_the_last_day_in_time_is_too_early():
    desk = Desk(slug="pingluo")
    item = desk.registered(code="1-1")
    latest = item.deadline.due_on + timedelta(days=15)
    item = change_plan(item, display_until=latest, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="也有16天"):
        change_plan(item, display_until=latest + timedelta(days=1), by=desk.clerk, now=desk.tick())


@pytest.mark.clause("PL-10")
def test_a_plan_that_grew_too_short_on_the_way_is_told_before_it_is_submitted():
    desk = Desk(slug="pingluo")
    item = desk.registered(code="1-1", display_until=days(7))
    assert not submission_blockers(item, on=TODAY)
    assert {row.code for row in submission_blockers(item, on=days(1))} == {"display_limits"}


@pytest.mark.clause("PL-10")
@pytest.mark.parametrize(("number", "fits"), [(6, False), (7, True), (15, True), (16, False)])
def test_the_day_of_publication_settles_whether_the_display_is_long_enough(number, fits):
    desk = Desk(slug="pingluo")
    item = desk.approved(code="1-1")
    Item.objects.filter(pk=item.pk).update(display_until=days(number))
    if fits:
        assert desk.published_outside(item).display_until == days(number)
        return
    with pytest.raises(Blocked, match="7至15天"):
        desk.published_outside(item)
    item.refresh_from_db()
    assert item.published_outside_at is None


@pytest.mark.clause("PL-10")
@pytest.mark.parametrize(("number", "fits"), [(6, False), (7, True), (15, True), (16, False)])
def test_a_change_of_the_last_day_stays_within_the_bounds_counted_from_publication(number, fits):
    desk = Desk(slug="pingluo")
    item = desk.published_outside(code="1-1")
    change = {"display_until": days(number), "by": desk.secretary, "now": noon(days(3))}
    if fits:
        assert set_display_until(item, **change).display_until == days(number)
        return
    with pytest.raises(Blocked, match="7至15天"):
        set_display_until(item, **change)


@pytest.mark.clause("PL-10")
def test_a_bounded_display_without_an_end_gets_the_longest_and_can_never_lose_it():
    desk = Desk(slug="pingluo")
    item = desk.published_outside(code="1-1")
    assert item.display_until == days(15)
    item = set_display_until(item, display_until=None, by=desk.secretary, now=noon(days(3)))
    assert item.display_until == days(15)


def test_the_publisher_puts_a_date_right_before_publication():
    """The days between plan and publication may have made it wrong; nobody need send the item back for that."""
    desk = Desk(slug="pingluo")
    item = desk.approved(code="1-1", display_until=days(7))
    later = noon(days(4))
    with pytest.raises(Blocked):
        publish_outside(item, by=desk.secretary, now=later)
    item = set_display_until(item, display_until=days(14), by=desk.secretary, now=later)
    assert publish_outside(item, by=desk.secretary, now=later).display_until == days(14)


@pytest.mark.clause("JG-13")
@pytest.mark.clause("YY-06")
@pytest.mark.parametrize("slug", ["jiguan", "yueyang"])
def test_where_the_scheme_sets_no_bounds_the_end_is_optional_and_free(slug):
    desk = Desk(slug=slug)
    item = desk.published_outside(code="1-1")
    assert item.display_until is None
    for until in (days(1), days(400), None):
        item = set_display_until(item, display_until=until, by=desk.secretary, now=desk.tick())
        assert item.display_until == until


@pytest.mark.clause("JG-13")
@pytest.mark.parametrize(
    ("slug", "kind", "words"),
    [("jiguan", "periodic", "公开时间尽量长"), ("pingluo", "periodic", "7至15天"), ("pingluo", "fixed", "长期公开")],
)
def test_the_form_of_the_plan_says_how_long(slug, kind, words):
    desk = Desk(slug=slug)
    rules = scheme_for(desk.organization, TODAY)
    assert words in display_help(rules, kind)
    form = PlanForm(item=desk.registered(code="1-1"), rules=rules, today=TODAY)
    assert not form.fields["display_until"].required


@pytest.mark.clause("PL-10")
def test_what_is_over_is_not_prolonged_even_before_the_sweep(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    Item.objects.filter(pk=item.pk).update(display_until=day(desk))
    tomorrow = noon(day(desk) + timedelta(days=1))
    with pytest.raises(NotNow, match="再次公开"):
        set_display_until(item, display_until=None, by=desk.secretary, now=tomorrow)


@pytest.mark.clause("PL-10")
def test_after_midnight_every_list_drops_it_although_the_sweep_has_not_run(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), title="期满的公示")
    Item.objects.filter(pk=item.pk).update(display_until=timezone.localdate() - timedelta(days=1))
    item.refresh_from_db()
    assert item.state == "published_outside"
    code = desk.organization.code
    lists = [
        "/",
        f"/o/{code}/",
        f"/o/{code}/1-1/",
        f"/feeds/{code}.xml",
        "/api/v1/items/",
        "/search/?q=期满",
        "/sitemap/",
    ]
    for path in [*lists, f"/screen/{code}/", f"/screen/{code}/items.json"]:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "期满的公示" not in answer.content.decode(), path
    sign_in(client, desk.clerk)
    assert client.get(f"/admin/catalog/item/{item.pk}/change/").status_code == 200


@pytest.mark.clause("PL-10")
def test_the_public_address_says_when_it_was_shown_and_who_may_still_read(client, desk, member):
    item = desk.published_outside(code="1-1", event_on=day(desk), title="期满的公示", body="<p>公示的正文</p>")
    until = timezone.localdate() - timedelta(days=1)
    Item.objects.filter(pk=item.pk).update(display_until=until)
    answer = client.get(item.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 410
    assert f"{until.year}年{until.month}月{until.day}日" in page
    assert f"{day(desk).year}年{day(desk).month}月{day(desk).day}日" in page
    assert f"/accounts/login/?next=/i/{item.pk}/" in page
    assert "期满的公示" not in page and "公示的正文" not in page
    sign_in(client, member)
    assert "公示的正文" in read(client, item)


def test_taken_down_early_the_page_names_the_day_it_was_taken_down(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), display_until=timezone.localdate())
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    page = read(client, item)
    assert f"到 {day(desk).year}年{day(desk).month}月{day(desk).day}日" in page


def stamps(item):
    return Item.objects.values_list("published_inside_at", "published_outside_at").get(pk=item.pk)


def test_no_form_and_no_page_of_the_desk_offers_a_date_of_publication(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    before = stamps(item)
    sign_in(client, desk.secretary)
    page = client.get(f"/admin/catalog/item/{item.pk}/change/").content.decode()
    assert 'name="published_' not in page and 'name="released_' not in page
    forged = {"published_inside_at": "2020-01-01", "published_outside_at": "2020-01-01", "display_until": ""}
    for path in ("display/until/", "plan/", "text/", "change/", "redisclose/", "do/end_display/"):
        client.post(f"/admin/catalog/item/{item.pk}/{path}", forged)
    assert stamps(item) == before


def test_no_later_step_changes_when_it_was_published(desk):
    """Each act of a long life, in order; the dates stay those of the first publication."""
    item = desk.published_outside(code="1-2", event_on=day(desk))
    before = stamps(item)
    assert all(before)
    secretary = {"by": desk.secretary}
    acts = [
        lambda: set_display_until(item, display_until=day(desk), now=desk.tick(), **secretary),
        lambda: desk.corrected(item),
        lambda: publish_correction(item, now=desk.tick(), **secretary),
        lambda: ask_withdrawal(item, reason="再看看", by=desk.clerk, now=desk.tick()),
        lambda: refuse_withdrawal(item, reason="没有错", now=desk.tick(), **secretary),
        lambda: end_due_displays(on=day(desk) + timedelta(days=1), now=desk.tick() + timedelta(days=1)),
        lambda: start_redisclosure(item, reason="整改", event_on=day(desk), by=desk.clerk, now=desk.tick()),
        lambda: ask_withdrawal(item, reason="有误", by=desk.clerk, now=desk.tick()),
        lambda: confirm_withdrawal(item, now=desk.tick(), **secretary),
    ]
    for act in acts:
        act()
        assert stamps(item) == before
    with pytest.raises(TypeError):
        change_plan(desk.registered(code="1-1"), published_inside_at=desk.now, by=desk.clerk, now=desk.tick())


def corrected(desk, item, **text):
    return publish_correction(desk.corrected(item, **text), by=desk.secretary, now=desk.tick())


def test_a_correction_shows_what_changed_with_its_note_and_day(client, desk):
    body = "<p>收缴党费一百二十元。</p><p>其余不变。</p>"
    item = desk.published_outside(code="1-1", event_on=day(desk), title="党费收缴", body=body)
    corrected(desk, item, title="党费收缴", body=body.replace("一百二十", "一百三十"))
    page = read(client, item)
    assert "<del>收缴党费一百二十元。</del>" in page
    assert "<ins>收缴党费一百三十元。</ins>" in page
    assert "更正：数字有误" in page
    assert "其余不变。</del>" not in page


def test_personal_data_that_a_correction_took_out_is_not_shown_again(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), body="<p>正文。</p>")
    item.published_version.body = "<p>联系人手机13812341234。</p>"
    item.published_version.save()
    corrected(desk, item, body="<p>联系人见公开栏。</p>")
    page = read(client, item)
    assert "13812341234" not in page
    assert "<del>联系人手机138****1234。</del>" in page


def test_society_sees_no_text_that_was_corrected_before_it_went_outside(client, desk, member):
    item = desk.published_inside(code="1-2", event_on=day(desk), body="<p>只在党内看过的话。</p>")
    item = corrected(desk, item, body="<p>更正后的话。</p>")
    item = publish_outside(item, by=desk.secretary, now=desk.tick())
    assert "只在党内看过的话" not in read(client, item)
    sign_in(client, member)
    assert "只在党内看过的话" in read(client, item)


def test_the_desk_changes_the_last_day_and_keeps_what_was_typed_when_refused(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    sign_in(client, desk.secretary)
    address = f"/admin/catalog/item/{item.pk}/display/until/"
    wrong = timezone.localdate() - timedelta(days=1)
    page = client.post(address, {"display_until": wrong.isoformat()}).content.decode()
    assert "不能早于今天" in page and wrong.isoformat() in page
    right = timezone.localdate() + timedelta(days=30)
    assert client.post(address, {"display_until": right.isoformat()}).status_code == 302
    item.refresh_from_db()
    assert item.display_until == right
    sign_in(client, desk.clerk)
    assert client.post(address, {"display_until": ""}).status_code == 403


@pytest.mark.clause("PL-10")
def test_a_longer_display_needs_a_reason_and_a_second_person_and_none_is_shorter(client):
    on = timezone.localdate() - timedelta(days=2)
    desk = Desk("bureau", "pingluo", on=on)
    item = desk.released()
    assert item.display_until == on + timedelta(days=15)
    with pytest.raises(Blocked, match="7至15天"):
        set_display_until(item, display_until=on + timedelta(days=16), by=desk.secretary, now=desk.tick())
    asked = {"display_until": on + timedelta(days=30), "by": desk.secretary}
    with pytest.raises(Blocked, match="不用申请"):
        given = {**asked, "display_until": on + timedelta(days=15)}
        ask_longer_display(item, reason="群众要求", now=desk.tick(), **given)
    with pytest.raises(ValidationError, match="原因"):
        ask_longer_display(item, reason=" ", now=desk.tick(), **asked)
    item = ask_longer_display(item, reason="群众要求多看几天", now=desk.tick(), **asked)
    assert item.display_until == on + timedelta(days=15), "not before it is agreed to"
    make_post(desk.secretary, desk.organization, "approver")
    with pytest.raises(PermissionDenied, match="另一个人"):
        agree_longer_display(item, by=desk.secretary, now=desk.tick())
    item = agree_longer_display(item, by=desk.approver, now=desk.tick())
    assert item.display_until == on + timedelta(days=30)
    assert "经批准延长" in client.get(item.get_absolute_url()).content.decode()
    event = Event.objects.get(action="item.longer_agreed")
    assert (event.actor_id, event.changes["reason"]) == (desk.approver.pk, "群众要求多看几天")
    with pytest.raises(Blocked, match="7至15天"):
        set_display_until(item, display_until=on + timedelta(days=6), by=desk.secretary, now=desk.tick())


@pytest.mark.clause("PL-10")
def test_a_longer_display_that_is_refused_leaves_its_last_day():
    on = timezone.localdate()
    desk = Desk("bureau", "pingluo", on=on)
    asked = {"display_until": on + timedelta(days=30), "reason": "群众要求", "by": desk.secretary}
    item = ask_longer_display(desk.released(), now=desk.tick(), **asked)
    item = refuse_longer_display(item, reason="十五天够了。", by=desk.approver, now=desk.tick())
    assert (item.display_until, item.longer_until) == (on + timedelta(days=15), None)
    assert ask_longer_display(item, now=desk.tick(), **asked).longer_until


@pytest.mark.clause("PL-10")
def test_what_was_agreed_to_stays_when_still_longer_is_refused(client):
    on = timezone.localdate()
    desk = Desk("bureau", "pingluo", on=on)
    asked = {"reason": "群众要求", "by": desk.secretary}
    item = ask_longer_display(desk.released(), display_until=on + timedelta(days=30), now=desk.tick(), **asked)
    item = agree_longer_display(item, by=desk.approver, now=desk.tick())
    item = ask_longer_display(item, display_until=on + timedelta(days=60), now=desk.tick(), **asked)
    for _request in ("is open", "is refused"):
        assert (item.display_until, item.may_be_shown_longer) == (on + timedelta(days=30), True)
        assert "经批准延长" in client.get(item.get_absolute_url()).content.decode()
        if item.longer_asked_at:
            item = refuse_longer_display(item, reason="够了。", by=desk.approver, now=desk.tick())
    with pytest.raises(Blocked, match="7至15天"):
        set_display_until(item, display_until=on + timedelta(days=31), by=desk.secretary, now=desk.tick())
