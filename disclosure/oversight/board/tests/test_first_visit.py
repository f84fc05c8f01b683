"""A supervisor who was told nothing: from the page that opens, by what stands on it alone, to what has to be done."""

import io
from collections import defaultdict
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document
from lxml.html import HtmlElement

from disclosure.deadlines.tests.factories import make_rows
from disclosure.orders.models import Order
from disclosure.organizations.tests.factories import make_holder, make_holders, make_organization
from disclosure.oversight.urging.models import Urge
from disclosure.testing.crawl.text import parsed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


class Visitor:
    """Types no address: follows what is on the page by its words, and sends forms as they come, with what is asked for."""

    def __init__(self, client):
        self.client, self.page, self.address = client, parsed(""), ""

    def open(self, address: str) -> None:
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, address
        self.page, self.address = (
            parsed(response.content.decode()),
            "{PATH_INFO}?{QUERY_STRING}".format(**response.request),
        )

    def follow(self, words: str, inside: HtmlElement | None = None) -> None:
        self.open(self.link(words, inside))

    def link(self, words: str, inside: HtmlElement | None = None) -> str:
        """The first of these words."""
        place = self.page if inside is None else inside
        return next(each.get("href") for each in place.iter("a") if each.text_content().strip().startswith(words))

    def send(self, words: str, **values: str) -> None:
        """The form with the button of these words."""
        form = next(
            form for form in self.page.forms if any(words in each.text_content() for each in form.iter("button"))
        )
        sent: dict = defaultdict(list)
        for name, value in form.form_values():
            sent[name].append(value)
        response = self.client.post(form.get("action") or self.address, sent | values, follow=True)
        assert response.status_code == 200
        self.page = parsed(response.content.decode())


@pytest.mark.clause("LK-05", "LK-25", "JG-17", "QJ-18")
def test_the_three_worst_are_named_pressed_one_is_ordered_and_the_circular_taken_home(client):
    # In the month that the circular tells of.
    due_on = timezone.localdate().replace(day=1) - 10 * DAY
    county = make_organization("county")
    late = {"河口镇党委": 5, "青龙村党支部": 4, "实验小学党支部": 3, "中医院党支部": 1, "城北镇党委": 0}
    for number, (name, count) in enumerate(late.items()):
        place = make_organization(f"place-{number}", county, name=name, short_name=name)
        make_holders(place, ["clerk", "secretary"])
        make_rows(place, count, due_on=due_on, title=f"{name}的事")
        make_rows(place, 6, due_on=due_on, closed_on=due_on - DAY)
    client.force_login(make_holder(county, "inspector"))
    visitor = Visitor(client)
    visitor.open("/oversight/")
    first = visitor.page.find_class("late")[0].findall("tbody/tr")[:3]
    worst = list(late)[:3]
    assert [row.find("th/a").text_content() for row in first] == worst
    home = visitor.page
    for row, name in zip(first, worst, strict=True):
        visitor.page = home
        visitor.follow("催办", row)
        visitor.send("催办")
        assert Urge.objects.filter(deadline__organization__name=name).count() == late[name]
    assert Urge.objects.count() == 12
    visitor.page = home
    visitor.follow(f"{late[worst[0]]} 件", first[0])
    visitor.follow(f"{worst[0]}的事")
    visitor.follow("责令整改")
    visitor.send("发出", what="三天内办完。", why="拖得太久。")
    order = Order.objects.get()
    assert (order.organization.name, order.what) == (worst[0], "三天内办完。")
    visitor.page = home
    visitor.follow("通报")
    paper = client.get(visitor.link("下载 Word"))
    text = "\n".join(each.text for each in Document(io.BytesIO(b"".join(paper))).paragraphs)
    assert all(name in text for name in worst)
