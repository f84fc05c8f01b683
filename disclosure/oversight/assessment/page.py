"""What the staff pages of an assessment show, as typed facts: its terms, its table, one result with its scores and objections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from catalog.schemes.document.judging import INDICATORS
from catalog.schemes.sources import source_words
from disclosure.deadlines.dates import moment, plain, plain_or_paused
from disclosure.oversight.assessment.figures.points import digest_of, ranks, results_of
from disclosure.oversight.assessment.models import Assessment, Objection, Result, Score
from disclosure.oversight.assessment.terms import Terms
from disclosure.web.components import Badge, Cell, Fact, Link, given
from disclosure.workflow.staff.page import Note, ProcedurePage

S = Assessment.State
NAMES = dict(INDICATORS)
BADGES = {S.DRAFT: "draft", S.PREVIEW: "waiting", S.CONFIRMED: "soon", S.ANNOUNCED: "done"}
NOT_SAME = "现在的数和确认时的摘要对不上，请告诉系统管理员和审计管理员。"
LATER_CHANGES = "这些数是确认时定下来的，台账以后再改，这里也不变。"


@dataclass(frozen=True)
class AssessmentParts:
    """``rows`` are cells; ``left_out``: indicators that nobody had anything to do with; ``circular``: links to the files, empty before
    the confirmation."""

    rows: list[list[Cell]]
    left_out: str
    objections: list[list[Cell]]
    circular: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class ResultParts:
    """``meanings``: what each indicator means and how it is reckoned."""

    sentence: str
    scores: list[list[Cell]]
    meanings: list[Fact]
    objections: list[list[Cell]]
    circular: list[Link] = field(default_factory=list)


def badge_of(assessment: Assessment) -> Badge:
    return Badge(BADGES[S(assessment.state)], assessment.get_state_display())


def number(value: Decimal) -> str:
    """Without noughts behind the point: 8, 36.5."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def of_words(score: Score) -> str:
    return f"{number(score.good)}/{number(score.whole)}" if score.whole else "没有"


def rows_url(score: Score) -> str:
    return reverse("oversight:assessment_rows", args=[score.pk]) if score.whole else ""


def points_words(points: Decimal | None) -> str:
    return "没有可算的" if points is None else f"{points}分"


def passed(points: Decimal | None, terms: Terms) -> Badge:
    if points is None:
        return Badge("excused", "不评")
    return Badge("done", "合格") if points >= terms["passing"] else Badge("late", "不合格")


def circular_of(assessment: Assessment) -> list[Link]:
    if not assessment.is_fixed:
        return []
    kinds = (("通报（Word）", "docx"), ("通报（PDF）", "pdf"))
    return [Link(label, reverse("oversight:assessment_circular", args=[assessment.pk, kind])) for label, kind in kinds]


# --- the page of an assessment ---


def assessment_page(assessment: Assessment, on: date) -> ProcedurePage:
    results = results_of(assessment)
    known = measured(results)
    left_out = "、".join(NAMES[key] for key in assessment.terms["weights"] if key not in known)
    objections = objections_of(Objection.objects.filter(result__assessment=assessment))
    parts = AssessmentParts(table_of(assessment, results, known), left_out, objections, circular_of(assessment))
    facts = [*head_facts(assessment), *terms_facts(assessment)]
    return ProcedurePage(
        str(assessment), badge_of(assessment), "怎样考核", given(facts), notes_of(assessment, results, on), parts
    )


def notes_of(assessment: Assessment, results: Sequence[Result], on: date) -> list[Note]:
    if assessment.is_fixed:
        is_same = digest_of(results) == assessment.digest
        return [Note(LATER_CHANGES)] if is_same else [Note(NOT_SAME, kind="warning")]
    if assessment.takes_objections(on):
        return [
            Note(f"各单位{plain_or_paused(assessment.objections_until)}以前可以提异议。过了这一天，由另一个人确认。")
        ]
    return []


