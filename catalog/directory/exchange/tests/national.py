"""The national standard layout (基层政务公开标准目录): two heading rows, ticked boxes, columns to tick, merged labels, a foot."""

from catalog.directory.exchange.tests.files import docx, xlsx

UPPER = [
    *["序号", "公开事项", "", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"],
    *["公开对象", "", "公开方式", "", "公开层级", ""],
]
LOWER = [
    "",
    "一级\n事项",
    "二级\n事项",
    "",
    "",
    "",
    "",
    "",
    "全社会",
    "特定群体",
    "主动",
    "依申请\n公开",
    "县级",
    "乡级",
]
CHANNELS = ["政府网站", "政府公报", "两微一端", "发布会/听证会", "公开查阅点", "社区/村公示栏（电子屏）", "其他"]
BASIS = "《中华人民共和国政府信息公开条例》、《社会救助暂行办法》（国务院令第649号）"
LIMIT = "自信息形成或者变更之日起20个工作日内"


def channels(*ticked):
    """Every channel with its box, two on a line, as the standards print them."""
    marked = [f"{'■' if name in ticked else '□'}{name}" for name in CHANNELS]
    return "\n".join("  ".join(marked[at : at + 2]) for at in range(0, len(marked), 2)) + " ______"


BODY = [
    ["1", "社会救助", "综合业务", "政策法规文件", BASIS, LIMIT, "县民政局、乡镇政府", channels("政府网站", "社区/村公示栏（电子屏）"),
     "√", "", "√", "", "√", "√"],
    ["2", "", "", "监督检查", BASIS, "制定或获取文件之日起10个工作日内", "县民政局、乡镇政府", channels("政府网站", "两微一端"),
     "√", "", "√", "", "√", "√"],
    ["3", "", "最低生活保障", "1.办事指南\n2.审核审批信息", BASIS, LIMIT, "县民政局", channels("公开查阅点"),
     "", "√\n申请人", "", "√", "", "√"],
    ["4", "养老服务", "通用政策", "养老机构备案结果", BASIS, "每季度首月10日前", "乡镇政府", channels("政府网站", "其他"),
     "√", "", "√", "√", "√", ""],
]  # fmt: skip
FOOT = ["备注：公开依据以现行有效的为准。"]
SIGNED = ["制表人：王某", "", "", "审核：李某", "", "", "联系电话：0535-1234567", "", "", "", "2026年3月1日"]

# What every writer's file has to read as: fields in the order of HEADER, then the notes.
ENTRIES = [
    ("1", "社会救助", "综合业务", "政策法规文件", ("全社会",), ("政府网站", "社区/村公示栏（电子屏）"), LIMIT,
     ("县民政局", "乡镇政府"), ""),
    ("2", "社会救助", "综合业务", "监督检查", ("全社会",), ("政府网站", "两微一端"), "制定或获取文件之日起10个工作日内",
     ("县民政局", "乡镇政府"), ""),
    ("3", "社会救助", "最低生活保障", "1.办事指南2.审核审批信息", ("申请人",), ("公开查阅点",), LIMIT, ("县民政局",), ""),
    ("4", "养老服务", "通用政策", "养老机构备案结果", ("全社会",), ("政府网站", "其他"), "每季度首月10日前", ("乡镇政府",), ""),
]  # fmt: skip
NOTES = [
    {"公开依据": BASIS, "公开方式": "主动", "公开层级": "县级、乡级"},
    {"公开依据": BASIS, "公开方式": "主动", "公开层级": "县级、乡级"},
    {"公开依据": BASIS, "公开方式": "依申请公开", "公开层级": "乡级"},
    {"公开依据": BASIS, "公开方式": "主动、依申请公开", "公开层级": "县级"},
]

TALL = (0, 3, 4, 5, 6, 7)
WIDE = ((1, 2), (8, 9), (10, 11), (12, 13))


def national_xlsx(change=None):
    """A title above, the headings merged, labels merged over their rows, a note from edge to edge and signatures below."""
    rows = [["社会救助领域基层政务公开标准目录"], UPPER, LOWER, *BODY, FOOT, SIGNED]
    letters = "ABCDEFGHIJKLMN"
    merges = ["A1:N1", "A8:N8", "B4:B6", "C4:C5", *(f"{letters[n]}2:{letters[n]}3" for n in TALL)]
    merges += [f"{letters[first]}2:{letters[last]}2" for first, last in WIDE]
    return xlsx([[text or None for text in row] for row in rows], merges=merges, change=change)


def national_docx():
    """The same in Word over two pages: the headings repeated in a second table, no labels repeated in it."""

    def table(body, *foot):
        return [UPPER, LOWER, *body, *([text, *[""] * 13] for text in foot)]

    def head(number):
        tall = [(number, (0, at), (1, at)) for at in TALL]
        return [*tall, *((number, (0, first), (0, last)) for first, last in WIDE)]

    labels = [(0, (2, 1), (3, 1)), (0, (2, 2), (3, 2)), (1, (4, 0), (4, 13))]
    return docx(table(BODY[:2]), table(BODY[2:], *FOOT), merges=[*head(0), *head(1), *labels])


def national_csv():
    """What is left of it when Excel saves it as csv: no merged cells, blanks instead."""
    lines = [UPPER, LOWER, *BODY, FOOT]
    return "\n".join(",".join(f'"{text}"' for text in line) for line in lines).encode("gb18030")
