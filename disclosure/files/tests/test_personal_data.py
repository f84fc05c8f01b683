"""The leak search in texts: what is found and, as important, what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.files.sensitive_data.batches import FINDINGS_MOST, findings_in_passages
from disclosure.files.sensitive_data.kinds import TOO_MANY
from disclosure.files.sensitive_data.numbers import is_bank_card, is_identity_number
from disclosure.files.sensitive_data.places import findings_in_text
from disclosure.files.sensitive_data.search import find, masked


def identity(seventeen="37068119900307001"):
    return next(seventeen + last for last in "0123456789X" if is_identity_number(seventeen + last))


def card(front="622202123456789012"):
    return next(front + last for last in "0123456789" if is_bank_card(front + last))


NUMBER = identity()
WRONG = NUMBER[:-1] + ("1" if NUMBER[-1] == "0" else "0")
CARD = card()
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def kinds(text):
    return [row.kind for row in find(text)]


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        (f"身份证号：{NUMBER}。", "37*************019"),
        (f"身份证号：{NUMBER.translate(WIDE)}。", "37*************019"),
        (f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", "37*************019"),
        (f"2026-10 {NUMBER}", "37*************019"),
        (f"ID{NUMBER}", "37*************019"),
        (f"张三{NUMBER}", "37*************019"),
        (f"李四{''.join('〇一二三四五六七八九'[int(digit)] for digit in NUMBER)}", "37*************019"),
        ("旧证370681900307001", "37**********001"),
    ],
)
def test_identity_numbers_are_found_however_they_are_written(text, mask):
    (found,) = find(text)
    assert (found.kind, found.suggested_mask) == ("identity_number", mask)


@pytest.mark.parametrize(
    "text",
    [
        f"编号{WRONG}",
        f"流水号9{NUMBER}",
        identity("37068119900307001")[:17],
        "统一社会信用代码91370681MA3C0001XX",
        "订单号202609150000123",
        "370681901307001",
    ],
)
def test_other_long_numbers_are_no_identity_numbers(text):
    assert "identity_number" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"卡号{CARD}", ["bank_card"]),
        (f"卡号{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", ["bank_card"]),
        (f"卡号{CARD.translate(WIDE)}", ["bank_card"]),
        ("卡号4111 1111 1111 1111", []),
        ("卡号4111 1111 1111 1129", ["bank_card"] if is_bank_card("4111111111111129") else []),
        (f"卡号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}", []),
        ("账号0000000000000000", []),
    ],
)
def test_bank_cards_are_known_by_prefix_and_check_digit(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话13812341234", ["mobile_phone"]),
        ("+86 138-1234-1234", ["mobile_phone"]),
        ("8613812341234", ["mobile_phone"]),
        ("138.1234.1234", ["mobile_phone"]),
        ("13812341234/13912341234", ["mobile_phone", "mobile_phone"]),
        ("张三13812341234", ["mobile_phone"]),
        ("李四一三八一二三四一二三四", ["mobile_phone"]),
        ("支出13812341234元", []),
        ("支出13812341234.50元", []),
        ("监督电话0535-8501234", ["landline"]),
        ("宅电：8501234", ["home_phone"]),
        ("家庭电话0535-8501234", ["home_phone"]),
        ("参加85012人", []),
    ],
)
def test_phones_of_persons_and_of_offices_are_told_apart(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("家住龙口市东莱街道东莱街12号3号楼2单元501室", "龙口市东莱街道"),
        ("张三，山东省龙口市诸由观镇冶基村12号", "山东省龙口市诸由观镇"),
        ("家庭住址：綦江区隆盛镇新塘村3组", "綦江区隆盛镇"),
        ("户籍地：四川省成都市武侯区浆洗街街道1号", "四川省成都市武侯区浆洗街街道"),
        ("住在幸福小区3-2-501", "（住址略）"),
    ],
)
def test_a_home_address_is_masked_below_the_town(text, mask):
    (found,) = find(text)
    assert (found.kind, found.suggested_mask) == ("home_address", mask)
    assert find(masked(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "地址：龙口市东莱街道港城大道1001号",
        "办公地点：政务中心3号楼305室",
        "隆盛镇新塘村3组道路硬化工程",
        "诸由观镇冶基村党支部",
        "新塘村3号公路",
        "住房保障〔2026〕3号文件",
        "住址：山东省烟台市龙口市",
        "住址：略",
        "会议在1号楼2单元会议室召开",
        "加强城乡社区治理",
    ],
)
def test_offices_works_and_regions_are_no_homes(text):
    assert "home_address" not in kinds(text)


@pytest.mark.clause("JG-01")
@pytest.mark.parametrize(
    "text",
    ["秘密★3年", "机密★", "绝密", "机　密", "秘密 10年", "密级：机密", "【机密】", "内部资料 注意保存", "（内部资料）", "内部文件", "仅供内部使用", "工作秘密", "本文件不得外传",
     "保密期限：10年", "正文\n秘密★长期\n其他"],
)  # fmt: skip
def test_secrecy_marks_are_found(text):
    assert kinds(text) == ["secrecy_mark"]


@pytest.mark.clause("JG-01")
@pytest.mark.parametrize(
    "text",
    ["保守秘密，慎之又慎", "加强内部监督", "党内监督与内部控制", "内部文件管理制度", "《内部文件管理办法》", "保守党和国家秘密", "绝密级事项由专人办理", "商业秘密", "密级：无",
     "秘密级文件由专人保管", "机密文件的销毁", "投票采用无记名秘密方式", "内部机构设置", "会议内部资料由办公室整理"],
)  # fmt: skip
def test_the_words_in_a_sentence_are_no_marks(text):
    assert kinds(text) == []


def test_each_finding_says_where_it_stands_with_everything_around_it_masked():
    body = f"<p>第一段。</p><p>张三{NUMBER}，电话<strong>138</strong>12341234。</p>"
    first, second = findings_in_text("名单13912345678", body)[:2]
    assert (first.place, first.excerpt) == ("标题", "名单139****5678")
    assert second.place == "正文第2段"
    shown = str([row.as_dict() for row in findings_in_text("名单13912345678", body)])
    assert NUMBER not in shown and "13812341234" not in shown and "13912345678" not in shown
    assert NUMBER not in repr(second)


def test_a_register_of_people_is_reported_as_one_and_not_row_by_row():
    passages = [(f"第{row}行", f"1381234{row:04d}", "") for row in range(FINDINGS_MOST * 2)]
    found = list(findings_in_passages(passages))
    assert len(found) == FINDINGS_MOST + 1
    assert found[-1]["kind"] == TOO_MANY


@given(st.text(alphabet="0123456789X- 年月日号楼室市区镇村住址秘密★内部资料13８", max_size=300))
def test_whatever_is_found_lies_in_the_text_and_does_not_overlap(text):
    found = find(text)
    assert all(text[row.start : row.end] == row.text and row.text for row in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
