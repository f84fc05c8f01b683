"""The circular 通报 of an assessment (YY-12, QJ-20): what it went by, what each came to, what was objected. From confirmed figures
alone, so that it reads the same whenever it is opened."""

from collections.abc import Iterator, Sequence

from catalog.schemes.sources import source_words
from disclosure.deadlines.dates import local_day, plain
from disclosure.files.papers.official import OfficialPaper
from disclosure.oversight.assessment.figures.points import ranks, results_of
from disclosure.oversight.assessment.models import Assessment, Objection, Result
from disclosure.oversight.assessment.page import NAMES, of_words, passed, points_words, weights_words
from disclosure.oversight.assessment.year_reports import summary_words

ADDRESSEES = {Assessment.Of.BELOW: "各有关党组织", Assessment.Of.DEPARTMENTS: "各科室"}
HEADINGS = {
    Result.Kind.ORGANIZATION: "党组织",
    Result.Kind.DEPARTMENT: "科室",
    Result.Kind.HEAD: "主要负责人",
}


def name_of(assessment: Assessment) -> str:
    return f"关于{assessment.year}年党务公开工作考核情况的通报"


def circular(assessment: Assessment) -> OfficialPaper:
    organization = assessment.organization.name
    moment = assessment.announced_at or assessment.confirmed_at
    assert moment is not None
    return OfficialPaper(
        organization,
        [organization, name_of(assessment)],
        assessment.number,
        ADDRESSEES[Assessment.Of(assessment.of)],
        list(paragraphs(assessment, results_of(assessment))),
        plain(local_day(moment)),
    )


def paragraphs(assessment: Assessment, results: Sequence[Result]) -> Iterator[str]:
    terms, year = assessment.terms, assessment.year
    yield f"{year}年党务公开工作考核已经结束，结果经本人核对、异议答复和另一人确认，现通报如下。"
    yield f"一、考核的依据。《{terms['scheme']}》{source_words(terms)}"
    preset = "" if assessment.weights_reason else "（预设，原文没有定分值）" if terms["preset"] else ""
    own = f"分值由本组织另定：{assessment.weights_reason}。" if assessment.weights_reason else ""
    yield f"二、指标和分值{preset}。{weights_words(terms)}。{terms['passing']}分合格。{own}"
    yield f"三、总的情况。{overall(results, terms)}{summary_words(terms.get('year_reports') or {})}"
    yield "四、考核结果。" + ("按得分排列。" if terms["ranks"] else "按组织的次序排列，不排名次。")
    yield from result_lines(assessment, results)
    yield f"五、异议。{objections_words(assessment)}"


def overall(results: Sequence[Result], terms) -> str:
    """How many of each kind, and how many of them passed."""
    said = []
    for kind, heading in HEADINGS.items():
        own = [each for each in results if each.kind == kind]
        measured = [each for each in own if each.points is not None]
        good = sum(passed(each.points, terms).state == "done" for each in measured)
        said += [f"考核{heading}{len(own)}个，合格{good}个，不合格{len(measured) - good}个"] if own else []
    return f"{'；'.join(said)}。"


def result_lines(assessment: Assessment, results: Sequence[Result]) -> Iterator[str]:
    places = ranks(results) if assessment.terms["ranks"] else {}
    shown = sorted(results, key=lambda each: (places.get(each.pk, len(results)), each.position)) if places else results
    for number, result in enumerate(shown, 1):
        place = f"第{places[result.pk]}名，" if result.pk in places else ""
        scores = "，".join(f"{NAMES[each.indicator]}{of_words(each)}" for each in result.scores.all() if each.whole)
        hand = f"，酌情{result.by_hand:+.1f}分（{result.hand_reason}）" if result.by_hand else ""
        verdict = passed(result.points, assessment.terms).word
        yield f"{number}．{result.name}：{place}{points_words(result.points)}，{verdict}。{scores}{hand}。"


def objections_words(assessment: Assessment) -> str:
    found = list(Objection.objects.filter(result__assessment=assessment).values_list("is_upheld", flat=True))
    if not found:
        return "没有单位提出异议。"
    return f"收到异议{len(found)}条，采纳{sum(map(bool, found))}条，都已答复。"
