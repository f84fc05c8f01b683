"""A point-topic is met by a disclosure, or by a reasoned explanation to all who asked; never by an answer to one (LK-31)."""

from datetime import date

import pytest

from catalog.items.actions.hiding import hide, show_again
from catalog.items.actions.publishing import publish_inside, publish_outside
from catalog.items.tests.factories import Desk, make_item
from catalog.obligations.withholdings import actions as withholdings
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holders, noon
from disclosure.workflow.kit import SENDER, Blocked
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.closing import close, close_answered, reopen
from feedback.cases.actions.judging import judge
from feedback.cases.actions.listing import list_case, second
from feedback.cases.actions.turning import link_item
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import ACCEPTED, REFUSAL, SENT, AnswerScene
from feedback.cases.tests.factories import received

pytestmark = pytest.mark.django_db
SLUGS = ["longkou", "pingluo", "yueyang", "qijiang"]
WORDS = {"subject": "办公楼维修花了多少", "text": "想知道预算和决算。"}
LATER = date(2026, 10, 12)


def topic(slug="longkou", **given) -> AnswerScene:
    """Received on Sunday 20 September, so due 15 days later, 5 October, moved by the holiday to the 8th."""
    return AnswerScene(slug, Kind.TOPIC, **given)


def answered(scene, on=SENT, **given) -> Deadline:
    scene.written(on, **given)
    scene.send(on)
    return owed(scene)


def owed(scene) -> Deadline:
    return Deadline.objects.get(pk=scene.now_stored().answer_deadline_id)


def topic_of_item(**plan):
    """Accepted, and leading to an item that waits for its publication."""
    desk = Desk(on=ACCEPTED)
    people = make_holders(desk.organization, ["handler"])
    scene = AnswerScene.__new__(AnswerScene)
    scene.organization, scene.handler, scene.approver = desk.organization, people["handler"], desk.approver
    scene.case = accept(received(desk.organization, Kind.TOPIC).case, by=scene.handler, now=noon(ACCEPTED))
    item = desk.approved(**plan)
    link_item(scene.case, item=item, by=scene.handler, now=noon(ACCEPTED))
    return desk, scene, item


@pytest.mark.each_database
@pytest.mark.clause("LK-31")
@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_to_the_applicant_alone_leaves_the_time_limit_running(slug):
    scene = topic(slug)
    row = answered(scene, result="to_sender")
    assert scene.now_stored().state == "answered"
    assert row.closed_on is None
    assert "时限没有停" in scene.words()


@pytest.mark.clause("LK-31")
def test_it_is_late_when_its_day_has_passed_and_no_silence_and_no_button_closes_it():
    scene = topic()
    row = answered(scene, result="to_sender")
    assert row.due_on == date(2026, 10, 8) and row.is_overdue(date(2026, 10, 9))
    far = date(2026, 11, 30)
    assert close_answered(on=far, now=noon(far)) == 0
    with pytest.raises(Blocked, match="时限没有停"):
        close(scene.case, by=scene.handler, now=noon(far))
    case = judge(scene.now_stored(), verdict="satisfied", text="", by=SENDER, now=noon(LATER))
    assert (case.state, owed(scene).closed_on) == ("answered", None)


@pytest.mark.clause("LK-31")
@pytest.mark.parametrize(
    "given",
    [
        {"result": "explained", "text": "这项工作今年没有开展，所以没有开支。"},
        {"result": "not_held"},
        REFUSAL,
    ],
)
def test_a_reasoned_explanation_to_the_only_one_who_asked_meets_it(given):
    row = answered(topic(), **given)
    assert (row.closed_as, row.closed_on) == ("done", SENT)


@pytest.mark.clause("LK-31")
def test_where_others_asked_too_the_explanation_is_read_by_them_before_it_counts():
    scene = topic()
    list_case(scene.case, **WORDS, by=scene.approver, now=noon(ACCEPTED))
    second(scene.now_stored(), whoever="other", by=SENDER, now=noon(ACCEPTED))
    assert answered(scene, **REFUSAL).closed_on is None
    list_case(scene.now_stored(), **WORDS, reply=REFUSAL["text"], by=scene.approver, now=noon(LATER))
    assert (owed(scene).closed_as, owed(scene).closed_on) == ("done", LATER)
    assert close_answered(on=date(2026, 11, 30), now=noon(date(2026, 11, 30))) == 1


@pytest.mark.each_database
@pytest.mark.clause("LK-31")
@pytest.mark.parametrize("result", ["to_sender", "partly"])
def test_it_is_met_on_the_day_on_which_its_item_reaches_all_of_its_scope(result):
    desk, scene, item = topic_of_item(inside_first=True)
    grounds = {"reason": "under_way", "legal_basis": "disclosure-7"} if result == "partly" else {}
    assert answered(scene, result=result, **grounds).closed_on is None
    publish_inside(item, by=desk.secretary, now=noon(date(2026, 9, 30)))
    assert owed(scene).closed_on is None
    publish_outside(item, by=desk.secretary, now=noon(LATER))
    assert (owed(scene).closed_on, owed(scene).was_late()) == (LATER, True)
    assert scene.words() == "您点题的内容已经公开。"


