"""Applications and refusals go up to be filed where the scheme says so, without the sender and the letter's words."""

import pytest

from catalog.filings.models import Filing
from catalog.filings.sending import send as send_filing
from disclosure.organizations.tests.factories import noon
from feedback.cases.actions.closing import reopen
from feedback.cases.actions.judging import judge
from feedback.cases.states import Kind
from feedback.cases.tests.answer_case import REFUSAL, SENT, AnswerCase

pytestmark = pytest.mark.django_db


def sent(slug, kind, **reply) -> AnswerCase:
    case = AnswerCase(slug, kind)
    case.written(**reply)
    case.send()
    return case


@pytest.mark.clause("LK-21")
def test_longkou_files_every_application_and_how_it_was_handled():
    case = sent("longkou", Kind.APPLICATION)
    filing = case.now_stored().filing
    assert filing.title == f"依申请公开及办理情况（{case.letter.number}）"
    assert (filing.what, filing.to_name) == ("application", "市直机关工委")
    assert "办理结果：只答复申请人" in filing.content
    for secret in (case.letter.subject, case.letter.text, "李守信", "维修共用12万元。"):
        assert secret not in filing.content + filing.title + filing.deadline.title


@pytest.mark.parametrize(
    ("slug", "kind", "reply", "to"),
    [
        ("longkou", Kind.TOPIC, REFUSAL, "市直机关工委"),
        ("longkou", Kind.TOPIC, {}, None),
        ("pingluo", Kind.APPLICATION, REFUSAL, "上一级党组织"),
        ("pingluo", Kind.APPLICATION, {}, None),
        ("yueyang", Kind.APPLICATION, REFUSAL, "上一级党组织"),
        ("jiguan", Kind.APPLICATION, {}, None),
        ("qijiang", Kind.APPLICATION, {}, "上一级党组织"),
    ],
)
@pytest.mark.clause("LK-21", "QJ-16", "YY-05")
def test_each_scheme_files_what_it_says(slug, kind, reply, to):
    filing = sent(slug, kind, **reply).now_stored().filing
    assert (filing and filing.to_name) == to


def test_the_scheme_that_files_refusals_gives_its_own_sentence():
    filing = sent("yueyang", Kind.APPLICATION, **REFUSAL).now_stored().filing
    assert filing.deadline.trace["source"]["sentence"] == "暂时不宜公开或不能公开的，报上一级党组织备案。"


def test_answered_again_the_row_not_sent_yet_is_changed_and_a_sent_one_stands():
    case = sent("longkou", Kind.APPLICATION)
    reopen(case.letter, reason="答复有误", by=case.handler, now=noon(SENT))
    answer_again(case, "not_held")
    assert Filing.objects.get(what="application").content.count("本组织没有这项信息") == 1
    send_filing(case.now_stored().filing, sent_on=SENT, by=case.secretary, now=noon(SENT))
    judge(case.letter, verdict="unsatisfied", text="没有说清楚。", now=noon(SENT))
    answer_again(case, "repeated")
    assert Filing.objects.filter(what="application").count() == 2


def answer_again(case, result) -> None:
    case.written(SENT, result=result)
    case.send()
