"""Catalogues of other offices, as they really are laid out: every row right, nothing lost, nothing that is no entry."""

import pytest

from catalog.directory.exchange.reading.read import open_file, read_catalogue, read_opened
from catalog.directory.exchange.tests import national
from catalog.directory.exchange.tests.files import docx, xlsx


def table(*rows):
    """A csv file of these rows."""
    return "\n".join(",".join(f'"{text}"' for text in row) for row in rows).encode()


def fields(reading):
    return [row.fields for row in reading.rows]


def messages(reading):
    return [warning.message for warning in reading.warnings]


@pytest.mark.clause("LK-27")
@pytest.mark.parametrize("write", [national.national_xlsx, national.national_docx, national.national_csv])
def test_the_national_standard_layout_is_read_by_the_meaning_of_its_columns(write):
    reading = read_catalogue(write())
    assert fields(reading) == national.ENTRIES
    assert [row.notes for row in reading.rows] == national.NOTES
    assert (reading.unknown, reading.errors, reading.needs_codes) == ({}, (), False)


def test_the_raw_text_of_every_column_is_kept():
    first = read_catalogue(national.national_xlsx()).rows[0]
    assert first.raw["forms"] == national.BODY[0][7].strip()
    assert (first.raw["scope"], first.raw["公开依据"], first.raw["公开层级"]) == (
        "全社会",
        national.BASIS,
        "县级、乡级",
    )


def test_what_the_foot_says_is_told_and_is_no_entry():
    told = messages(read_catalogue(national.national_xlsx()))
    assert "第8行：“备注：公开依据以现行有效的为准。”当作说明，没有读取" in told
    assert "第9行：“制表人：王某审核：李某联系电话：0535”当作说明，没有读取" in told


def test_what_is_disclosed_on_request_only_is_told():
    told = [message for message in messages(read_catalogue(national.national_xlsx())) if "依申请公开" in message]
    assert told == ["第6行：公开方式只有“依申请公开”，导入以后和主动公开的事项一样到期；不该列入的，请在文件里删去"]


def test_a_column_of_manners_is_no_column_of_channels():
    head = ["序号", "公开事项", "公开内容", "公开方式", "公开时限", "公开主体"]
    reading = read_catalogue(
        table(head, ["1", "救助", "标准", "主动公开", "长期", "民政局"], ["2", "", "名单", "依申请公开", "长期", ""])
    )
    assert fields(reading) == [
        ("1", "救助", "", "标准", (), (), "长期", ("民政局",), ""),
        ("2", "救助", "", "名单", (), (), "长期", (), ""),
    ]
    assert [row.notes for row in reading.rows] == [{"公开方式": "主动公开"}, {"公开方式": "依申请公开"}]
    channels = read_catalogue(table(head, ["1", "救助", "标准", "会议、网站", "长期", "民政局"]))
    assert [row.forms for row in channels.rows] == [("会议", "网站")]


def test_headings_in_traditional_characters_are_known():
    head = ["序號", "類別", "公開內容", "公開範圍", "公開形式", "公開時限", "責任單位", "責任人員", "備註"]
    row = ["1", "組織建設", "換屆選舉", "全社會", "政務公開欄、座談會", "長期公開", "黨政辦", "王某", "試行"]
    reading = read_catalogue(table(head, row))
    assert fields(reading) == [
        ("1", "組織建設", "", "換屆選舉", ("全社會",), ("政務公開欄", "座談會"), "長期公開", ("黨政辦",), "王某"),
    ]
    assert reading.rows[0].notes == {"备注": "試行"}
    second = read_catalogue(
        table(["序號", "公開事項", "責任主體", "公開渠道和載體", "公開對象"], ["1", "學習", "黨辦", "網站", "社會"])
    )
    assert fields(second) == [("1", "", "", "學習", ("社會",), ("網站",), "", ("黨辦",), "")]


HEAD = ["一级目录", "序号", "公开内容", "公开范围", "公开形式", "公开时限"]


def entry(content, number="", category="", limit="定期"):
    return [category, number, content, "社会", "会议", limit]


def numbered(reading):
    return [(row.code, row.category, row.content) for row in reading.rows]


