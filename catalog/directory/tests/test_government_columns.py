"""A catalogue in the columns of a standard catalogue of government affairs (LK-29)."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.tests import national
from catalog.directory.exchange.write_government import GOVERNMENT_WRITERS, Standing
from catalog.directory.exporting import rows_of
from catalog.directory.government_columns import export_in_government_columns
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.models import Entry
from catalog.directory.tests.factories import NOW, adopt, branch, install, make_catalogue
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-29")]

UPPER = [
    *["序号", "公开事项", "", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"],
    *["公开对象", "", "公开方式", "", "公开层级", ""],
]
LOWER = [
    *["", "一级\n事项", "二级\n事项", "", "", "", "", "", "全社会", "特定\n对象"],
    *["主动", "依申请\n公开", "县级", "乡级"],
]


@pytest.fixture
def town():
    return make_organization("town", sector="street_town")


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def test_the_columns_are_those_of_the_standard_with_readers_manner_and_level_ticked(town):
    usual = {"limit_words": "及时", "department_names": ["办公室"]}
    tree = [
        branch("1", "思想建设", [
            branch("1-1", "学习", scope="society", scope_words=["全社会"], channels=["会议", "网站"], **usual),
            branch("1-2", "考核", scope="audience", scope_words=["申请人"], channels=["会议"], **usual),
        ]),
    ]  # fmt: skip
    catalogue = make_catalogue(town, branches=tree)
    basis = f"《{catalogue.scheme.title}》"
    assert lines_of(export_in_government_columns(catalogue, "csv")) == [
        UPPER,
        LOWER,
        ["1-1", "思想建设", "", "学习", basis, "及时", "办公室", "■会议  ■网站", "√", "", "√", "", "", "√"],
        ["1-2", "思想建设", "", "考核", basis, "及时", "办公室", "■会议  □网站", "", "√\n申请人", "√", "", "", "√"],
    ]


def test_the_sheet_has_merged_headings_over_the_same_cells(town):
    tree = [branch("1", "思想建设", [branch("1-1", "学习"), branch("1-2", "考核")])]
    catalogue = make_catalogue(town, branches=tree)
    sheet = load_workbook(io.BytesIO(export_in_government_columns(catalogue, "xlsx"))).active
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert cells[:2] == [UPPER, LOWER]
    assert {"A2:A3", "B2:C2", "I2:J2", "K2:L2", "M2:N2", "B4:B5"} <= set(map(str, sheet.merged_cells.ranges))
    assert [row[3] for row in cells[2:]] == ["学习", "考核"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("slug", ["jiguan", "longkou", "pingluo", "qijiang", "yueyang"])
def test_what_is_exported_imports_back_with_every_row_right(slug, kind):
    before = install(make_organization("source"), slug)
    line = Entry.objects.filter(catalogue=before).entries().first()
    named = {"government_entry": "社会救助／审核", "government_url": "https://gov.example.cn/a", "person_name": "张三"}
    Entry.objects.filter(pk=line.pk).update(**named)

    copy = make_organization("copy")
    data = export_in_government_columns(before, kind)
    rules = SchemeRules(before.scheme, before.scheme.data)
    found = read_file(data, f"目录.{kind}", rules, organization=copy)
    assert (found.errors, found.questions) == ((), ())
    after = commit_import(copy, preview=found, title="抄来的", by=SYSTEM, now=NOW)

    assert [row.fields for row in rows_of(after)] == [row.fields for row in rows_of(before)]
    meanings = (
        *("code", "scope", "inside_first", "audience_names", "limit_kind", "limit_rule", "parent__name"),
        *("class_2010", "class_2017", "government_entry", "government_url"),
    )
    understood = [
        list(Entry.objects.filter(catalogue=each).entries().order_by("lft").values(*meanings))
        for each in (after, before)
    ]
    assert understood[0] == understood[1]
    notes = f"公开依据：《{before.scheme.title}》；公开方式：主动"
    assert all(notes in row.notes["说明"] for row in rows_of(after))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_of_another_office_comes_out_as_it_went_in(kind):
    rows = read_catalogue(national.national_xlsx()).rows
    kept = [replace(row, notes={"说明": row.note}) for row in rows]
    data = GOVERNMENT_WRITERS[kind](kept, "目录", Standing(frozenset({4, 5, 7}), "《方案》"))
    back = read_catalogue(data, f"x.{kind}").rows
    assert [row.number for row in rows] == [4, 5, 6, 7]
    assert [row.fields for row in back] == [row.fields for row in rows]
    assert [row.notes for row in back] == national.NOTES


def test_a_note_of_ones_own_keeps_a_column_and_comes_first_again(town):
    note = "每年一次；公开依据：《章程》；备注：见附件"
    catalogue = make_catalogue(town, branches=[branch("1", "思想建设", [branch("1-1", "学习", note=note)])])
    head, _lower, line = lines_of(export_in_government_columns(catalogue, "csv"))
    assert (line[4], head[-1], line[-1]) == ("《章程》", "说明", "每年一次；备注：见附件")
    row = read_catalogue(export_in_government_columns(catalogue, "csv")).rows[0]
    assert row.note == "每年一次；备注：见附件；公开依据：《章程》；公开方式：主动；公开层级：乡级"


def test_the_command_writes_it_for_an_organisation_and_for_an_annex_and_refuses_word(tmp_path):
    install(make_organization("source"), "longkou")
    for code in ("source", "longkou"):
        path = tmp_path / f"{code}.csv"
        call_command("catalogue", "export", code, "--columns", "government", "--output", str(path))
        lines = lines_of(path.read_bytes())
        assert (lines[0][:8], len(lines)) == (UPPER[:8], 78)
        assert {bool(line[8]) + bool(line[9]) for line in lines[2:]} == {1}
    ticks = [[line[8] for line in lines_of((tmp_path / f"{code}.csv").read_bytes())] for code in ("source", "longkou")]
    assert ticks[0] == ticks[1]
    with pytest.raises(CommandError, match="只有 csv、xlsx，没有 docx"):
        call_command("catalogue", "export", "source", "--columns", "government", "--format", "docx")


def test_the_staff_page_offers_it_and_hands_it_out(client, town):
    adopt(town)
    catalogue = make_catalogue(town, branches=[branch("1", "思想建设", [branch("1-1", "学习")])])
    client.force_login(make_holder(town, "secretary"))
    page = client.get(catalogue.get_absolute_url()).content.decode()
    for kind, word in (("xlsx", "Excel"), ("csv", "CSV")):
        url = f"{reverse('admin:catalog_catalogue_download', args=[catalogue.pk, kind])}?columns=government"
        assert url in page
        assert f"下载 {word}（政务公开目录格式）" in page
        assert read_catalogue(client.get(url).content, f"目录.{kind}").rows[0].notes["公开层级"] == "乡级"
    url = reverse("admin:catalog_catalogue_download", args=[catalogue.pk, "docx"])
    assert client.get(f"{url}?columns=government").status_code == 404
    assert "下载 Word（政务" not in page
