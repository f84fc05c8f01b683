"""Findings in the rows: gaps, repeats, look-alikes, missing parts."""

import random
from difflib import SequenceMatcher

from catalog.directory.exchange import checks
from catalog.directory.exchange.checks import ERRORS, check
from catalog.directory.exchange.labels import LabelCell, Labels
from catalog.directory.exchange.tests.files import row


def found(rows, **given):
    return [(warning.code, warning.row, warning.suggestion) for warning in check(rows, given)]


def numbered(*codes, contents="甲乙丙丁戊己庚辛"):
    return [row(n, code, f"{contents[n - 1]}项工作") for n, code in enumerate(codes, start=1)]


def messages(rows):
    return [warning.message for warning in check(rows)]


def test_sound_rows_have_no_findings():
    assert check(numbered("1-1-1", "1-1-2", "1-2-1", "2-1-1")) == []


def test_gaps_within_and_between_groups_are_reported_behind_them():
    assert messages(numbered("1-2-4", "1-2-6")) == ["第1行：缺 1-1", "第1行：缺 1-2-1 至 1-2-3", "第2行：缺 1-2-5"]
    assert messages(numbered("1", "2", "5")) == ["第3行：缺 3 至 4"]


def test_a_code_used_twice_is_an_error():
    assert ("duplicate-code", 2, "") in found(numbered("1-1-1", "1-1-1"))
    assert "duplicate-code" in ERRORS


def test_a_row_without_content_is_an_error():
    assert ("no-content", 1, "") in found([row(content="")])
    assert "no-content" in ERRORS


def test_a_missing_code_is_offered_the_next_free_one():
    rows = numbered("1-1-1", "", "1-1-2", "")
    assert [finding for finding in found(rows) if finding[0] == "no-code"] == [
        ("no-code", 2, "1-1-3"),
        ("no-code", 4, "1-1-4"),
    ]


def test_rows_out_of_order_are_reported():
    assert ("out-of-order", 2, "") in found(numbered("1-1-2", "1-1-1"))
    assert "out-of-order" not in [code for code, _, _ in found(numbered("1-1-9", "1-1-10"))]


def test_an_odd_code_is_reported():
    assert ("odd-code", 1, "") in found([row(code="甲1")])


def test_contents_that_are_nearly_the_same_are_reported():
    rows = [
        row(1, "1", "领导干部述职述廉情况"),
        row(2, "2", "经济责任审计结果"),
        row(3, "3", "党员领导干部述职述廉情况"),
    ]
    assert found(rows) == [("similar-content", 3, "")]
    assert "与第1行“领导干部述职述廉情况”很像" in messages(rows)[0]


def test_the_same_content_is_reported_however_far_apart():
    rows = [row(n, str(n), f"事{n}") for n in range(1, 400)] + [row(400, "400", "事1")]
    assert ("same-content", 400, "") in found(rows)


def test_contents_that_share_a_pattern_only_are_not_reported():
    rows = [
        row(1, "1", "责任分解情况"),
        row(2, "2", "责任追究情况"),
        row(3, "3", "联系群众制度"),
        row(4, "4", "联系群众情况"),
    ]
    assert found(rows) == []


def test_a_truncated_word_is_offered_the_known_one():
    assert found([row(code="1", forms=("新闻媒",))], forms=["新闻媒体"]) == [("truncated-word", 1, "新闻媒体")]


def test_words_common_in_the_file_are_known_too():
    rows = [row(n, str(n), f"事{n}", forms=("新闻媒体",)) for n in range(1, 6)] + [row(6, "6", "末", forms=("新闻媒",))]
    assert found(rows) == [("truncated-word", 6, "新闻媒体")]


def test_a_known_word_is_not_called_truncated():
    assert found([row(code="1", forms=("会议",))], forms=["会议", "会议室"]) == []


def test_a_new_category_has_no_subcategory_until_one_is_named():
    labels = Labels()
    labels.next(1, "1", LabelCell("甲"), LabelCell("乙"))
    labels.next(2, "2", LabelCell("丙"), LabelCell())
    assert (labels.category, labels.subcategory) == ("丙", "")


def test_a_category_repeated_on_the_next_page_keeps_its_subcategory():
    labels = Labels()
    labels.next(1, "1-1-1", LabelCell("甲 类"), LabelCell("乙"))
    assert labels.next(2, "1-1-2", LabelCell("甲\n类"), LabelCell()) == ()
    assert (labels.category, labels.subcategory) == ("甲类", "乙")


def test_a_code_that_leaves_its_category_without_a_label_has_none():
    labels = Labels()
    labels.next(1, "1-1-1", LabelCell("甲"), LabelCell("乙"))
    warnings = labels.next(2, "2-1-1", LabelCell(), LabelCell())
    assert [warning.message for warning in warnings] == ["第2行：2 没有一级目录标题", "第2行：2-1 没有二级目录标题"]
    assert (labels.category, labels.subcategory) == ("", "")


def compared(monkeypatch, contents):
    """How often two of the contents are compared sign by sign."""
    calls = []
    whole = SequenceMatcher.ratio
    monkeypatch.setattr(SequenceMatcher, "ratio", lambda self: calls.append(1) or whole(self))
    checks.check([row(number, f"1-1-{number}", text) for number, text in enumerate(contents, start=1)])
    return len(calls)


def shuffled(letters, number):
    luck = random.Random(number)
    return "".join(luck.sample(letters, len(letters)))


LETTERS = [chr(0x4E00 + number) for number in range(100)]


def test_contents_of_the_same_letters_are_compared_so_many_times_and_no_more(monkeypatch):
    monkeypatch.setattr(checks, "MOST_COMPARED", 50)
    assert compared(monkeypatch, [shuffled(LETTERS, number) for number in range(40)]) == 50


def test_contents_that_cannot_be_alike_are_not_compared(monkeypatch):
    luck = random.Random(1)
    assert compared(monkeypatch, ["".join(luck.choices(LETTERS, k=250)) for _ in range(40)]) == 0


def test_contents_too_long_for_an_entry_are_not_compared(monkeypatch):
    assert compared(monkeypatch, [shuffled(LETTERS * 4, number) for number in range(3)]) == 0
