"""Who sent a case is seen by few, for a reason, and each look is on record; a handler sees no more than answering needs."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from disclosure.audit.models import Event
from disclosure.organizations.names.recognising import name_signs, spelled, tells
from disclosure.organizations.tests.factories import make_holder, make_person, noon
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.sender import NOT_KEPT, register_told, see_sender
from feedback.cases.identity import known, signs_of
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.opinion_scene import OpinionScene
from feedback.cases.tests.request_scene import Scene

pytestmark = pytest.mark.django_db
SENDER = {"is_anonymous": False, "name": "王小明", "phone": "13800138000", "address": "东街3号"}


@pytest.fixture
def scene():
    return OpinionScene(**SENDER)


def look(case, by, reason="寄送答复"):
    return see_sender(case, by=by, now=noon(SUNDAY), reason=reason)


@pytest.mark.clause("LK-23")
def test_a_look_needs_a_reason_and_leaves_number_and_person_in_the_log(scene):
    with pytest.raises(ValidationError):
        look(scene.case, scene.collector, reason=" ")
    assert not Event.objects.filter(action="case.sender_seen").exists()
    sender = look(scene.case, scene.collector)
    assert known(sender) == [("姓名", "王小明"), ("电话", "13800138000"), ("通信地址", "东街3号")]
    event = Event.objects.get(action="case.sender_seen")
    assert (event.object_label, event.actor_name, event.changes) == (scene.case.number, str(scene.collector), {})
    step = scene.case.steps.last()
    assert (step.action, step.words, step.note) == ("sender_seen", "", "寄送答复")


@pytest.mark.clause("LK-23")
def test_a_guess_is_a_look_on_record_answered_like_any_other_and_no_history_holds_the_name(client, scene):
    names = "、".join([*(f"李{sign}" for sign in "甲乙丙丁戊己庚辛壬癸"), "王小明"])
    client.force_login(scene.collector)
    url = f"/admin/feedback/case/{scene.case.pk}/sender/"
    answers = [client.post(url, {"reason": reason}) for reason in (f"核对：{names}", "核对：李守信", "核对：王 小明")]
    assert [(answer.status_code, "13800138000" in answer.content.decode()) for answer in answers] == [(200, True)] * 3
    assert Event.objects.filter(action="case.sender_seen").count() == 3
    notes = list(scene.case.steps.filter(action="sender_seen").order_by("pk").values_list("note", flat=True))
    assert notes == [NOT_KEPT, "核对：李守信", NOT_KEPT]


def test_who_has_not_looked_learns_nothing_from_a_note(scene):
    Case.objects.filter(pk=scene.assign(SUNDAY).pk).update(reply_by="phone")
    register_told(scene.stored(), how="phone", note="是王小明吧", by=scene.clerk, now=noon(SUNDAY))
    assert scene.case.steps.get(action="told").note == "打电话。是王小明吧"


def test_who_tries_names_that_the_case_itself_says_is_on_record():
    """The text names several; nothing but the record comes of trying them, one after the other."""
    scene = Scene(is_anonymous=False, name="王小明", text="王小明、李守信问：维修用了多少钱。")
    scene.accept(SUNDAY)
    with pytest.raises(ValidationError, match="请删去"):
        scene.ask_third_party(SUNDAY, what="王 小明问的合同")
    event = Event.objects.get(action="case.sender_named")
    assert (event.object_label, event.actor_name, event.changes) == (scene.case.number, str(scene.handler), {})
    assert scene.actions() == ["received", "accepted"]


KNOWN = {
    "姓名": "王小明",
    "电话": "0535-8512345",
    "电子邮箱": "wang.xm@example.com",
    "通信地址": "山东省龙口市东街3号2单元",
}
SAID = (
    *("王小明", "王 小 明", "王·小明", "王　小　明", "王\u200b小明", "小明同志", "小明反映", "王先生", "老王反映"),
    *(
        "０５３５－８５１２３４５",
        "85 12 345",
        "(0535) 8512345",
        "Wang.XM@example.com",
        "wang.xm ＠ example.com",
        "wangxm",
    ),
    *("东街3号2单元", "东街 ３号２单元", "龙口市东街3号2单元"),
)
UNSAID = "王小，明天 汪小明 小明年龄 王局长 国王先前 98512345678 185123459 东街3号 wangxmin 大王先后"


def test_a_sender_is_recognised_however_it_is_written_and_in_parts():
    signs = [sign for label, value in KNOWN.items() for sign in signs_of(label, value)]
    assert [said for said in SAID if not tells(f"是{said}说的", signs)] == []
    assert [said for said in UNSAID.split() if tells(said, signs)] == []
    assert tells("找欧 阳娜·娜", name_signs("欧阳娜娜")) and tells("娜娜同志", name_signs("欧阳娜娜"))
    assert tells("是艾力江吧", name_signs("买买提·艾力江")) and not tells("国庆期间", name_signs("李国庆"))
    assert tells("by WangXM:", spelled("wangxm"))


@pytest.mark.clause("QJ-17")
def test_the_handler_of_an_opinion_sees_its_sender_only_to_write_or_to_call(scene):
    case = scene.assign(SUNDAY)
    with pytest.raises(PermissionDenied):
        look(case, scene.clerk)
    for way in ("post", "phone"):
        case.reply_by = way
        case.save()
        assert look(case, scene.clerk).name == "王小明"


@pytest.mark.clause("QJ-17")
def test_a_collector_who_handles_the_opinion_leaves_the_look_to_another(scene):
    scene.screen(SUNDAY)
    case = assign(scene.case, handler=scene.collector, by=scene.collector, now=noon(SUNDAY))
    with pytest.raises(PermissionDenied, match="由您承办"):
        look(case, scene.collector)
    other = make_holder(scene.organization, "collector", "second-collector")
    assert look(case, other).name == "王小明"


def test_nobody_else_sees_it_neither_above_nor_of_the_other_kind(scene):
    others = [scene.approver, scene.people["handler"], scene.clerk, make_person("stranger")]
    for person in others:
        with pytest.raises(PermissionDenied):
            look(scene.case, person)
    request = received(scene.organization, Kind.TOPIC, **SENDER).case
    assert look(request, scene.people["handler"]).name == "王小明"
    with pytest.raises(PermissionDenied):
        look(request, scene.collector)


@pytest.mark.clause("LK-23")
def test_who_is_complained_about_never_learns_by_whom(scene):
    about = received(scene.organization, Kind.QUESTION).case
    Case.objects.filter(pk=about.pk).update(handler=scene.collector)
    Case.objects.filter(pk=scene.case.pk).update(complaint_about=about, handler=scene.collector, reply_by="post")
    with pytest.raises(PermissionDenied, match="您经办"):
        look(scene.stored(), scene.collector)


@pytest.mark.clause("LK-23")
def test_the_page_shows_the_sender_after_the_reason_alone_and_says_that_it_is_recorded(client, scene):
    client.force_login(scene.collector)
    url = f"/admin/feedback/case/{scene.case.pk}/sender/"
    asked = client.get(url)
    assert "每次查看都会记录" in asked.content.decode() and "王小明" not in asked.content.decode()
    assert "王小明" not in client.post(url, {"reason": ""}).content.decode()
    shown = client.post(url, {"reason": "寄送答复"})
    assert "王小明" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    again = client.get(url).content.decode()
    assert "寄送答复" in again and "王小明" not in again
    assert Event.objects.filter(action="case.sender_seen").count() == 1


def test_the_page_refuses_a_handler_and_does_not_exist_for_strangers(scene):
    scene.assign(SUNDAY)
    url = f"/admin/feedback/case/{scene.case.pk}/sender/"
    for person, status in ((scene.clerk, 403), (scene.people["handler"], 404)):
        client = Client()
        client.force_login(person)
        for answer in (client.get(url), client.post(url, {"reason": "想知道是谁"})):
            assert answer.status_code == status
            assert "王小明" not in answer.content.decode()
    assert not Event.objects.filter(action="case.sender_seen").exists()