@pytest.mark.parametrize(
    ("numbers", "needs_codes"),
    [
        (["1", "2", "1"], True),
        (["1", "1", "2"], True),
        (["1", "", "2"], False),
        (["1", "", ""], True),
        (["", "", ""], True),
        (["1", "2", "4"], False),
        (["1-1", "1-1", "1-2"], False),
    ],
)
def test_running_numbers_that_do_not_tell_the_rows_apart_are_no_codes(numbers, needs_codes):
    rows = [entry(f"第{at}件事", number) for at, number in enumerate(numbers)]
    reading = read_catalogue(table(HEAD, *rows))
    assert reading.needs_codes is needs_codes
    about_codes = [each.code for each in (*reading.errors, *reading.warnings) if each.column == "code"]
    assert bool(about_codes) is not needs_codes


def test_a_running_number_merged_over_its_category_is_no_code():
    data = xlsx(
        [HEAD, entry("学习", "1", "思想"), entry("培训"), entry("选举", "2", "组织")],
        merges=["A2:A3", "B2:B3"],
    )
    reading = read_catalogue(data)
    assert reading.needs_codes
    assert [(row.category, row.content) for row in reading.rows] == [
        ("思想", "学习"),
        ("思想", "培训"),
        ("组织", "选举"),
    ]
    assert not reading.errors


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "", "2项", "", "", ""],
        ["", "", "合计：2项", "", "", ""],
        ["共2项", "", "", "", "", ""],
        ["备注：√为公开", "", "", "", "", ""],
        ["注：1.本表一式两份", "", "", "", "", ""],
        ["", "说明：以上各项按季度更新", "", "", "", ""],
        ["制表人：", "王某", "审核人：", "李某", "填表日期：", "2026年1月5日"],
        ["审核：李某", "", "", "", "", ""],
        ["單位負責人（簽字）：", "", "", "聯繫電話：", "", ""],
        ["联系电话：0535-1234567", "", "", "", "", ""],
        ["党支部书记签字：", "", "", "（盖章）", "", "年 月 日"],
        ["（盖章）", "", "", "", "", ""],
        ["", "", "", "", "", "2026年1月5日"],
        ["", "", "", "", "", "年  月  日"],
        ["二〇二六年一月五日", "", "", "", "", ""],
        ["1", "2", "3", "4", "5", "6"],
        ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）"],
        ["", "", "示例：党费收缴情况", "社会", "会议", "定期"],
    ],
)
def test_notes_sums_signatures_and_examples_are_no_entries(row):
    expected = [("1", "组织建设", "换届选举"), ("2", "组织建设", "审核备案情况")]
    for rows in ([row], [row, row]):
        reading = read_catalogue(table(HEAD, entry("换届选举", "1", "组织建设"), entry("审核备案情况", "2"), *rows))
        assert numbered(reading) == expected
        assert not reading.errors


@pytest.mark.parametrize(
    "content",
    [
        "审核审批情况",
        "说明会情况：时间和地点",
        "备注管理办法",
        "合计金额及明细",
        "联系群众情况",
        "2026年度计划",
        "注册登记事项",
        "负责人任免",
        "示例党支部创建",
    ],
)
def test_entries_that_begin_like_a_foot_are_entries(content):
    reading = read_catalogue(table(HEAD, entry(content, "1", "组织建设"), entry(f"{content}乙")))
    assert [row.content for row in reading.rows] == [content, f"{content}乙"]


def test_headings_within_the_table_are_categories_and_subcategories():
    head = ["序号", "公开内容", "公开范围", "公开时限"]
    data = table(
        head,
        ["一、思想建设", "", "", ""],
        ["1", "学习", "社会", "定期"],
        ["二", "组织建设", "", ""],
        ["（一）换届", "", "", ""],
        ["1", "选举", "党内", "即时"],
        ["（二）", "发展党员", "", ""],
        ["1", "公示", "社会", "即时"],
        ["第三部分 其他", "", "", ""],
        ["1", "捐款", "社会", "即时"],
    )
    reading = read_catalogue(data)
    assert [(row.category, row.subcategory, row.content) for row in reading.rows] == [
        ("一、思想建设", "", "学习"),
        ("二、组织建设", "（一）换届", "选举"),
        ("二、组织建设", "（二）发展党员", "公示"),
        ("第三部分其他", "", "捐款"),
    ]
    assert reading.needs_codes
    assert not reading.errors


