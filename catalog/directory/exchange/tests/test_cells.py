"""The text of one cell."""

import pytest

from catalog.directory.exchange.limit_cell import read_limit
from disclosure.files.reading import cells
from disclosure.files.reading.cells import heading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("会议、文件、网站、新闻媒体", ("会议", "文件", "网站", "新闻媒体")),
        ("会议\n文件\n内网", ("会议", "文件", "内网")),
        ("会议，文件; 网站", ("会议", "文件", "网站")),
        ("会议 文件　网站", ("会议", "文件", "网站")),
        ("办 公 室", ("办公室",)),
        ("办　公　室", ("办公室",)),
        ("办 公 室\n人 事 科", ("办公室", "人事科")),
        ("人 事科", ("人事科",)),
        ("人事 科", ("人事科",)),
        ("机关支部\n监 察 室", ("机关支部", "监察室")),
        ("新闻媒\n体", ("新闻媒体",)),
        ("会议（支部会、党小组会）、文件", ("会议（支部会、党小组会）", "文件")),
        ("甲）、（乙", ("甲）", "（乙")),
        ("党、群", ("党", "群")),
        ("会议、会议", ("会议",)),
        ("—", ()),
        ("无", ()),
        ("■会议 □文件 ☑网站", ("会议", "网站")),
        ("√会议、√文件、×网站", ("会议", "文件")),
        ("会议（√）文件（ ）网站（√）", ("会议", "网站")),
        ("会议√ 文件□ 网站√", ("会议", "网站")),
        ("ＬＥＤ屏、２号楼", ("LED屏", "2号楼")),
    ],
)
def test_lists_are_cut_into_words(text, words):
    assert cells.words(text).words == words


MANY = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "（" * MANY,
        "中（" * MANY,
        "、" * MANY + "甲",
        "." * MANY + "1",
        "1、" * MANY,
        "1月、" * MANY,
        "甲" + "\n" * MANY + "乙",
    ],
    ids=["open", "readings", "separators", "dots", "months", "dates", "lines"],
)
def test_a_cell_of_any_length_is_read(text):
    """Where the work grew with the square of the length, this would take many minutes."""
    cells.words(text)
    assert read_limit(text).rules == ()
    assert len(heading(text)) <= 300
    assert len(cells.clean(text)) <= len(text)
    assert not cells.code(text).endswith(".")


def test_as_many_words_as_a_cell_has_are_kept_once_each():
    numbers = [str(number) for number in range(10, 20_000)]
    assert cells.words("、".join([*numbers, *numbers])).words == tuple(numbers)


def test_trailing_punctuation_is_dropped_and_reported():
    assert cells.words("会议、文件、") == cells.Words(("会议", "文件"), stray="、")


def test_boxes_none_of_which_is_ticked_are_reported():
    assert cells.words("□会议 □文件") == cells.Words((), unticked=True)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("贯彻执行中央、省、\n市委方针", "贯彻执行中央、省、市委方针"),
        ("办 公 室", "办公室"),
        ("Open  Data\n平台", "Open Data平台"),
        ("２０２６年Ａ类（试行）", "2026年A类（试行）"),
        ("“三重一大”：《准则》", "“三重一大”：《准则》"),
        ("党\u200b务\ufeff", "党务"),
        ("⾏政", "行政"),
    ],
)
def test_text_is_cleaned_without_touching_chinese_punctuation(text, cleaned):
    assert cells.clean(text) == cleaned


@pytest.mark.parametrize("text", ["1-2-3", "１－２－３", "1—2—3", " 1 - 2 - 3、", "1–2−3."])
def test_codes_come_in_one_form(text):
    assert cells.code(text) == "1-2-3"
