"""The life of an organisation's own scheme: written, put out for opinions, reviewed, issued by another person than its
drafter; then it is filed and binds those below (PL-13, YY-08, QJ-23, QJ-24)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.own_schemes.effects import bind_those_below, file_scheme, put_in_force, require_issue_day
from catalog.own_schemes.forms import DiscardForm, IssueForm, ReviewForm, SolicitForm, SubmitForm
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.opinions import has_open_opinions, is_heard, new_opinion, set_answer
from catalog.own_schemes.review import SchemeContext, find_unready, has_open_grounds, usual_review_body
from catalog.own_schemes.writers import not_written_by, writers_of
from catalog.own_schemes.writing import (
    Row,
    begun,
    differing,
    imported,
    is_being_drafted,
    preset,
    taken,
    with_section,
)
from catalog.schemes.models import Scheme
from disclosure.organizations.roles import APPROVE, DRAFT, MANAGE_CATALOGUE
from disclosure.workflow.kit import Act, Holds, Workflow, in_state, last_saved, require_text, stamp_of, when

S = SchemeDraft.State

scheme_drafts = Workflow(
    SchemeDraft,
    code="schemedraft",
    words={
        "created": "起草方案",
        "changed": "修改方案稿",
        "solicited": "方案征求意见",
        "opinion_added": "登记对方案的意见",
        "opinion_answered": "答复对方案的意见",
        "submitted": "方案送审",
        "reviewed": "登记方案审定结果",
        "issued": "印发方案",
        "bound_below": "通知下级制定方案",
        "discarded": "方案稿作废",
    },
    context=SchemeContext,
    reads=("organization", "scheme"),
)
WRITING = (DRAFT, MANAGE_CATALOGUE)
WRITERS, KEEPERS = Holds(*WRITING), Holds(MANAGE_CATALOGUE)
WRITTEN = in_state(S.DRAFT, S.SOLICITING)


# --- writing ---


@scheme_drafts.start("begin", "起草", who=WRITERS, to={S.DRAFT}, done="已开始起草。接下来写正文，核对各项规则。")
def begin_draft(act: Act, *, title: str, scheme: Scheme | None = None) -> None:
    """From the rules of a scheme, without its identity where it is another's, or from scratch; who begins it is its drafter and
    does not issue it."""
    name = require_text(title, "请写方案名称。", field="title")
    draft = SchemeDraft(scheme=scheme, title=name, document=begun(scheme, act.subject, name))
    keep_draft(act, draft, scheme=scheme.slug if scheme else None)


def keep_draft(act: Act, draft: SchemeDraft, **details: Any) -> None:
    draft.organization, draft.created_by = act.subject, act.person
    draft.created_at = draft.saved_at = act.now
    act.move(S.DRAFT, draft)
    act.create(draft, exclude=["created_by"])
    act.record("created", **details)


@scheme_drafts.start("import_draft", "导入", who=WRITERS, to={S.DRAFT}, done="已导入，成为起草中的方案。")
def import_draft(act: Act, *, document: Row) -> None:
    """A complete document as it stands in its file; of another's only the rules."""
    own = imported(document, act.subject)
    keep_draft(act, SchemeDraft(title=own["title"], document=own), imported=True)


WRITING_RULES: dict[str, Any] = {
    "at": WRITTEN, "who": WRITERS, "is_button": False, "stamp": last_saved,
    "changed": "您写的时候别人保存过这份方案。您写的还在下面，核对以后再保存一次。",
    "not_now": "方案已经送审或办结，不能再改。",
}  # fmt: skip


@scheme_drafts.action("save", "修改", waits=is_being_drafted, done="方案已保存。", **WRITING_RULES)
def save_draft(act: Act, *, title: str, body: str, binds_below: bool, document: Row) -> None:
    """``document``: the whole scheme; whose it is and when it is issued is not taken from it."""
    draft = act.subject
    draft.title = require_text(title, "请写方案名称。", field="title")
    draft.body, draft.binds_below = body.strip(), binds_below
    rewrite(act, document)