@pytest.mark.clause("LK-31")
def test_linking_what_is_disclosed_already_meets_it():
    scene = topic()
    answered(scene, result="to_sender")
    item = make_item(scene.organization, scene.clerk, stage="inside")
    link_item(scene.now_stored(), item=item, by=scene.handler, now=noon(LATER))
    assert owed(scene).closed_on is None, "society does not read it yet"
    other = topic("yueyang")
    answered(other, result="to_sender")
    item = make_item(other.organization, other.clerk, scope="party", stage="inside")
    link_item(other.now_stored(), item=item, by=other.handler, now=noon(LATER))
    assert owed(other).closed_on == LATER


@pytest.mark.clause("LK-31")
def test_one_that_was_never_met_keeps_its_day_when_it_is_done_again():
    scene = topic()
    before = answered(scene, result="to_sender")
    case = reopen(scene.now_stored(), reason="应当公开。", by=scene.handler, now=noon(LATER))
    assert (case.answer_deadline_id, case.answer_deadline.due_on) == (before.pk, date(2026, 10, 8))
    assert "原来的时限没有停" in scene.words()


@pytest.mark.clause("LK-31")
@pytest.mark.parametrize("slug", SLUGS)
def test_an_application_is_met_by_an_answer_to_its_applicant(slug):
    scene = AnswerScene(slug, Kind.APPLICATION)
    row = answered(scene, result="to_sender")
    assert (row.closed_as, row.closed_on) == ("done", SENT)
    assert Case.objects.get().state == "answered"


def disclosed_topic(**plan):
    """Published on 12 October as far as its scope goes. Returns desk, scene and item."""
    desk, scene, item = topic_of_item(**plan)
    desk.now = noon(LATER)
    publish = desk.published_outside if item.scope == "society" else desk.published_inside
    return desk, scene, publish(item)


@pytest.mark.clause("LK-31")
def test_what_is_withdrawn_later_is_owed_again_by_the_same_day_and_another_item_meets_it():
    desk, scene, item = disclosed_topic()
    answered(scene, result="published", item=item, on=LATER)
    assert (owed(scene).closed_as, owed(scene).closed_on) == ("done", LATER)
    case = close(scene.now_stored(), by=scene.handler, now=noon(LATER))
    assert case.state == "closed"
    desk.withdrawn(item)
    row = owed(scene)
    assert (row.closed_on, row.due_on) == (None, date(2026, 10, 8))
    assert (scene.now_stored().state, scene.now_stored().closed_at) == ("answered", None)
    assert "又撤了下来" in scene.words()
    assert Notice.objects.filter(recipient=scene.handler, title__contains="仍应公开").exists()
    with pytest.raises(Blocked, match="时限没有停"):
        close(scene.now_stored(), by=scene.handler, now=noon(LATER))
    again = desk.approved()
    link_item(scene.now_stored(), item=again, by=scene.handler, now=noon(LATER))
    desk.now = noon(date(2026, 10, 14))
    desk.published_outside(again)
    assert owed(scene).closed_on == date(2026, 10, 14)


@pytest.mark.clause("LK-31")
@pytest.mark.parametrize("result", ["published", "to_sender", "already_public"])
def test_what_is_hidden_is_owed_until_it_is_shown_again(result):
    desk, scene, item = disclosed_topic()
    answered(scene, result=result, on=LATER, **({} if result == "to_sender" else {"item": item}))
    item = hide(item, reason="有一个手机号码", by=desk.secretary, now=desk.tick())
    assert owed(scene).closed_on is None
    show_again(item, reason="看错了", by=desk.approver, now=desk.tick())
    assert (owed(scene).closed_as, scene.now_stored().state) == ("done", "answered")


@pytest.mark.clause("LK-31")
def test_what_was_explained_to_all_who_asked_owes_nothing_when_an_item_goes():
    desk, scene, item = disclosed_topic()
    answered(scene, result="explained", text="没有开展，所以没有开支。", on=LATER)
    desk.withdrawn(item)
    assert owed(scene).closed_as == "done"


@pytest.mark.clause("LK-31")
def test_what_reaches_fewer_than_its_entry_says_meets_it_once_that_is_agreed_and_no_longer_than_that():
    desk, scene, item = disclosed_topic(scope="party", channels=["局域网"], channels_reason="只在党内")
    assert answered(scene, result="to_sender", on=LATER).closed_on is None
    given = {"explanation": "只涉及党内人员安排。", "legal_basis": "disclosure-7", "by": desk.clerk}
    narrowing = withholdings.propose_narrowing(desk.organization, item=item, now=desk.tick(), **given)
    narrowing = withholdings.approve(narrowing, by=desk.approver, now=desk.tick())
    assert owed(scene).closed_as == "done"
    withholdings.end(narrowing, reason="应向社会公开。", by=desk.secretary, now=desk.tick())
    assert owed(scene).closed_on is None
