"""The report of an inspection as an official paper: what was inspected and how, what was found in each organisation, what is to be
done elsewhere too (PL-18)."""

from collections.abc import Iterator

from disclosure.deadlines.dates import local_day, plain
from disclosure.files.papers.official import OfficialPaper
from disclosure.oversight.inspections.context import InspectionContext
from disclosure.oversight.inspections.models import Finding, Inspection, Visit
from disclosure.oversight.inspections.results import point_results, result_of


def paper_of(context: InspectionContext) -> OfficialPaper:
    inspection = context.inspection
    day = local_day(inspection.confirmed_at or inspection.reported_at)
    return OfficialPaper(
        issuer=inspection.organization.name,
        heading=[inspection.organization.name, f"关于{inspection.title}情况的报告"],
        number="" if inspection.confirmed_at else "（未经确认）",
        addressee="党务公开工作领导小组",
        paragraphs=list(paragraphs(context)),
        signed_on=plain(day) if day else "",
    )


def paragraphs(context: InspectionContext) -> Iterator[str]:
    inspection = context.inspection
    yield (
        f"{plain(inspection.from_on)}至{plain(inspection.until_on)}，{inspection.organization.name}对{len(context.visits)}个党组织"
        f"进行{inspection.get_kind_display()}，每个组织从{plain(inspection.period_from)}至{plain(inspection.period_until)}"
        f"公开和到期的事项里抽{inspection.size}件。"
    )
    yield from inspection.report.splitlines()
    for visit in visits_with_marks(inspection):
        yield from of_visit(visit)


def visits_with_marks(inspection: Inspection) -> list[Visit]:
    rows = inspection.visits.select_related("organization", "frozen__drawing")
    return list(rows.prefetch_related("sampled__marks", "findings__sampled").order_by("organization__path"))


def of_visit(visit: Visit) -> Iterator[str]:
    sampled = list(visit.sampled.all())
    result = result_of(visit, sampled)
    score = f"，得分{result.percent:g}（满分100）" if result else ""
    yield f"【{visit.organization.name}】抽{len(sampled)}件{score}。要点出自{visit.points_source}。"
    for place, point in enumerate(point_results(visit, sampled), 1):
        yield f"{place}．{point.name}：好{point.good}件，基本{point.fair}件，差{point.poor}件。"
    for finding in sorted(visit.findings.all(), key=lambda each: (each.is_good, each.pk)):
        yield words_of(visit, finding)
    if drawing := getattr(getattr(visit, "frozen", None), "drawing", None):
        yield f"抽样：名单SHA-256 {visit.frozen.digest}，种子{visit.frozen.seed}，{drawing.named_by}报的数{drawing.number}。"


def words_of(visit: Visit, finding: Finding) -> str:
    about = [f"第{finding.sampled.position}件"] if finding.sampled else []
    if finding.point is not None:
        about.append(visit.points[finding.point]["name"])
    beside = f"（{'，'.join(about)}）" if about else ""
    return f"{'值得推广' if finding.is_good else '问题'}：{finding.text}{beside}"