def test_a_category_alone_in_its_row_is_no_entry():
    reading = read_catalogue(table(HEAD, ["思想建设", "", "", "", "", ""], entry("学习", "1"), entry("培训", "2")))
    assert numbered(reading) == [("1", "思想建设", "学习"), ("2", "思想建设", "培训")]
    assert not reading.errors


def test_a_merged_note_at_the_foot_is_no_category_where_the_table_has_none():
    head = ["序号", "公开内容", "公开形式", "公开时限"]
    rows = [head, ["1", "选举", "会议", "定期"], ["注：按季度更新", "", "", ""], ["2", "学习", "会议", "定期"]]
    reading = read_catalogue(docx(rows, merges=[(0, (2, 0), (2, 3))]))
    assert [(row.category, row.content) for row in reading.rows] == [("", "选举"), ("", "学习")]


def test_a_heading_nobody_knows_is_asked_with_what_stands_below():
    data = table(
        [*HEAD, "颜色", "完成时间"], [*entry("学习", "1"), "红", "每年10月底前"], [*entry("选举", "2"), "红", ""]
    )
    reading = read_catalogue(data)
    assert reading.unknown == {"颜色": ("红",), "完成时间": ("每年10月底前",)}
    assert [row.notes for row in reading.rows] == [{}, {}]


def test_a_heading_is_read_as_a_person_says():
    opened = open_file(table(["序号", "工作", "谁看", "要求", "公开内容"], ["1", "甲", "社会", "定期", "学习情况"]))
    said = {"工作": "category", "谁看": "scope", "要求": "notes"}
    (row,) = read_opened(opened, columns={**said, "公开内容": "content"}).rows
    assert row.fields == ("1", "甲", "", "学习情况", ("社会",), (), "", (), "")
    assert row.notes == {"要求": "定期"}
    (other,) = read_opened(opened, columns={**said, "谁看": "skip", "要求": "limit"}).rows
    assert (other.scope, other.limit, other.notes) == ((), "定期", {})


def test_columns_below_a_heading_nobody_knows_are_asked_once():
    upper = ["序号", "公开内容", "公开范围", "公开时限", "公开属性", ""]
    data = xlsx(
        [
            upper,
            ["", "", "", "", "重要", "一般"],
            ["1", "学习", "社会", "定期", "√", None],
            ["2", "选举", "社会", "定期", None, "√"],
        ],
        merges=["E1:F1"],
    )
    opened = open_file(data)
    assert read_opened(opened).unknown == {"公开属性": ("重要", "一般")}
    noted = read_opened(opened, columns={"公开属性": "notes"})
    assert [row.notes for row in noted.rows] == [{"公开属性": "重要"}, {"公开属性": "一般"}]


def three_sheets(workbook):
    workbook.active.title = "思想建设"
    for title, rows in {
        "组织建设": [
            ["序号", "公开内容", "公开范围", "公开时限"],
            ["1", "选举", "党内", "即时"],
            ["2", "", "社会", "定期"],
        ],
        "名单": [["姓名", "电话"], ["王某", "1"]],
        "填表说明": [["先填内容"]],
        "作废": [["序号", "公开内容", "公开范围", "公开时限"], ["9", "不要", "党内", "即时"]],
    }.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook["作废"].sheet_state = "hidden"


def test_sheets_with_a_header_are_read_in_turn_and_told_apart():
    head = ["序号", "公开内容", "公开范围", "公开时限"]
    opened = open_file(xlsx([head, ["1", "学习", "社会", "定期"]], change=three_sheets))
    reading = read_opened(opened)
    assert reading.sheets == ("思想建设", "组织建设")
    assert [(row.place, row.category, row.content, row.scope) for row in reading.rows] == [
        ("第2行", "思想建设", "学习", ("社会",)),
        ("第2张表第2行", "组织建设", "选举", ("党内",)),
        ("第2张表第3行", "组织建设", "", ("社会",)),
    ]
    assert [error.message for error in reading.errors] == ["第2张表第3行：没有公开内容"]
    assert "工作表“作废”是隐藏的，没有读取" in messages(reading)
    assert "工作表“名单”没有目录表头，没有读取" in messages(reading)
    assert not any("填表说明" in message for message in messages(reading))

    alone = read_opened(opened, skipped=["组织建设"])
    assert [(row.place, row.category, row.content) for row in alone.rows] == [("第2行", "", "学习")]


