"""Two people press the same button at the same moment: one decision, one refusal; or one page is sent twice."""

from django.utils import timezone

from catalog.items.actions.checking import check_secrecy, review, submit
from catalog.items.actions.publishing import (
    ask_withdrawal,
    confirm_withdrawal,
    publish_correction,
    publish_outside,
    start_correction,
)
from catalog.items.actions.registering import register_item
from catalog.items.actions.writing import save_text
from catalog.items.models import Decision, Item
from catalog.items.tests.factories import TODAY, Desk, indexed
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import client_of, make_holder
from disclosure.workflow.tests.races import RACE, at_once

pytestmark = RACE


def test_two_reviewers_at_once_leave_one_decision():
    desk = Desk()
    second = make_holder(desk.organization, "reviewer", "second-reviewer")
    item, now = desk.submitted(), desk.tick()
    outcomes = at_once(
        lambda: review(item, passed=True, by=desk.reviewer, now=now),
        lambda: review(item, passed=False, reason="不妥", by=second, now=now),
    )
    assert sorted(isinstance(outcome, Item) for outcome in outcomes) == [False, True]
    assert Decision.objects.filter(step="review").count() == 1


def test_the_two_checks_at_once_both_count():
    desk = Desk()
    item, now = desk.submitted(), desk.tick()
    at_once(
        lambda: review(item, passed=True, by=desk.reviewer, now=now),
        lambda: check_secrecy(item, passed=True, by=desk.secrecy, now=now),
    )
    assert Item.objects.get(pk=item.pk).state == "checked"


def test_a_double_click_publishes_once():
    desk = Desk()
    item, now = desk.approved(code="1-1"), desk.tick()
    at_once(*[lambda: publish_outside(item, by=desk.secretary, now=now)] * 4)
    assert Decision.objects.filter(step="publish_outside").count() == 1
    assert Event.objects.filter(action="item.published_outside").count() == 1


def test_many_registered_at_once_have_different_numbers():
    desk = Desk()
    entry, now = desk.entry("1-1"), desk.tick()

    def register():
        return register_item(
            organization=desk.organization, entry=entry, title="同时", event_on=TODAY, by=desk.clerk, now=now
        )

    numbers = [item.index_number for item in at_once(*[register] * 6)]
    assert sorted(numbers) == [f"branch-1-1-2026-{number:04d}" for number in range(1, 7)]


def test_a_double_click_begins_one_correction_and_refuses_the_others_in_words():
    desk = Desk()
    item, now = desk.released(), desk.tick()
    outcomes = at_once(*[lambda: start_correction(item, note="数字有误", by=desk.clerk, now=now)] * 4)
    assert sorted(isinstance(outcome, Item) for outcome in outcomes) == [False, False, False, True]
    assert item.versions.count() == 2


def test_a_text_saved_while_its_correction_is_handed_in_is_in_or_refused():
    desk = Desk()
    item = start_correction(desk.released(), note="数字有误", by=desk.clerk, now=desk.tick())
    now = desk.tick()
    at_once(
        lambda: submit(item, by=desk.clerk, now=now),
        lambda: save_text(item, title="迟到的标题", body="迟到", by=desk.secretary, now=now),
    )
    assert Item.objects.get(pk=item.pk).working_version.state == "submitted"


def test_a_correction_published_while_its_withdrawal_is_confirmed_ends_withdrawn_or_says_why_not():
    desk = Desk()
    item = desk.corrected(desk.released())
    item = ask_withdrawal(item, reason="内容有误", by=desk.clerk, now=desk.tick())
    now = desk.tick()
    _correction, withdrawal = at_once(
        lambda: publish_correction(item, by=desk.secretary, now=now),
        lambda: confirm_withdrawal(item, by=desk.secretary, now=now),
    )
    assert isinstance(withdrawal, Item)
    assert Item.objects.get(pk=item.pk).state == "withdrawn"
    assert not indexed(item)


def test_one_item_comes_of_a_page_that_was_sent_twice_at_once():
    desk = Desk()
    data = {"organization": desk.organization.code, "entry": desk.entry("1-1").pk, "once": "of-this-page"}
    data |= {"event_on": timezone.localdate(), "title": "召开组织生活会"}
    clients = [client_of(desk.clerk), client_of(desk.clerk)]
    answers = at_once(*(lambda client=client: client.post("/admin/catalog/item/add/", data) for client in clients))
    assert Item.objects.count() == 1
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"{Item.objects.get().staff_url}?step=content")
    }
