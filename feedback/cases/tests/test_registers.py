"""The registers of what came in, and what an archived item takes along of it: no sender is ever named."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from catalog.archive.archiving import archive
from catalog.archive.registers.exporting import export_register
from catalog.archive.registers.kinds import KINDS, kinds_for
from catalog.items.actions.publishing import end_display
from catalog.items.tests.factories import TODAY, Desk
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.receiving import receive_case
from feedback.cases.states import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
NAMED = {"name": "王小明", "phone": "13800138000"}


@pytest.fixture
def desk():
    return Desk()


def opinion(desk, **given):
    given = {"subject": "公开栏字太小", "text": "请把公开栏的字放大一些。", **NAMED, **given}
    return receive_case(kind=Kind.OPINION, organization=desk.organization, by=SENDER, now=noon(TODAY), **given).case


def sheet(name, desk, by=None) -> list[list]:
    data = export_register(
        KINDS[name], organization=desk.organization, year=TODAY.year, format="xlsx", by=by, now=desk.tick()
    )
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()]


@pytest.mark.clause("LK-23")
@pytest.mark.clause("QJ-17")
@pytest.mark.parametrize("name", ["opinions", "handling"])
def test_a_register_lists_what_came_in_and_names_no_sender(desk, name):
    case = opinion(desk)
    opinion(desk, subject="=HYPERLINK(1)", is_anonymous=True)
    cells = str(sheet(name, desk))
    assert case.number in cells and "公开栏字太小" in cells
    assert "王小明" not in cells and "13800138000" not in cells
    assert "'=HYPERLINK(1)'" not in cells


def test_only_who_collects_or_handles_gets_it(desk):
    collector = make_holder(desk.organization, "collector")
    names = {kind.name for kind in kinds_for(access_of(collector, TODAY))}
    assert {"opinions", "handling"} <= names
    assert not {"opinions", "handling"} & {kind.name for kind in kinds_for(access_of(desk.clerk, TODAY))}
    case = opinion(desk)
    assert case.number in str(sheet("opinions", desk, by=collector))
    with pytest.raises(PermissionDenied, match="没有导出"):
        sheet("opinions", desk, by=desk.clerk)


@pytest.mark.clause("JG-09")
def test_an_archived_item_takes_along_what_was_written_about_it(desk):
    item = desk.published_outside()
    case = opinion(desk, item=item)
    desk.now = noon(TODAY + timedelta(days=30))
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    record = archive(item, by=desk.secretary, now=desk.tick())
    with zipfile.ZipFile(Path(settings.MEDIA_ROOT) / record.path) as package:
        found = [name for name in package.namelist() if "意见和申请" in name]
        words = "".join(package.read(name).decode() for name in found)
    assert case.number in words and "请把公开栏的字放大一些" in words
    assert "王小明" not in words
