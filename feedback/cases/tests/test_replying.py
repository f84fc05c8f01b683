"""An answer is written by one person and approved by another; it is sent once, and what it says can be read."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.items.tests.factories import make_item
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_member, make_person, noon
from disclosure.workflow.kit import NotNow
from feedback.cases.actions.answering.writing import return_reply, write_reply
from feedback.cases.actions.turning import link_item
from feedback.cases.actions.waiting.third_party import ask_third_party
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import WRITTEN, AnswerScene
from feedback.cases.tests.factories import received

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return AnswerScene()


@pytest.mark.clause("LK-21")
def test_an_answer_to_the_applicant_alone_closes_the_clock_and_makes_the_letter(scene):
    scene.written()
    scene.send(date(2026, 10, 8))
    case = scene.now_stored()
    assert (case.state, case.answered_on) == ("answered", date(2026, 10, 8))
    assert case.answer_deadline.closed_on == case.answer_deadline.due_on == date(2026, 10, 8)
    assert not case.answer_deadline.was_late()
    letter = Letter.objects.get(case=case, name="reply")
    assert letter.salutation == "李守信"
    assert "维修共用12万元。" in letter.body
    # 10 working days after 8 October: 9, 10 (Saturday, working), 12 to 16, 19, 20, 21 October.
    assert scene.words() == (
        "已答复：只答复申请人。您可以在2026年10月21日（周三）前评价；到时没有评价的，这件自动办结。"
    )


def test_an_answer_a_day_late_is_late(scene):
    scene.written()
    scene.send(date(2026, 10, 9))
    assert scene.now_stored().answer_deadline.was_late()


def test_the_writer_does_not_approve_and_nobody_sends_what_was_not_approved(scene):
    writer = make_holder(scene.organization, "approver", "two-posts")
    scene.case.handler = writer
    scene.case.save()
    scene.write(by=writer)
    with pytest.raises(PermissionDenied, match="另一个人"):
        scene.approve(by=writer)
    with pytest.raises(NotNow):
        scene.send()
    assert Reply.objects.get().approved_by is None


def test_what_is_written_anew_is_approved_anew_and_a_third_changes_nothing(scene):
    scene.written()
    scene.write(text="维修共用13万元。")
    with pytest.raises(NotNow):
        scene.send()
    with pytest.raises(ValidationError, match="起草"):
        scene.write(by=make_holder(scene.organization, "handler", "third"))
    assert Reply.objects.get().text == "维修共用13万元。"


def test_the_second_press_finds_the_answer_sent(scene):
    scene.written()
    scene.send()
    with pytest.raises(NotNow):
        scene.send()
    assert scene.actions().count("reply_sent") == Letter.objects.filter(name="reply").count() == 1


def test_approvers_are_told_by_the_number_and_the_writer_why_it_came_back(scene):
    scene.write()
    notice = Notice.objects.get(recipient=scene.approver, key__contains=":reply:")
    assert notice.title == f"依申请公开（{scene.case.number}）：答复等您批准"
    return_reply(scene.case, reason="数字再核一遍", by=scene.approver, now=noon(WRITTEN))
    assert "退回" in Notice.objects.get(recipient=scene.handler, key__contains=":reply:").title
    assert scene.case.steps.get(action="reply_returned").words == ""


def test_while_a_third_party_is_asked_nothing_is_sent(scene):
    scene.written()
    ask_third_party(scene.case, whom="宏达公司", what="合同价款", by=scene.handler, now=noon(WRITTEN))
    with pytest.raises(NotNow):
        scene.send()


@pytest.mark.clause("JG-03")
def test_jiguan_wants_the_organizations_decision_on_a_topic():
    scene = AnswerScene("jiguan", Kind.TOPIC)
    scene.write()
    with pytest.raises(ValidationError, match="党组织研究"):
        scene.approve(decision=" ")
    scene.approve(decision="9月22日局党组会研究，纪要第12号")
    assert scene.case.steps.get(action="reply_approved").note == "9月22日局党组会研究，纪要第12号"


@pytest.mark.clause("LK-21", "JG-03")
def test_disclosed_to_all_needs_an_item_that_everyone_can_read():
    scene = AnswerScene("longkou", Kind.TOPIC)
    scene.written(result="published")
    with pytest.raises(ValidationError, match="转为公开事项"):
        scene.send()
    item = make_item(scene.organization, scene.clerk, scope="society", stage="inside")
    scene.written(result="published", item=item)
    with pytest.raises(ValidationError, match="还没有在答复的范围内公开"):
        scene.send()
    item.published_outside_at = item.published_inside_at
    item.save()
    scene.send()
    assert scene.now_stored().led_to == item
    assert "公开事项（索引号" in Letter.objects.get(name="reply").body


def test_disclosed_in_a_scope_needs_an_item_of_that_scope(scene):
    item = make_item(scene.organization, scene.clerk, scope="party", stage="inside")
    scene.written(result="in_scope", scope="staff", item=item)
    with pytest.raises(ValidationError, match="范围"):
        scene.send()
    scene.written(result="in_scope", scope="party", item=item)
    scene.send()
    body = Letter.objects.get(name="reply").body
    assert item.title not in body
    assert item.index_number in body


@pytest.mark.parametrize(("is_member", "is_sent"), [(True, True), (False, False)])
def test_already_public_needs_an_item_that_this_sender_can_read(is_member, is_sent):
    sender = make_person("sender")
    scene = AnswerScene("longkou", person=sender)
    if is_member:
        make_member(sender, scene.organization)
    scene.written(
        result="already_public", item=make_item(scene.organization, scene.clerk, scope="party", stage="inside")
    )
    if is_sent:
        assert scene.send().state == "sent"
    else:
        with pytest.raises(ValidationError, match="看不到"):
            scene.send()


def test_an_item_is_linked_once_and_answers_with_it():
    scene = AnswerScene("longkou", Kind.TOPIC)
    item = make_item(scene.organization, scene.clerk)
    link_item(scene.case, item=item, by=scene.handler, now=noon(WRITTEN))
    with pytest.raises(NotNow):
        link_item(scene.case, item=item, by=scene.handler, now=noon(WRITTEN))
    assert scene.written(result="published").item == item


def test_personal_data_in_an_answer_that_more_people_read_is_refused(scene):
    phone = "请打13812345678找王会计。"
    scene.write(text=phone)
    with pytest.raises(ValidationError, match="手机"):
        scene.write(result="published", text=phone)


@pytest.mark.parametrize("missing", ["reason", "legal_basis"])
def test_keeping_back_gives_reason_and_ground(scene, missing):
    given = {"result": "partly", "reason": "privacy", "legal_basis": "disclosure-7", missing: ""}
    with pytest.raises(ValidationError) as caught:
        scene.write(**given)
    assert missing in caught.value.error_dict


@pytest.mark.parametrize(
    ("reason", "basis", "said"),
    [
        ("privacy", "disclosure-7", "不能作这种理由的依据"),
        ("party_secret", "disclosure-8", "不能作这种理由的依据"),
        ("state_secret", "state-secrets-3-2010", "这一天没有施行"),
        ("by_rule", "内部规定第三条", "请选依据哪一条规定"),
    ],
)
def test_a_ground_is_a_rule_of_the_register_in_force_and_fit_for_the_reason(scene, reason, basis, said):
    with pytest.raises(ValidationError, match=said):
        scene.write(result="partly", reason=reason, legal_basis=basis)
    reply = scene.write(result="partly", reason="privacy", legal_basis="personal-information-25")
    assert (reply.cites, reply.legal_basis) == ("personal-information-25", "《中华人民共和国个人信息保护法》第二十五条")


def test_a_question_is_answered_as_it_comes_and_with_no_result_of_a_request():
    scene = AnswerScene("longkou", Kind.QUESTION)
    with pytest.raises(ValidationError, match="没有这一种"):
        scene.write(result="refused", reason="privacy", legal_basis="disclosure-7")
    scene.write(result="explained", text="每月5日交党费。")
    assert scene.send().state == "sent"


def test_a_request_is_not_answered_before_it_is_accepted(scene):
    early = received(scene.organization).case
    with pytest.raises(NotNow):
        write_reply(early, result="to_sender", text="12万元", by=scene.handler, now=noon(WRITTEN))
