"""The routes of a case, the same under every scheme but for their days: each test gives those, reckoned by hand."""

from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError

from catalog.filings.models import Filing
from catalog.rules.register import register
from disclosure.workflow.kit import NotNow
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import REFUSAL
from feedback.cases.tests.diary import Diary, Place, said

NEW = "handler 收到新的来件"
TO_APPROVE, APPROVED = "approver 答复等您批准", "handler 答复已批准，可以答复来件人"
TO_SEND_UP = "handler 答复已批准，请报上级审定"
JUDGED, WITHDRAWN = "handler 来件人作了评价", "handler 来件已经撤回"
PARTLY = {**REFUSAL, "result": "partly"}
KEPT_BACK = pytest.mark.parametrize(("given", "name"), [(REFUSAL, "不予公开"), (PARTLY, "部分公开")])
CONTENT = "您的评价是“满意”，已经记下。谢谢您，这件办结。"
CONTENT_NO_MORE = (
    "您的评价是“不满意”，已经记下。这件已经重新办理过一次，现在办结。您还有意见的，可以向上一级党组织反映。"
)
CLOSED = "答复以后没有收到您的评价，这件自动办结。"


@dataclass(frozen=True)
class Start:
    """When a case came, when it is accepted, and by when each is owed; the answer's clock may begin by being accepted."""

    received: str
    accept: str
    accepted: str
    answer: str
    is_from_acceptance: bool = False

    def owed(self, status="open") -> list[str]:
        answer = [] if self.is_from_acceptance else [f"answer {self.answer} {status}"]
        return [f"accept {self.accept} {status}", *answer]

    def rows(self, answer: str) -> list[str]:
        """Once it was accepted in time; ``answer`` is how the answer stands."""
        return [f"accept {self.accept} done", f"answer {self.answer} {answer}"]


def promised(day: str) -> str:
    more = f"{day[:4]}年放假安排公布以后，日期可能改。" if day.endswith("?") else ""
    return f"我们会在{said(day)}前答复。{more}"


def answered(name: str, verdict: str) -> str:
    return f"已答复：{name}。您可以在{said(verdict)}前评价；到时没有评价的，这件自动办结。"


def again(day: str) -> str:
    return f"您的评价是“不满意”，已经记下。我们重新办理，{said(day)}前再答复您。"


def begun(place: Place, start: Start, kind=Kind.TOPIC, **given) -> Diary:
    return place.receives(start.received, kind, **given).shows("received", *start.owed(), says="已收到。", desk=NEW)


def taken_on(place: Place, start: Start, kind=Kind.TOPIC, **given) -> Diary:
    scene = begun(place, start, kind, **given).at(start.accepted, "accept")
    return scene.shows("accepted", *start.rows("open"), says=f"已受理。{promised(start.answer)}")


def answered_in_five_ways(
    place: Place, start: Start, *, written, approved, sent, verdict, judged, filing: str = ""
) -> None:
    """What keeps nothing back. ``filing``: by when an application is filed, where the scheme files every one of them."""
    item = place.item("society")
    ways = [
        (Kind.TOPIC, "向所有人公开", {"result": "published", "item": item}),
        (Kind.APPLICATION, "在一定范围内公开", {"result": "in_scope", "scope": "party", "item": place.item("party")}),
        (Kind.APPLICATION, "只答复申请人", {"result": "to_sender"}),
        (Kind.TOPIC, "已经公开过", {"result": "already_public", "item": item}),
        (Kind.APPLICATION, "本组织没有这项信息", {"result": "not_held", "held_by": "县档案馆"}),
    ]
    scenes = [(begun(place, start, kind), kind, name, given) for kind, name, given in ways]
    for scene, _kind, _name, _given in scenes:
        scene.at(start.accepted, "accept")
    for scene, _kind, _name, given in scenes:
        scene.at(written, "write", **given)
    for scene, _kind, _name, _given in scenes:
        says = f"已受理。{promised(start.answer)}"
        scene.at(approved, "approve").shows("accepted", *start.rows("open"), says=says, desk=(TO_APPROVE, APPROVED))
    for scene, kind, name, _given in scenes:
        rows = [*start.rows("done"), *filed(kind, filing)]
        scene.at(sent, "send").shows("answered", *rows, says=answered(name, verdict))
        assert (name == "本组织没有这项信息") == ("县档案馆" in Letter.objects.get(case=scene.case, name="reply").body)
    for scene, kind, _name, _given in scenes:
        rows = [*start.rows("done"), *filed(kind, filing)]
        scene.at(judged, "judge", verdict="satisfied", text="").shows("closed", *rows, says=CONTENT, desk=JUDGED)


