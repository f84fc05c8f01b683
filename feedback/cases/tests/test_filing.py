"""Applications and refusals go up to be filed where the scheme says so, without the sender and the case's words."""

import pytest

from catalog.filings.actions import send as send_filing
from catalog.filings.models import Filing
from disclosure.organizations.tests.factories import noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.closing import reopen
from feedback.cases.actions.judging import judge
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import REFUSAL, SENT, AnswerScene

pytestmark = pytest.mark.django_db


def sent(slug, kind, **reply) -> AnswerScene:
    scene = AnswerScene(slug, kind)
    scene.written(**reply)
    scene.send()
    return scene


@pytest.mark.clause("LK-21")
def test_longkou_files_every_application_and_how_it_was_handled():
    scene = sent("longkou", Kind.APPLICATION)
    filing = scene.now_stored().filing
    assert filing.title == f"依申请公开及办理情况（{scene.case.number}）"
    assert (filing.what, filing.to_name) == ("application", "市直机关工委")
    assert "办理结果：只答复申请人" in filing.content
    for secret in (scene.case.subject, scene.case.text, "李守信", "维修共用12万元。"):
        assert secret not in filing.content + filing.title + filing.deadline.title


@pytest.mark.parametrize(
    ("slug", "kind", "reply", "to"),
    [
        ("longkou", Kind.TOPIC, REFUSAL, "市直机关工委"),
        ("longkou", Kind.TOPIC, {}, None),
        ("pingluo", Kind.APPLICATION, REFUSAL, "上一级党组织"),
        ("pingluo", Kind.APPLICATION, {}, None),
        ("yueyang", Kind.APPLICATION, REFUSAL, None),
        ("jiguan", Kind.APPLICATION, {}, None),
        ("qijiang", Kind.APPLICATION, {}, "上一级党组织"),
    ],
)
@pytest.mark.clause("LK-21", "QJ-16", "YY-05")
def test_each_scheme_files_what_it_says(slug, kind, reply, to):
    filing = sent(slug, kind, **reply).now_stored().filing
    assert (filing and filing.to_name) == to


def test_the_scheme_that_files_applications_gives_its_own_sentence():
    filing = sent("longkou", Kind.APPLICATION, **REFUSAL).now_stored().filing
    assert filing.deadline.trace["source"]["sentence"] == "申请事项及办理情况报市直机关工委备案。"


def test_answered_again_the_row_not_sent_yet_is_changed_and_a_sent_one_stands():
    scene = sent("longkou", Kind.APPLICATION)
    reopen(scene.case, reason="答复有误", by=scene.handler, now=noon(SENT))
    answer_again(scene, "not_held")
    assert Filing.objects.get(what="application").content.count("本组织没有这项信息") == 1
    send_filing(scene.now_stored().filing, sent_on=SENT, by=scene.secretary, now=noon(SENT))
    judge(scene.case, verdict="unsatisfied", text="没有说清楚。", by=SENDER, now=noon(SENT))
    answer_again(scene, "repeated")
    assert Filing.objects.filter(what="application").count() == 2


def answer_again(scene, result) -> None:
    scene.written(SENT, result=result)
    scene.send()
