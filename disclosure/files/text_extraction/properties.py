"""What an office file says of itself: author, company, title, keywords and whatever a person added."""

import re
from collections.abc import Iterator

from disclosure.files.sensitive_data.kinds import AUTHOR
from disclosure.files.text_extraction.packages import Package, local
from disclosure.files.text_extraction.passage import Passage

LABELS = {
    "creator": "作者",
    "lastModifiedBy": "最后保存的人",
    "Manager": "主管",
    "Company": "单位",
    "title": "标题",
    "subject": "主题",
    "description": "备注",
    "keywords": "关键词",
    "category": "类别",
    "contentStatus": "状态",
    "HyperlinkBase": "超链接基础",
}
PEOPLE = frozenset({"creator", "lastModifiedBy", "Manager"})
CUSTOM = "docProps/custom.xml"
PARTS = ("docProps/core.xml", "docProps/app.xml", CUSTOM)
# A Chinese name; 微软用户 and the like are nobody's.
NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}$")
NOBODY = re.compile(r"用户|管理员|电脑|办公|党|局|科|室|组|委|站|校")


def property_passages(package: Package) -> Iterator[Passage]:
    for part in PARTS:
        if part not in package.names:
            continue
        for node in package.tree(part).iter("{*}*"):
            if (text := (node.text or "").strip()) and len(text) > 1:
                yield from about(local(node), custom_name(node) if part == CUSTOM else "", text)


def custom_name(node) -> str:
    return (node.getparent().get("name") or "") if node.getparent() is not None else ""


def about(name: str, custom: str, text: str) -> Iterator[Passage]:
    place = f"文档属性“{custom or LABELS.get(name, name)}”"
    yield Passage(place, text)
    if name in PEOPLE:
        yield from named(place, text)


def named(place: str, text: str) -> Iterator[Passage]:
    """A hint where the text is a person's name."""
    if NAME.match(text) and not NOBODY.search(text):
        yield Passage(place, text[0] + "*" * (len(text) - 1), AUTHOR)
