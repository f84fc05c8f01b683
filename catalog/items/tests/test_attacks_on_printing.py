"""Texts that would keep the typesetter busy for minutes, or take its memory, whoever asks for the poster."""

import json
import zipfile

import pytest
from django.utils import timezone

from catalog.archive.archiving import archive
from catalog.archive.package.published import NO_PDF
from catalog.items.actions.publishing import end_display
from catalog.items.tests.factories import Desk
from disclosure.files.pdf import PrintingUnavailable, pdf_of
from disclosure.files.rich_text import clean

pytestmark = pytest.mark.django_db
ROWS = "<table>" + "<tr><td>一</td><td>二</td><td>三</td></tr>" * 10_000 + "</table>"


@pytest.mark.parametrize(
    "body",
    [
        ROWS,
        "<p>很长。</p>" * 20_000,
        f"<p>{'长' * 100_000}</p>",
        "<table>" + "<tr><td colspan=50 rowspan=500>一</td></tr>" * 100 + "</table>",
    ],
)
def test_what_would_take_minutes_is_not_set(body):
    with pytest.raises(PrintingUnavailable, match="太长"):
        pdf_of(f"<html><body>{clean(body)}</body></html>")


def test_what_nests_too_deeply_is_not_set():
    with pytest.raises(PrintingUnavailable, match="太长"):
        pdf_of(f"<html><body>{'<blockquote>' * 240}深{'</blockquote>' * 240}</body></html>")


def test_a_cell_is_not_wider_than_any_table():
    body = clean('<table><tr><td colspan="9999999" rowspan="٣">一</td><td colspan="2" rowspan="3">二</td></tr></table>')
    assert "9999999" not in body and 'colspan="2"' in body and 'rowspan="3"' in body
    assert "٣" not in body


def test_the_poster_of_a_text_that_is_too_long_says_so_and_the_archive_keeps_it_as_a_page(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk = Desk(on=timezone.localdate())
    item = desk.released(body=ROWS)
    answer = client.get(f"{item.get_absolute_url()}poster.pdf")
    assert answer.status_code == 503 and "太长" in answer.content.decode()
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    record = archive(item, by=desk.secretary, now=desk.tick())
    with zipfile.ZipFile(tmp_path / record.path) as package:
        assert "公开内容.html" in package.namelist()
        assert json.loads(package.read("manifest.json"))["说明"] == [NO_PDF]
