"""Rows of a table that are no entries: headings over part of it, notes, sums and signatures at its foot, examples."""

import re
from collections.abc import Sequence

from disclosure.files.reading.cells import clean, simplified

NUMERAL = "[一二三四五六七八九十]{1,3}"
CATEGORY = re.compile(rf"(?:第?{NUMERAL}(?:[、.．]|部分|类|大类)|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+[、.．])")
SUBCATEGORY = re.compile(rf"[（(]{NUMERAL}[)）]")
BARE_NUMERAL = re.compile(rf"[（(]?{NUMERAL}[)）]?[、.．]?")
EXAMPLE = re.compile(r"[（(【]示例\d*[)）】]|示例\d*[:：]")
# A foot begins with one of these. 审核情况 and 说明材料公开 are entries: the colon, or the end, makes the difference.
SIGNED = re.compile(
    "[^，。、；:：]{0,10}(?:签字|签名|盖章|签章)(?:[（(].{0,8}[)）])?[:：].*|[（(]?(?:盖章|公章|签字|签章)[)）]?|(?:制表|填表|填报|编制|审核|审批|复核|复审|签发|签字|签名|盖章|联系|经办|负责|主管|分管|党组织|单位|电话)"
    "(?:人|人员|单位|部门|机构|日期|时间|电话|领导|负责人|签字|签名|盖章|意见)*(?:[（(].{0,8}[)）])?[:：].*"
)
NOTED = re.compile(r"(?:备注|附注|注释|注|说明|填表说明|填写说明)\d*[:：.．、].*|(?:填表|填写)说明")
SUMMED = re.compile(r"(?:合计|总计|小计|共计|本页小计|本页合计)(?:[:：\d共（(].*)?|[总共]计?\d+[项条].{0,6}")
DATED = re.compile(
    r"(?:\d{4}|[二〇○零一九]{4}|_*)年(?:\d{1,2}|[一二三四五六七八九十]{1,3}|_*)月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3}|_*)日)?"
)


def is_foot(texts: Sequence[str]) -> bool:
    """The texts of a row, in order, are a note, a sum, a signature or a date."""
    words = [simplified(clean(text)) for text in texts if text.strip()]
    if not words:
        return False
    if any(pattern.fullmatch(words[0]) for pattern in (SIGNED, NOTED, SUMMED)):
        return True
    return all(DATED.fullmatch(word) for word in words)


def is_numbering(texts: Sequence[str]) -> bool:
    """The columns are numbered below the header: 1, 2, 3, 4; （1）（2）（3）（4）."""
    numbers = [re.sub(r"[（()）栏]", "", clean(text)) for text in texts]
    return len(numbers) >= 4 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def is_example(content: str) -> bool:
    """示例：… shows how to fill in the table."""
    return bool(EXAMPLE.match(clean(content)))


def is_heading(text: str) -> bool:
    """一、组织建设; （一）换届选举."""
    return bool(CATEGORY.match(clean(text)) or SUBCATEGORY.match(clean(text)))


def is_lower_heading(text: str) -> bool:
    return bool(SUBCATEGORY.match(clean(text)))


def is_numeral(text: str) -> bool:
    """一, （二）: what stands in the first column of a heading whose words stand in the others."""
    return bool(BARE_NUMERAL.fullmatch(clean(text)))


def numbered(numeral: str, text: str) -> str:
    """一 and 组织建设 are 一、组织建设."""
    numeral = clean(numeral)
    return f"{numeral}{text}" if numeral[-1] in "、.．)）" else f"{numeral}、{text}"
