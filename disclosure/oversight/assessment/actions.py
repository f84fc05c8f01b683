"""The life of a yearly assessment: drafted and counted, shown to the assessed beforehand, objections answered, confirmed by another
person, announced (LK-26, QJ-20). From the confirmation on no figure changes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from disclosure.audit.history import actors_of
from disclosure.deadlines.dates import plain
from disclosure.deadlines.reckoning import due_by
from disclosure.organizations.holders import heads_of, holders
from disclosure.organizations.roles import DECIDE_BELOW, DRAFT, MANAGE_CATALOGUE, PUBLISH
from disclosure.oversight.assessment import forms
from disclosure.oversight.assessment.figures.counting import count, find_assessed
from disclosure.oversight.assessment.figures.points import digest_of, points_of, results_of
from disclosure.oversight.assessment.figures.sources import described
from disclosure.oversight.assessment.models import Assessment, Objection, Result, Score
from disclosure.oversight.assessment.terms import check_weights, kinds_of, terms_of
from disclosure.oversight.assessment.year_reports import summary, year_reports
from disclosure.workflow.kit import Act, Blocker, Context, Holds, HoldsThere, Workflow, in_state, stamp_of, when

S = Assessment.State
WRITERS = (DRAFT, MANAGE_CATALOGUE)
BEFORE = in_state(S.DRAFT, S.PREVIEW)
# What is changed once nobody may object any more would be heard by nobody.
HEARD = when(
    lambda context: is_still_heard(context.subject, context.on),
    not_now="提异议的日子已经过了，也没有采纳的异议。要重算，请先收回预告，算好再发。",
)

assessments = Workflow(
    Assessment,
    code="assessment",
    words={
        "drafted": "起草年度考核",
        "weighed": "另定考核分值",
        "recounted": "重新计算考核结果",
        "previewed": "发出考核预告",
        "taken_back": "收回考核预告",
        "confirmed": "确认考核结果",
        "announced": "通报考核结果",
        "dropped": "删除考核草稿",
    },
    reads=("organization", "drafted_by"),
)


@assessments.start(
    "draft", "起草年度考核", who=Holds(*WRITERS), to={S.DRAFT}, form=forms.DraftForm,
    done="算好了，还只有本组织看得到。核对以后由书记发出预告。",
)  # fmt: skip
def draft_assessment(act: Act, *, year: int, of: str) -> None:
    organization = act.subject
    terms = {**terms_of(organization, act.on), "indicators": described()}
    if year > act.on.year:
        raise ValidationError({"year": "这一年还没有到。"})
    if not kinds_of(terms, of):
        raise ValidationError({"of": "本组织的实施方案没有写考核这一类。"})
    row = Assessment(organization=organization, year=year, of=of, terms=terms, counted_on=act.on)
    row.drafted_by, row.drafted_at = act.person, act.now
    results = find_assessed(row, act.on)
    if not results:
        raise ValidationError({"of": "没有可以考核的：本组织没有下一级组织，或者没有科室。"})
    act.move(S.DRAFT, row)
    act.create(row, exclude=("drafted_by",))
    Result.objects.bulk_create(results)
    count_anew(act)
    act.record("drafted", year=year, of=of, assessed=len(results))


def is_still_heard(assessment: Assessment, on: date) -> bool:
    if assessment.state == S.DRAFT or assessment.takes_objections(on):
        return True
    return Objection.objects.filter(result__assessment=assessment, is_upheld=True).exists()


def weights_now(context: Context) -> Mapping[str, Any]:
    row = context.subject
    return {**row.terms["weights"], "weights_reason": row.weights_reason}


@assessments.action(
    "weigh", "另定分值", at=in_state(S.DRAFT), who=Holds(*WRITERS), form=forms.WeighForm, initial=weights_now, is_folded=True,
    done="分值改好了，结果已经重算。",
)  # fmt: skip
def weigh(act: Act, *, weights_reason: str = "", **weights: int | None) -> None:
    """For this year's assessment alone; the scheme keeps its own."""
    row = act.subject
    chosen = check_weights({key: weight or 0 for key, weight in weights.items()})
    is_own = chosen != terms_of(row.organization, act.on)["weights"]
    if is_own and not weights_reason.strip():
        raise ValidationError({"weights_reason": "和方案不一样的，请写为什么。"})
    row.terms = {**row.terms, "weights": chosen}
    row.weights_reason = weights_reason.strip() if is_own else ""
    count_anew(act)
    act.record("weighed", weights=chosen, reason=row.weights_reason)


@assessments.action(
    "recount", "重新计算", at=BEFORE & HEARD, who=Holds(*WRITERS, PUBLISH), is_folded=True, done="重算好了。",
    text="台账改过以后按这里，照今天的情况再算一遍。酌情加减的分和异议都还在。",
)  # fmt: skip
def recount(act: Act) -> None:
    act.subject.counted_on = act.on
    before = {each.pk: each.points for each in act.subject.results.all()}
    count_anew(act)
    changed = sum(before[each.pk] != each.points for each in act.subject.results.all())
    act.record("recounted", counted_on=act.on.isoformat(), changed=changed)
    if changed and act.subject.is_shown:
        tell_assessed(act, f"recounted:{act.now.isoformat()}", "考核结果重算过，请再核对")


@assessments.action(
    "preview", "发出预告", at=in_state(S.DRAFT), to={S.PREVIEW}, who=Holds(PUBLISH), style="main", waits=True,
    stamp=lambda context: figures_shown(context), done="预告发出了。各单位看得到自己的结果，可以提异议。",
)  # fmt: skip
def preview(act: Act) -> None:
    """To each its own figures; from the next day on they may object within the scheme's days."""
    row = act.subject
    until = due_by(row.terms["rule"], act.on, event="发出考核预告").due_on
    assert until is not None
    row.previewed_by, row.previewed_at, row.objections_until = act.person, act.now, until
    act.move(S.PREVIEW)
    act.record("previewed", until=until.isoformat())
    tell_assessed(act, f"preview:{act.now.isoformat()}", f"考核结果预告，有异议的请在{plain(until)}以前提出")


