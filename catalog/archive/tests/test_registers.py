"""The registers that practice names, as Word and Excel (LK-08, JG-09)."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook

from catalog.archive.archiving import archive
from catalog.archive.registers.exporting import export_register
from catalog.archive.registers.kinds import KINDS, RegisterKind, kinds_for, offer
from catalog.archive.registers.register import Column, Register
from catalog.archive.registers.write_docx import write_docx
from catalog.archive.registers.write_xlsx import write_xlsx
from catalog.items.actions.publishing import end_display
from catalog.items.channels.models import ChannelRecord
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk
from disclosure.audit.models import Event
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_member, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
NASTY = Register(
    "登记[簿]",
    "第一支部",
    "2026年",
    (Column("序号", 5), Column("标题", 30, is_left=True)),
    [(1, "=HYPERLINK(1)"), (2, "第一行\n第二行\x00\x0b\u202e"), (None, "-1+1")],
)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk():
    return Desk()


def exported(desk, name, by=None, format="xlsx", year=2026, organization=None):
    return export_register(
        KINDS[name], organization=organization or desk.organization, year=year, format=format, by=by, now=desk.now
    )


def sheet_of(data) -> list[list]:
    return [list(row) for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]


def rows_of(data) -> list[list]:
    """Below title, unit and header."""
    return sheet_of(data)[3:]


def test_cells_are_guarded_against_formulas_and_cleaned_of_control_characters():
    rows = rows_of(write_xlsx(NASTY))
    assert rows == [[1, "'=HYPERLINK(1)"], [2, "第一行\n第二行"], [None, "'-1+1"]]


def test_the_sheet_prints_on_landscape_a4_with_the_header_and_the_page_on_every_page():
    sheet = load_workbook(io.BytesIO(write_xlsx(NASTY))).active
    assert sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == "$1:$3" and "&P" in sheet.oddFooter.center.text
    assert [sheet["A1"].value, sheet["A2"].value, sheet["B2"].value] == ["登记[簿]", "单位：第一支部", "2026年"]
    assert sheet["A1"].font.name == "宋体" and sheet["B4"].font.name == "仿宋"


def test_the_word_table_repeats_its_header_and_numbers_its_pages():
    document = Document(io.BytesIO(write_docx(NASTY)))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE and round(section.page_width.mm) == 297
    table = document.tables[0]
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
    assert [cell.text for cell in table.rows[2].cells] == ["2", "第一行\n第二行"]
    footer = section.footer._element.xml
    assert "PAGE" in footer and "NUMPAGES" in footer
    assert "仿宋" in table._tbl.xml and "单位：第一支部" in document.paragraphs[1].text


def test_an_empty_register_says_so():
    empty = Register("登记簿", "单位", "2026年", NASTY.columns, [])
    assert "没有登记" in Document(io.BytesIO(write_docx(empty))).paragraphs[-1].text
    assert rows_of(write_xlsx(empty)) == []


@pytest.mark.clause("LK-08")
def test_the_register_of_items_names_each_with_its_days(desk):
    desk.released(title="学习情况")
    desk.registered(title="起草中的事项", code="1-3", event_on=date(2026, 8, 31))
    desk.registered(title="去年的事项", event_on=date(2025, 12, 31))
    rows = rows_of(exported(desk, "items", desk.secretary))
    assert [(row[0], row[2], row[3], row[10]) for row in rows] == [
        (1, "1-3 党费收缴", "起草中的事项", "拟稿"),
        (2, "1-1 学习情况", "学习情况", "已向社会公开"),
    ]
    assert rows[1][5:8] == ["2026-09-01", "2026-09-02", "2026-09-01"]


def held(desk, item, channel="会议", **fields):
    values = {
        "place": "三楼会议室", "from_on": TODAY, "expected": 25, "attendance": 21, "recorded_by": desk.clerk,
        "recorded_at": desk.now, **fields,
    }  # fmt: skip
    return ChannelRecord.objects.update_or_create(item=item, channel=channel, defaults=values)[0]


@pytest.mark.clause("JG-09")
def test_the_register_of_meetings_has_a_row_a_meeting_with_what_was_disclosed_at_it(desk):
    first, second, third = (desk.released(title=title) for title in ("一", "二", "三"))
    held(desk, first)
    held(desk, second)
    held(desk, third, channel="民主生活会", place="礼堂")
    held(desk, first, channel="公开栏")
    held(desk, second, channel="通报会", recorded_by=None, recorded_at=None)
    rows = rows_of(exported(desk, "meetings", desk.secretary))
    assert [row[1:6] for row in rows] == [
        ["2026-09-01", "会议", "三楼会议室", 25, 21],
        ["2026-09-01", "民主生活会", "礼堂", 25, 21],
    ]
    assert rows[0][6].splitlines() == [f"{first.index_number} 一", f"{second.index_number} 二"]


@pytest.mark.clause("LK-08")
@pytest.mark.clause("PL-06")
def test_the_yearly_register_of_the_archive_lists_its_pieces(desk):
    for retention in ("years_10", "permanent"):
        item = end_display(desk.released(title=retention), by=desk.secretary, reason="已经展示够了", now=desk.tick())
        archive(item, retention=retention, by=desk.secretary, now=desk.tick())
    header, *rows = sheet_of(exported(desk, "archive", desk.secretary))[2:]
    assert header == ["件号", "责任者", "索引号", "题名", "日期", "页数", "保管期限", "档号", "备注"]
    assert [(row[0], row[3], row[6], row[7]) for row in rows] == [
        (1, "permanent", "永久", "branch-2026-Y-0001"),
        (1, "years_10", "10年", "branch-2026-D10-0001"),
    ]


def test_nobody_exports_what_is_not_on_their_desk(desk):
    desk.released(title="不给别人看的")
    stranger = Desk("stranger")
    member = make_member(make_person("member"), desk.organization).person
    for person in (stranger.secretary, member):
        for name in ("items", "meetings", "archive"):
            with pytest.raises(PermissionDenied):
                exported(desk, name, person)
    assert not Event.objects.filter(action="register.exported").exists()
    assert rows_of(exported(stranger, "items", stranger.secretary)) == []


def test_an_export_is_on_record(desk):
    exported(desk, "items", desk.clerk, format="docx")
    event = Event.objects.get(action="register.exported")
    assert event.actor_name == "branch-clerk" and event.organization_code == "branch"
    assert event.changes == {"register": "items", "year": 2026, "format": "docx", "rows": 0}


def test_another_app_may_offer_a_register(desk, monkeypatch):
    own = {name: KINDS[name] for name in ("items", "meetings", "archive")}
    monkeypatch.setattr("catalog.archive.registers.kinds.KINDS", own)
    made = RegisterKind("letters", "来信登记簿", "", frozenset({"collect_opinions"}), lambda *args, **kw: NASTY)
    offer(made)
    offer(made)
    access = access_of(desk.clerk, TODAY)
    assert [kind.name for kind in kinds_for(access)] == ["items", "meetings", "archive"]
    collector = access_of(make_collector(desk), TODAY)
    assert [kind.name for kind in kinds_for(collector)] == ["letters"]


def make_collector(desk):
    return make_holder(desk.organization, "collector")


def test_the_command_writes_a_register(desk, tmp_path, capsys):
    desk.released(title="学习情况")
    place = tmp_path / "register.xlsx"
    call_command("register", "export", "items", "--org", "branch", "--year", "2026", "--output", str(place))
    assert [row[3] for row in rows_of(place.read_bytes())] == ["学习情况"]
    assert Event.objects.get(action="register.exported").actor_name == "系统"
    call_command("register", "list")
    assert "meetings　会议记录簿" in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有代号为"):
        call_command("register", "export", "none", "--org", "branch", "--year", "2026", "--output", str(place))


def test_a_register_takes_the_same_number_of_queries_for_one_item_and_for_twenty(desk):
    counts = []
    for number in (1, 19):
        for _ in range(number):
            held(desk, desk.registered())
        for name in ("items", "meetings"):
            with CaptureQueriesContext(connection) as queries:
                exported(desk, name, desk.secretary)
            counts.append(len(queries))
    assert counts[:2] == counts[2:] and Item.objects.count() == 20
