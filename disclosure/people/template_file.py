"""The workbook to fill in: a sheet for each kind of thing, with an example and words to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import quote_sheetname

from disclosure.files.workbook import (
    BODY,
    BOX,
    CENTER,
    HEAD,
    LEFT,
    book_of_sheets,
    bytes_of,
    offer,
    put,
    set_widths,
    write_help,
)
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Membership
from disclosure.organizations.roles import ROLES

TOP, LINES, WIDTH = 2, 2000, 20
ORGANIZATIONS, HELP = "党组织", "填表说明"
WORDS: Mapping[str, Sequence[str]] = {
    "类型": [str(label) for label in Organization.Kind.labels],
    "类别": [str(label) for label in Organization.Sector.labels],
    "身份": [str(label) for label in Membership.Kind.labels],
    "角色": [role.label for role in ROLES.values()],
    "机构": [str(label) for label in LeadingGroupSeat.Body.labels],
    "小组职务": [str(label) for label in LeadingGroupSeat.Title.labels],
}
HELP_TEXTS = (
    "每张表写一种。用不到的表空着，列也可以少、可以多、可以换顺序。第一格以“示例：”开头的行不会导入，可以留着。",
    "党组织：代码写在网址里，用小写字母、数字和“-”；空着不写，按简称或名称的拼音编好，导入时还可以改。最上级的“上级组织”空着。",
    "人员：有工号的，工号就是用户名；没有的，用姓名的拼音。手机号可以用来登录，加密保存，谁也看不到；不想用就空着。不要写身份证号，写了也不读。",
    "一个人属于两个党组织（例如组织关系在支部，又是机关人员），在“组织关系”里再写一行。",
    "任职：一行一个角色。日期空着就是从今天起。谁任职由安全管理员确认。",
    "特定对象：只对一部分人公开时用的名单，成员用顿号隔开，或者一行一个人。",
    "再导入一次，只改变化的，不会重复。表里没有了的人，会问是不是结束，不会删除。",
)

ORGANIZATION_NAMES = f"{quote_sheetname(ORGANIZATIONS)}!$A${TOP + 1}:$A${TOP + LINES}"


@dataclass(frozen=True)
class Layout:
    """``names``: the columns that name an organisation of the first sheet."""

    title: str
    heads: Sequence[str]
    example: Sequence[str]
    names: Sequence[str] = field(default=("所在党组织",))


LAYOUTS = (
    Layout(
        ORGANIZATIONS,
        (
            "党组织名称",
            "代码",
            "简称",
            "类型",
            "类别",
            "上级组织",
            "第一责任人",
            "党务公开办公室",
            "办公地址",
            "监督电话",
            "电子信箱",
        ),
        (
            "示例：县财政局党支部",
            "",
            "财政局支部",
            "党支部",
            "部门",
            "县直机关工委",
            "张三",
            "财政局办公室",
            "人民路1号",
            "0537-1234567",
            "dwgk@example.org",
        ),
        names=("上级组织",),
    ),
    Layout("科室", ("所在党组织", "科室"), ("示例：县财政局党支部", "办公室")),
    Layout(
        "人员",
        ("姓名", "工号", "手机号", "所在党组织", "科室", "身份"),
        ("示例：张三", "A001", "13900000000", "县财政局党支部", "办公室", "党员"),
    ),
    Layout(
        "组织关系",
        ("姓名", "工号", "所在党组织", "身份", "起", "止"),
        ("示例：张三", "A001", "县直机关工委", "机关人员", "2026-01-01", ""),
    ),
    Layout(
        "任职",
        ("姓名", "工号", "所在党组织", "角色", "职务名称", "任职起", "任职止"),
        ("示例：张三", "A001", "县财政局党支部", "书记", "党支部书记", "2026-01-01", ""),
    ),
    Layout("特定对象", ("所在党组织", "特定对象", "成员"), ("示例：县财政局党支部", "支部委员", "张三、李四")),
    Layout(
        "领导小组",
        ("所在党组织", "机构", "小组职务", "姓名", "任职起"),
        ("示例：县财政局党支部", "领导小组", "组长", "张三", ""),
    ),
)


def people_template() -> bytes:
    """An xlsx file."""
    book, sheets = book_of_sheets([*(layout.title for layout in LAYOUTS), HELP])
    ranges = write_help(sheets[-1], HELP_TEXTS, WORDS)
    for layout, sheet in zip(LAYOUTS, sheets, strict=False):
        set_widths(sheet, [WIDTH] * len(layout.heads))
        sheet.freeze_panes = "A2"
        for column, (head, example) in enumerate(zip(layout.heads, layout.example, strict=True), start=1):
            put(sheet, 1, column, head, HEAD, CENTER, BOX)
            put(sheet, TOP, column, example, BODY, LEFT, BOX)
            if where := ORGANIZATION_NAMES if head in layout.names else ranges.get(head, ""):
                offer(sheet, column, (TOP, TOP + LINES), where, otherwise="名单里没有这个词")
    return bytes_of(book)
