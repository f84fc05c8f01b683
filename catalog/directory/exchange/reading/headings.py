"""The words that head the columns of catalogues, in simplified characters: what each says of the cells below it."""

import re
from collections.abc import Mapping

from catalog.directory.exchange.rows import NOTE
from catalog.directory.government import LABELS as GOVERNMENT
from catalog.rules.taxonomies import taxonomies
from disclosure.files.reading.cells import clean, simplified

NOTES = "notes"  # kept with the entry under the column's own title
SKIP = "skip"
SERIAL = "序号"


def _by_column(rows: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, words in rows.items()}


# The words of each column, the most telling first. 序号 is the code only where nothing better is there.
WORDS = _by_column({
    "code": f"公开代码 目录代码 事项代码 事项编码 代码 编码 编号 code {SERIAL}",
    "category": "一级目录 一级类别 一级事项 一级 公开类别 目录类别 类别 大类 类目 category",
    "subcategory": "二级目录 二级类别 二级事项 二级 子类 小类 子目 subcategory",
    "content": "公开内容 公开内容及要素 公开内容和要素 公开事项 事项名称 公开项目 内容 事项 content 三级目录 三级事项 三级 项目",
    "scope": "公开范围 公开对象 范围 对象 scope",
    "forms": "公开形式 公开渠道和载体 公开渠道及载体 公开渠道载体 渠道和载体 公开渠道 公开载体 公开途径 公开方式 形式 渠道 载体 方式 forms",
    "limit": "公开时限 公开时间 公开期限 公开时效 公开类型 公开频率 时限 limit",
    "departments": (
        "责任处室 责任科室 责任单位 责任部门 责任股室 责任主体 公开主体 公开责任主体 公开单位 公开部门 承办部门 承办单位 承办科室"
        " 牵头单位 牵头部门 departments department"
    ),
    "person": "责任人 责任人员 负责人 具体责任人 承办人 经办人 person",
})  # fmt: skip
FIELD_OF = {word: name for name, words in WORDS.items() for word in words}
# Values that some catalogues give a column each, to be ticked.
VALUES = _by_column({
    "scope": "社会 全社会 党内 党外 全体党员 群众 特定对象 特定群体 特定群众 机关全体人员 机关全体 个人 党支部委员 党员 干部职工",
    "forms": "会议 文件 网站 政府网站 新闻媒体 通报 内网 公开栏 党务公开栏 简报 电子屏 局域网 活动栏 微信公众号 两微一端 媒体",
    "limit": "固定 长期 定期 逐段 分期 即时 及时 随时",
})  # fmt: skip
FIELD_OF_VALUE = {value: name for name, values in VALUES.items() for value in values}
GROUPED = ("scope", "forms", "limit", "departments")

# 主动 and 依申请 say who begins, not how: they are no channel, whatever word heads them.
MANNER, LEVEL = "公开方式", "公开层级"
MANNERS = ("主动", "主动公开", "依申请", "依申请公开", "申请公开")
ON_REQUEST = MANNERS[2:]
LEVELS = tuple(f"{place}级" for place in ("省", "市", "县", "区", "区县", "县区", "乡", "镇", "乡镇", "街道", "村"))
TITLE_OF_VALUE = dict.fromkeys(MANNERS, MANNER) | dict.fromkeys(LEVELS, LEVEL)
NOTED = {
    *["公开依据", "依据", "政策依据", "法律依据", "公开层级", "层级", "备注", NOTE, "附注", "remark"],
    *(taxonomy.title for taxonomy in taxonomies().values()),
    *GOVERNMENT.values(),
    *(MANNER, LEVEL),
}


def is_manner(text: str) -> bool:
    """The cell says 主动 or 依申请 and nothing else, ticked or not."""
    words = re.findall(r"[\u3400-\u9fff]+", simplified(clean(text)))
    return bool(words) and all(word in MANNERS for word in words)
