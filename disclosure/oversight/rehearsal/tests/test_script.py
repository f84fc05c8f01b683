"""A script is read with the lines it stands on, and a fault is said in Chinese with its line."""

from datetime import date
from pathlib import Path

import pytest

from disclosure.files.written.lines import WrittenError
from disclosure.oversight.rehearsal.script import Script, read_script, written

SCRIPT = """\
base: demo  # as it is in the example
from: 2026-09-18
until: "2026-11-30"
skip_sweeps: [2026-10-01..2026-10-07, 2026-10-09]
people:
- {code: longkou, count: 3}
steps:
- {on: 2026-09-28, by: longkou-clerk, do: register, as: a, entry: 4-10, event: 2026-09-28}
- on: 2026-10-12
  see: /i/{a}/
  expect: 404
"""


def read(text: str) -> Script:
    return written(text, Path(".")).script


def test_days_are_dates_or_quoted_and_words_stay_words():
    script = read(SCRIPT.replace("entry: 4-10", "entry: 4.10, passed: true, note: on, number: 007, nothing: null"))
    first, second = script.steps
    assert (script.first, script.until) == (date(2026, 9, 18), date(2026, 11, 30))
    assert (first.on, first.called, second.see, second.expect) == (date(2026, 9, 28), "a", "/i/{a}/", "404")
    values = {"entry": "4.10", "passed": "true", "note": "on", "number": "007", "nothing": None}
    assert first.values == {**values, "event": "2026-09-28"}


def test_nights_are_skipped_by_span_or_one_by_one():
    script = read(SCRIPT)
    nights = [on for on in script.days() if not script.is_swept(on)]
    assert nights == [*(date(2026, 10, day) for day in range(1, 8)), date(2026, 10, 9)]


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("base: demo ", "base: live ", 1, "“base”只能是demo、empty，不能是“live”"),
    ("from:", "form:", 2, "没有“form”这一栏"),
    ("from: 2026-09-18\n", "", 1, "缺少“from”"),
    ('"2026-11-30"', "2026-09-01", 3, "“until”不能早于“from”"),
    ('"2026-11-30"', "2032-11-30", 3, "一次最多演练三年"),
    ("01..2026-10-07", "07..2026-10-01", 4, "起止日期写反了"),
    ("2026-10-09]", "10月9日]", 4, "“10月9日”不是日期"),
    ("count: 3", "count: 三", 6, "“count”应是整数，不能是“三”"),
    ("count: 3", "count: -1", 6, "“count”至少是0"),
    ("on: 2026-09-28,", "on: 2026-09-31,", 8, "“2026-09-31”不是日期"),
    ("on: 2026-09-28,", "on: 2026-12-01,", 8, "这一天不在2026-09-18至2026-11-30之间"),
    ("do: register", "did: register", 8, "每一步写“do”（办一件事）或者“see”（看一页）"),
    ("  see:", "  do: check\n  see:", 9, "每一步写“do”（办一件事）或者“see”（看一页）"),
    ("  expect: 404", "  see: /", 11, "“see”写了两次"),
    ("  expect: 404", " expect: 404", 11, "这里不是YAML的写法"),
    ("  expect: 404", "  expect: [", 12, "这里不是YAML的写法"),
])  # fmt: skip
def test_a_fault_is_said_with_its_line(old, new, line, words):
    assert old in SCRIPT
    with pytest.raises(WrittenError) as raised:
        read(SCRIPT.replace(old, new))
    assert raised.value.line == line
    assert str(raised.value).startswith(f"第{line}行：")
    assert words in raised.value.message


@pytest.mark.parametrize(("content", "words"), [
    (b"", "文件是空的"),
    (b"- a\n- b\n", "剧本应从“栏：内容”写起"),
    ("from: 明天".encode("gb18030"), "请另存为UTF-8"),
    (b"from: \x00", "不能读的字符"),
])  # fmt: skip
def test_what_is_no_script_is_refused(tmp_path, content, words):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(WrittenError, match=words):
        read_script(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(WrittenError, match=r"没有“.*nowhere\.yaml”这个文件"):
        read_script(tmp_path / "nowhere.yaml")
