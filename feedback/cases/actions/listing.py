"""Showing a case and its answer to the public with the names hidden, and ceasing to (LK-23, JG-11). A person writes the
words, what is sensitive holds them back, and who wrote the answer does not let it through."""

import hmac
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from catalog.items.models import Item
from disclosure.files.rich_text import one_line
from disclosure.files.sensitive_data.refusing import sensitive_in
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import Act, Holds, Nobody, in_state, require_text, when
from feedback.cases.context import CaseContext
from feedback.cases.forms.listing import ListingForm, UnlistingForm
from feedback.cases.identity import refuse_telling
from feedback.cases.models.cases import Case, Second
from feedback.cases.models.choices import SUBJECT, TEXT
from feedback.cases.procedure import cases, describe_step
from feedback.cases.replies import ANSWERED, shown_answer
from feedback.cases.states import Kind, State
from feedback.cases.topics import settle_topic

APPROVERS = Holds(APPROVE)
TOLD = "您提的这一件已经隐去姓名，公布在“点题与申请”里。"
# A topic may be shown while it is handled, so that others can second it; everything else when it is answered.
LISTABLE = in_state(State.ACCEPTED, State.AT_SUPERIOR, *ANSWERED)


def may_be_listed(context: CaseContext) -> bool:
    """No complaint; a topic at any time, everything else once it is answered."""
    case = context.subject
    return case.complaint_about_id is None and (case.kind == Kind.TOPIC or case.state in ANSWERED)


def writers(context: CaseContext) -> set[int]:
    return set(context.subject.replies.values_list("written_by", flat=True))


@cases.action(
    "list", "公布这件来件和答复", at=LISTABLE & when(may_be_listed), who=APPROVERS, hands=writers,
    form=ListingForm, is_folded=True, audit="case.listed", same_person="答复是您写的，请由另一个人决定公布。",
    text="公布以后，所有人都能在“点题与申请”里看到这件来件和答复，看不到是谁提的。写答复的人不能自己公布。",
    done="已经公布。",
)  # fmt: skip
def list_case(act: Act, *, subject: str, text: str, reply: str = "") -> None:
    """A listed case may be listed again with other words, such as with the answer that came later."""
    case = act.subject
    words = {
        "listed_subject": one_line(require_text(subject, "请写明公布的标题。", most=SUBJECT)),
        "listed_text": require_text(text, "请写明公布的内容。", most=TEXT),
        "listed_reply": reply.strip()[:TEXT],
    }
    check_item(case, act.on)
    check_words(case, words)
    refuse_telling(case, *words.values(), by=act.by)
    was_listed = case.listed_at is not None
    if was_listed and all(getattr(case, name) == value for name, value in words.items()):
        raise ValidationError("已经这样公布了，可能有人刚刚办过。")
    for name, value in words.items():
        setattr(case, name, value)
    case.listed_at, case.listed_by = case.listed_at or act.now, act.by
    settle_topic(case, on=act.on, by=act.by, now=act.now)
    describe_step(act, "" if was_listed else TOLD)


def check_item(case: Case, on: date) -> None:
    if case.item_id and not Item.objects.visible_to(AnonymousUser(), on).filter(pk=case.item_id).exists():
        raise ValidationError("这件来件说的事项没有向社会公开，不能公布。")


def check_words(case: Case, words: dict[str, str]) -> None:
    """Raises ``ValidationError`` by field of the form."""
    faults = {}
    for name, value in words.items():
        if sentence := sensitive_in(value):
            faults[name.removeprefix("listed_")] = sentence
    if words["listed_reply"] and (why := why_no_answer(case)):
        faults.setdefault("reply", why)
    if faults:
        raise ValidationError(faults)


def why_no_answer(case: Case) -> str:
    """Why no answer may be shown; empty when one may."""
    if case.state not in ANSWERED:
        return "还没有答复，公布的答复请留空。"
    if shown_answer(case) is None:
        return "这件的答复不是给所有人看的，公布的答复请留空。"
    return ""


@cases.action(
    "unlist", "不再公布", at=when(lambda context: context.subject.listed_at is not None), who=APPROVERS,
    form=UnlistingForm, style="danger", is_folded=True, audit="case.unlisted",
    text="从“点题与申请”里拿掉。", done="不再公布了。",
)  # fmt: skip
def unlist(act: Act, *, reason: str) -> None:
    case, reason = act.subject, require_text(reason, "请写明不再公布的原因。", most=500)
    case.listed_subject = case.listed_text = case.listed_reply = ""
    case.listed_at = case.listed_by = None
    describe_step(act, note=reason)


# --- 我也想知道: somebody else asks the same ---


def key_of(case: Case, whoever: str) -> str:
    """A digest for this one case: two cases do not tell that the same person seconded both."""
    return hmac.new(settings.SECRET_KEY.encode(), f"second:{case.pk}:{whoever}".encode(), "sha256").hexdigest()


@cases.action(
    "second", "我也想知道", at=when(lambda context: context.subject.can_be_seconded), who=Nobody(), by_sender=True,
    is_button=False, not_now="这件事已经有了答复，请看答复。",
)  # fmt: skip
def second(act: Act, *, whoever: str) -> int:
    """``whoever`` names the person or the address. Returns how many ask it; a second press counts nothing."""
    case = act.subject
    _row, is_new = Second.objects.get_or_create(case=case, key=key_of(case, whoever), defaults={"at": act.now})
    if not is_new:
        raise ValidationError("这里已经按过“我也想知道”，算过了，不用再按。一个网络地址只算一次；登录以后按，按人算。")
    return case.seconds.count()