def filed(kind: str, by: str) -> list[str]:
    return [f"filing {by} open"] * (kind == Kind.APPLICATION and bool(by))


def answered_on_the_last_days(place: Place, start: Start, *, verdict: str, closed: str) -> None:
    """In time on the days themselves; silence closes it on the day after the last for a verdict."""
    scene = begun(place, start).at(start.accept.rstrip("?")).shows("received", *start.owed())
    scene.at(start.accepted, "accept").shows("accepted", *start.rows("open"), says=f"已受理。{promised(start.answer)}")
    scene.at(start.answer.rstrip("?")).shows("accepted", *start.rows("open"))
    scene.at(start.answer.rstrip("?"), "answer").shows(
        "answered", *start.rows("done"), says=answered("解释说明", verdict), desk=(TO_APPROVE, APPROVED)
    )
    scene.through(verdict.rstrip("?")).shows("answered", *start.rows("done"))
    scene.through(closed).shows("closed", *start.rows("done"), says=CLOSED)


def answered_a_day_late(place: Place, start: Start, *, sent: str, verdict: str) -> None:
    """``start`` is accepted a day late. What was late stays so for good."""
    accept = f"accept {start.accept} done late"
    scene = begun(place, start).at(start.accepted)
    scene.shows("received", f"accept {start.accept} late", *start.owed()[1:])
    scene.at(start.accepted, "accept").shows(
        "accepted", accept, f"answer {start.answer} open", says=f"已受理。{promised(start.answer)}"
    )
    scene.at(start.answer.rstrip("?")).shows("accepted", accept, f"answer {start.answer} open")
    scene.at(sent).shows("accepted", accept, f"answer {start.answer} late")
    scene.at(sent, "answer").shows(
        "answered",
        accept,
        f"answer {start.answer} done late",
        says=answered("解释说明", verdict),
        desk=(TO_APPROVE, APPROVED),
    )


def explained_and_filed(place: Place, start: Start, given: dict, name: str, to: str, *, days, verdict, filing) -> Diary:
    """``days``: written, approved, sent and, with the filing late, looked at again. ``filing``: empty where none is asked for."""
    written, approved, sent, looked = days
    scene = taken_on(place, start, Kind.APPLICATION)
    scene.at(written, "write", **given).at(approved, "approve").refuses(NotNow, "send_up")
    scene.shows("accepted", *start.rows("open"), desk=(TO_APPROVE, APPROVED))
    scene.at(sent, "send")
    if not filing:
        scene.shows("answered", *start.rows("done"), says=answered(name, verdict))
        check_letter(scene)
        assert not Filing.objects.filter(case=scene.case).exists()
        return scene
    scene.shows("answered", *start.rows("done"), f"filing {filing} open", says=answered(name, verdict))
    check_letter(scene)
    row = Filing.objects.get(case=scene.case)
    assert (row.to_name, f"办理结果：{name}" in row.content) == (to, True)
    return scene.at(looked).shows("answered", *start.rows("done"), f"filing {filing} late")


def check_letter(scene: Diary, *, opinion: str = "") -> None:
    """The reason in words and its ground, with the superior's opinion where one decided."""
    letter = Letter.objects.get(case=scene.case, name__in=["refusal", "reply"])
    assert all(words in letter.body for words in (REFUSAL["text"], str(register()[REFUSAL["legal_basis"]]), opinion))


def sent_up(place: Place, start: Start, given: dict, *, days: tuple[str, str, str], decide: str) -> Diary:
    """``days``: written, approved, sent up; ``decide``: by when the superior decides. The answer's clock goes on."""
    written, approved, up = days
    scene = taken_on(place, start, Kind.APPLICATION).at(written, "write", **given).at(approved, "approve")
    scene.refuses(NotNow, "send").shows("accepted", *start.rows("open"), desk=(TO_APPROVE, TO_SEND_UP))
    return scene.at(up, "send_up").shows(
        "at_superior",
        *start.rows("open"),
        f"superior {decide} open",
        says=f"本组织认为其中有不便公开的内容，已书面说明理由，报{place.superior}审定，审定期限到{said(decide)}。"
        f"答复时限不因此停止，仍然是{said(start.answer)}。",
        desk="superior 不予公开等您审定",
    )