def head_facts(assessment: Assessment) -> list[Fact]:
    def by(person, at) -> str:
        return f"{person}，{moment(at)}" if person else ""

    return [
        Fact("年度", f"{assessment.year}年，算到{plain(assessment.counted_on)}"),
        Fact("起草", by(assessment.drafted_by, assessment.drafted_at)),
        Fact("预告", by(assessment.previewed_by, assessment.previewed_at)),
        Fact("确认", by(assessment.confirmed_by, assessment.confirmed_at)),
        Fact("通报", by(assessment.announced_by, assessment.announced_at)),
        Fact("文号", assessment.number),
    ]


def terms_facts(assessment: Assessment) -> list[Fact]:
    terms = assessment.terms
    preset = f"预设，不是原文：{terms.get('preset_reason', '')}" if terms["preset"] else ""
    return [
        Fact("依据", f"《{terms['scheme']}》{source_words(terms)}", is_wide=True),
        Fact("分值", weights_words(terms), is_wide=True),
        Fact("分值的出处", assessment.weights_reason or preset, is_wide=True),
        Fact("合格", f"{terms['passing']}分"),
        Fact("酌情加减", f"最多{terms['by_hand']}分，要写理由"),
        Fact("名次", "按得分排" if terms["ranks"] else "不排名次，按组织的次序写"),
    ]


def weights_words(terms: Terms) -> str:
    words = (f"{NAMES[key]}{weight}分" for key, weight in terms["weights"].items())
    return "，".join(words) + "；当年没有可算的不算，其余的按比例折算成100分"


def table_of(assessment: Assessment, results: Sequence[Result], known: set[str]) -> list[list[Cell]]:
    """In the order of their points where the scheme ranks, else as they stand. ``known``: indicators by which somebody was measured."""
    places = ranks(results) if assessment.terms["ranks"] else {}
    shown = sorted(results, key=lambda each: (places.get(each.pk, len(results)), each.position)) if places else results
    keys = [key for key in assessment.terms["weights"] if key in known]
    return [result_row(assessment, result, places, keys) for result in shown]


def measured(results: Sequence[Result]) -> set[str]:
    """Indicators by which somebody was measured."""
    return {score.indicator for result in results for score in result.scores.all() if score.whole}


def result_row(assessment: Assessment, result: Result, places: Mapping[int, int], keys: Sequence[str]) -> list[Cell]:
    terms, scores = assessment.terms, {each.indicator: each for each in result.scores.all()}
    badge = passed(result.points, terms)
    place = [Cell("名次", "number", str(places.get(result.pk, "")))] if terms["ranks"] else []
    return [
        *place,
        Cell("单位", "title", result.name, result.get_absolute_url()),
        *(score_cell(key, scores.get(key)) for key in keys),
        Cell("加减", "number", f"{result.by_hand:+.1f}" if result.by_hand else ""),
        Cell("得分", "number", points_words(result.points)),
        Cell("合格", "tight", state=badge.state, word=badge.word),
    ]


def score_cell(key: str, score: Score | None) -> Cell:
    if score is None:
        return Cell(NAMES[key], "number", "没有")
    return Cell(NAMES[key], "number", of_words(score), rows_url(score))


# --- the page of one result ---


def result_page(result: Result, *, is_assessor: bool, on: date, more: Sequence[Fact] = ()) -> ProcedurePage:
    """``more``: what may follow it."""
    assessment = result.assessment
    badge = passed(result.points, assessment.terms)
    facts = [
        Fact("得分", points_words(result.points), state=badge.state, word=badge.word),
        Fact("酌情加减", f"{result.by_hand:+.1f}分：{result.hand_reason}" if result.by_hand else "", is_wide=True),
        Fact("考核", str(assessment), assessment.get_absolute_url() if is_assessor else ""),
        Fact("考核组织", assessment.organization.name),
        *more,
        *terms_facts(assessment),
    ]
    scores = list(result.scores.defer("rows").order_by("pk"))
    parts = ResultParts(
        result_sentence(result),
        [score_row(assessment.terms, each) for each in scores],
        [Fact(NAMES[each.indicator], meaning(assessment.terms, each), is_wide=True) for each in scores if each.whole],
        objections_of(result.objections.all()),
        circular_shown(assessment, is_assessor),
    )
    heading = f"{assessment.year}年考核：{result.name}"
    return ProcedurePage(heading, badge_of(assessment), "得分和依据", given(facts), result_notes(assessment, on), parts)


