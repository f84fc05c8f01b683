"""Cases on the desk's first page: cards of those that wait for the person, their days for those who handle them."""

from datetime import timedelta

import pytest

from catalog.staff.month import my_deadlines
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, noon
from feedback.cases.actions.assigning import assign
from feedback.cases.staff.cards import case_cards
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = pytest.mark.django_db
MONDAY = SUNDAY + timedelta(days=1)


@pytest.fixture
def people():
    longkou = under_scheme("longkou")
    return longkou, {role: make_holder(longkou, role) for role in ("handler", "collector", "clerk")}


def cards_of(person) -> list[tuple]:
    return [(card.url, card.action_label) for card in case_cards(access_of(person, MONDAY))]


def days_of(person) -> set[str]:
    return set(
        my_deadlines(access_of(person, MONDAY)).filter(kind__in=["request", "opinion"]).values_list("url", flat=True)
    )


@pytest.mark.clause("LK-23")
def test_everybody_finds_the_cases_of_their_post_and_nobody_those_of_another(people):
    longkou, role = people
    topic, opinion = received(longkou).case, received(longkou, Kind.OPINION).case
    urls = {case: f"/admin/feedback/case/{case.pk}/change/" for case in (topic, opinion)}
    assert cards_of(role["handler"]) == [(urls[topic], "去受理")]
    assert cards_of(role["collector"]) == [(urls[opinion], "去筛选")]
    assert cards_of(role["clerk"]) == []
    assert days_of(role["handler"]) == {urls[topic]} and days_of(role["collector"]) == {urls[opinion]}
    assert days_of(role["clerk"]) == set()


def test_who_was_given_a_case_finds_it_and_its_days(people):
    longkou, role = people
    topic = assign(received(longkou).case, handler=role["clerk"], by=role["handler"], now=noon(MONDAY))
    url = f"/admin/feedback/case/{topic.pk}/change/"
    assert [found for found, _label in cards_of(role["clerk"])] == [url]
    assert days_of(role["clerk"]) == {url}
    assert cards_of(role["handler"]) == []


def test_the_first_page_leads_a_handler_to_the_cases(client, people):
    longkou, role = people
    case = received(longkou).case
    client.force_login(role["handler"])
    page = client.get("/admin/").content.decode()
    assert case.subject in page and "/admin/feedback/case/" in page and "点题、申请、意见和咨询" in page