@assessments.action(
    "take_back", "收回预告", at=in_state(S.PREVIEW), to={S.DRAFT}, who=Holds(PUBLISH), form=forms.ReasonForm, is_folded=True,
    done="收回了。改好以后再发出预告，提异议的日子重新算。",
)  # fmt: skip
def take_back(act: Act, *, reason: str) -> None:
    row = act.subject
    row.previewed_by = row.previewed_at = row.objections_until = None
    act.move(S.DRAFT)
    act.record("taken_back", reason=reason)
    tell_assessed(act, f"taken_back:{act.now.isoformat()}", f"考核预告收回了：{reason}")


def check_objections(context: Context, values: Mapping[str, Any]) -> Iterable[Blocker]:
    row = context.subject
    if row.takes_objections(context.on):
        yield Blocker("still_open", f"{plain(row.objections_until)}以前还可以提异议，过了这一天才能确认。")
    if waiting := Objection.objects.filter(result__assessment=row, state=Objection.State.RAISED).count():
        yield Blocker("unanswered", f"还有{waiting}条异议没有答复。")


def who_gave_points(context: Context) -> set[int]:
    return set(context.subject.results.filter(hand_by__isnull=False).values_list("hand_by", flat=True))


def figures_shown(context: Context) -> str:
    """Whoever confirms has read these and no others."""
    return stamp_of(digest_of(results_of(context.subject)))


@assessments.action(
    "confirm", "确认结果", at=in_state(S.PREVIEW), to={S.CONFIRMED}, who=HoldsThere(DECIDE_BELOW), style="main",
    others=("drafted_by", "previewed_by"), hands=who_gave_points, blockers=check_objections, stamp=figures_shown,
    shows_blocked=True, waits=lambda access: period_is_over(access), done="确认了。从现在起这些数不再变。",
    same_person="考核是您起草、发出预告或者加减过分的，要由另一个人确认。",
)  # fmt: skip
def confirm(act: Act) -> None:
    """Another person than drafted it, sent the preview or gave points by hand. What was counted is from now on as it stands."""
    row = act.subject
    if row.of == Assessment.Of.BELOW:
        reports = year_reports([row.organization.path], row.year)
        below = [each for each in reports if each.organization.pk != row.organization_id]
        row.terms = {**row.terms, "year_reports": summary(below)}
    row.digest = digest_of(results_of(row))
    row.confirmed_by, row.confirmed_at = act.person, act.now
    act.move(S.CONFIRMED)
    act.record("confirmed", digest=row.digest)
    act.notify("confirmed", [row.drafted_by_id, row.previewed_by_id], "确认了，可以通报")


def period_is_over(access: Any) -> Q:
    unanswered = Objection.objects.filter(state=Objection.State.RAISED).values("result__assessment")
    return Q(objections_until__lt=access.on) & ~Q(pk__in=unanswered)


@assessments.action(
    "announce", "通报", at=in_state(S.CONFIRMED), to={S.ANNOUNCED}, who=Holds(PUBLISH), form=forms.AnnounceForm, style="main",
    waits=True, done="通报了。各单位都收到了消息，可以打开通报。",
)  # fmt: skip
def announce(act: Act, *, number: str = "") -> None:
    row = act.subject
    row.announced_by, row.announced_at, row.number = act.person, act.now, number.strip()
    act.move(S.ANNOUNCED)
    act.record("announced", number=row.number)
    tell_assessed(act, "announced", "考核结果已经通报")


@assessments.action(
    "drop", "删除草稿", at=in_state(S.DRAFT), who=Holds(*WRITERS), style="quiet", is_folded=True, done="草稿删掉了。",
    blockers=lambda context, values: was_shown(context),
)  # fmt: skip
def drop(act: Act) -> None:
    """What was never shown to anybody."""
    act.record("dropped", year=act.subject.year)
    act.delete()


def was_shown(context: Context) -> Iterable[Blocker]:
    if actors_of(context.subject, "assessment.previewed"):
        yield Blocker("shown", "发出过预告，被考核的单位已经看过，不能删除。")


# --- what the actions share ---


def count_anew(act: Act) -> None:
    """Figures and points of all the assessed; what was given by hand stays."""
    row = act.subject
    results = list(row.results.order_by("position"))
    Score.objects.filter(result__assessment=row).delete()
    scores = Score.objects.bulk_create(count(row, results))
    own: dict[int, list[Score]] = {}
    for each in scores:
        own.setdefault(each.result_id, []).append(each)
    for result in results:
        result.points = points_of(own.get(result.pk, ()), row.terms["weights"], result.by_hand)
    Result.objects.bulk_update(results, ["points"])


def tell_assessed(act: Act, step: str, words: str) -> None:
    """Each finds its own result on the list that it leads to. A constant number of statements."""
    results = list(act.subject.results.select_related("organization"))
    organizations = {each.organization_id: each.organization for each in results}
    people = [person for heads in heads_of(organizations, act.on).values() for person in heads]
    if act.subject.of == Assessment.Of.DEPARTMENTS:
        people += holders(DRAFT, organizations.values(), act.on)[act.subject.organization_id]
    people += [each.person_id for each in results]
    act.notify(step, people, words, url=list_url())


def list_url() -> str:
    return reverse("admin:oversight_result_changelist")
