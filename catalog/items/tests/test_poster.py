"""The poster: what stands on it, whose eyes it is for, and that any printer prints its Chinese."""

import io
import subprocess
import sys
from datetime import timedelta

import pypdf
import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.utils import timezone

from catalog.items.actions.publishing import publish_correction
from catalog.items.models import Item
from catalog.items.public.poster import poster_html
from catalog.items.tests.factories import Desk
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files import pdf
from disclosure.files.bounded import made
from disclosure.files.pdf import PrintingUnavailable, Refused, own_file, pdf_of
from disclosure.files.qr_codes import qr_code
from disclosure.organizations.tests.factories import make_member, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.clause("LK-10")]


@pytest.fixture
def desk():
    on = timezone.localdate() - timedelta(days=20)
    return Desk(name="青岭县民政局党支部", supervision_phone="0538-1234567", on=on)


def day(desk):
    return timezone.localdate(desk.now)


def address(item, size="a4") -> str:
    return f"{item.get_absolute_url()}poster.pdf?size={size}"


def printed(client, item, size="a4") -> pypdf.PdfReader:
    answer = client.get(address(item, size))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(answer.content))


def words(document) -> str:
    return "".join("".join(page.extract_text() for page in document.pages).split())


def html_of(item) -> str:
    page = "https://portal.example/i/1/"
    return poster_html(item, [], current_calendar(), timezone.localdate(), size="a4", address=page)


def fonts(document):
    for page in document.pages:
        for font in page["/Resources"]["/Font"].values():
            for descendant in font.get_object().get("/DescendantFonts", [font]):
                yield descendant.get_object()


def test_the_poster_says_whose_what_since_when_until_when_and_whom_to_call(client, desk):
    until = timezone.localdate() + timedelta(days=3)
    item = desk.published_outside(
        code="1-1", event_on=day(desk), title="党费收缴情况", body="<p>收缴一百二十元。</p>", display_until=until
    )
    document = printed(client, item)
    said = words(document)
    published = day(desk)
    for part in (
        "党务公开",
        "党费收缴情况",
        "青岭县民政局党支部",
        item.index_number,
        "收缴一百二十元。",
        "0538-1234567",
        f"{published.year}年{published.month}月{published.day}日",
        f"{until.year}年{until.month}月{until.day}日",
        f"http://testserver/i/{item.pk}/",
    ):
        assert part in said, part
    assert document.metadata.title == "党费收缴情况"


def test_every_font_is_inside_the_file(client, desk):
    found = list(fonts(printed(client, desk.published_outside(code="1-1", event_on=day(desk)))))
    assert found
    assert all("/FontFile3" in font["/FontDescriptor"] or "/FontFile2" in font["/FontDescriptor"] for font in found)


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a3", (297, 420)), ("a0", (210, 297))])
def test_it_comes_in_two_sizes(client, desk, size, millimetres):
    page = printed(client, desk.published_outside(code="1-1", event_on=day(desk)), size).pages[0].mediabox
    assert tuple(round(float(side) / 72 * 25.4) for side in (page.width, page.height)) == millimetres


def test_a_long_text_flows_over_numbered_pages(client, desk):
    body = "".join(f"<p>第{number}段。{'本季度组织生活会已经召开。' * 8}</p>" for number in range(40))
    document = printed(client, desk.published_outside(code="1-1", event_on=day(desk), body=body))
    count = len(document.pages)
    assert count > 2
    for number, page in enumerate(document.pages, start=1):
        assert f"第{number}页，共{count}页" in "".join(page.extract_text().split())
    assert "第0段。" in words(document) and "第39段。" in words(document)


def test_society_gets_a_code_to_the_page(desk):
    html = html_of(desk.published_outside(code="1-1", event_on=day(desk)))
    assert qr_code("https://portal.example/i/1/").partition(",")[2][:60] in html
    assert "请勿外传" not in html


