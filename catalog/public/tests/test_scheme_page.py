"""The scheme's own page: what the document says beside what is a preset."""

import pytest

from catalog.directory.tests.factories import adopt
from disclosure.organizations.tests.factories import make_organization

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
SIX = {
    "jiguan": ["公开的内容是否全面", "程序是否规范", "形式是否恰当", "制度是否健全", "执行是否到位", "效果是否明显"],
    "pingluo": ["公开的内容是否全面", "程序是否规范", "形式是否恰当", "制度是否健全", "执行是否到位", "效果是否明显"],
    "qijiang": [
        "领导体制和工作机制是否健全",
        "党务公开的内容是否真实全面",
        "程序是否规范严谨",
        "形式是否恰当多样",
        "制度是否健全完善",
        "效果是否实在明显",
    ],
}


def text_of(answer) -> str:
    return answer.content.decode()


def page_under(client, slug):
    adopt(make_organization(slug), slug)
    answer = client.get(f"/o/{slug}/scheme/")
    assert answer.status_code == 200
    return answer


@clause("QJ-27")
@clause("JG-16")
@clause("PL-18")
@pytest.mark.parametrize("slug", SIX)
def test_the_check_points_of_the_document_stand_on_its_page(client, slug):
    answer = page_under(client, slug)
    assert answer.context["page"].check_points == SIX[slug]
    assert all(f"<li>{point}</li>" in text_of(answer) for point in SIX[slug])


@pytest.mark.parametrize("slug", ["longkou", "yueyang"])
def test_where_the_document_names_no_check_points_none_are_shown(client, slug):
    assert "检查什么" not in text_of(page_under(client, slug))


@clause("QJ-30")
def test_who_explains_it_and_from_when_it_holds_is_said(client):
    """第十四条、第十五条."""
    facts = {fact.label: fact.value for fact in page_under(client, "qijiang").context["page"].facts}
    assert facts["解释"] == "县纪委和县委组织部（第十四条）"
    assert facts["施行"] == "自印发之日起（第十五条）"


@clause("QJ-26")
def test_who_makes_which_catalogue_is_said_with_the_sentence(client):
    rows = [[cell.text for cell in row] for row in page_under(client, "qijiang").context["page"].makers]
    assert ["“两新”组织党组织", "县委两新工委"] in [row[:2] for row in rows]
    assert ["市级部门派驻我县直属行政机构", "县委（商上级行政主管部门）"] in [row[:2] for row in rows]


@clause("QJ-11")
def test_the_disclosure_day_is_text_and_its_moving_a_preset(client):
    rows = {row[0].text: row for row in page_under(client, "qijiang").context["page"].limits}
    assert "每月第一周星期五" in rows["定期"][2].text
    assert rows["定期"][3].text == "预设，不是原文：原文没有写公开日遇到节假日怎么办；定为顺延到下一个工作日，可以改。"


def test_only_filings_that_the_document_asks_for_are_listed(client):
    listed = {}
    for slug in ("longkou", "jiguan", "pingluo", "yueyang", "qijiang"):
        listed[slug] = [row[0].text for row in page_under(client, slug).context["page"].filings]
    assert listed == {
        "longkou": ["公开目录", "不予公开", "目录变更", "申请及办理情况"],
        "jiguan": ["目录外工作方案"],
        "pingluo": [],
        "yueyang": ["公开目录", "实施方案", "不予公开"],
        "qijiang": ["不予公开", "目录变更", "申请及办理情况", "实施方案"],
    }


def test_an_organisation_below_reads_the_superiors_and_without_any_there_is_no_page(client):
    above = make_organization("above")
    make_organization("below", above)
    assert client.get("/o/below/scheme/").status_code == 404
    adopt(above, "longkou")
    assert "龙口市科技局党支部党务公开工作实施方案" in text_of(client.get("/o/below/scheme/"))
    assert 'href="/o/below/scheme/"' in text_of(client.get("/o/below/"))


@clause("QJ-20")
@clause("QJ-21")
def test_how_members_judge_and_who_answers_for_faults_stand_there_with_what_is_preset(client):
    facts = {fact.label: fact.value for fact in page_under(client, "qijiang").context["page"].facts}
    assert facts["党员评议"].startswith(
        "评议截止后10个工作日公布结果。第九条（七）：开展党员对党务公开情况定期评议活动"
    )
    assert "预设，不是原文：原文只说“及时公布”" in facts["党员评议"]
    assert facts["责任追究"].startswith("批评教育、限期整改、追究责任，记录保存5年。第九条（八）：对不按规定")
