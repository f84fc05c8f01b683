"""One schema for every scheme: what the models refuse, in which words, on which line."""

import json

import pytest
import yaml

from catalog.schemes.document.reading import check_data, check_text, in_words, written
from catalog.schemes.document.whole import SchemeDocument
from catalog.schemes.tests.scheme_data import SCHEMES, SLUGS

every_scheme = pytest.mark.parametrize("slug", SLUGS)


def text_of(slug="longkou"):
    return (SCHEMES / f"{slug}.yaml").read_text(encoding="utf-8")


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


@every_scheme
def test_what_is_read_by_the_models_is_what_stands_in_the_file(slug):
    plain = json.loads(json.dumps(yaml.safe_load(text_of(slug)), default=str))
    checked = check_text(text_of(slug))
    assert (checked.data, checked.faults) == (plain, [])


@every_scheme
def test_what_is_written_out_reads_as_the_same_and_is_written_the_same_again(slug):
    data = check_text(text_of(slug)).data
    shuffled = dict(sorted(data.items(), reverse=True))  # as a database may keep it
    assert check_text(written(shuffled)).data == data
    assert written(check_text(written(shuffled)).data) == written(data)
    keys = [key for key in SchemeDocument.model_fields if key in data]
    assert list(yaml.safe_load(written(shuffled))) == keys


PERIODIC = """    recurrences:
      - {name: replace, label: 更换, rule: {period_end: half_year}}
      - {name: adjust, label: 微调, rule: {period_end: quarter}}
"""


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("  accept:  # 点题公开：受理\n", "  accepted:\n", "requests:", "缺少“受理（accept）”。"),
        ("{scope: party,", "{scope: partei,", "{scope: partei", "没有“partei”这一种，只能是society（社会）、"),
        ("rule: {period_end: half_year}\n", "rule: {period_ends: half_year}\n", "rule: {period_ends", "看不懂这条时限"),
        ("    rule: {working_days: 5}\n", "    rule: {working_days: 零}\n", "rule: {working_days: 零", "天数应为不少于1的整数"),
        (
            "label: 微调, rule: {period_end: quarter}", "label: 微调, rule: {working_days: 5}", "rule: {working_days: 5}}",
            "“5个工作日”不会按周期再来",
        ),
        ("  - kind: staged\n", "  - kind: periodic\n", "time_limits:", "“periodic”这一类写了两次。"),
        ("raw_words: [逐段, 逐段公开]", "raw_words: [逐段, 定期]", "time_limits:", "“定期”这个词写在两类时限里。"),
        ("raw_words: [全体党员]", "raw_words: []", "raw_words: []", "“目录里的写法（raw_words）”还没有写。"),
        ("raw_words: [逐段, 逐段公开]", "raw_words: []", "raw_words: []", "“目录里的写法（raw_words）”还没有写。"),
        ("raw_words: [全体党员]", "raw_words: [社会]", "scopes:", "“社会”这个词写在两种范围里。"),
        ("raw_words: [简报]", "raw_words: [通报]", "\nforms:", "“通报”写在两种形式里。"),
        ("{number: 2, name: 思想建设情况", "{number: 1, name: 思想建设情况", "\ncategories:", "序号1写了两次。"),
        ("name: 思想建设情况, home_for_off_catalogue: false", "name: 思想建设情况, home_for_off_catalogue: true", "\ncategories:",
         "目录外事项只能放在一类里。"),
        ("forms: [新闻媒体, 通报]", "forms: [新闻, 通报]", "slug:", "宜用的“新闻”不在公开形式里。"),
        ("  approver: organization\n", "  approver: anybody\n", "  approver: anybody", "“谁审批（approver）”只能是organization、superior、"),
        ("display: []", "displays: []", "displays: []", "没有“displays”这一栏。"),
        ("  inside_first: true\n", "  inside_first: 先\n", "  inside_first: 先", "只能是 true（是）或 false（否），不能是“先”。"),
        ("issued_on: null", "issued_on: 去年", "issued_on: 去年", "“去年”不是日期"),
        ("    label: 固定\n", "    label:\n", "    label:\n", "“叫法（label）”应是文字。"),
        ("title: 龙口", "title: 甲\ntitle: 龙口", "title: 龙口", "“title”写了两次。"),
        ("separation:\n", "separation: [\n", "  preset: true\n  preset_reason: 原文没有规定；提出", "这里不是YAML的写法"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_plain_words_with_its_line(old, new, at, said):
    text = text_of()
    assert old in text
    spoilt = text.replace(old, new, 1)
    faults = check_text(spoilt).faults
    found = {fault.line for fault in faults if said in fault.message}
    at_line = line_of(spoilt, at) + at.startswith("\n")
    assert found == {at_line}, [str(fault) for fault in faults]


def test_a_periodic_kind_says_how_often_or_from_when():
    text = text_of().replace(PERIODIC, "").replace("    event: 更新周期开始\n", "")
    (fault,) = check_text(text).faults
    assert fault.message == "“定期”要写多久一次（recurrences），或者从什么事算起（event）。"
    assert fault.is_open and fault.line == line_of(text, "- kind: periodic")
    assert check_text(text_of().replace("    event: 更新周期开始\n", "")).faults == []
    assert check_text(text_of().replace(PERIODIC, "")).faults == []


def test_a_rule_without_sentence_or_reason_is_open_and_not_wrong():
    data = check_text(text_of()).data
    row = {**data["requests"]["accept"], "sentence": " "}
    checked = check_data({**data, "requests": {**data["requests"], "accept": row}})
    assert checked.wrong == []
    assert [in_words(fault) for fault in checked.faults] == ["申请和点题，受理：没有条目和原句，也没有写明预设的理由。"]


def test_what_is_missing_on_a_page_is_called_by_its_name_alone():
    data = check_text(text_of()).data
    limits = [{key: value for key, value in row.items() if key != "rule"} for row in data["time_limits"]]
    checked = check_data({**{key: data[key] for key in data if key != "forms"}, "time_limits": limits[:1]})
    assert [in_words(fault) for fault in checked.faults] == ["时限第1条：缺少“时限”。", "缺少“公开形式”。"]
    assert all(fault.is_open for fault in checked.faults)


@pytest.mark.parametrize(("text", "line"), [("", None), ("- 一\n- 二\n", 1), ("a: b: c\n", 1)])
def test_a_file_that_is_no_document_is_refused(text, line):
    (fault,) = check_text(text).faults
    assert fault.line == line and fault.message
