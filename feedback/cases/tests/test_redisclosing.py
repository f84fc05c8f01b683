"""An opinion on an item may have it disclosed again, each linked to the other; readers of the item learn no more than that."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.items.actions.registering import register_item
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk, make_item
from disclosure.organizations.tests.factories import make_holder, make_member, make_person, noon
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.receiving import receive_letter
from feedback.cases.actions.redisclosing import redisclose
from feedback.cases.actions.screening import screen
from feedback.cases.models.cases import Letter
from feedback.cases.public.pages.case import JOINED, letter_context
from feedback.cases.states import IllegalMove, Kind

pytestmark = pytest.mark.django_db
REASON = "根据党员群众的意见，整改后再次公开。"


class RedisclosureCase:
    """An opinion on a published item, handled by the clerk who drafts items."""

    def __init__(self, code="1-1"):
        self.desk = Desk()
        self.collector = make_holder(self.desk.organization, "collector")
        entry = self.desk.entry(code)
        self.item = make_item(self.desk.organization, self.desk.clerk, entry=entry, scope=entry.scope)
        self.letter = self.opinion()

    def opinion(self, **given) -> Letter:
        given = {"subject": "数字不对", "text": "人数和签到表不一样。", "name": "王小明", "item": self.item, **given}
        organization, now = self.desk.organization, noon(TODAY)
        letter = receive_letter(kind=Kind.OPINION, organization=organization, now=now, **given).letter
        screen(letter, by=self.collector, now=now)
        return assign(letter, handler=self.desk.clerk, by=self.collector, now=now)

    def redisclose(self, letter=None, by=None, reason=REASON):
        by = by or self.desk.clerk
        return redisclose(letter or self.letter, reason=reason, event_on=TODAY, by=by, now=self.desk.tick())

    def release(self, item: Item) -> Item:
        """Its truthfulness is declared anew."""
        return self.desk.released_from(change_plan(item, is_truthful=True, by=self.desk.clerk, now=self.desk.tick()))


@pytest.fixture
def case():
    return RedisclosureCase()


@pytest.mark.clause("LK-07")
def test_the_item_is_registered_again_and_both_know_of_each_other(case):
    new = case.redisclose()
    letter = Letter.objects.get(pk=case.letter.pk)
    assert (letter.led_to, new.redisclosure_of, new.redisclosure_reason) == (new, case.item, REASON)
    assert list(new.prompted_by.all()) == [letter]
    assert letter.steps.last().words.startswith("您反映的公开事项正在重新公开")
    with pytest.raises(IllegalMove):
        case.redisclose()


@pytest.mark.clause("PL-05")
def test_the_new_items_page_says_whose_opinion_it_was_and_no_more(client, case):
    new = case.redisclose()
    case.release(new)
    page = client.get(new.get_absolute_url()).content.decode()
    assert "根据党员群众意见再次公开" in page and REASON in page
    assert case.letter.number not in page and "王小明" not in page and "签到表" not in page
    assert "根据党员群众意见" not in client.get(case.item.get_absolute_url()).content.decode().split("再次公开</h2>")[0]


@pytest.mark.clause("LK-07")
def test_the_senders_page_links_to_the_new_item_as_soon_as_they_may_read_it():
    case = RedisclosureCase(code="1-3")
    member, stranger = make_person("member"), make_person("stranger")
    make_member(member, case.desk.organization)
    new = case.redisclose()
    assert "由此公开" not in labels(case.letter, member)
    case.release(new)
    assert "由此公开" in labels(case.letter, member)
    assert "由此公开" not in labels(case.letter, stranger)


def labels(letter, reader) -> list[str]:
    letter = Letter.objects.select_related(*JOINED).get(pk=letter.pk)
    return [row["label"] for row in letter_context(letter, reader, TODAY)["metadata"]]


@pytest.mark.clause("JG-08")
def test_a_second_opinion_is_linked_to_the_disclosure_that_is_under_way(case):
    other = case.opinion(subject="人数写错")
    new = case.redisclose()
    assert case.redisclose(other) == new
    assert new.prompted_by.count() == 2


def test_only_who_drafts_items_and_may_know_the_letter_begins_it(case):
    with pytest.raises(PermissionDenied):
        case.redisclose(by=case.collector)
    other_clerk = make_holder(case.desk.organization, "clerk", "other-clerk")
    with pytest.raises(PermissionDenied, match="不由您办理"):
        case.redisclose(by=other_clerk)
    assert not case.item.redisclosures.exists()


def test_neither_number_nor_personal_data_stands_in_the_reason_nor_an_unpublished_item_is_disclosed_again(case):
    for reason in (f"根据{case.letter.number}号意见", "王某（身份证110101199003077715）提出"):
        with pytest.raises(ValidationError):
            case.redisclose(reason=reason)
    desk = case.desk
    draft = register_item(
        organization=desk.organization, entry=desk.entry("1-1"), title="草稿", event_on=TODAY, by=desk.clerk,
        now=desk.tick(),
    )  # fmt: skip
    with pytest.raises(ValidationError):
        case.redisclose(case.opinion(item=draft))
    with pytest.raises(IllegalMove):
        case.redisclose(case.opinion(item=None))