@scheme_drafts.action("save_section", "修改一部分", done="已保存。", **WRITING_RULES)
def save_section(act: Act, *, section: str, values: Any) -> None:
    """One key of the document, such as ``time_limits``, in full; None takes it away."""
    rewrite(act, with_section(act.subject, section, values))


def rewrite(act: Act, document: Row) -> None:
    """The log names the keys that changed."""
    draft = act.subject
    before, draft.document = draft.document, taken(draft, document)
    draft.saved_at = act.now
    keys = differing(before, draft.document)
    act.record("changed", **({"sections": keys} if keys else {}))


@scheme_drafts.action(
    "preset_rest", "其余记为预设", at=WRITTEN & when(has_open_grounds), who=WRITERS,
    text="没有写条目和原句的规则，都记为预设。以后写了条目，再改过来。",
    not_now="方案里没有缺条目的规则，或者已经送审。", done="没有条目的规则都记为预设了。",
)  # fmt: skip
def preset_rest(act: Act) -> None:
    """Every ground that is still to be given, in one step."""
    rewrite(act, preset(act.subject))


# --- opinions ---


@scheme_drafts.action(
    "solicit", "征求意见", at=in_state(S.DRAFT), to={S.SOLICITING}, who=KEEPERS, form=SolicitForm, style="main",
    waits=True, stamp=last_saved,
    text="定下从哪天到哪天，在党内外征求对方案的意见。",
    not_now="只有起草中的方案可以征求意见。", done="征求意见：已办好。",
)  # fmt: skip
def solicit(act: Act, *, from_on: date, until_on: date) -> None:
    """Ask for opinions between two days, both included; a second round replaces the days of the first (PL-13)."""
    draft = act.subject
    if not draft.body.strip():
        raise ValidationError("方案还没有正文，请先写好再征求意见。")
    if until_on < from_on:
        raise ValidationError({"until_on": "结束日期不能早于开始日期。"})
    draft.solicit_from_on, draft.solicit_until_on = from_on, until_on
    move_on(act, S.SOLICITING, "solicited", from_on=str(from_on), until_on=str(until_on))


@scheme_drafts.action(
    "add_opinion", "登记意见", at=in_state(S.SOLICITING), who=WRITERS, is_button=False,
    not_now="只有征求意见中的方案可以登记意见。", done="意见已登记。",
)  # fmt: skip
def add_opinion(act: Act, *, side: str, text: str, given_on: date, sender: str = "") -> SchemeOpinion:
    """From inside or outside the Party (PL-13)."""
    opinion = new_opinion(act.subject, side, text, given_on, sender, on=act.on)
    opinion.entered_by, opinion.entered_at = act.person, act.now
    opinion.save()
    act.record("opinion_added", opinion=opinion.pk, side=side)
    return opinion


@scheme_drafts.action(
    "answer_opinion", "答复意见", at=WRITTEN, who=WRITERS, is_button=False, waits=has_open_opinions,
    not_now="方案已经送审或办结，不能再答复意见。", done="答复已保存。",
)  # fmt: skip
def answer_opinion(act: Act, *, opinion: SchemeOpinion, result: str, reply: str = "") -> SchemeOpinion:
    """Adopted, partly or not. May be changed until the draft goes on (PL-13)."""
    row = act.subject.opinions.filter(pk=opinion.pk).first()
    if row is None:
        raise ValidationError("这条意见不是对这份方案提的。")
    set_answer(row, result, reply)
    act.record("opinion_answered", opinion=row.pk, result=result)
    return row


# --- review ---


def draft_in_full(context: SchemeContext) -> str:
    """The stamp of the draft, the opinions on it and what was answered to them."""
    opinions = context.subject.opinions.order_by("pk").values_list("pk", "result", "reply")
    return stamp_of(context.subject.saved_at, *opinions)


