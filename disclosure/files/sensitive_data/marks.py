"""Marks that a document is secret or for internal use. The words alone, in a sentence, are no mark: 保守秘密, 内部监督.

A mark is the level with its star or years, the level on a line of its own, after 密级, or an imprint such as 内部资料 注意保存.
"""

import re
from collections.abc import Iterator

from disclosure.files.sensitive_data.kinds import SECRECY_MARK

LEVEL = r"(?:绝 {0,4}密|机 {0,4}密|秘 {0,4}密)"
YEARS = r"(?:\d{1,3} ?年|[一二三五十]{1,3}年|\d{1,2}个月|长期)"
ANYWHERE = re.compile(
    rf"{LEVEL} ?[★☆⭐✩✭*] ?{YEARS}?"
    rf"|(?:密级|保密等级|涉密等级)[ ::]{{0,3}}(?:{LEVEL}|内部|工作秘密)(?:级)?(?: ?[★☆]? ?{YEARS})?"
    rf"|保密期限[ ::]{{0,3}}{YEARS}"
    r"|[(\[【〔] ?内部(?:资料|文件|材料|刊物|使用|参考|传阅)(?:[ ,,、·][^()\[\]【】〔〕]{0,12})?[)\]】〕]"
    rf"|[(\[【〔] ?(?:{LEVEL}|工作秘密)(?:级|件)?(?: ?{YEARS})? ?[)\]】〕]"
    r"|仅(?:供|限)(?:本(?:单位|机关|部门|支部))?内部(?:使用|参考|传阅|学习|掌握|交流)"
    r"|[本此](?:文件|资料|材料|刊物|内容)[^。;;\n]{0,6}(?:不得|请勿|严禁|禁止|切勿)外传"
    r"|内部(?:资料|文件|材料|刊物)[ ,,、·]{0,3}(?:注意保[存密管]|妥善保[存管]|不得外传|请勿外传|严禁外传|严禁翻印|请勿公开|不得公开)"
)
# It stays on its line: a text of nothing but line ends would else be read once for each of them.
ALONE = re.compile(
    rf"^(?:[^\S\n]|[(\[【〔★☆*·])*+(?:{LEVEL}(?:级|件|文件)?(?: ?{YEARS})?|工作秘密"
    r"|内部(?:资料|文件|材料|刊物|使用|参考|传阅|掌握|发行|明电|传真)|(?:请勿|不得|严禁|禁止)外传|注意保密|请注意保密"
    r"|(?:top )?secret|confidential|(?:for )?internal use only)(?:[^\S\n]|[)\]】〕★☆*!!。])*+$",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST = 40


def find_marks(text: str) -> Iterator[tuple[str, int, int, str]]:
    for pattern in (ANYWHERE, ALONE):
        for match in pattern.finditer(text):
            words = match.group().strip()
            start = match.start() + match.group().index(words)
            yield SECRECY_MARK, start, start + len(words), re.sub(r"\s+", "", words)[:LONGEST]
