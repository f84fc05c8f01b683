"""What the register's page shows of one filing."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from catalog.filings.models import Filing
from disclosure.deadlines.dates import moment, plain
from disclosure.web.components import Event, Fact, given
from disclosure.workflow.context import Context
from disclosure.workflow.staff.page import ProcedurePage

What = Filing.What
STATES = {"不再报送": "excused", "已签收": "done", "已报送": "waiting", "逾期未报": "late", "待报送": "soon"}
LINKS = {What.SCHEME: "打开方案", What.CATALOGUE: "打开目录", What.OFF_CATALOGUE: "打开公开事项"}


@dataclass(frozen=True)
class FilingParts:
    """``is_ours``: the reader works for who files; ``to_draft``: where the scheme that is asked for is begun, or nothing."""

    comments: list[Event]
    is_ours: bool
    to_draft: str


def page_of(context: Context) -> ProcedurePage:
    filing = context.subject
    is_ours = filing.organization_id in context.access.desk_ids
    to_draft = filing.url if is_ours and waits_for_scheme(filing) else ""
    return ProcedurePage(
        heading=filing.title,
        badge=None,
        caption="报送情况",
        facts=metadata_of(filing, context.on, filing.url if is_ours and not to_draft else ""),
        more=FilingParts(comments(filing), is_ours, to_draft),
    )


def metadata_of(filing: Filing, on: date, url: str) -> list[Fact]:
    """``url``: of what is filed, for the staff it belongs to."""
    word = filing.state_words(on)
    dropped = f"{plain(filing.dropped_on)}：{filing.dropped_reason}" if filing.dropped_on else ""
    return [
        Fact("报送组织", str(filing.organization)),
        Fact("种类", filing.get_what_display()),
        Fact("报给", to_words(filing)),
        Fact("应报", due_words(filing)),
        Fact("报送", sent_words(filing), state=STATES[word], word=word),
        *given([
            Fact("签收", received_words(filing)),
            Fact("不再报送", dropped, is_wide=True),
            Fact("报的是", LINKS.get(What(filing.what), "打开") if url else "", url),
        ]),
    ]  # fmt: skip


def waits_for_scheme(filing: Filing) -> bool:
    """A superior asked for the own scheme and none is issued yet; its address is where one is begun."""
    begins = filing.url.startswith(reverse("admin:catalog_schemedraft_add"))
    return filing.what == What.SCHEME and filing.sent_on is None and begins


def to_words(filing: Filing) -> str:
    superior = filing.to_organization
    if superior is None:
        return filing.to_name
    return str(superior) if filing.to_name == str(superior) else f"{filing.to_name}（由{superior}签收）"


def due_words(filing: Filing) -> str:
    due_on = filing.deadline.due_on if filing.deadline else None
    return f"{plain(due_on)}以前" if due_on else "没有规定期限"


def sent_words(filing: Filing) -> str:
    return join_words(filing.sent_on, filing.number, filing.sent_by)


def received_words(filing: Filing) -> str:
    return join_words(filing.received_on, filing.received_by, filing.receipt)


def join_words(on: date | None, *parts: object) -> str:
    """The day and what is known of it; nothing without a day."""
    return "，".join([plain(on), *(str(part) for part in parts if part)]) if on else ""


def comments(filing: Filing) -> list[Event]:
    if not filing.commented_at:
        return []
    return [Event(moment(filing.commented_at), "上级意见", str(filing.commented_by), "late", filing.comment)]
