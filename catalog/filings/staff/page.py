"""What the register's page shows of one filing, and which of its buttons the person may press now."""

from dataclasses import dataclass
from datetime import date

from django.forms import Form

from catalog.filings.marking import receivers
from catalog.filings.models import Filing
from catalog.filings.opening import BEGIN_SCHEME
from catalog.filings.staff.forms import CommentForm, ContentForm, DropForm, ReceiptForm, SendForm
from catalog.filings.visibility import is_of_desk, may_receive, may_send, may_write
from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import Access

# Verb → button, what it does, form. What is rarely pressed stands folded.
VERBS = {
    "send": ("报送", "材料已经送到上级以后在这里登记；上级在本系统里的，按下就到。", SendForm),
    "acknowledge": ("签收", "告诉下级已经收到。", None),
    "register_receipt": ("登记回执", "上级不在本系统里的，把它的书面回执登记下来。", ReceiptForm),
    "comment": ("提意见", "提了意见，下级改好以后重新报送一份。", CommentForm),
    "send_anew": ("重新报送", "按上级的意见另开一份，改好再报；这一份照旧留着。", None),
    "edit": ("修改报送内容", "报送以前可以改，报送以后不能再改。", ContentForm),
    "drop": ("不再报送", "确实不用报了才用，要写原因。", DropForm),
}
FOLDED = {"edit", "drop"}


@dataclass(frozen=True)
class Offer:
    name: str
    label: str
    text: str
    form: Form | None
    kind: str
    is_folded: bool


def form_for(verb: str, filing: Filing, data=None) -> Form | None:
    form_class = VERBS[verb][2]
    if form_class is None:
        return None
    if form_class is ContentForm:
        initial = {"title": filing.title, "content": filing.content}
        return ContentForm(data, has_title=filing.what == Filing.What.REPORT, initial=initial, prefix=verb)
    return form_class(data, prefix=verb)


def offered(filing: Filing, access: Access) -> list[str]:
    """In the order of VERBS; the person's permission and the filing's state together."""
    is_pending = filing.sent_on is None and filing.dropped_on is None
    is_sent, is_received = filing.sent_on is not None, filing.received_on is not None
    sends, writes = may_send(filing.organization, access), may_write(filing.organization, access)
    receives = may_receive(filing, access)
    allowed = {
        "send": is_pending and sends,
        "acknowledge": is_sent and not is_received and receives,
        "register_receipt": is_sent and not is_received and sends and not receivers(filing, access.on),
        "comment": is_sent and not filing.comment and receives,
        "send_anew": bool(filing.comment) and writes,
        "edit": is_pending and writes,
        "drop": is_pending and sends,
    }
    return [verb for verb in VERBS if allowed[verb]]


def offers(filing: Filing, access: Access, bound: dict[str, Form]) -> list[Offer]:
    """The buttons, the first of them the main one; ``bound``: a form that came back with errors, by verb."""
    names = offered(filing, access)
    main = next((name for name in names if name not in FOLDED), "")
    return [
        Offer(
            name=name,
            label=VERBS[name][0],
            text=VERBS[name][1],
            form=bound.get(name) or form_for(name, filing),
            kind="main" if name == main else "plain",
            is_folded=name in FOLDED,
        )
        for name in names
    ]


def facts(filing: Filing, access: Access) -> list[dict]:
    """The metadata block. The link to what is filed is for the desk it belongs to."""
    rows = [
        {"label": "报送组织", "value": str(filing.organization)},
        {"label": "种类", "value": filing.get_what_display()},
        {"label": "报给", "value": to_words(filing)},
        {"label": "应报", "value": due_words(filing)},
        {"label": "报送", "value": sent_words(filing), **state_of(filing, access.on)},
    ]
    if filing.received_on:
        rows.append({"label": "签收", "value": received_words(filing)})
    if filing.dropped_on:
        rows.append(
            {"label": "不再报送", "value": f"{plain(filing.dropped_on)}：{filing.dropped_reason}", "is_wide": True}
        )
    if filing.url and is_of_desk(filing, access) and not waits_for_scheme(filing):
        rows.append({"label": "报的是", "value": link_words(filing), "url": filing.url})
    return rows


def waits_for_scheme(filing: Filing) -> bool:
    """A superior asked for the own scheme and none is issued yet; its address is where one is begun."""
    return filing.what == Filing.What.SCHEME and filing.sent_on is None and filing.url.startswith(BEGIN_SCHEME)


def to_words(filing: Filing) -> str:
    superior = filing.to_organization
    if superior is None:
        return filing.to_name
    return str(superior) if filing.to_name == str(superior) else f"{filing.to_name}（由{superior}签收）"


def due_words(filing: Filing) -> str:
    due_on = filing.deadline.due_on if filing.deadline else None
    return f"{plain(due_on)}以前" if due_on else "没有规定期限"


def sent_words(filing: Filing) -> str:
    if not filing.sent_on:
        return ""
    number = f"，{filing.number}" if filing.number else ""
    who = f"，{filing.sent_by}" if filing.sent_by else ""
    return f"{plain(filing.sent_on)}{number}{who}"


def received_words(filing: Filing) -> str:
    parts = [plain(filing.received_on), str(filing.received_by) if filing.received_by else "", filing.receipt]
    return "，".join(filter(None, parts))


def state_of(filing: Filing, on: date) -> dict:
    word = filing.state_words(on)
    states = {"不再报送": "excused", "已签收": "done", "已报送": "waiting", "逾期未报": "late", "待报送": "soon"}
    return {"state": states[word], "word": word}


def link_words(filing: Filing) -> str:
    words = {
        Filing.What.SCHEME: "打开方案",
        Filing.What.CATALOGUE: "打开目录",
        Filing.What.OFF_CATALOGUE: "打开公开事项",
    }
    return words.get(filing.what, "打开")


def comment_rows(filing: Filing) -> list[dict]:
    if not filing.comment:
        return []
    return [
        {
            "on": moment(filing.commented_at),
            "title": "上级意见",
            "who": str(filing.commented_by),
            "note": filing.comment,
            "state": "late",
        }
    ]
