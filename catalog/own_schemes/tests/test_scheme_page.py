"""The page of a scheme on its way: what may be pressed, what is still missing, what is said to who comes too late."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from catalog.own_schemes.actions import answer_opinion
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.tests.test_scheme_life import LATER, Maker
from disclosure.organizations.tests.factories import noon

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
S = SchemeDraft.State


@pytest.fixture
def maker():
    return Maker("pingluo")


def page_of(client, draft, by):
    client.force_login(by)
    return client.get(draft.get_absolute_url())


def buttons(page):
    return [(row.action.name, row.style, bool(row.offer.blockers)) for row in page.context["offers"]]


def press(client, draft, name, **values):
    address = reverse("admin:catalog_schemedraft_do", args=[draft.pk, name])
    return client.post(address, {f"{name}-{field}": value for field, value in values.items()})


def test_the_first_button_that_nothing_stands_against_is_the_main_one(client, maker):
    draft = maker.draft()
    found = buttons(page_of(client, draft, maker.secretary))
    assert found == [("solicit", "main", False), ("submit", "plain", True), ("discard", "plain", False)]
    assert buttons(page_of(client, draft, maker.clerk)) == []


def test_a_review_asked_for_too_early_is_answered_with_what_is_missing(client, maker):
    draft = maker.draft()
    client.force_login(maker.secretary)
    answer = press(client, draft, "submit", review_body="县纪委")
    assert "送审以前要在党内外征求意见。" in answer.content.decode()
    assert SchemeDraft.objects.get().state == S.DRAFT


def test_the_drafter_sees_no_button_to_issue(client, maker):
    draft = maker.reviewed()
    assert buttons(page_of(client, draft, maker.leader)) == [("issue", "main", False)]
    SchemeDraft.objects.update(created_by=maker.leader)
    assert buttons(page_of(client, draft, maker.leader)) == []


def test_a_year_that_is_a_slip_of_the_pen_is_not_taken(client, maker):
    draft = maker.reviewing()
    client.force_login(maker.secretary)
    answer = press(client, draft, "register_review", passed="yes", reviewed_on="0206-09-01")
    assert "请核对年份。" in answer.content.decode()
    assert SchemeDraft.objects.get().state == S.REVIEWING


def test_a_button_pressed_too_late_says_so_and_changes_nothing(client, maker):
    draft = maker.issued()
    client.force_login(maker.leader)
    answer = press(client, draft, "issue", document_number="2号", issued_on=timezone.localdate().isoformat())
    assert answer.url == draft.get_absolute_url()
    assert [str(each) for each in get_messages(answer.wsgi_request)] == ["这一步已经有人办过，或者不由您办。"]
    assert SchemeDraft.objects.get().document_number == "党发〔2026〕1号"


def test_the_page_of_a_scheme_is_read_and_never_posted_to(client, maker):
    draft = maker.draft()
    client.force_login(maker.secretary)
    assert client.post(draft.get_absolute_url()).status_code == 405


def test_an_opinion_or_an_answer_written_too_late_can_be_copied(client, maker):
    draft = maker.soliciting()
    opinion = maker.opinion(draft)
    answer_opinion(draft, opinion=opinion, result="adopted", by=maker.clerk, now=noon(LATER))
    maker.reviewing(draft)
    client.force_login(maker.clerk)
    late = {
        "opinion-side": "inside",
        "opinion-text": "写了很久的意见",
        "opinion-given_on": timezone.localdate().isoformat(),
    }
    shown = client.post(reverse("admin:catalog_schemedraft_opinion", args=[draft.pk]), late).content.decode()
    assert "您刚才写的没有存进去" in shown and "写了很久的意见" in shown
    reply = {"result": "declined", "reply": "写了很久的说明"}
    shown = client.post(reverse("admin:catalog_schemedraft_answer", args=[opinion.pk]), reply).content.decode()
    assert "您刚才写的没有存进去" in shown and "写了很久的说明" in shown
