"""What the scheme's page shows: how far it has come, whose turn it is, its contents, its opinions."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import BaseForm
from django.urls import reverse

from catalog.own_schemes.actions import add_opinion, answer_opinion, begin_draft, save_draft
from catalog.own_schemes.forms import OpinionForm
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.review import SchemeContext
from catalog.own_schemes.staff.contents import ContentGroup, SectionRow, contents_of, following_of
from catalog.own_schemes.staff.turns import Turn, turns_of
from disclosure.deadlines.dates import plain
from disclosure.web.components import Fact, Step, given
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage

S, Side = SchemeDraft.State, SchemeOpinion.Side
LIFE = {S.DRAFT: "起草", S.SOLICITING: "征求意见", S.REVIEWING: "送审", S.REVIEWED: "审定", S.ISSUED: "印发"}
FILING = "备案"
BINDS = "印发后，直接下级要制定自己的方案报来备案。"


@dataclass(frozen=True)
class OpinionTable:
    """``form``: where one may be entered; ``is_answered_here``: whether the person may answer them now."""

    sentence: str
    rows: list[SchemeOpinion]
    form: BaseForm | None
    is_answered_here: bool


@dataclass(frozen=True)
class SchemeParts:
    """``turns``: whose turn it is; ``may_write``: whether the person may change the text and the sections now; ``is_incomplete``:
    something has still to be written; ``following``: the section to go on with; ``again_url``: where the next draft
    begins from this one; ``opinions``: where they were asked for."""

    steps: list[Step]
    turns: list[Turn]
    binding: str
    may_write: bool
    contents: list[ContentGroup]
    is_incomplete: bool
    following: SectionRow | None
    again_url: str
    opinions: OpinionTable | None


def page_of(context: SchemeContext, bound: Mapping[str, BaseForm]) -> ProcedurePage:
    """The steps say the state."""
    draft, may_write = context.subject, offer_of(save_draft, context) is not None
    turns, contents = turns_of(context), contents_of(context, may_write=may_write)
    parts = SchemeParts(
        steps(draft, turns),
        turns,
        BINDS if draft.binds_below else "",
        may_write,
        contents,
        may_write and bool(context.checked.faults),
        following_of(contents) if may_write else None,
        again_url(context),
        opinion_table(context, bound),
    )
    return ProcedurePage(draft.title, None, "方案情况", given(metadata(context)), more=parts)


def again_url(context: SchemeContext) -> str:
    """Empty where it was not issued, or the person begins none."""
    draft = context.subject
    if draft.adoption is None or not begin_draft.who.allows_in(draft.organization, context.access):
        return ""
    asked = urlencode({"organization": draft.organization.code, "scheme": draft.adoption.scheme.slug})
    return f"{reverse('admin:catalog_schemedraft_add')}?{asked}"


# --- how far it has come ---


def steps(draft: SchemeDraft, turns: list[Turn]) -> list[Step]:
    """起草 … 印发, and 备案 where it is asked for; at the current one whose turn it is."""
    if draft.state == S.DISCARDED:
        return [Step(draft.get_state_display(), "current")]
    reached = place_of(draft)
    last = [FILING] if draft.filing or draft.must_be_filed else []
    who = turns[0].who if turns else ""
    return [step(draft, place, label, reached, who) for place, label in enumerate([*LIFE.values(), *last])]


def place_of(draft: SchemeDraft) -> int:
    """Of the current step; once it is filed, behind the last one."""
    if draft.state != S.ISSUED:
        return list(LIFE).index(S(draft.state))
    is_filed = draft.filing is not None and draft.filing.sent_on is not None
    return len(LIFE) + is_filed


def step(draft: SchemeDraft, place: int, label: str, reached: int, who: str) -> Step:
    if place < reached and label == LIFE[S.SOLICITING] and draft.solicit_from_on is None:
        return Step(label, "todo", "没有征求")
    if place == reached:
        return Step(label, "current", who)
    return Step(label, "done" if place < reached else "todo")


# --- metadata ---


def metadata(context: SchemeContext) -> list[Fact]:
    draft = context.subject
    return [
        Fact("党组织", str(draft.organization)),
        Fact("状态", draft.get_state_display()),
        Fact("底稿", f"抄自《{draft.scheme.title}》" if draft.scheme else "从头写的"),
        Fact("起草", str(draft.created_by)),
        Fact("征求意见", period_words(draft)),
        Fact("审定", review_words(draft)),
        Fact(
            "印发", f"{plain(draft.issued_on)}，{draft.document_number}，{draft.issued_by}" if draft.issued_on else ""
        ),
        filing_fact(context),
    ]


def period_words(draft: SchemeDraft) -> str:
    begin, end = draft.solicit_from_on, draft.solicit_until_on
    return f"{plain(begin)}至{plain(end)}" if begin and end else ""


def review_words(draft: SchemeDraft) -> str:
    if not draft.review_body:
        return ""
    parts = [draft.review_body, plain(draft.reviewed_on) if draft.reviewed_on else "", draft.review_opinion]
    return "，".join(filter(None, parts))


def filing_fact(context: SchemeContext) -> Fact:
    filing = context.subject.filing
    if filing is None:
        return Fact(FILING, "")
    return Fact(FILING, f"{filing.to_name}：{filing.state_words(context.on)}", filing.get_absolute_url())


# --- opinions ---


def opinion_table(context: SchemeContext, bound: Mapping[str, BaseForm]) -> OpinionTable | None:
    if context.subject.solicit_from_on is None:
        return None
    rows, form = context.opinions, None
    if offer_of(add_opinion, context):
        form = bound.get(add_opinion.name) or OpinionForm(prefix="opinion")
    return OpinionTable(opinion_sentence(rows), rows, form, offer_of(answer_opinion, context) is not None)


def opinion_sentence(opinions: list[SchemeOpinion]) -> str:
    inside = sum(opinion.side == Side.INSIDE for opinion in opinions)
    open_ones = sum(not opinion.result for opinion in opinions)
    answered = f"，还有{open_ones}条没有答复" if open_ones else "，都已答复" if opinions else ""
    return f"党内{inside}条，党外{len(opinions) - inside}条{answered}。"
