"""What the scheme's page shows: how far it has come, its opinions, and which buttons the person may press now."""

from dataclasses import dataclass
from datetime import date

from django.forms import Form

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.reviewing import missing_to_submit, usual_review_body
from catalog.own_schemes.staff.forms import DiscardForm, IssueForm, ReviewForm, SolicitForm, SubmitForm
from catalog.own_schemes.states import may, permissions_for
from disclosure.deadlines.dates import plain
from disclosure.organizations.access import Access

S, Side = SchemeDraft.State, SchemeOpinion.Side
# Verb → the state's verb, button, what it does, form.
VERBS = {
    "solicit": ("solicit", "征求意见", "定下从哪天到哪天，在党内外征求对方案的意见。", SolicitForm),
    "submit": ("submit", "送审", "意见都答复以后，送审定机关。", SubmitForm),
    "register_review": ("pass_review", "登记审定结果", "审定机关定下来以后登记。", ReviewForm),
    "issue": ("issue", "印发", "印发之日起按这个方案办，并列入备案。起草人不能印发。", IssueForm),
    "discard": ("discard", "作废", "这一稿不用了，要写原因。", DiscardForm),
}
FOLDED = {"discard"}
LIFE = (
    ("起草", {S.DRAFT}),
    ("征求意见", {S.SOLICITING}),
    ("送审", {S.REVIEWING}),
    ("审定", {S.REVIEWED}),
    ("印发", {S.ISSUED}),
)


@dataclass(frozen=True)
class Offer:
    name: str
    label: str
    text: str
    form: Form
    kind: str
    is_folded: bool
    missing: list[str]


def form_for(verb: str, draft: SchemeDraft, data=None) -> Form:
    initial = {"review_body": draft.review_body or usual_review_body(draft)} if verb == "submit" else {}
    return VERBS[verb][3](data, prefix=verb, initial=initial)


def offered(draft: SchemeDraft, access: Access) -> list[str]:
    return [verb for verb, (name, *_rest) in VERBS.items() if may(draft, name) and is_hers(draft, verb, name, access)]


def is_hers(draft: SchemeDraft, verb: str, name: str, access: Access) -> bool:
    if verb == "issue" and draft.created_by_id == access.user.pk:
        return False
    return any(access.can(permission, draft.organization) for permission in permissions_for(name))


def may_write(draft: SchemeDraft, access: Access) -> bool:
    return may(draft, "save") and any(access.can(each, draft.organization) for each in permissions_for("save"))


def offers(draft: SchemeDraft, access: Access, bound: dict[str, Form]) -> list[Offer]:
    """The first that nothing stands against is the main one."""
    names = offered(draft, access)
    missing = {name: missing_to_submit(draft, access.on) if name == "submit" else [] for name in names}
    main = next((name for name in names if name not in FOLDED and not missing[name]), "")
    return [
        Offer(
            name=name,
            label=VERBS[name][1],
            text=VERBS[name][2],
            form=bound.get(name) or form_for(name, draft),
            kind="main" if name == main else "plain",
            is_folded=name in FOLDED,
            missing=missing[name],
        )
        for name in names
    ]


def steps(draft: SchemeDraft) -> list[dict]:
    """起草 … 印发, 备案."""
    if draft.state == S.DISCARDED:
        return [{"label": draft.get_state_display(), "state": "current"}]
    reached = next(place for place, (_label, states) in enumerate(LIFE) if draft.state in states)
    is_filed = draft.filing is not None and draft.filing.sent_on is not None
    marks = ["done" if place < reached or draft.state == S.ISSUED else "todo" for place in range(len(LIFE))]
    if draft.state != S.ISSUED:
        marks[reached] = "current"
    last = "done" if is_filed else "current" if draft.state == S.ISSUED else "todo"
    labels = [label for label, _states in LIFE]
    rows = [{"label": label, "state": mark} for label, mark in zip([*labels, "备案"], [*marks, last], strict=True)]
    if rows[1]["state"] == "done" and draft.solicit_from_on is None:
        rows[1] |= {"state": "todo", "note": "没有征求"}
    return rows


def facts(draft: SchemeDraft, on: date) -> list[dict]:
    rows = [
        {"label": "党组织", "value": str(draft.organization)},
        {"label": "状态", "value": draft.get_state_display()},
        {"label": "规则", "value": draft.scheme.title},
        {"label": "起草", "value": str(draft.created_by)},
    ]
    if draft.solicit_from_on:
        days = f"{plain(draft.solicit_from_on)}至{plain(draft.solicit_until_on)}"
        rows.append({"label": "征求意见", "value": days})
    if draft.review_body:
        rows.append({"label": "审定", "value": review_words(draft)})
    if draft.issued_on:
        rows.append({"label": "印发", "value": f"{plain(draft.issued_on)}，{draft.document_number}，{draft.issued_by}"})
    if draft.filing:
        url = f"/admin/catalog/filing/{draft.filing_id}/change/"
        rows.append({"label": "备案", "value": f"{draft.filing.to_name}：{draft.filing.state_words(on)}", "url": url})
    return rows


def review_words(draft: SchemeDraft) -> str:
    parts = [draft.review_body, plain(draft.reviewed_on) if draft.reviewed_on else "", draft.review_opinion]
    return "，".join(filter(None, parts))


def opinion_rows(draft: SchemeDraft) -> list[SchemeOpinion]:
    return list(draft.opinions.order_by("given_on", "pk"))


def opinion_sentence(opinions: list[SchemeOpinion]) -> str:
    inside = sum(opinion.side == Side.INSIDE for opinion in opinions)
    open_ones = sum(not opinion.result for opinion in opinions)
    answered = f"，还有{open_ones}条没有答复" if open_ones else "，都已答复" if opinions else ""
    return f"党内{inside}条，党外{len(opinions) - inside}条{answered}。"


def binding_words(draft: SchemeDraft) -> str:
    return "印发后，直接下级要制定自己的方案报来备案。" if draft.binds_below else ""