def upheld(place: Place, start: Start, given, name, *, days, decide, decided, sent, verdict, filing: str = "") -> None:
    scene = sent_up(place, start, given, days=days, decide=decide).refuses(NotNow, "send")
    opinion = "招标结束以前不宜公开。"
    scene.at(decided, "decide", opinion=opinion).shows(
        "accepted",
        *start.rows("open"),
        f"superior {decide} done",
        says=f"{place.superior}已审定：同意不予公开。本组织会把审定意见写在答复里告诉您。",
        desk=("handler 上级同意不予公开，请答复来件人", "approver 上级同意不予公开，请答复来件人"),
    )
    scene.at(sent, "send").shows(
        "answered",
        *start.rows("done"),
        f"superior {decide} done",
        *filed(Kind.APPLICATION, filing),
        says=answered(name, verdict).replace("。", f"。{place.superior}的意见：{opinion}\n", 1),
    )
    check_letter(scene, opinion=opinion)


def overturned(place: Place, start: Start, *, days, decide, decided, sent, verdict, filing: str = "") -> None:
    """What the superior did not uphold is never sent; another answer is, in the time that is left."""
    scene = sent_up(place, start, REFUSAL, days=days, decide=decide)
    opinion = "预算不涉及招标，应当公开。"
    scene.at(decided, "decide", upheld=False, opinion=opinion).shows(
        "accepted",
        *start.rows("open"),
        f"superior {decide} done",
        says=f"{place.superior}已审定：不同意不予公开，应当另行答复。意见：{opinion}\n"
        f"我们会重新答复您，答复时限仍然是{said(start.answer)}。",
        desk=("handler 上级不同意不予公开，请重新写答复", "approver 上级不同意不予公开，请重新写答复"),
    )
    assert opinion in Letter.objects.get(case=scene.case, name="superior").body
    scene.refuses(NotNow, "send").at(sent, "answer", result="published", item=place.item("society")).shows(
        "answered",
        *start.rows("done"),
        f"superior {decide} done",
        *filed(Kind.APPLICATION, filing),
        says=answered("向所有人公开", verdict),
        desk=(TO_APPROVE, APPROVED),
    )
    states = Reply.objects.filter(case=scene.case).order_by("round").values_list("state", flat=True)
    assert list(states) == ["overturned", "sent"]


def decided_late(place: Place, start: Start, *, days, decide: str, decided: str) -> None:
    """The superior's row and the answer's are each late on their own; withdrawn above, what is late stays late."""
    other = taken_on(place, start, Kind.APPLICATION)
    scene = sent_up(place, start, REFUSAL, days=days, decide=decide)
    other.at(days[2], "written", **REFUSAL).at(days[2], "send_up")
    scene.at(decided).shows(
        "at_superior", f"accept {start.accept} done", f"answer {start.answer} late", f"superior {decide} late"
    )
    scene.at(decided, "decide")
    assert scene.ledger()[1:] == [f"answer {start.answer} late", f"superior {decide} done late"]
    other.at(decided, "withdraw")
    assert other.ledger()[1:] == [f"answer {start.answer} ended late", f"superior {decide} ended late"]


def put_off(place: Place, start: Start, *, due: str, verdict: str) -> None:
    """On its last day, by another than who accepted it; once; reckoned from the first start."""
    scene = taken_on(place, start).at(start.answer.rstrip("?"), "extend")
    rows = [f"accept {start.accept} done", f"answer {due} open"]
    words = f"答复要延期。{promised(due)}原因：要到档案馆查账。"
    scene.shows("accepted", *rows, says=words, desk="handler 已经批准延期")
    scene.refuses(ValidationError, "extend").at(due.rstrip("?")).shows("accepted", *rows)
    scene.at(due.rstrip("?"), "answer").shows(
        "answered",
        f"accept {start.accept} done",
        f"answer {due} done",
        says=answered("解释说明", verdict),
        desk=(TO_APPROVE, APPROVED),
    )


def incomplete(place: Place, start: Start, *, asked: str, until: str) -> tuple[Diary, list[str]]:
    """And the rows of the ledger that stand still."""
    rows = ["accept paused", "answer paused"][: len(start.owed())]
    words = f"请补正：请写明是哪一栋办公楼。\n请在{said(until)}前补正。过了这一天没有收到，就当作您撤回。"
    scene = begun(place, start).at(asked, "ask_completion")
    return scene.shows("incomplete completion", *rows, says=f"{words}等您补正的日子不算在办理时限里。"), rows


