"""What the interface answers. The words are for who reads its description."""

from datetime import date

from ninja import Field, Schema
from pydantic import AnyUrl


class File(Schema):
    name: str
    size: int = Field(description="字节")
    sha256: str
    url: AnyUrl


class ItemRow(Schema):
    id: int
    url: AnyUrl = Field(description="给人看的那一页")
    index_number: str = Field(description="索引号")
    title: str
    version: int = Field(description="第几版；更正一次加一")
    organization: str = Field(description="公开机构的代码")
    entry: str | None = Field(description="目录事项的代码；目录外的没有")
    scope: str = Field(description="公开范围：society 社会、staff 机关、party 党内、audience 特定对象、individual 个人")
    forms: list[str] = Field(description="公开形式")
    event_on: date = Field(description="事项日期")
    due_on: date | None = Field(description="应公开的最后一天；没有时限的没有")
    is_provisional: bool = Field(description="放假安排还没有公布，应公开的日子是暂定的")
    published_on: date = Field(description="您从哪一天起看得到")
    done_on: date | None = Field(description="按要求全部做完的那一天；还没有做完的没有")
    on_time: bool | None = Field(description="是否按时；没有到期、没有时限或者不用公开了的没有")
    progress_on: date | None = Field(description="最近一次续报的日期")
    display_until: date | None = Field(description="公示到哪一天；长期公开的没有")


class ItemPage(Schema):
    items: list[ItemRow]
    after: str = Field(description="下一页的 after；空的就是没有了")
    on: date


class ItemFull(ItemRow):
    body: str = Field(description="正文，HTML")
    correction: str = Field(description="更正说明；没有更正过是空的")
    files: list[File]


class OrganizationRow(Schema):
    code: str
    name: str
    kind: str
    depth: int = Field(description="第几层，最上面是 1")
    url: AnyUrl
    supervision_phone: str


class OrganizationPage(Schema):
    organizations: list[OrganizationRow]
    after: str = Field(description="下一页的 after；空的就是没有了")
    on: date


class Refusal(Schema):
    detail: str