@scheme_drafts.action(
    "submit", "送审", at=WRITTEN, to={S.REVIEWING}, who=KEEPERS, blockers=find_unready, shows_blocked=True,
    waits=is_heard, form=SubmitForm, stamp=draft_in_full, initial=lambda context: {"review_body": usual_review_body(context.subject)}, style="main",
    text="意见都答复以后，送审定机关。",
    not_now="方案已经送审或办结，没有再改。", done="送审：已办好。",
)  # fmt: skip
def submit(act: Act, *, review_body: str) -> None:
    """Hand the draft to the body that decides on it, such as the county's discipline committee (PL-13)."""
    body = act.subject.review_body = require_text(review_body, "请写送哪个机关审定。", field="review_body")
    move_on(act, S.REVIEWING, "submitted", review_body=body)


@scheme_drafts.action(
    "register_review", "登记审定结果", at=in_state(S.REVIEWING), to={S.REVIEWED, S.DRAFT}, who=KEEPERS, waits=True,
    form=ReviewForm, style="main", text="审定机关定下来以后登记。",
    not_now="方案不在送审中，不能登记审定结果。", done="登记审定结果：已办好。",
)  # fmt: skip
def register_review(act: Act, *, passed: bool, reviewed_on: date, opinion: str = "") -> None:
    """What the body decided on which day; a draft it did not pass is written anew (PL-13)."""
    draft, words = act.subject, opinion.strip()
    if reviewed_on > act.on:
        raise ValidationError({"reviewed_on": "审定日期不能晚于今天。"})
    if not passed and not words:
        raise ValidationError({"opinion": "没有通过的，请写明审定意见。"})
    draft.reviewed_on, draft.review_opinion = reviewed_on, words
    state = S.REVIEWED if passed else S.DRAFT
    move_on(act, state, "reviewed", passed=passed, reviewed_on=str(reviewed_on), opinion=words)


# --- issue ---


@scheme_drafts.action(
    "issue", "印发", at=in_state(S.REVIEWED), to={S.ISSUED}, who=Holds(APPROVE), hands=writers_of, waits=not_written_by,
    form=IssueForm, style="main", text="印发之日起按这个方案办；方案要求备案的，同时列入备案。起草、修改过的人不能印发。",
    not_now="方案审定以后才能印发；已经印发的不再印发。",
    same_person="起草或修改过这份方案的人不能印发它，请由另一位负责人印发。", done="印发：已办好。",
)  # fmt: skip
def issue(act: Act, *, document_number: str, issued_on: date) -> None:
    """From that day the organisation works by its own scheme, files it, and binds those below (YY-08, QJ-23, QJ-24)."""
    draft = act.subject
    draft.document_number = require_text(document_number, "请写文号。", field="document_number")
    draft.issued_on, draft.issued_by = require_issue_day(draft, issued_on, act.on), act.by
    put_in_force(act, issued_on)
    file_scheme(act, issued_on)
    move_on(act, S.ISSUED, "issued", document_number=draft.document_number, issued_on=str(issued_on))
    bind_those_below(act, issued_on)


@scheme_drafts.action(
    "discard", "作废", at=in_state(S.DRAFT, S.SOLICITING, S.REVIEWED), to={S.DISCARDED}, who=KEEPERS,
    form=DiscardForm, is_folded=True, text="这一稿不用了，要写原因。",
    not_now="送审中、已印发或已作废的方案不能作废。", done="作废：已办好。",
)  # fmt: skip
def discard(act: Act, *, reason: str) -> None:
    move_on(act, S.DISCARDED, "discarded", reason=require_text(reason, "请写明为什么作废。", field="reason"))


# --- what the actions share ---


def move_on(act: Act, state: str, word: str, **details: Any) -> None:
    """The log says from which state to which."""
    before, act.subject.saved_at = act.subject.state, act.now
    act.move(state)
    act.record(word, state=[before, state], **details)
