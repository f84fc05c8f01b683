"""Words are found, all of them, on either database."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.items.actions.publishing import ask_withdrawal, confirm_withdrawal, publish_correction, publish_outside
from catalog.items.models import Item
from catalog.items.search.bigrams import bigrams, phrases
from catalog.items.search.index import mark_hits, reindex_all, search, snippet, too_short
from catalog.items.search.models import SearchDocument
from catalog.items.tests.factories import TODAY, Desk, make_item
from disclosure.organizations.tests.factories import make_organization, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
PASSER_BY = AnonymousUser()


@pytest.fixture
def shelf():
    """``shelf(title, body)`` puts an item where everyone may read it."""
    organization, writer = make_organization(), make_person()
    return lambda title, body="": make_item(organization, writer, title=title, body=body)


def found(q):
    return [item.title for item in search(q, PASSER_BY, TODAY)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("党费收缴", ["党费", "费收", "收缴"]),
        ("党", ["党"]),
        ("2026年党费ＡＢＣ", ["2026", "年党", "党费", "abc"]),
        ("甲、乙丙", ["甲", "乙丙"]),
        ("〇八年", ["〇八", "八年"]),
        ("——《》", []),
        ("a_b", ["a", "b"]),
    ],
)
def test_text_is_cut_into_pairs(text, tokens):
    assert bigrams(text) == tokens


def test_the_words_of_a_query_keep_their_tokens_together():
    assert phrases("党费收缴 ２０２６") == [["党费", "费收", "收缴"], ["2026"]]


def test_a_word_of_two_characters_is_found_wherever_it_stands(shelf):
    for title in ("届中调整党费", "党费", "关于党费的通知", "费党"):
        shelf(title)
    assert set(found("党费")) == {"届中调整党费", "党费", "关于党费的通知"}


def test_a_longer_word_is_found_only_as_it_is_written(shelf):
    shelf("党费收缴")
    shelf("党费已经费收，收缴")
    assert found("党费收缴") == ["党费收缴"]


def test_all_words_of_a_query_must_occur_in_title_or_text(shelf):
    shelf("党费", "<p>换届 选举</p>")
    shelf("党费", "<p>年度</p>")
    assert len(found("党费")) == 2
    assert len(found("党费 换届")) == 1
    assert found("党费 换届 不在") == []


def test_the_newest_comes_first(shelf):
    for number in range(3):
        shelf(f"第{number}次党课")
    assert found("党课") == ["第2次党课", "第1次党课", "第0次党课"]


@pytest.mark.parametrize(
    "q", ["党费' OR 1=1 --", '党费" OR "换届', "党费*)(", "党费 & !换届", "党费\\", "党费\0", "NEAR(党费)"]
)
def test_quotes_and_operators_of_a_query_are_harmless(shelf, q):
    shelf("换届")
    assert found(q) == []


@pytest.mark.parametrize("q", ["", " ", "，。", "%", "__"])
def test_a_query_without_words_finds_nothing(shelf, q):
    shelf("党费")
    assert found(q) == []
    assert too_short(q)


def test_a_single_chinese_character_is_asked_for_a_second(shelf):
    shelf("党费")
    assert too_short("党") and too_short(" 党 ")
    assert not too_short("党费") and not too_short("a") and not too_short("党费 员")
    assert found("党") == ["党费"]


@pytest.mark.parametrize(
    ("q", "title"),
    [
        ("3月", "3月份党费"),
        ("3月5日", "2026年3月5日的会"),
        ("2026年", "2026年度工作"),
        ("2026年", "关于2026年，党委"),
        ("5号", "公告5号"),
        ("A座", "县政府Ａ座会议室"),
        ("岳统[2026]5号", "岳统〔2026〕5号"),
        ("党 费", "党费收缴"),
        ("党　费 收缴", "收缴党费"),
        ("党费、收缴", "收缴党费"),
        ("党费 员", "党员交党费"),
        ("买买提·吐尔逊", "买买提·吐尔逊任前公示"),
    ],
)
def test_figures_brackets_dots_and_blanks_are_no_hindrance(shelf, q, title):
    shelf(title)
    shelf("13月15号的3号文，B座，费党")
    assert not too_short(q)
    assert found(q) == [title]
    assert any(is_hit for _text, is_hit in mark_hits(title, q))


def test_full_width_and_case_make_no_difference(shelf):
    shelf("ＡＰＰ上线")
    assert found("app") == found("APP") == ["ＡＰＰ上线"]


def test_a_very_long_text_is_indexed_and_found(shelf):
    shelf("长文", "<p>" + "".join(chr(0x4E00 + number) for number in range(20_000)) * 8 + "</p>")
    assert found(chr(0x4E00 + 500) + chr(0x4E00 + 501)) == ["长文"]


COMMON = st.text(alphabet="党费换届选举公开目录中心组abC１2，。 \n", min_size=0, max_size=30)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(COMMON, min_size=1, max_size=8),
    word=st.text(alphabet="党费换届选举公开目录中心组", min_size=2, max_size=2),
)
def test_every_text_with_a_two_character_word_is_found_and_no_other(shelf, texts, word):
    Item.objects.update(published_version=None, published_inside_at=None, published_outside_at=None)
    made = {shelf("标题", f"<p>{text}</p>").pk: text for text in texts}
    hits = {item.pk for item in search(word, PASSER_BY, TODAY)}
    assert hits == {pk for pk, text in made.items() if word in text}


def test_the_index_follows_publication_correction_and_withdrawal():
    desk = Desk()
    item = desk.approved(code="1-1", title="党费标准")
    assert found("党费") == []
    item = publish_outside(item, by=desk.secretary, now=desk.tick())
    assert found("党费") == found("学习情况") == ["党费标准"]
    item = desk.corrected(item, title="经费标准")
    assert found("党费") == ["党费标准"] and found("经费") == []
    item = publish_correction(item, by=desk.secretary, now=desk.tick())
    assert found("党费") == [] and found("经费") == ["经费标准"]
    item = ask_withdrawal(item, reason="有误", by=desk.clerk, now=desk.tick())
    confirm_withdrawal(item, by=desk.secretary, now=desk.tick())
    assert found("经费") == [] and not SearchDocument.objects.exists()


def test_the_whole_index_can_be_written_anew(shelf, capsys):
    item = shelf("党费标准")
    SearchDocument.objects.all().delete()
    assert found("党费") == []
    call_command("reindex")
    assert "1件" in capsys.readouterr().out
    assert found("党费") == ["党费标准"]
    Item.objects.filter(pk=item.pk).update(withdrawn_at=item.created_at)
    assert reindex_all() == 0 and not SearchDocument.objects.exists()


def test_a_search_is_one_statement_after_the_readers_scope(shelf, django_assert_num_queries):
    shelf("党费")
    with django_assert_num_queries(1):
        assert len(found("党费")) == 1


def test_hits_are_marked_in_the_words_of_the_text():
    assert mark_hits("交纳ＡＢ党费", "ab 党费") == [("交纳", False), ("ＡＢ党费", True)]
    assert mark_hits("没有", "党费") == [("没有", False)]
    assert mark_hits("", "党费") == []


def test_a_snippet_shows_the_neighbourhood_of_the_first_hit():
    pieces = snippet("前" * 100 + "党费" + "后" * 200, "党费")
    assert pieces == [("…", False), ("前" * 60, False), ("党费", True), ("后" * 118, False), ("…", False)]
