"""The first screen of whoever watches others: the worst three, and nothing to press for twice a day (QJ-18, LK-05)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    """Four below it, late with 1, 2, 3 and 4, and one that is not."""
    county, long_ago = make_organization("county"), timezone.localdate() - timedelta(days=9)
    for count, code in enumerate(("one", "two", "three", "four"), 1):
        branch = make_organization(code, county)
        make_holder(branch, "clerk")
        make_rows(branch, count, due_on=long_ago)
    make_organization("none", county)
    return county


@pytest.mark.clause("QJ-18")
@pytest.mark.clause("LK-05")
def test_the_first_screen_names_the_worst_three_and_presses_for_each_once_a_day(county):
    supervisor = make_holder(county, "supervisor")
    make_post(supervisor, county, "inspector")
    client = client_of(supervisor)
    page = client.get(reverse("admin:index"))
    standing = page.context["today"].standing
    assert [row.code for row in standing.worst] == ["four", "three", "two"]
    assert "".join(part.text for part in standing.sentence) == "现在逾期 10 件，在 4 个组织，最多的是："
    worst = standing.worst[0]
    assert worst.urge_url.replace("&", "&amp;") in page.content.decode()
    soon = make_rows(county, 1, due_on=timezone.localdate())[0]
    asked = client.get(worst.urge_url).context["page"].chosen
    client.post(worst.urge_url, {"row": [row.pk for row in asked], "words": "请尽快办理。"})
    for address in (reverse("admin:index"), reverse("oversight:home")):
        shown = client.get(address).content.decode()
        assert worst.urge_url.replace("&", "&amp;") not in shown
        assert shown.count(f'href="{reverse("oversight:organization_urges", args=["four"])}"') == 1
    board = client.get(reverse("oversight:home"))
    pressed = {row.deadline.pk: row.urge_url for row in board.context["rows"]}
    assert [pressed[row.pk] for row in asked] == [""] * 4 and all(
        url for pk, url in pressed.items() if pk not in {row.pk for row in asked}
    )
    week = client.get(reverse("oversight:home"), {"state": "week"}).context["rows"]
    assert [(row.deadline, bool(row.urge_url)) for row in week] == [(soon, True)]


@pytest.mark.clause("QJ-18")
def test_who_watches_one_organisation_alone_sees_no_comparison(county):
    branch = make_organization("alone", county)
    assert client_of(make_holder(branch, "secretary")).get(reverse("admin:index")).context["today"].standing is None
