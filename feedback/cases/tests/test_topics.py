"""A point-topic is met by a disclosure, or by a reasoned explanation to all who asked; never by an answer to one (LK-31)."""

from datetime import date

import pytest

from catalog.items.actions.publishing import publish_inside, publish_outside
from catalog.items.tests.factories import Desk, make_item
from disclosure.deadlines.models import Deadline
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


def answered(scene, **given) -> Deadline:
    scene.written(**given)
    scene.send()
    return owed(scene)


def owed(scene) -> Deadline:
    return Deadline.objects.get(pk=scene.now_stored().answer_deadline_id)


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
    desk = Desk(on=ACCEPTED)
    people = make_holders(desk.organization, ["handler"])
    scene = AnswerScene.__new__(AnswerScene)
    scene.organization, scene.handler, scene.approver = desk.organization, people["handler"], desk.approver
    scene.case = accept(received(desk.organization, Kind.TOPIC).case, by=scene.handler, now=noon(ACCEPTED))
    item = desk.approved(inside_first=True)
    link_item(scene.case, item=item, by=scene.handler, now=noon(ACCEPTED))
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