def completed(place: Place, start: Start, *, asked, until, came, then: Start, verdict: str, reminded: str = "") -> None:
    """``then``: by when it is accepted and answered with the days that were left, and when it is accepted. ``reminded``: on
    which day of the wait, if it came to that."""
    scene, rows = incomplete(place, start, asked=asked, until=until)
    if reminded:
        scene.at(reminded).shows("incomplete completion", *rows, says=f"还没有收到您的补正。最晚{said(until)}补正；…")
    promise = "" if start.is_from_acceptance else promised(then.answer)
    scene.at(came, "complete").shows(
        "received",
        *then.owed(),
        says=f"已收到补正的内容。我们会在{said(then.accept)}前告诉您是否受理。{promise}",
        desk="handler 来件人已经补正",
    )
    scene.refuses(ValidationError, "ask_completion").at(then.accepted, "accept")
    scene.shows("accepted", *then.rows("open"), says=f"已受理。{promised(then.answer)}")
    scene.at(then.answer.rstrip("?"), "answer")
    scene.shows("answered", *then.rows("done"), says=answered("解释说明", verdict), desk=(TO_APPROVE, APPROVED))


def never_completed(place: Place, start: Start, *, asked, until, quiet, announced, withdrawn) -> None:
    """``quiet``: the day before it is announced that silence means to withdraw."""
    scene, rows = incomplete(place, start, asked=asked, until=until)
    scene.through(quiet).shows("incomplete completion", *rows)
    words = f"还没有收到您的补正。最晚{said(until)}补正；过了这一天没有收到，就当作您撤回，不再办理。"
    scene.through(announced).shows("incomplete completion", *rows, says=words)
    scene.through(until).shows("incomplete completion", *rows)
    words = f"到{said(until)}没有收到您的补正，当作撤回，不再办理。您仍然需要的，可以重新提出。"
    scene.through(withdrawn).shows(
        "withdrawn", *[row.replace("paused", "ended") for row in rows], says=words, desk=WITHDRAWN
    )


def asking(place: Place, start: Start, *, asked: str, until: str) -> Diary:
    words = f"正在征求第三方的意见，最迟等到{said(until)}。等待的日子不算在答复时限里。"
    scene = taken_on(place, start).at(asked, "ask_third_party")
    return scene.shows("accepted third_party", f"accept {start.accept} done", "answer paused", says=words)


def third_party_answers(place: Place, start: Start, *, asked, until, came, answer: str, verdict: str) -> None:
    accept = f"accept {start.accept} done"
    scene = asking(place, start, asked=asked, until=until).at(came, "register_third_party")
    scene.shows("accepted", accept, f"answer {answer} open", says=f"第三方的意见已经收到。{promised(answer)}")
    scene.at(answer.rstrip("?"), "answer").shows(
        "answered",
        accept,
        f"answer {answer} done",
        says=answered("解释说明", verdict),
        desk=(TO_APPROVE, APPROVED),
    )


def third_party_is_silent(place: Place, start: Start, *, asked, until, quiet, announced, ended, answer: str) -> None:
    rows = [f"accept {start.accept} done", "answer paused"]
    scene = asking(place, start, asked=asked, until=until)
    scene.through(quiet).shows("accepted third_party", *rows)
    words = "handler 第三方还没有答复，到期后继续计时"
    scene.through(announced).shows("accepted third_party", *rows, desk=words)
    scene.through(until).shows("accepted third_party", *rows)
    scene.through(ended).shows(
        "accepted",
        f"accept {start.accept} done",
        f"answer {answer} open",
        says=f"第三方到期没有答复。{promised(answer)}",
        desk="handler 第三方意见有了结果，继续计时",
    )


def not_accepted(place: Place, start: Start, *, on: str, filing: str = "") -> None:
    """With its reason, and no answer is owed. Where every application is filed, so is this one."""
    scene = begun(place, start, Kind.APPLICATION).at(on, "not_accept")
    scene.shows(
        "not_accepted",
        f"accept {start.accept} done",
        *start.owed("ended")[1:],
        *filed(Kind.APPLICATION, filing),
        says="不予受理。理由：不是本组织的事。…",
    )
    found = Filing.objects.filter(case=scene.case, content__contains="办理结果：不予受理")
    assert found.exclude(content__contains="不是本组织的事").count() == bool(filing)


def withdrawn_by_its_sender(place: Place, start: Start, *, on: str) -> None:
    scene = taken_on(place, start).at(on, "withdraw")
    scene.shows("withdrawn", *start.rows("ended"), says="您已撤回，不再办理。", desk=WITHDRAWN)
    scene.refuses(NotNow, "withdraw")


