"""Words of the time limit and the scope that a catalogue uses in its own way: asked, never guessed.

A suggestion may stand beside a question; it counts for nothing until a person confirms it, and the answer is kept with
the raw word in the vocabulary's synonyms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from disclosure.files.reading.cells import simplified

LIMIT_SUGGESTIONS = {
    **dict.fromkeys(("固定", "长期", "常年", "永久"), "fixed"),
    **dict.fromkeys(("定期",), "periodic"),
    **dict.fromkeys(("逐段", "分期", "分段", "分阶段", "阶段性"), "staged"),
    **dict.fromkeys(("即时", "及时", "随时", "实时", "立即"), "immediate"),
}
SCOPE_SUGGESTIONS = {
    **dict.fromkeys(("社会", "全社会", "向社会", "社会公众", "党外", "群众"), "society"),
    **dict.fromkeys(("机关全体人员", "全体职工", "全体干部职工", "干部职工", "机关"), "staff"),
    **dict.fromkeys(("党内", "全体党员", "党员"), "party"),
    **dict.fromkeys(("个人", "本人", "当事人"), "individual"),
    "先党内后党外": "party_then_society",
}
SUGGESTIONS = {"limit": LIMIT_SUGGESTIONS, "scope": SCOPE_SUGGESTIONS}
# Channels that are the same thing under several names, or near enough to be offered for each other.
CHANNELS_ALIKE = (
    ("网站", "政府网站", "门户网站", "官方网站", "官网", "互联网", "党建网站", "信息网", "网络"),
    ("公开栏", "党务公开栏", "公示栏", "公告栏", "宣传栏", "公示牌", "村公示栏", "政务公开栏"),
    ("电子屏", "电子显示屏", "电子屏幕", "LED屏", "显示屏"),
    ("微信公众号", "两微一端", "微信", "微信群", "新媒体", "政务新媒体", "手机"),
    ("会议", "党员大会", "党员会议", "支部大会", "情况通报会议", "党内有关会议", "座谈会", "发布会"),
    ("文件", "公文", "下发文件", "党内文件"),
    ("报纸", "报刊", "纸质媒体", "新闻媒体", "媒体"),
    ("广播", "广播电视", "应急广播", "村村响"),
    ("电视", "广播电视"),
    ("内网", "局域网", "机关局域网", "办公网", "办公系统"),
    ("文件查阅处", "公开查阅点", "查阅点", "政务服务中心"),
    ("电话", "公开电话", "热线电话"),
)


@dataclass(frozen=True)
class Vocabulary:
    """The words a scheme knows: scopes and limits with their meaning, forms, and the synonyms a person confirmed.

    `synonyms` maps a column ("limit", "scope" or "forms") to raw word → meaning.
    """

    scopes: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def meaning(self, column: str, word: str) -> str:
        """What the word means in this column; empty when nobody has said so. A channel of the scheme means itself."""
        known = {"scope": self.scopes, "limit": self.limits, "forms": {word: word} if word in self.forms else {}}[
            column
        ]
        return known.get(word) or self.synonyms.get(column, {}).get(word, "")

    def known(self) -> Mapping[str, Iterable[str]]:
        """The words for `read_catalogue(known=…)`, which finds truncated ones."""
        return {"scope": self.scopes.keys(), "forms": self.forms}


def channel_alike(word: str, known: Iterable[str]) -> str:
    """The known channel that the word may be another name of: by CHANNELS_ALIKE, else the one it contains. Empty if there is none."""
    word, names = simplified(word), list(known)
    alike = [other for names_alike in CHANNELS_ALIKE if word in names_alike for other in names_alike]
    alike = alike or [
        other for names_alike in CHANNELS_ALIKE if any(each in word for each in names_alike) for other in names_alike
    ]
    contained = [name for name in names if name in word]
    return next((other for other in [*contained, *alike] if other in names), "")
