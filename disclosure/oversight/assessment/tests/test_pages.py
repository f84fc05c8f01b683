"""The pages of an assessment: who sees what, that every number leads to its rows, the circular, the year reports (QJ-20, YY-12)."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from catalog.filings import actions as filings
from catalog.filings.tests.test_filings import report_duty
from catalog.obligations.reports import year_report
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import (
    client_of,
    make_holder,
    make_member,
    make_organization,
    make_person,
    noon,
)
from disclosure.oversight.assessment.actions import announce, confirm, draft_assessment, preview
from disclosure.oversight.assessment.circular import circular
from disclosure.oversight.assessment.models import Assessment, Objection, Result, Score
from disclosure.oversight.assessment.objecting import answer_objection, mark, raise_objection
from disclosure.oversight.assessment.tests.factories import AFTER, NOW, YEAR, Branch, County
from disclosure.oversight.assessment.year_reports import year_reports

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause


@pytest.fixture
def county(time_machine):
    time_machine.move_to(NOW, tick=False)
    return County()


def get(person, url, expected=200):
    response = client_of(person).get(url)
    assert response.status_code == expected, (url, response.status_code)
    return response


def text_of(person, url):
    return get(person, url).content.decode()


def score_of(result, indicator="on_time"):
    return Score.objects.get(result=result, indicator=indicator)


def rows_at(score):
    return reverse("oversight:assessment_rows", args=[score.pk])


def circular_at(assessment, kind="docx"):
    return reverse("oversight:assessment_circular", args=[assessment.pk, kind])


@clause("LK-26")
def test_the_whole_way_at_the_desk(county, time_machine):
    clerk, secretary = client_of(county.clerk), client_of(county.secretary)
    response = clerk.post("/admin/oversight/assessment/add/", {"organization": "county", "year": YEAR, "of": "below"})
    assessment = Assessment.objects.get()
    assert response.url == assessment.get_absolute_url()
    page = text_of(county.clerk, assessment.get_absolute_url())
    assert "8/10" in page and rows_at(score_of(county.result(county.north))) in page and "预设，不是原文" in page
    act = "/admin/oversight/assessment/{}/do/{}/".format
    assert (
        secretary.post(act(assessment.pk, "preview"), {"preview-seen": seen(secretary, assessment)}).status_code == 302
    )
    result = county.result(county.north)
    head = client_of(county.head)
    assert "这是预告，还没有定" in text_of(county.head, result.get_absolute_url())
    response = head.post(f"/admin/oversight/result/{result.pk}/do/object/", {"object-text": "3月那件是按时办的"})
    objection = Objection.objects.get()
    assert response.status_code == 302 and "待答复" in text_of(county.head, result.get_absolute_url())
    assert "城北镇党委对考核的异议" in text_of(county.secretary, "/admin/")
    answer = {"answer-is_upheld": "no", "answer-answer": "台账记的是4月2日办结。"}
    secretary.post(f"/admin/oversight/objection/{objection.pk}/do/answer/", answer)
    assert "台账记的是4月2日办结" in text_of(county.head, result.get_absolute_url())
    time_machine.move_to(AFTER, tick=False)
    assert "考核（下一级党组织）" in text_of(county.approver, "/admin/")
    approver = client_of(county.approver)
    approver.post(act(assessment.pk, "confirm"), {"confirm-seen": seen(approver, assessment)})
    client_of(county.secretary).post(act(assessment.pk, "announce"), {"announce-number": "青委发〔2027〕3号"})
    assessment.refresh_from_db()
    assert assessment.state == Assessment.State.ANNOUNCED
    assert circular_at(assessment) in text_of(county.head, result.get_absolute_url())


def seen(client, assessment):
    rows = client.get(assessment.get_absolute_url()).context["offers"]
    return next(row.form["seen"].value() for row in rows if "seen" in row.form.fields)


def test_a_number_leads_to_exactly_its_rows_as_they_were_and_says_what_changed_since(county):
    county.drafted()
    score = score_of(county.result(county.north))
    late = Deadline.objects.filter(organization=county.north, kind="duty", closed_on__gt="2026-03-31").get()
    Deadline.objects.filter(pk=late.pk).update(closed_on="2026-03-30")
    response = get(county.clerk, rows_at(score))
    lines = response.context["lines"]
    assert len(lines) == score.whole == 10
    assert [line.is_good for line in lines] == [False] * 2 + [True] * 8
    assert [line.url for line in lines if line.is_changed] == [late.get_absolute_url()]
    assert "应于2026-03-31前，2026-04-02办结" in response.content.decode()


@clause("QJ-20")
def test_before_the_preview_only_who_assesses_sees_it_and_then_each_its_own(county):
    assessment = county.drafted()
    north, south = county.result(county.north), county.result(county.south)
    own = [assessment.get_absolute_url(), north.get_absolute_url(), rows_at(score_of(north))]
    for url in own:
        get(county.head, url, 404)
        get(county.clerk, url)
    preview(assessment, by=county.secretary, now=NOW)
    get(county.head, assessment.get_absolute_url(), 404)
    for url in own[1:]:
        get(county.head, url)
        get(county.south_head, url, 404)
    assert [each.pk for each in get(county.head, "/admin/oversight/result/").context["cl"].result_list] == list(
        Result.objects.filter(organization=county.north).order_by("position").values_list("pk", flat=True)
    )
    assert south.name not in text_of(county.head, "/admin/oversight/result/")


@clause("QJ-20")
def test_every_page_is_closed_to_whoever_has_no_part_in_it(county, client):
    assessment = county.announced()
    objection_of_north(county)
    stranger = make_holder(make_organization("elsewhere"), "secretary")
    member = make_person("member")
    make_member(member, county.north)
    pages = [
        assessment.get_absolute_url(), county.result(county.north).get_absolute_url(), Objection.objects.get().get_absolute_url(),
        rows_at(score_of(county.result(county.north))), circular_at(assessment), circular_at(assessment, "pdf"),
    ]  # fmt: skip
    for url in pages:
        assert client.get(url).status_code == 302, url
        assert client_of(member).get(url).status_code in (302, 403, 404), url
        get(stranger, url, 404)
    get(county.south_head, pages[1], 404)
    get(county.south_head, pages[2], 404)
    get(county.south_head, pages[3], 404)
    get(county.south_head, circular_at(assessment))
    get(county.supervisor, circular_at(assessment))
    for act in ("mark", "object"):
        assert client_of(stranger).post(f"{pages[1].replace('change', 'do')}{act}/").status_code == 404
    for person in (member, stranger):
        assert client_of(person).get("/oversight/assessment/o/county/").status_code in (403, 404)


def objection_of_north(county):
    Objection.objects.create(result=county.result(county.north), text="错了", raised_by=county.head, raised_at=NOW)


def test_the_circular_is_closed_until_it_is_confirmed_and_below_until_it_is_announced(county):
    assessment = county.previewed()
    get(county.clerk, circular_at(assessment), 404)
    assessment = confirm(assessment, by=county.approver, now=AFTER)
    get(county.clerk, circular_at(assessment))
    get(county.head, circular_at(assessment), 404)
    get(county.supervisor, circular_at(assessment), 404)
    announce(assessment, by=county.secretary, now=AFTER)
    get(county.head, circular_at(assessment))
    get(county.head, circular_at(assessment, "xlsx"), 404)


@clause("QJ-20")
@clause("YY-12")
def test_the_circular_says_what_was_gone_by_what_each_came_to_and_ranks_nobody(county):
    assessment = county.previewed()
    objection = raise_objection(county.result(county.north), text="错了", by=county.head, now=NOW)
    answer_objection(objection, is_upheld=False, answer="没有错", by=county.secretary, now=NOW)
    mark(county.result(county.south), points=2, hand_reason="经验在全县推广", by=county.clerk, now=NOW)
    assessment = announce(
        confirm(assessment, by=county.approver, now=AFTER), by=county.secretary, now=AFTER, number="青委发〔2027〕3号"
    )
    lines = [each.text for each in Document(io.BytesIO(get(county.head, circular_at(assessment)).content)).paragraphs]
    assert lines[:5] == ["青山县委", "关于2026年党务公开工作考核情况的通报", "青委发〔2027〕3号", "", "各有关党组织："]
    text = "\n".join(lines)
    assert "第九条（七）：把党务公开工作情况作为各级党组织及其主要负责人年度工作考核" in text
    north, south = (county.result(each) for each in (county.north, county.south))
    assert f"1．城北镇党委：{north.points}分，合格。按时公开8/10" in text
    assert f"城南镇党委：{south.points}分" in text and "酌情+2.0分（经验在全县推广）" in text
    assert "收到异议1条，采纳0条，都已答复。" in text and "不排名次" in text and "第1名" not in text
    assert lines[-2:] == ["青山县委", "2027年1月19日"]
    assert get(county.head, circular_at(assessment, "pdf")).content.startswith(b"%PDF")


@clause("LK-26")
def test_where_the_document_compares_departments_the_best_stands_first(time_machine):
    time_machine.move_to(NOW, tick=False)
    branch = Branch("pingluo")
    assessment = draft_assessment(branch.organization, year=YEAR, of="departments", by=branch.clerk, now=NOW)
    page = text_of(branch.clerk, assessment.get_absolute_url())
    assert page.index("财务科") < page.index("办公室") and "名次" in page
    assessment = confirm(preview(assessment, by=branch.secretary, now=NOW), by=branch.approver, now=AFTER)
    text = "\n".join(circular(assessment).paragraphs)
    assert "1．财务科：第1名，100.0分" in text and "2．办公室：第2名，75.0分" in text


def test_every_page_costs_the_same_for_five_and_for_fifty_organisations(time_machine):
    time_machine.move_to(NOW, tick=False)
    few, many = (costs(code, towns) for code, towns in (("few", 5), ("many", 50)))
    assert few == many
    assert max(few.values()) <= 20, few


def costs(code, towns):
    county = County(towns=towns, code=code)
    assessment = county.announced()
    pages = {
        "table": assessment.get_absolute_url(),
        "list": "/admin/oversight/result/",
        "place": f"/oversight/assessment/o/{code}/?year={YEAR}",
        "result": county.result(county.north).get_absolute_url(),
        "circular": circular_at(assessment),
    }
    client, found = client_of(county.secretary), {}
    client.get(pages["list"])
    for name, url in pages.items():
        with CaptureQueriesContext(connection) as statements:
            assert client.get(url).status_code == 200
        found[name] = len(statements)
    return found


@clause("QJ-20")
def test_everybody_reads_in_the_scheme_that_there_is_an_assessment(county, client):
    page = client.get("/o/county/scheme/").content.decode()
    assert "第九条（七）：把党务公开工作情况作为各级党组织及其主要负责人年度工作考核" in page


# --- year reports (YY-12) ---


@pytest.fixture
def bureaus(time_machine):
    """A work committee and three bureaus that owe a year report: one sent and signed for, one being written, one not begun."""
    time_machine.move_to(NOW, tick=False)
    county = County("yueyang", towns=3)
    bureaus = [county.north, county.south, *county.others]
    duties = [report_duty(each, YEAR) for each in bureaus]
    given = {"title": "总结", "content": "正文", "now": NOW}
    for organization, duty in list(zip(bureaus, duties, strict=True))[:2]:
        clerk = make_holder(organization, "clerk")
        filing = year_report.begin_report(organization, duty=duty, by=clerk, **given)
    filings.send(
        filing_of(duties[0]), sent_on=date(2026, 12, 30), number="1号", by=county.head, now=noon(date(2026, 12, 30))
    )
    assert filing.sent_on is None
    return county


def filing_of(duty):
    return duty.deadline.filing


@clause("YY-12")
def test_the_superior_sees_who_sent_the_year_report_and_who_did_not(bureaus):
    page = get(bureaus.approver, f"/oversight/assessment/o/county/?year={YEAR}")
    found = page.context["overview"]
    assert [(row[0].text, row[1].word) for row in found.reports] == [
        ("城南镇党委", "逾期没报"), ("town-0党支部", "逾期没报"), ("城北镇党委", "已报送"),
    ]  # fmt: skip
    assert found.sentence == "2026年：应报年度工作报告3份，已报1份。没有报送的：城南镇党委、town-0党支部。"
    report = next(row[0].url for row in found.reports if row[1].word == "已报送")
    get(bureaus.approver, report)
    get(bureaus.head, f"/oversight/assessment/o/county/?year={YEAR}", 404)
    assert len(year_reports([bureaus.organization.path], YEAR - 1)) == 0


@clause("YY-12")
def test_the_circular_tells_of_the_year_reports_as_they_were_when_it_was_confirmed(bureaus):
    assessment = bureaus.confirmed()
    Deadline.objects.filter(kind="report").update(closed_on="2027-01-20", closed_as="done")
    text = "\n".join(circular(assessment).paragraphs)
    assert "应报年度工作报告3份，已报1份。没有报送的：城南镇党委、town-0党支部。" in text
    (score,) = Score.objects.filter(
        result__organization=bureaus.north, result__kind="organization", indicator="reports"
    )
    assert (score.good, score.whole) == (2, 2)
