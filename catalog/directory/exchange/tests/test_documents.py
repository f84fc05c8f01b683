"""Word documents: tables over several pages, merged and split labels, header words in pieces."""

import pytest

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.tests.files import SHORT_HEADER, docx, head_merges, long_head
from disclosure.files.reading.errors import UnreadableFile


def codes_of(warnings):
    return [warning.code for warning in warnings]


def two_page_annex():
    first = [
        *long_head(),
        [
            "\n\n联系\n和服\n\n务党\n员",
            "部署情况",
            "1-2-4",
            "年度工作",
            "党支部委员\n第二纪检组",
            "会议、文件、",
            "定期",
        ],
        ["", "", "1-2-6", "决策事项", "社会", "会议、文件、网站、新闻媒体", "即时"],
    ]
    second = [
        *long_head(),
        ["", "", "1-3-2", "任务完成情况", "全体党员", "会议、文件", "定期"],
        ["联系和服务党员", "", "1-3-3", "重点工作进展", "全体党员", "会议、文件", "定期"],
        ["干部选任", "干部\n选拔", "2-1-1", "竞争上岗情况", "全体党员", "会议", "即时"],
        ["", "", "2-1-2", "考察预告", "全体党员", "会议", "即时"],
    ]
    return docx(first, second, merges=[*head_merges(0), *head_merges(1), (0, (2, 0), (3, 0)), (0, (2, 1), (3, 1))])


@pytest.mark.clause("LK-27")
def test_a_three_level_annex_over_two_pages_reads_as_one():
    reading = read_catalogue(two_page_annex(), "附件.docx")
    assert [row.code for row in reading.rows] == ["1-2-4", "1-2-6", "1-3-2", "1-3-3", "2-1-1", "2-1-2"]
    assert [row.category for row in reading.rows] == ["联系和服务党员"] * 4 + ["干部选任"] * 2
    assert [row.subcategory for row in reading.rows] == ["部署情况", "部署情况", "", "", "干部选拔", "干部选拔"]
    assert reading.rows[0].scope == ("党支部委员", "第二纪检组")
    assert reading.rows[0].forms == ("会议", "文件")
    assert reading.rows[0].raw["forms"] == "会议、文件、"


def test_what_is_odd_in_an_annex_is_reported_at_its_row():
    reading = read_catalogue(two_page_annex(), "附件.docx")
    messages = [warning.message for warning in reading.warnings]
    assert "第4行：缺 1-2-5" in messages
    assert "第7行：1-3 没有二级目录标题" in messages
    assert "第3行：公开形式“会议、文件、”末尾多出“、”，已去掉" in messages
    assert codes_of(reading.rows[2].warnings).count("no-subcategory") == 1
    assert not reading.errors


@pytest.mark.clause("YY-16")
def test_a_two_level_annex_with_words_spaced_out_and_lists_on_lines():
    data = docx(
        [
            SHORT_HEADER,
            ["党组织决议、\n决定", "1", "贯彻执行中央、省、\n市委方针", "会议\n文件\n内网", "及时", "党内", "办 公 室"],
            ["", "2", "三重一大", "会议\n文件", "定期", "先党内后党外", "办 公 室\n人 事 科"],
            ["", "3", "机构设置", "会议", "及时", "先党内后党外", "人 事科"],
            ["党的思想\n建设情况", "4", "中心组学习", "会议\n内网\n", "定期", "党内", "机关支部"],
        ]
    )
    rows = read_catalogue(data, "附件.docx").rows
    assert [row.departments for row in rows] == [("办公室",), ("办公室", "人事科"), ("人事科",), ("机关支部",)]
    assert rows[0].forms == ("会议", "文件", "内网")
    assert rows[3].forms == ("会议", "内网")
    assert rows[0].content == "贯彻执行中央、省、市委方针"
    assert [row.category for row in rows] == ["党组织决议、决定"] * 3 + ["党的思想建设情况"]
    assert {row.subcategory for row in rows} == {""}


def test_a_table_without_a_header_goes_on_with_the_one_before_and_others_are_left_out():
    head = ["类别", "序号", "公开内容", "公开形式", "公开时限"]
    data = docx(
        [["组长", "王"], ["成员", "李"]],
        [head, ["甲", "1", "学习", "会议", "定期"]],
        [["", "2", "选举", "会议", "及时"]],
        [["电话", "123"]],
    )
    reading = read_catalogue(data, "x.docx")
    assert [(row.category, row.content) for row in reading.rows] == [("甲", "学习"), ("甲", "选举")]
    assert "第4个表格没有目录表头，没有读取" in [warning.message for warning in reading.warnings]


def test_header_rows_repeated_within_a_table_are_skipped():
    rows = [["甲", "1", "学习", "会议", "定期", "党内", "办公室"], ["", "2", "选举", "会议", "定期", "党内", "办公室"]]
    data = docx([SHORT_HEADER, rows[0], SHORT_HEADER, rows[1]])
    assert [row.content for row in read_catalogue(data, "x.docx").rows] == ["学习", "选举"]


def test_a_title_from_edge_to_edge_is_the_category_where_no_column_is():
    head = ["序号", "公开内容", "公开形式", "公开时限"]
    data = docx([head, ["一、组织建设"], ["1", "选举", "会议", "定期"]], merges=[(0, (1, 0), (1, 3))])
    (row,) = read_catalogue(data, "x.docx").rows
    assert row.category == "一、组织建设"


def test_a_row_split_into_lines_is_put_together():
    data = docx(
        [
            SHORT_HEADER,
            ["甲", "1", "学习", "会议", "定期", "党内", "办公室"],
            ["", "", "", "网站", "", "社会", ""],
            ["", "2", "选举", "会议", "定期", "党内", "办公室"],
        ],
        merges=[(0, (1, column), (2, column)) for column in (0, 1, 2, 4, 6)],
    )
    first, second = read_catalogue(data, "x.docx").rows
    assert (first.forms, first.scope, first.limit) == (("会议", "网站"), ("党内", "社会"), "定期")
    assert second.category == "甲"


def test_columns_are_found_in_any_order():
    data = docx([["责任人", "公开时限", "公开内容", "公开范围"], ["王", "定期", "学习", "社会"]])
    (row,) = read_catalogue(data, "x.docx").rows
    assert (row.person, row.limit, row.content, row.scope) == ("王", "定期", "学习", ("社会",))


def test_a_document_without_the_header_is_refused_with_the_words_looked_for():
    with pytest.raises(UnreadableFile, match="没有找到表头.*公开内容.*公开时限") as refusal:
        read_catalogue(docx([["姓名", "电话"], ["王", "1"]]), "x.docx")
    assert "责任处室" in str(refusal.value)


def test_a_document_without_tables_is_refused():
    with pytest.raises(UnreadableFile, match="没有表格"):
        read_catalogue(docx(), "x.docx")
