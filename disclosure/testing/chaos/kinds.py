"""What is written: each kind by the pages that people use, with a marker that stands in one column of one table."""

import hashlib
import re
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from disclosure.testing.visitor import Visitor

# Kind → model and column of its marker.
COLUMNS = {
    "item": ("catalog.Item", "title"),
    "bulletin": ("catalog.Bulletin", "title"),
    "entry": ("catalog.Entry", "name"),
    "letter": ("feedback.Case", "subject"),
    "entered": ("feedback.Case", "subject"),
    "comment": ("feedback.Comment", "text"),
    "account": ("organizations.User", "full_name"),
}
World = Mapping[str, Any]


class Refused(Exception):
    """The portal answered, and what was sent is not there as far as it says."""


def require(visitor: Visitor, pattern: str) -> None:
    if not re.search(pattern, visitor.url):
        raise Refused(f"{visitor.url}: {visitor.text[:300]}")


def item(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open("/admin/catalog/item/add/")
    visitor.press("登记，接着写内容", entry="学习情况", event_on=world["today"], title=marker)
    require(visitor, r"/item/\d+/")


def bulletin(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open("/admin/catalog/bulletin/add/")
    visitor.press("保存草稿", title=marker, body="演练", scope="party")
    require(visitor, r"/bulletin/\d+/")


def entry(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open(f"/admin/catalog/catalogue/{world['draft']}/entries/add/entry/")
    visitor.press("保存", code=marker[-12:], name=marker, parent="甲类")
    require(visitor, r"/catalogue/\d+/change/")


def account(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open("/admin/organizations/user/add/").press("保存", full_name=marker)
    require(visitor, r"/start-code/\d+/")


def entered(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open("/admin/feedback/case/add/")
    values = {"kind": "question", "channel": "phone", "received_on": world["today"], "subject": marker, "text": "演练"}
    visitor.press("登记，出回执", **values, who="anonymous")
    if "查询码只显示这一次" not in visitor.text and "已经登记" not in visitor.text:
        raise Refused(visitor.text[:300])


def letter(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open("/questions/new/")
    visitor.press("下一步", organization="chaos")
    visitor.press("下一步", subject=marker, text="演练")
    visitor.press("下一步", who="anonymous")
    visitor.press("发出", proof=worked(visitor))
    if "正在处理" in visitor.text:
        # The press before it was cut off, and the page asks for another.
        visitor.press("发出", proof=worked(visitor))
    require(visitor, r"/requests/receipt/")


def comment(visitor: Visitor, world: World, marker: str) -> None:
    visitor.open(f"/c/{world['consultation']}/")
    visitor.press("提交意见", text=marker, proof=worked(visitor))
    if "收到了，谢谢" not in visitor.text:
        raise Refused(visitor.text[:300])


def worked(visitor: Visitor) -> str:
    """The number that the script of the page looks for."""
    (test,) = visitor.page.xpath("//*[@data-proof]")
    token, shift = test.get("data-token"), 256 - int(test.get("data-bits"))
    digests = ((n, hashlib.sha256(f"{token}:{n}".encode()).digest()) for n in count())
    return next(str(n) for n, digest in digests if int.from_bytes(digest) >> shift == 0)


# Kind → how it is written, and by whom; "": somebody who is not signed in.
KINDS: Mapping[str, tuple[Callable[[Visitor, World, str], None], str]] = {
    "item": (item, "clerk"),
    "bulletin": (bulletin, "clerk"),
    "entry": (entry, "secretary"),
    "entered": (entered, "handler"),
    "account": (account, "system"),
    "letter": (letter, ""),
    "comment": (comment, ""),
}
