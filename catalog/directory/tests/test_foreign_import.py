"""Other offices' tables under a scheme: what is asked, what is suggested, what is written once a person has confirmed."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from catalog.directory.exchange.tests import national
from catalog.directory.exchange.tests.files import xlsx
from catalog.directory.exchange.tests.test_foreign_tables import HEAD, entry, table, three_sheets
from catalog.directory.importing.commit import ImportRefused, commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import NOW, adopt, confirm, make_scheme_loaded
from catalog.schemes.models import Wording
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_organization("longkou")


@pytest.fixture
def rules():
    scheme = make_scheme_loaded()
    return SchemeRules(scheme, scheme.data)


def asked(found):
    return [(each.column, each.word, each.suggestion, len(each.rows)) for each in found.questions]


def suggested(found):
    return {(each.column, each.word): each.suggestion for each in found.questions if each.suggestion}


def committed(found, answers=None):
    commit_import(found.organization, preview=found, title="公开目录", answers=answers, by=SYSTEM, now=NOW)
    catalogue = Catalogue.objects.get()
    return list(Entry.objects.filter(catalogue=catalogue).entries().order_by("lft"))


def test_the_national_layout_asks_each_word_once_with_what_it_may_mean(office, rules):
    found = read_file(national.national_xlsx(), "标准目录.xlsx", rules, organization=office)
    assert asked(found) == [
        ("scope", "全社会", "society", 3),
        ("limit", national.LIMIT, "immediate", 2),
        ("forms", "政府网站", "网站", 3),
        ("forms", "社区/村公示栏（电子屏）", "公开栏", 1),
        ("limit", "制定或获取文件之日起10个工作日内", "immediate", 1),
        ("forms", "两微一端", "keep", 1),
        ("scope", "申请人", "", 1),
        ("forms", "公开查阅点", "文件查阅处", 1),
        ("limit", "每季度首月10日前", "periodic", 1),
        ("forms", "其他", "keep", 1),
    ]
    assert found.questions[2].message == "第4、5、7行：公开形式“政府网站”是什么意思？"


def test_the_national_layout_is_imported_as_answered(office, rules):
    found = read_file(national.national_xlsx(), "标准目录.xlsx", rules, organization=office)
    with pytest.raises(ImportRefused):
        committed(found)
    assert (Catalogue.objects.count(), Wording.objects.filter(field="forms").count()) == (0, 0)

    entries = committed(found, {**suggested(found), ("scope", "申请人"): "individual"})

    assert [(each.code, each.name, each.parent.name, each.parent.parent.name) for each in entries] == [
        ("1", "政策法规文件", "综合业务", "社会救助"),
        ("2", "监督检查", "综合业务", "社会救助"),
        ("3", "1.办事指南2.审核审批信息", "最低生活保障", "社会救助"),
        ("4", "养老机构备案结果", "通用政策", "养老服务"),
    ]
    assert [(each.scope, each.scope_words) for each in entries] == [
        *[("society", ["全社会"])] * 2,
        ("individual", ["申请人"]),
        ("society", ["全社会"]),
    ]
    assert [each.channels for each in entries] == [
        ["网站", "公开栏"],
        ["网站", "两微一端"],
        ["文件查阅处"],
        ["网站", "其他"],
    ]
    assert [(each.limit_kind, each.limit_rule) for each in entries] == [
        ("immediate", {"working_days": 20}),
        ("immediate", {"working_days": 10}),
        ("immediate", {"working_days": 20}),
        ("periodic", {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}),
    ]
    assert [each.limit_words for each in entries[::3]] == [national.LIMIT, "每季度首月10日前"]
    assert [each.department_names for each in entries] == [*[["县民政局", "乡镇政府"]] * 2, ["县民政局"], ["乡镇政府"]]
    assert entries[2].note == f"公开依据：{national.BASIS}；公开方式：依申请公开；公开层级：乡级"
    notes = [note["note"] for note in entries[0].catalogue.notes]
    assert "公开形式“政府网站”按“网站”办" in notes
    assert not any("两微一端" in note for note in notes)


def test_a_channel_once_explained_is_not_asked_again(office, rules):
    data = table(
        HEAD[:4] + ["公开渠道和载体", "公开时限"], ["甲", "1", "学习", "社会", "□会议 ■政府网站 ■官网", "定期"]
    )
    found = read_file(data, "x.csv", rules, organization=office)
    assert asked(found) == [("forms", "政府网站", "网站", 1), ("forms", "官网", "网站", 1)]
    assert [each.channels for each in committed(found, suggested(found))] == [["网站"]]
    kept = Wording.objects.filter(field="forms").values_list("raw", "meaning")
    assert sorted(kept) == [("官网", "网站"), ("政府网站", "网站")]
    again = read_file(data, "x.csv", rules, organization=office)
    assert (again.questions, again.rows[0].channels, again.rows[0].row.forms) == ((), ("网站",), ("政府网站", "官网"))


def test_an_unknown_column_is_asked_and_read_as_answered_in_this_file_alone(office, rules):
    head = [*HEAD[:5], "完成要求", "联系方式"]
    data = table(head, [*entry("学习", "1", "甲")[:5], "定期", "0535-1"], [*entry("选举", "2")[:5], "即时", ""])
    found = read_file(data, "x.csv", rules, organization=office)
    assert [(each.column, each.word, each.suggestion, each.message) for each in found.questions[:2]] == [
        ("column", "完成要求", "limit", "表头“完成要求”这一列（例如“定期”、“即时”）是什么？"),
        ("column", "联系方式", "notes", "表头“联系方式”这一列（例如“0535-1”）是什么？"),
    ]
    said = found.answered({("column", "完成要求"): "limit", ("column", "联系方式"): "skip"})
    assert said.is_ready
    assert [(each.row.limit, each.note) for each in said.rows] == [("定期", ""), ("即时", "")]
    assert said.columns["联系方式"] == "skip"
    committed(said)
    assert not Wording.objects.filter(raw__in=["完成要求", "联系方式"]).exists()
    assert read_file(data, "x.csv", rules, organization=office).questions[0].column == "column"


def codes(found):
    return [each.row.code for each in found.rows]


def test_codes_that_a_file_does_not_have_are_made_from_its_headings_and_said(office, rules):
    head = ["一级目录", "二级目录", "公开内容", "公开范围", "公开时限"]
    rows = [["甲", "一", "A"], ["", "", "B"], ["", "二", "C"], ["乙", "—", "D"], ["", "三", "E"], ["", "", "F"]]
    data = table(head, *([*row, "社会", "定期"] for row in rows))
    found = read_file(data, "x.csv", rules, organization=office)
    assert codes(found) == ["1-1-1", "1-1-2", "1-2-1", "2-1", "2-2-1", "2-2-2"]
    assert found.is_ready
    assert [each.message for each in found.about_file if each.code == "new-codes"] == [
        "文件里没有公开代码。已按类别重新编号：从“1-1-1”到“2-2-2”，见下面“代码”一栏"
    ]
    assert [each.code for each in committed(found)] == codes(found)
    assert list(Entry.objects.filter(rank="subcategory").order_by("lft").values_list("code", "name")) == [
        ("1-1", "一"),
        ("1-2", "二"),
        ("2-2", "三"),
    ]


def test_running_numbers_that_begin_again_are_replaced_and_shown_beside(office, rules):
    rows = [
        entry("学习", "1", "甲"),
        entry("培训", "2"),
        entry("选举", "1", "组织管理情况"),
        entry("发展", "2"),
        entry("换届", "3", "甲"),
    ]
    found = read_file(table(HEAD, *rows), "x.csv", rules, organization=office)
    # 组织管理情况 is the third category of the scheme and keeps its number there.
    assert codes(found) == ["1-1", "1-2", "3-1", "3-2", "1-3"]
    assert [each.row.raw["code"] for each in found.rows] == ["1", "2", "1", "2", "3"]
    assert not found.errors
    assert any(each.message.startswith("序号在各类里重新编起，不能当代码") for each in found.about_file)


def test_a_note_too_long_to_keep_is_told(office, rules):
    data = table([*HEAD, "公开依据"], [*entry("学习", "1", "甲"), "据" * 600])
    (row,) = read_file(data, "x.csv", rules, organization=office).rows
    assert "第2行：说明太长，只记前500个字" in row.remarks


def test_sheets_are_asked_and_left_out_as_answered(office, rules):
    head = ["序号", "公开内容", "公开范围", "公开时限"]
    data = xlsx([head, ["1", "学习", "社会", "定期"]], change=three_sheets)
    found = read_file(data, "x.xlsx", rules, organization=office)
    assert asked(found) == [
        ("sheet", "思想建设", "read", 0),
        ("sheet", "组织建设", "read", 0),
        ("scope", "党内", "party", 1),
    ]
    assert found.errors
    left = found.answered({("sheet", "思想建设"): "read", ("sheet", "组织建设"): "skip"})
    assert left.is_ready
    assert [each.row.content for each in left.rows] == ["学习"]


def test_a_question_about_rows_of_several_sheets_names_them(office, rules):
    def second(workbook):
        sheet = workbook.create_sheet("乙")
        sheet.append(["序号", "公开内容", "公开范围", "公开时限"])
        sheet.append(["1", "选举", "全社会", "定期"])

    data = xlsx([["序号", "公开内容", "公开范围", "公开时限"], ["1", "学习", "全社会", "定期"]], change=second)
    found = read_file(data, "x.xlsx", rules, organization=office)
    assert found.questions[-1].message == "第2行、第2张表第2行：公开范围“全社会”是什么意思？"


# --- the pages and the command ---


@pytest.fixture
def secretary(office, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    adopt(office, "longkou")
    secretary = make_holder(office, "secretary")
    client.force_login(secretary)
    return secretary


def at(name, *args):
    return reverse(f"admin:catalog_catalogue_{name}", args=args)


def uploaded(client, office, data, name):
    values = {"organization": office.pk, "applies_to": "own", "title": "目录"}
    return client.post(at("import"), {**values, "file": SimpleUploadedFile(name, data)}).url


def chosen(page):
    """What the page has chosen beforehand, as a browser would send it."""
    radios = re.findall(r'name="(q\d+)" value="(\w+)"[^>]* checked', page)
    selects = re.findall(r'<select name="(q\d+)".*?</select>', page, re.DOTALL)
    bodies = re.findall(r'<select name="q\d+".*?</select>', page, re.DOTALL)
    options = [re.search(r'value="([^"]*)" selected', body) for body in bodies]
    return dict(radios) | {name: option[1] for name, option in zip(selects, options, strict=True) if option}


def test_suggestions_are_chosen_beforehand_and_one_press_takes_them(client, office, secretary):
    url = uploaded(client, office, national.national_docx(), "标准目录.docx")
    page = client.get(url).content.decode()
    sent = chosen(page)
    assert len(sent) == 9
    refused = client.post(url, sent).content.decode()
    assert "还有问题没有回答" in refused
    client.post(url, {**sent, "q6": "individual"})
    page = client.get(url).content.decode()
    assert "确认导入" in page
    assert "公开依据：《中华人民共和国政府信息公开条例》" in page
    assert Catalogue.objects.count() == 0
    confirm(client, url)
    assert [each.channels for each in Entry.objects.entries().order_by("lft")][0] == ["网站", "公开栏"]


def test_a_column_read_wrongly_is_put_right_on_the_page(client, office, secretary):
    data = table([*HEAD, "备注"], [*entry("学习", "1", "甲"), "张三"])
    url = uploaded(client, office, data, "x.csv")
    page = client.get(url).content.decode()
    titles = re.findall(r"表头“(.+?)”", page)
    assert titles == [*HEAD, "备注"]
    values = dict(
        zip(
            (f"c{number}" for number in range(7)),
            ["category", "code", "content", "scope", "forms", "limit", "person"],
            strict=True,
        )
    )
    client.post(url, {**values, "columns": "1"})
    page = client.get(url).content.decode()
    assert "备注：张三" not in page
    confirm(client, url)
    assert Entry.objects.entries().get().person_name == "张三"


def test_columns_without_which_no_catalogue_is_left_stay(client, office, secretary):
    url = uploaded(client, office, table(HEAD, entry("学习", "1", "甲")), "x.csv")
    values = {f"c{number}": "skip" for number in range(6)}
    answer = client.post(url, {**values, "columns": "1"}, follow=True)
    assert "没有改" in answer.content.decode()
    assert "确认导入" in answer.content.decode()


def test_the_command_asks_about_columns_and_channels_too(office, tmp_path):
    adopt(office, "longkou")
    path = tmp_path / "x.csv"
    path.write_bytes(table([*HEAD, "要求"], [*entry("学习", "1", "甲")[:4], "政府网站", "定期", "红"]))
    out = io.StringIO()
    answers = ["column:要求=notes", "forms:政府网站=网站"]
    call_command("catalogue", "import", str(path), org="longkou", answer=answers, stdout=out)
    assert "形式 网站" in out.getvalue()
    entry_made = Entry.objects.entries().get()
    assert (entry_made.channels, entry_made.note) == (["网站"], "要求：红")
