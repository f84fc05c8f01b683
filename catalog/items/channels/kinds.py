"""What a channel of disclosure asks its clerk for: a meeting its day and attendance, a board its place and from–to (LK-09)."""

from dataclasses import dataclass

from catalog.items.channels.models import Carrier

K = Carrier.Kind


@dataclass(frozen=True)
class Asked:
    """``fields``: field of the record → its label, in the order asked; ``required``: field → what to say without it;
    ``is_after_publication``: it makes public what the portal makes public, so it cannot come first."""

    fields: dict[str, str]
    required: dict[str, str]
    carriers: tuple[str, ...] = ()
    is_after_publication: bool = True


MEETING = Asked(
    {"from_on": "开会日期", "place": "地点", "attendance": "到会人数", "expected": "应到人数", "note": "说明"},
    {"from_on": "请填开会日期。", "place": "请填开会地点。", "attendance": "请填到会人数。"},
    is_after_publication=False,
)
BOARD = Asked(
    {"carrier": "贴在哪一块", "place": "地点", "from_on": "从哪一天", "until_on": "到哪一天", "note": "说明"},
    {"from_on": "请填从哪一天开始。", "place": "请选一块登记过的，或者写明地点。"},
    carriers=(K.BOARD, K.SIGN, K.OTHER),
)
SCREEN = Asked({**BOARD.fields, "carrier": "哪一块屏"}, BOARD.required, carriers=(K.SCREEN, K.SIGN, K.OTHER))
READING = Asked({**BOARD.fields, "carrier": "哪个查阅处"}, BOARD.required, carriers=(K.READING_ROOM, K.OTHER))
MEDIUM = Asked(
    {"place": "哪家媒体", "from_on": "哪一天刊播", "document_number": "期号、栏目或链接", "note": "说明"},
    {"place": "请填哪家媒体。", "from_on": "请填哪一天刊播。"},
)
PAPER = Asked(
    {
        "document_number": "文号或期号",
        "from_on": "印发日期",
        "place": "发到哪里",
        "attendance": "送达人数",
        "note": "说明",
    },
    {"from_on": "请填印发日期。", "place": "请填发到哪里。"},
    is_after_publication=False,
)
PHONE = Asked(
    {"carrier": "哪部电话", "place": "号码", "from_on": "从哪一天", "until_on": "到哪一天", "note": "说明"},
    {"from_on": "请填从哪一天开始。", "place": "请选一部登记过的，或者写明号码。"},
    carriers=(K.PHONE, K.OTHER),
)
OTHER = Asked(
    {"from_on": "哪一天", "place": "地点或方式", "note": "说明"},
    {"from_on": "请填哪一天。", "place": "请填地点或方式。"},
)

# The first whose word occurs in the channel's name; 文件查阅处 is no 文件, 情况通报会议 no 通报.
WORDS: tuple[tuple[Asked, tuple[str, ...]], ...] = (
    (READING, ("查阅",)),
    (MEETING, ("会议", "会", "评议")),
    (SCREEN, ("屏",)),
    (BOARD, ("栏", "牌")),
    (PHONE, ("电话",)),
    (MEDIUM, ("媒", "电视", "广播", "报纸", "报刊", "手机")),
    (PAPER, ("文件", "通报", "简报", "公文", "书信")),
)


def asked_of(channel: str) -> Asked:
    return next((asked for asked, words in WORDS if any(word in channel for word in words)), OTHER)