def merged(place: Place, start: Start, second: Start, *, on: str, sent: str) -> None:
    """The first is answered, and whoever sent the second hears of it."""
    first, other = begun(place, start), begun(place, second)
    words = f"您的来件和编号{first.case.number}的来件说的是同一件事，合在一起办理。答复以后会告诉您。"
    other.at(on, "merge", into=first).shows("merged", *second.owed("ended"), says=words)
    first.at(start.accepted, "accept").at(sent, "answer", result="published", item=place.item("society"))
    assert first.ledger() == start.rows("done")
    words = "与您的来件合并办理的那一件已经答复。公开的内容见：…"
    other.shows("merged", *second.owed("ended"), says=words)


@dataclass(frozen=True)
class Round:
    """An answer: the day it is given, the last for its verdict, the day of that."""

    sent: str
    verdict: str
    judged: str


def done_again_once(
    place: Place, start: Start, first: Round, due: str, second: Round, *, complained, complaint
) -> None:
    """``due``: by when it is answered again; ``complaint``: by when the complaint is."""
    scene = (
        taken_on(place, start)
        .at(first.sent, "answer")
        .shows("answered", *start.rows("done"), says=answered("解释说明", first.verdict), desk=(TO_APPROVE, APPROVED))
    )
    scene.at(first.judged, "judge", verdict="unsatisfied")
    scene.shows("accepted", *start.rows("done"), f"again {due} open", says=again(due), desk=JUDGED)
    rows = [*start.rows("done"), f"again {due} done"]
    scene.at(second.sent, "answer")
    words = answered("解释说明", second.verdict)
    scene.shows("answered", *rows, says=words, desk=(TO_APPROVE, APPROVED))
    scene.at(second.judged, "judge", verdict="unsatisfied")
    scene.shows("closed", *rows, says=CONTENT_NO_MORE, desk=JUDGED)
    other = scene.at(complained).complain(place.today)
    assert (other.organization, other.case.complaint_about) == (place.discipline, scene.case)
    other.shows("received", f"answer {complaint} open", says="已收到。", desk="discipline 收到新的来件")
    scene.shows("closed", *rows, says=f"您已向{place.discipline}反映，编号 {other.case.number}。")
    scene.refuses(ValidationError, "complain")


@dataclass(frozen=True)
class Opinion:
    """Days of its steps, and what is owed by when."""

    received: str
    answer: str
    screened: str
    assigned: str
    ordered: str
    rectify: str
    handled: str
    finished: str


def opinion_to_its_end(place: Place, days: Opinion, first: Round, due: str, second: Round, **given) -> Diary:
    """Screened, assigned, put right, answered; not content, so done again; then content."""
    answer, rectify = f"answer {days.answer}", f"rectify {days.rectify}"
    scene = place.receives(days.received, Kind.OPINION, **given)
    scene.shows("received", f"{answer} open", says="已收到。", desk="collector 收到新的来件")
    scene.at(days.screened, "screen").shows("screened", f"{answer} open", says="您的意见会有人办理，正在安排。")
    scene.at(days.assigned, "assign").shows("assigned", f"{answer} open", desk="clerk 分给您办理")
    words = f"您反映的问题已经要求整改，{said(days.rectify)}前完成。"
    scene.at(days.ordered, "order")
    scene.shows("assigned", f"{answer} open", f"{rectify} open", says=words, desk="clerk 要求整改")
    handled = {"says": "已经办理，正在准备答复。", "desk": "collector 已经办理，待答复"}
    scene.at(days.handled, "handle").shows("handled", f"{answer} open", f"{rectify} open", **handled)
    scene.refuses(ValidationError, "reply")
    words = "您反映的问题已经整改：公开栏已经换成大字。"
    scene.at(days.finished, "finish").shows("handled", f"{answer} open", f"{rectify} done", says=words)
    rows = [f"{answer} done", f"{rectify} done"]
    scene.at(first.sent, "reply").shows("answered", *rows, says=answered("已办理", first.verdict))
    scene.at(first.judged, "judge", verdict="unsatisfied")
    scene.shows("assigned", *rows, f"again {due} open", says=again(due), desk="clerk 来件人作了评价")
    scene.at(first.judged, "handle").shows("handled", *rows, f"again {due} open", **handled)
    scene.at(second.sent, "reply").shows(
        "answered", *rows, f"again {due} done", says=answered("已办理", second.verdict)
    )
    scene.at(second.judged, "judge", verdict="satisfied", text="")
    return scene.shows("closed", *rows, f"again {due} done", says=CONTENT, desk="clerk 来件人作了评价")
