"""Text is made safe, and what Word pastes stays readable."""

import nh3
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from disclosure.files import rich_text
from disclosure.files.rich_text import TAG, clean, is_empty, to_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<!--StartFragment--><p class=MsoNormal align=center style='text-align:center;mso-outline-level:1'><b><span
style='font-size:22.0pt;font-family:方正小标宋简体'>关于党费收缴的公示<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋'>&nbsp;&nbsp;&nbsp; 一、总体情况<span
lang=EN-US><o:p></o:p></span></span></p><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt'><![if !supportLists]><span lang=EN-US>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>按时交纳<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast><![if !supportLists]><span lang=EN-US>2.<span>&nbsp; </span></span><![endif]>按标准交纳</p>
<p class=MsoListParagraph><span style='font-family:Wingdings'>Ø<span>&nbsp; </span></span>张贴公示</p>
<table class=MsoTableGrid border=1><tr><td width=100 colspan=2 style='width:75pt'><p class=MsoNormal>姓名</p></td></tr></table>
<font color=red>（<u>党支部</u>）</font><!--EndFragment--></body></html>"""


def test_what_word_pastes_becomes_plain_readable_text():
    assert clean(WORD).replace("\n", "").replace("> <", "><") == (
        "<p><strong>关于党费收缴的公示</strong></p><p>一、总体情况</p>"
        "<ol><li>按时交纳</li><li>按标准交纳</li></ol><ul><li>张贴公示</li></ul>"
        '<table><tbody><tr><td colspan="2"><p>姓名</p></td></tr></tbody></table><p>（党支部）</p>'
    )


def test_plain_text_becomes_paragraphs():
    assert clean("　　第一段\n\n  第二段 a<5 & b") == "<p>第一段</p><p>第二段 a&lt;5 &amp; b</p>"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<iframe src='//evil'></iframe>",
        "<form action='//evil'><input name=x></form>",
        "<p class='x' id='y'>x</p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<o:p><script>alert(1)</script></o:p>",
        "<table><tr><td background='javascript:alert(1)'>x</td></tr></table>",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(attack):
    safe = clean(attack).lower()
    for word in (
        "<script",
        "onerror=",
        "onclick=",
        "javascript:",
        "data:",
        "style=",
        "<iframe",
        "<img",
        "<form",
        "class=",
        "<svg",
    ):
        assert word not in safe


@pytest.mark.parametrize("link", ["https://example.org/a?b=1", "http://example.org/", "/i/12/"])
def test_links_to_pages_are_kept(link):
    assert f'href="{link}"' in clean(f"<a href='{link}'>见此</a>")


def test_the_numbering_of_official_documents_stays_in_the_text():
    assert clean("<p class=MsoListParagraph>（一）学习</p>") == "<p>（一）学习</p>"


def test_what_nests_deeper_than_any_text_loses_its_tags_and_no_word(monkeypatch):
    seen, whole = [], nh3.clean
    monkeypatch.setattr(nh3, "clean", lambda text, **given: seen.append(text) or whole(text, **given))
    assert clean("<div>" * 5000 + "话" + "</div>" * 5000 + "<ul><li>点</li></ul>") == "<p>话</p><ul><li>点</li></ul>"
    assert to_text(clean("<table><a><ul>" * 2000 + "话点")).replace("\n", "") == "话点"
    assert max(text.count("<div>") + text.count("<ul>") for text in seen) <= rich_text.DEEPEST + 1


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORD.split(">")), max_size=12).map(">".join))
@example("<B><TABLE>0")
@example("<b><table><tr><td>0")
@example("<i>x<table>0</i>")
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text)
    assert clean(once) == once


@given(st.text(alphabet="党费收缴 \n　<&>abc", max_size=60))
def test_no_word_of_a_plain_text_is_lost(text):
    assume(not TAG.search(text))
    assert "".join(to_text(clean(text)).split()) == "".join(text.split())


def test_the_words_alone_stand_a_line_a_block():
    assert (
        to_text("<h2>标题</h2><p>一<br>二</p><table><tr><td>甲</td><td>乙</td></tr></table>") == "标题\n一\n二\n甲\n乙"
    )


def test_control_characters_are_dropped():
    assert clean("党\x00费\x08") == clean("<p>党&#0;费&#8;\x01</p>").replace("\ufffd", "") == "<p>党费</p>"


@pytest.mark.parametrize("blank", ["", "<p></p>", "<p>&nbsp;<br></p>", "　"])
def test_a_text_of_spaces_is_empty(blank):
    assert is_empty(blank)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<li>一</li><li>二</li>", "<ul><li>一</li><li>二</li></ul>"),
        ("前<li>一</li>后", "<p>前</p><ul><li>一</li></ul><p>后</p>"),
        ("<ul><p>一</p><li>二</li></ul>", "<ul><li><p>一</p></li><li>二</li></ul>"),
        ("<ul>一<li>二</li>三</ul>", "<ul><li>一</li><li>二三</li></ul>"),
        ("<ol><li>一</li><ul><li>二</li></ul></ol>", "<ol><li>一<ul><li>二</li></ul></li></ol>"),
        ("<ul><ol><li>一</li></ol></ul>", "<ul><li><ol><li>一</li></ol></li></ul>"),
    ],
)
def test_a_list_holds_points_alone_and_a_point_stands_in_a_list(pasted, kept):
    """As the HTML standard has it."""
    assert clean(pasted) == kept


def test_a_link_that_leads_nowhere_becomes_its_words():
    assert clean("<p>见<a href='http://a b'>附件</a></p>") == "<p>见附件</p>"
