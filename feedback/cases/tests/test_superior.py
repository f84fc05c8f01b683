"""What is kept back goes up where the scheme says so, and nothing is refused before the superior has decided."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from disclosure.workflow.kit import Blocked, NotNow
from feedback.cases.actions.answering.superior import register_decision
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import DECIDED, REFUSAL, SENT, SENT_UP, AnswerScene

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["jiguan", "qijiang"])
def scene(request):
    return AnswerScene(request.param, is_below=True)


@pytest.mark.clause("JG-04", "QJ-16")
def test_a_refusal_waits_for_the_superior_and_tells_its_opinion(scene):
    scene.written(**REFUSAL)
    with pytest.raises(NotNow):
        scene.send()
    reply = scene.send_up()
    # Five working days after Wednesday 23 September: 24, 28, 29, 30 September and 8 October.
    assert reply.superior_deadline.due_on == date(2026, 10, 8)
    assert reply.superior_deadline.organization == scene.superior
    assert reply.superior_deadline.trace["source"]["preset"] is True
    assert scene.now_stored().state == "at_superior"
    with pytest.raises(NotNow):
        scene.send()
    scene.decide()
    assert Reply.objects.get().superior_deadline.closed_on == DECIDED
    scene.send()
    letter = Letter.objects.get(name="refusal")
    assert "招标结束以前不宜公开。" in letter.body
    assert scene.superior.name in letter.body
    assert "招标结束以前不宜公开。" in scene.words()


@pytest.mark.clause("JG-04", "QJ-16")
def test_an_overturned_refusal_is_never_sent_and_the_applicant_reads_why(scene):
    scene.written(**REFUSAL)
    scene.send_up()
    scene.decide(upheld=False, opinion="预算不涉及招标，应当公开。")
    assert scene.now_stored().state == "accepted"
    assert "预算不涉及招标，应当公开。" in scene.words()
    assert "预算不涉及招标" in Letter.objects.get(name="superior").body
    with pytest.raises(NotNow):
        scene.send()
    again = scene.written(DECIDED)
    assert again.round == 2
    scene.send()
    assert list(Reply.objects.order_by("round").values_list("state", flat=True)) == ["overturned", "sent"]


@pytest.mark.clause("JG-04", "QJ-16")
def test_what_the_superior_wants_disclosed_is_not_sent_up_again(scene):
    scene.written(**REFUSAL)
    scene.send_up()
    scene.decide(upheld=False, opinion="预算不涉及招标，应当公开。")
    with pytest.raises(ValidationError, match="不能再报一次"):
        scene.write(DECIDED, **REFUSAL)
    part = {**REFUSAL, "result": "partly"}
    scene.written(DECIDED, **part)
    scene.send_up(DECIDED)
    scene.decide(SENT, upheld=False, opinion="全部公开。")
    for given in (REFUSAL, part):
        with pytest.raises(ValidationError, match="不能再报一次"):
            scene.write(SENT, **given)
    # One that was written before the superior's word came.
    Reply.objects.create(
        case=scene.case, round=3, text="不公开。", written_by=scene.handler, written_at=noon(SENT), needs_superior=True,
        approved_by=scene.approver, **{name: REFUSAL[name] for name in ("result", "reason", "legal_basis")},
    )  # fmt: skip
    with pytest.raises(Blocked, match="不能再报一次"):
        scene.send_up(SENT)


def test_the_clock_of_the_answer_goes_on_at_the_superior(scene):
    before = scene.due()
    scene.written(**REFUSAL)
    scene.send_up()
    assert scene.due() == before
    assert scene.now_stored().answer_deadline.paused_on is None
    assert "答复时限不因此停止，仍然是2026年10月8日（周四）" in scene.words()


@pytest.mark.clause("JG-04")
def test_a_part_kept_back_goes_up_too():
    scene = AnswerScene("jiguan", is_below=True)
    scene.written(**{**REFUSAL, "result": "partly"})
    with pytest.raises(NotNow):
        scene.send()
    scene.send_up()
    scene.decide()
    scene.send()
    assert "招标结束以前不宜公开。" in Letter.objects.get(name="reply").body


def test_only_who_decides_at_that_superior_and_took_no_step_decides():
    scene = AnswerScene("jiguan", is_below=True)
    beside = make_holder(make_organization("beside"), "approver")
    scene.written(**REFUSAL)
    scene.send_up()
    assert "等您审定" in Notice.objects.get(recipient=scene.decider, key__contains=":reply:").title
    for person in (beside, scene.approver, scene.handler):
        with pytest.raises(PermissionDenied):
            scene.decide(by=person)
    make_post(scene.handler, scene.superior, "approver", from_on=date(2026, 1, 1))
    with pytest.raises(PermissionDenied, match="另一个人"):
        scene.decide(by=scene.handler)
    scene.decide()
    with pytest.raises(NotNow):
        scene.decide()


def test_the_decision_of_a_superior_outside_the_portal_is_registered():
    scene = AnswerScene("jiguan")
    scene.written(**REFUSAL)
    assert scene.send_up().superior_deadline is None
    given = {"upheld": True, "opinion": "同意", "number": "县委〔2026〕7号", "by": scene.approver, "now": noon(SENT)}
    with pytest.raises(ValidationError, match="批复日期"):
        register_decision(scene.case, decided_on=date(2026, 9, 22), **given)
    register_decision(scene.case, decided_on=SENT_UP, **given)
    scene.send()
    assert "同意（县委〔2026〕7号，2026年9月23日）" in Letter.objects.get(name="refusal").body


def test_where_the_superior_decides_in_the_portal_nothing_is_registered():
    scene = AnswerScene("jiguan", is_below=True)
    scene.written(**REFUSAL)
    scene.send_up()
    given = {"upheld": True, "opinion": "同意", "number": "1号", "by": scene.approver, "now": noon(SENT)}
    with pytest.raises(Blocked, match="不用登记批复"):
        register_decision(scene.case, decided_on=SENT_UP, **given)


@pytest.mark.clause("YY-05", "LK-21")
@pytest.mark.parametrize("slug", ["longkou", "pingluo", "yueyang"])
def test_where_no_superior_decides_a_refusal_is_answered_at_once(slug):
    scene = AnswerScene(slug, Kind.TOPIC, is_below=True)
    scene.written(**REFUSAL)
    with pytest.raises(NotNow):
        scene.send_up()
    assert scene.send().result == "refused"
    assert REFUSAL["text"] in Letter.objects.get(name="refusal").body