def test_hidden_rows_and_columns_are_told():
    def hide(workbook):
        sheet = workbook.active
        for line in (3, 4, 6):
            sheet.row_dimensions[line].hidden = True
        sheet.column_dimensions["E"].hidden = True

    rows = [entry(f"第{at}件事", str(at), "甲" if at == 1 else None) for at in range(1, 6)]
    reading = read_catalogue(xlsx([HEAD, *rows], merges=["A2:A6"], change=hide))
    assert numbered(reading) == [("1", "甲", "第1件事"), ("4", "甲", "第4件事")]
    assert {row.forms for row in reading.rows} == {()}
    assert "工作表“Sheet”里第3至4、6行和E列是隐藏的，没有读取" in messages(reading)


def test_headings_of_three_rows_are_one_header():
    data = xlsx(
        [
            ["序号", "公开事项", None, "公开内容", "公开对象", None, None],
            [None, "一级事项", "二级事项", None, "全社会", "特定对象", None],
            [None, None, None, None, None, "服务对象", "个人"],
            ["1", "救助", "低保", "标准", "√", None, None],
            ["2", None, None, "名单", None, "√", "√"],
        ],
        merges=["A1:A3", "B1:C1", "B2:B3", "C2:C3", "D1:D3", "E1:G1", "E2:E3", "F2:G2", "B4:B5", "C4:C5"],
    )
    reading = read_catalogue(data)
    assert fields(reading) == [
        ("1", "救助", "低保", "标准", ("全社会",), (), "", (), ""),
        ("2", "救助", "低保", "名单", ("服务对象", "个人"), (), "", (), ""),
    ]
    assert reading.unknown == {}


def test_rows_of_a_code_and_a_name_are_headings_where_the_codes_go_on():
    data = table(
        ["代码", "公开内容", "公开范围", "公开时限"],
        ["1", "党组织决议", "", ""],
        ["1-1", "决定", "", ""],
        ["1-1-1", "重大决策", "社会", "即时"],
        ["1-2", "执行", "", ""],
        ["1-2-1", "执行情况", "社会", "即时"],
        ["2", "思想建设", "", ""],
        ["2-1", "学习", "党内", "定期"],
        ["3", "其他", "", ""],
    )
    reading = read_catalogue(data)
    assert [(row.code, row.category, row.subcategory, row.content) for row in reading.rows] == [
        ("1-1-1", "党组织决议", "决定", "重大决策"),
        ("1-2-1", "党组织决议", "执行", "执行情况"),
        ("2-1", "思想建设", "", "学习"),
        ("3", "思想建设", "", "其他"),
    ]


def test_running_numbers_that_count_the_categories_are_no_codes():
    head = ["序号", "类别", "公开事项", "责任部门", "生成时间"]
    reading = read_catalogue(
        table(
            head,
            ["1", "基本信息（6项）", "(1)办学规模、校级领导班子简介", "学校办公室、党委组织部", "每年10月"],
            ["", "", "(2)学校章程及制度", "政策法规处", "变动即更"],
            ["2", "招生考试", "(3)招生章程", "招生办", "每年1月-2月"],
        )
    )
    assert reading.needs_codes
    assert not [warning for warning in reading.warnings if warning.column == "code"]
    assert [(row.category, row.content, row.departments) for row in reading.rows] == [
        ("基本信息（6项）", "(1)办学规模、校级领导班子简介", ("学校办公室", "党委组织部")),
        ("基本信息（6项）", "(2)学校章程及制度", ("政策法规处",)),
        ("招生考试", "(3)招生章程", ("招生办",)),
    ]
    assert reading.unknown == {"生成时间": ("每年10月", "变动即更", "每年1月-2月")}


def test_a_second_table_may_have_other_columns_than_the_first():
    first = [["序号", "公开内容", "公开范围", "公开时限"], ["1", "学习", "社会", "定期"]]
    second = [["公开时限", "公开依据", "公开内容", "序号", "颜色"], ["即时", "《条例》", "选举", "2", "红"]]
    reading = read_catalogue(docx(first, second))
    assert fields(reading) == [
        ("1", "", "", "学习", ("社会",), (), "定期", (), ""),
        ("2", "", "", "选举", (), (), "即时", (), ""),
    ]
    assert [row.notes for row in reading.rows] == [{}, {"公开依据": "《条例》"}]
    assert reading.unknown == {"颜色": ("红",)}