def circular_shown(assessment: Assessment, is_assessor: bool) -> list[Link]:
    return circular_of(assessment) if is_assessor or assessment.state == S.ANNOUNCED else []


def result_notes(assessment: Assessment, on: date) -> list[Note]:
    if assessment.takes_objections(on):
        until = plain_or_paused(assessment.objections_until)
        return [Note(f"这是预告，还没有定。哪个数不对，{until}以前可以提异议，每一条都会答复。", "请核对")]
    return [Note(LATER_CHANGES)] if assessment.is_fixed else []


def score_row(terms: Terms, score: Score) -> list[Cell]:
    weight = terms["weights"].get(score.indicator, 0)
    reached = "不算" if score.share is None else f"{number(score.share * weight)}分"
    return [
        Cell("指标", "title", NAMES[score.indicator]),
        Cell("做到/应做", "number", of_words(score), rows_url(score)),
        Cell("占", "number", f"{weight}分"),
        Cell("得", "number", reached),
    ]


def result_sentence(result: Result) -> str:
    """What it came to, before anything else."""
    if result.points is None:
        return "当年没有可算的事，不评分。"
    terms = result.assessment.terms
    return f"得{points_words(result.points)}，{passed(result.points, terms).word}（{terms['passing']}分合格）。"


def meaning(terms: Terms, score: Score) -> str:
    said = terms["indicators"].get(score.indicator, {})
    return f"{said.get('definition', '')}{said.get('formula', '')}"


def objections_of(rows: QuerySet[Objection]) -> list[list[Cell]]:
    """Those that wait for an answer first."""
    found = rows.select_related("result", "raised_by", "answered_by").order_by("-state", "pk")
    return [objection_row(each) for each in found]


def objection_row(objection: Objection) -> list[Cell]:
    is_open = objection.state == Objection.State.RAISED
    badge = (
        Badge("waiting", "待答复")
        if is_open
        else Badge("done", "采纳")
        if objection.is_upheld
        else Badge("excused", "没有采纳")
    )
    answer = (
        f"{objection.answer}（{objection.answered_by}，{moment(objection.answered_at)}）"
        if objection.answered_at
        else ""
    )
    return [
        Cell("异议", "title", objection.text, objection.get_absolute_url()),
        Cell("哪个单位", text=objection.result.name),
        Cell("谁提的", text=f"{objection.raised_by}，{moment(objection.raised_at)}"),
        Cell("结果", "tight", state=badge.state, word=badge.word),
        Cell("答复", text=answer),
    ]


def objection_page(objection: Objection) -> ProcedurePage:
    result, state = objection.result, Objection.State
    badge = Badge("waiting" if objection.state == state.RAISED else "done", objection.get_state_display())
    upheld = {True: "采纳", False: "没有采纳", None: ""}[objection.is_upheld]
    facts = [
        Fact("异议", objection.text, is_wide=True),
        Fact("提出", f"{objection.raised_by}，{moment(objection.raised_at)}"),
        Fact("对哪个结果", str(result), result.get_absolute_url()),
        Fact("采纳不采纳", upheld),
        Fact("答复", objection.answer, is_wide=True),
        Fact("答复人", f"{objection.answered_by}，{moment(objection.answered_at)}" if objection.answered_at else ""),
    ]
    return ProcedurePage(str(objection), badge, "异议和答复", given(facts))
