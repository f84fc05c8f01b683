"""The two taxonomies as data: what a heading evidently means, what one suggests of the other."""

import pytest

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.rules.register import find
from catalog.rules.taxonomies import suggestion, taxonomies
from catalog.schemes.loading import annex

OLD, NEW = taxonomies().values()


def test_eight_classes_of_2010_and_seven_of_the_regulation_each_with_its_source():
    assert [each.label for each in OLD.classes] == [
        "决议决定及执行", "思想建设", "组织管理", "领导班子建设", "干部选任和管理", "联系和服务党员群众", "党风廉政建设", "其他",
    ]  # fmt: skip
    assert len(NEW.classes) == 7 and find(NEW.cites).article == "第十一条"
    assert "〔2010〕29号" in OLD.source and OLD.how and NEW.how


def test_a_suggestion_is_a_class_of_the_other_taxonomy_or_none():
    for mine, other in ((OLD, NEW), (NEW, OLD)):
        assert {each.suggests for each in mine.classes} <= {"", *(each.key for each in other.classes)}


@pytest.mark.parametrize(
    ("field", "values", "heading", "expected"),
    [
        ("class_2017", {"class_2010": "integrity"}, "", "discipline"),
        ("class_2010", {"class_2017": "study"}, "", "resolutions"),
        ("class_2010", {}, "党的思想政治建设情况", "ideology"),
        ("class_2010", {"class_2017": "education"}, "党风廉政建设情况", "ideology"),
        ("class_2017", {"class_2010": "cadres"}, "干部选任和管理情况", ""),
        ("class_2010", {}, "作风建设情况", ""),
        ("class_2010", {}, "固定公开内容", ""),
    ],
)
def test_the_other_class_suggests_before_the_heading_and_what_is_not_evident_stays_open(
    field, values, heading, expected
):
    assert suggestion(field, values, heading) == expected


@pytest.mark.parametrize("words", ["党风廉政建设", "⑦ 党风廉政建设", "⑦", "党风廉政 建设", "integrity"])
def test_a_class_is_read_by_its_label_or_its_number(words):
    assert OLD.key_of(words) == "integrity"


@pytest.mark.parametrize("words", ["", "廉政", "九、其它"])
def test_other_words_name_no_class(words):
    assert OLD.key_of(words) == ""


@pytest.mark.parametrize("slug", ["longkou", "jiguan", "pingluo", "yueyang", "qijiang"])
def test_the_five_annexes_carry_the_classes_that_their_headings_make_evident_and_no_other(slug):
    for row in read_catalogue(annex(slug), f"{slug}.csv").rows:
        for taxonomy in (OLD, NEW):
            said = taxonomy.key_of(row.notes.get(taxonomy.title, ""))
            assert said == taxonomy.of_heading(row.category), row.code
