"""A county office's workbook: a committee, its branches, their members and posts, in the sheets of the portal's own template."""

from collections.abc import Iterator

from disclosure.organizations.roles import ROLES
from disclosure.people.template_file import LAYOUTS
from disclosure.people.tests.workbooks import workbook_of

NAME, BRANCH_ROLES = "科技局党支部", ("secretary", "clerk", "reviewer", "approver")
POSTS = ("secretary", "clerk", "reviewer", "secrecy", "approver", "collector", "handler")
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈", "国平文华建军秀英海涛志强晓明玉兰春生"


def workbook(branches: int, members: int) -> bytes:
    """``members``: of each branch. The branch that begins has the people of ``POSTS``, named by what they do."""
    heads = {layout.title: list(layout.heads) for layout in LAYOUTS}
    rows = {
        "党组织": [*organizations(branches)],
        "科室": [[NAME, "办公室"]],
        "人员": [*people(branches, members)],
        "任职": [*posts(branches)],
        "特定对象": [[NAME, "支部委员", f"{ROLES['secretary'].label}、{ROLES['approver'].label}"]],
        "领导小组": [[NAME, "领导小组", "组长", ROLES["secretary"].label, ""]],
    }
    return workbook_of({title: [heads[title], *found] for title, found in rows.items()})


def branch(number: int) -> str:
    return f"第{number:02}党支部"


def named(number: int, at: int) -> str:
    """Of one branch; people of other branches bear the same name."""
    return FAMILY[at % 10] + GIVEN[2 * (number % 9) : 2 * (number % 9) + 2]


def organizations(branches: int) -> Iterator[list[str]]:
    yield ["县直机关工委", "gongwei", "", "党工委", "", "", "", "", "", "", ""]
    yield [
        NAME,
        "kjj",
        "",
        "党支部",
        "部门",
        "县直机关工委",
        "赵书记",
        "科技局办公室",
        "人民路1号",
        "0535-1234567",
        "kjj@example.org",
    ]
    for number in range(1, branches):
        yield [branch(number), "", "", "党支部", "部门", "县直机关工委", "", "", "", "", ""]


def people(branches: int, members: int) -> Iterator[list[str]]:
    yield ["监督员", "watch", "", "县直机关工委", "", "党员"]
    for role in POSTS:
        yield [ROLES[role].label, role, "", NAME, "办公室" if role == "clerk" else "", "党员"]
    for number in range(1, branches):
        for at in range(members):
            yield [
                named(number, at),
                f"B{number:02}{at:02}",
                f"139{number:03}{at:05}" if at < 5 else "",
                branch(number),
                "",
                "党员",
            ]


def posts(branches: int) -> Iterator[list[str]]:
    yield ["监督员", "watch", "县直机关工委", ROLES["supervisor"].label, "", "", ""]
    for role in POSTS:
        yield [ROLES[role].label, role, NAME, ROLES[role].label, "", "", ""]
    for number in range(1, branches):
        for at, role in enumerate(BRANCH_ROLES):
            yield [named(number, at), f"B{number:02}{at:02}", branch(number), ROLES[role].label, "", "", ""]
