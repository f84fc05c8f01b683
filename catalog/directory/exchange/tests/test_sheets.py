"""Excel workbooks and csv files."""

from datetime import date

import pytest

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.tests.files import xlsx
from disclosure.files.reading.errors import UnreadableFile

HEAD = ["一级目录", "二级目录", "公开代码", "公开内容", "公开范围", "公开形式", "公开时限"]


def entry(code, content, category="", subcategory="", scope="社会"):
    return [category, subcategory, code, content, scope, "会议、网站", "定期"]


def test_merged_labels_and_a_title_above_the_header():
    data = xlsx(
        [
            ["目录"],
            HEAD,
            entry("1-1-1", "学习", "思想建设", "理论学习"),
            entry("1-1-2", "培训"),
            entry("1-2-1", "宣传", "", "教育"),
        ],
        merges=["A1:G1", "A3:A5", "B3:B4"],
    )
    rows = read_catalogue(data, "x.xlsx").rows
    assert [(row.category, row.subcategory) for row in rows] == [
        *[("思想建设", "理论学习")] * 2,
        ("思想建设", "教育"),
    ]
    assert [row.number for row in rows] == [3, 4, 5]


def test_a_merged_value_counts_for_every_row_it_covers():
    data = xlsx([HEAD, entry("1-1-1", "学习", "甲", "乙"), entry("1-1-2", "培训", scope=None)], merges=["E2:E3"])
    assert [row.scope for row in read_catalogue(data, "x.xlsx").rows] == [("社会",), ("社会",)]


def test_hidden_rows_and_sheets_are_not_read():
    def hide(workbook):
        workbook.active.row_dimensions[3].hidden = True
        other = workbook.create_sheet("旧目录", 0)
        other.append(HEAD)
        other.append(entry("9-9-9", "不要"))
        other.sheet_state = "hidden"
        workbook.create_sheet("说明", 0).append(["填表说明"])

    data = xlsx([HEAD, entry("1-1-1", "学习", "甲"), entry("1-1-2", "作废"), entry("1-1-3", "培训")], change=hide)
    reading = read_catalogue(data, "x.xlsx")
    assert [row.code for row in reading.rows] == ["1-1-1", "1-1-3"]
    assert "table-left-out" not in [warning.code for warning in reading.warnings]


def test_a_label_whose_first_row_is_hidden_is_kept():
    def hide(workbook):
        workbook.active.row_dimensions[2].hidden = True

    data = xlsx([HEAD, entry("1-1-1", "作废", "甲"), entry("1-1-2", "学习")], merges=["A2:A3"], change=hide)
    assert [(row.category, row.content) for row in read_catalogue(data, "x.xlsx").rows] == [("甲", "学习")]


def test_numbers_and_dates_that_excel_made_of_codes():
    data = xlsx([HEAD, entry(1.0, "学习", "甲"), entry(date(2001, 2, 3), "培训")])
    reading = read_catalogue(data, "x.xlsx")
    assert [row.code for row in reading.rows] == ["1", "2001-02-03"]
    (warning,) = [warning for warning in reading.warnings if warning.code == "code-is-date"]
    assert (warning.suggestion, warning.row) == ("1-2-3", 3)


def test_columns_of_values_are_ticked():
    data = xlsx(
        [
            ["类别", "序号", "公开内容", "公开范围", None, "公开形式", None, "公开时限"],
            [None, None, None, "全社会", "特定对象", "会议", "网站", None],
            ["甲", 1, "学习", "√", None, "√", "√", "定期"],
            [None, 2, "选举", None, "党支部委员", "□", "☑", "及时"],
        ],
        merges=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:H2"],
    )
    first, second = read_catalogue(data, "x.xlsx").rows
    assert (first.scope, first.forms) == (("全社会",), ("会议", "网站"))
    assert (second.scope, second.forms, second.category) == (("党支部委员",), ("网站",), "甲")


def test_columns_of_values_are_ticked_in_one_header_row_too():
    text = "序号,公开内容,党内,社会,固定,即时\n1,学习,√,,,√\n2,章程,✓,√,√,\n"
    first, second = read_catalogue(text.encode(), "x.csv").rows
    assert (first.scope, first.limit) == (("党内",), "即时")
    assert (second.scope, second.limit) == (("党内", "社会"), "固定")


def test_two_header_rows_without_merged_cells():
    text = "一级目录,二级目录,三级目录,,,\n,,公开代码,公开内容,公开范围,公开时限\n甲,乙,1-1-1,学习,社会,定期\n,,1-1-2,培训,社会,定期\n"
    rows = read_catalogue(text.encode(), "x.csv").rows
    assert [(row.category, row.subcategory, row.code, row.content) for row in rows] == [
        ("甲", "乙", "1-1-1", "学习"),
        ("甲", "乙", "1-1-2", "培训"),
    ]


def test_boxes_in_a_limit_cell_are_a_choice():
    text = "序号,公开内容,公开范围,公开时限\n1,学习,社会,□固定 ■定期 □即时\n"
    (row,) = read_catalogue(text.encode(), "x.csv").rows
    assert row.limit == "定期"


def test_a_sheet_with_a_merge_over_everything_is_read_in_bounds():
    def merge(workbook):
        workbook.active.merged_cells.add("I4:XFD1048576")

    assert len(read_catalogue(xlsx([HEAD, entry("1", "学习", "甲")], change=merge), "x.xlsx").rows) == 1


def test_too_many_rows_are_refused():
    data = xlsx([HEAD, *(entry(str(number), f"事项{number}") for number in range(5001))])
    with pytest.raises(UnreadableFile, match="超过 5000 行"):
        read_catalogue(data, "x.xlsx")
    lines = "\n".join(["code,content,scope", *(f"{number},事项,社会" for number in range(5001))])
    with pytest.raises(UnreadableFile, match="超过 5000 行"):
        read_catalogue(lines.encode(), "x.csv")


TEXT = "序号{0}公开内容{0}公开范围{0}公开形式\n1{0}学习{0}社会{0}会议、网站\n2{0}选举{0}党内{0}会议\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_the_encodings_and_separators_in_use(encoding, separator):
    rows = read_catalogue(TEXT.format(separator).encode(encoding), "x.csv").rows
    assert [(row.code, row.content, row.forms) for row in rows] == [
        ("1", "学习", ("会议", "网站")),
        ("2", "选举", ("会议",)),
    ]


def test_csv_with_the_english_header_and_lines_within_cells():
    text = 'content,code,forms,scope\n"党费\n收缴","１－１－１","会议\n文件 网站",社会，党内\n'
    (row,) = read_catalogue(text.encode(), "x.csv").rows
    assert (row.code, row.content, row.forms) == ("1-1-1", "党费收缴", ("会议", "文件", "网站"))
    assert row.scope == ("社会", "党内")


def test_the_content_decides_not_the_name():
    reading = read_catalogue(xlsx([HEAD, entry("1-1-1", "学习", "甲", "乙")]), "目录.docx")
    assert [row.content for row in reading.rows] == ["学习"]
    (warning,) = [warning for warning in reading.warnings if warning.code == "extension"]
    assert warning.message == "文件名以 .docx 结尾，内容是 xlsx，已按内容读取"
