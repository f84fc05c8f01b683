"""The crawl writes what a reader sees, without what differs between two runs."""

import pytest
from django.http import HttpResponse

from disclosure.testing.crawl.accounts import PASSER_BY
from disclosure.testing.crawl.addresses import internal, kind
from disclosure.testing.crawl.files import file_lines
from disclosure.testing.crawl.text import links, page_lines, parsed
from disclosure.testing.crawl.walk import Walk, steady

PAGE = """
<!DOCTYPE html>
<html><head><title>公开目录</title><style>p {}</style><script src="/static/js/desk.js">let unseen</script></head>
<body><!-- unseen -->
<nav aria-label="栏目"><a href="/o/longkou/">龙口   <b>支部</b></a></nav>
<table><tr><th>到期</th><td>11月17日</td></tr></table>
<form method="post" action="/i/1/do/"><input type="hidden" name="csrfmiddlewaretoken" value="secret">
<label for="a">事由</label><input id="a" name="why" value="急" required>
<select name="scope"><option value="party">党内<option value="society" selected>社会</select>
<button name="step" value="submit">提交</button></form>
<form action="/search/"><input name="q" value="党费"><input name="o"></form>
<div data-url="/screen/longkou/items.json"></div><iframe src="preview/"></iframe>
</body></html>
"""


def test_a_page_is_written_in_the_order_of_the_document_with_its_fields_and_links():
    assert page_lines(parsed(PAGE)) == [
        "公开目录",
        "[script /static/js/desk.js]",
        "(aria-label: 栏目) 龙口 支部 </o/longkou/>",
        "到期 | 11月17日 |",
        "[form post /i/1/do/]",
        "事由 [text why = 急 required (事由)]",
        "[select scope]",
        "- 党内 = party",
        "- 社会 = society (selected)",
        "[button submit step submit: 提交]",
        "[form get /search/]",
        "[text q = 党费] [text o = ]",
        "[iframe preview/]",
    ]


def test_an_empty_answer_has_no_lines_and_no_links():
    assert page_lines(parsed("")) == list(links(parsed(""))) == []


def test_links_frames_data_and_forms_by_get_are_followed():
    found = {internal(link, "/o/longkou/") for link in links(parsed(PAGE))}
    assert found - {None} == {
        "/o/longkou/",
        "/search/?q=%E5%85%9A%E8%B4%B9",
        "/screen/longkou/items.json",
        "/o/longkou/preview/",
    }


@pytest.mark.parametrize(
    "link", ["mailto:a@b.example", "https://example.org/", "javascript:x()", "/static/a.css", "/admin/r/4/1/"]
)
def test_a_link_that_leads_out_is_not_followed(link):
    assert internal(link, "/") is None


def test_addresses_of_one_kind_differ_by_numbers_codes_and_values():
    assert kind("/i/12/?step=approve") == kind("/i/7/?step=") == ("/i/*/", "step")
    assert kind("/o/longkou/1-2/") == kind("/o/qijiang-town/D30/") != kind("/o/longkou/bulletins/")
    assert kind("/i/1/poster.pdf?size=a4") == ("/i/*/poster.pdf",)
    assert kind("/?reading=elder") == kind("/me/?reading=small")


def test_a_page_is_written_under_its_account_and_address_with_its_own_and_its_links_addresses():
    body = b'<p>x<a href="/admin/feedback/letter/2/">y</a></p>'
    page = Walk(PASSER_BY, with_queries=False).page("/admin/feedback/letter/1/", HttpResponse(body), body, 0, "")
    assert page.block.splitlines()[0] == f"=== {PASSER_BY} /admin/feedback/letter/1/"
    assert page.links == ["/admin/feedback/letter/1/", "/admin/feedback/letter/2/"]


def test_digests_of_static_files_signatures_and_numbers_of_content_types_are_left_out():
    signature = "x" * 43
    assert steady(f"[img /static/a/b.0123456789ab.svg] = draft:1xT8UK:{signature} </admin/r/10/4/>") == (
        "[img /static/a/b.svg] = draft:1xT8UK:~ </admin/r/~/4/>"
    )


def test_data_is_written_a_value_a_line():
    assert file_lines("application/json", b'{"on": "2026-11-17"}') == ["{", ' "on": "2026-11-17"', "}"]
    assert file_lines("application/atom+xml", b"<feed><id>1</id></feed>") == ["<feed>", "<id>1</id>", "</feed>"]
    assert file_lines("image/png", b"\x89PNG") == []