@pytest.mark.parametrize(("code", "line"), [("1-3", "党内公开"), ("1-4", "机关全体人员公开"), ("1-2", "先在党内公开")])
def test_what_stays_inside_gets_no_code_and_the_word_to_keep_it_inside(desk, code, line):
    html = html_of(desk.published_inside(code=code, event_on=day(desk)))
    assert f"{line}　请勿外传" in html
    assert "data:image" not in html and "https://portal.example" not in html


def test_after_its_display_a_member_prints_it_without_a_code(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    Item.objects.filter(pk=item.pk).update(display_until=timezone.localdate() - timedelta(days=1))
    item.refresh_from_db()
    assert "data:image" not in html_of(item) and "仅供内部查阅" in html_of(item)
    member = make_person("member")
    make_member(member, desk.organization)
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    assert "仅供内部查阅" in words(printed(client, item))


@pytest.mark.clause("PL-10")
def test_the_poster_of_what_is_over_answers_410_and_does_not_name_it(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), title="期满的公示")
    Item.objects.filter(pk=item.pk).update(display_until=timezone.localdate() - timedelta(days=1))
    answer = client.get(address(item))
    assert answer.status_code == 410
    assert "期满的公示" not in answer.content.decode()


def test_the_poster_of_what_stays_inside_is_for_its_readers_and_no_cache(client, desk):
    item = desk.published_inside(code="1-3", event_on=day(desk))
    assert client.get(address(item)).status_code == 404
    stranger = make_person("stranger")
    make_member(stranger, Desk("elsewhere").organization)
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    assert client.get(address(item)).status_code == 404
    member = make_person("member")
    make_member(member, desk.organization)
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(address(item))
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]


def test_a_withdrawn_or_corrected_item_is_never_printed_as_it_was(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), body="<p>更正前。</p>")
    assert "更正前。" in words(printed(client, item))
    publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    said = words(printed(client, item))
    assert "更正前。" not in said and "更正后的正文。" in said
    desk.withdrawn(item)
    assert client.get(address(item)).status_code == 404


@pytest.fixture
def no_pango(monkeypatch, tmp_path):
    def missing(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    pdf.typesetter.cache_clear()
    monkeypatch.setattr(made, "folder", lambda: tmp_path)  # A poster set before would be shown again.
    monkeypatch.setattr(pdf, "import_module", missing)
    yield
    pdf.typesetter.cache_clear()


def test_without_pango_the_page_says_what_to_do_instead(client, desk, no_pango):
    with pytest.raises(PrintingUnavailable, match="系统管理员"):
        pdf_of("<p>字</p>")
    answer = client.get(address(desk.published_outside(code="1-1", event_on=day(desk))))
    assert answer.status_code == 503
    assert "暂时不能生成 PDF" in answer.content.decode()


def test_the_portal_starts_without_loading_what_sets_type():
    code = "import django, sys; django.setup(); import disclosure.urls; sys.exit('weasyprint' in sys.modules)"
    environment = {"DJANGO_SETTINGS_MODULE": "disclosure.settings", "DEBUG": "1", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "asked",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/",
        "{root}/i/1/",
        "{root}/static/no-such.css",
        "//elsewhere/static/css/tokens.css",
    ],
)
def test_a_document_reads_nothing_but_the_portals_own_files(asked):
    with pytest.raises(Refused):
        own_file(asked.format(root=settings.PORTAL_URL))


def test_a_document_does_not_climb_out_of_the_static_files():
    with pytest.raises((Refused, SuspiciousFileOperation)):
        own_file(f"{settings.PORTAL_URL}/static/%2e%2e/disclosure/settings.py")


def test_the_archives_variant_says_so_in_its_metadata():
    document = pypdf.PdfReader(io.BytesIO(pdf_of("<title>题名</title><p>正文</p>", variant="pdf/a-2b")))
    assert document.xmp_metadata is not None
    assert b"pdfaid" in document.xmp_metadata.stream.get_data()
