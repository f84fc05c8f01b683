"""An opinion on an item may have it disclosed again, each linked to the other; readers of the item learn no more than that."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.items.actions.registering import register_item
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk, make_item
from disclosure.organizations.tests.factories import make_holder, make_member, make_person, noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.accepting import screen
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.receiving import receive_case
from feedback.cases.actions.turning import redisclose
from feedback.cases.models.cases import Case
from feedback.cases.public.pages.case import JOINED, case_page
from feedback.cases.states import Kind

pytestmark = pytest.mark.django_db
REASON = "根据党员群众的意见，整改后再次公开。"


class RedisclosureScene:
    """An opinion on a published item, handled by the clerk who drafts items."""

    def __init__(self, code="1-1"):
        self.desk = Desk()
        self.collector = make_holder(self.desk.organization, "collector")
        entry = self.desk.entry(code)
        self.item = make_item(
            self.desk.organization, self.desk.clerk, entry=entry, scope=entry.scope, channels=list(entry.channels)
        )
        self.case = self.opinion()

    def opinion(self, **given) -> Case:
        given = {"subject": "数字不对", "text": "人数和签到表不一样。", "name": "王小明", "item": self.item, **given}
        organization, now = self.desk.organization, noon(TODAY)
        case = receive_case(kind=Kind.OPINION, organization=organization, by=SENDER, now=now, **given).case
        screen(case, by=self.collector, now=now)
        return assign(case, handler=self.desk.clerk, by=self.collector, now=now)

    def redisclose(self, case=None, by=None, reason=REASON):
        by = by or self.desk.clerk
        return redisclose(case or self.case, reason=reason, event_on=TODAY, by=by, now=self.desk.tick())

    def release(self, item: Item) -> Item:
        """Its truthfulness is declared anew."""
        return self.desk.released_from(change_plan(item, is_truthful=True, by=self.desk.clerk, now=self.desk.tick()))


@pytest.fixture
def scene():
    return RedisclosureScene()


@pytest.mark.clause("LK-07")
def test_the_item_is_registered_again_and_both_know_of_each_other(scene):
    new = scene.redisclose()
    case = Case.objects.get(pk=scene.case.pk)
    assert (case.led_to, new.redisclosure_of, new.redisclosure_reason) == (new, scene.item, REASON)
    assert list(new.prompted_by.all()) == [case]
    assert case.steps.last().words.startswith("您反映的公开事项正在重新公开")
    with pytest.raises(NotNow):
        scene.redisclose()


@pytest.mark.clause("PL-05")
def test_the_new_items_page_says_whose_opinion_it_was_and_no_more(client, scene):
    new = scene.redisclose()
    scene.release(new)
    page = client.get(new.get_absolute_url()).content.decode()
    assert "根据党员群众意见再次公开" in page and REASON in page
    assert scene.case.number not in page and "王小明" not in page and "签到表" not in page
    assert (
        "根据党员群众意见" not in client.get(scene.item.get_absolute_url()).content.decode().split("再次公开</h2>")[0]
    )


@pytest.mark.clause("LK-07")
def test_the_senders_page_links_to_the_new_item_as_soon_as_they_may_read_it():
    scene = RedisclosureScene(code="1-3")
    member, stranger = make_person("member"), make_person("stranger")
    make_member(member, scene.desk.organization)
    new = scene.redisclose()
    assert "由此公开" not in labels(scene.case, member)
    scene.release(new)
    assert "由此公开" in labels(scene.case, member)
    assert "由此公开" not in labels(scene.case, stranger)


def labels(case, reader) -> list[str]:
    case = Case.objects.select_related(*JOINED).get(pk=case.pk)
    return [row.label for row in case_page(case, reader, TODAY).metadata]


@pytest.mark.clause("JG-08")
def test_a_second_opinion_is_linked_to_the_disclosure_that_is_under_way(scene):
    other = scene.opinion(subject="人数写错")
    new = scene.redisclose()
    assert scene.redisclose(other) == new
    assert new.prompted_by.count() == 2


def test_only_who_drafts_items_and_may_know_the_case_begins_it(scene):
    with pytest.raises(PermissionDenied):
        scene.redisclose(by=scene.collector)
    other_clerk = make_holder(scene.desk.organization, "clerk", "other-clerk")
    with pytest.raises(PermissionDenied, match="不由您办理"):
        scene.redisclose(by=other_clerk)
    assert not scene.item.redisclosures.exists()


def test_neither_number_nor_personal_data_stands_in_the_reason_nor_an_unpublished_item_is_disclosed_again(scene):
    for reason in (f"根据{scene.case.number}号意见", "王某（身份证110101199003077715）提出"):
        with pytest.raises(ValidationError):
            scene.redisclose(reason=reason)
    desk = scene.desk
    draft = register_item(
        organization=desk.organization, entry=desk.entry("1-1"), title="草稿", event_on=TODAY, by=desk.clerk,
        now=desk.tick(),
    )  # fmt: skip
    with pytest.raises(ValidationError):
        scene.redisclose(scene.opinion(item=draft))
    with pytest.raises(NotNow):
        scene.redisclose(scene.opinion(item=None))
