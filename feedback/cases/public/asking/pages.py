"""What the pages of asking show, prepared: where one stands, the question, and before sending the dates one can count on."""

from datetime import datetime

from catalog.items.public.organizations import crumbs
from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.models.cases import Case, Sender
from feedback.cases.public.asking import sheets
from feedback.cases.public.asking.due_preview import Promise, promises
from feedback.cases.public.asking.forms import NAMED
from feedback.cases.public.asking.permissions import MEANING
from feedback.cases.public.asking.progress import Asking
from feedback.cases.public.similar import similar_to
from feedback.cases.states import Kind
from feedback.intake.proof_of_work import challenge

# More to choose from than this is searched by name.
SEARCHED_FROM = 12
CONTACTS = (("name", "姓名"), ("email", "电子邮箱"), ("phone", "电话"), ("address", "通信地址"))


def frame(request, asking: Asking, step: str) -> dict:
    organization = asking.about.organization
    begun = bool(asking.draft.token)
    return {
        "sheet": asking.sheet,
        "step": step,
        "step_label": sheets.STEP_LABELS[step],
        "steps": step_rows(asking, step, begun=begun),
        "organization": organization,
        "about": asking.about.words,
        "crumbs": crumbs(organization, asking.sheet.title) if organization else home(asking.sheet.title),
        "action": asking.url(step) if begun else request.get_full_path(),
        "is_begun": begun,
        "has_back": begun and bool(asking.beside(step, -1)),
        "here": request.get_full_path(),
        "place": f"{asking.sheet.name}-{step}",
    }


def home(title: str) -> list[dict]:
    return [{"label": "首页", "url": "/"}, {"label": title}]


def step_rows(asking: Asking, current: str, *, begun: bool) -> list[dict]:
    """Those behind are links back."""
    steps = asking.sheet.steps
    place = steps.index(current)
    states = ["done"] * place + ["current"] + ["todo"] * (len(steps) - place - 1)
    return [
        {
            "label": sheets.STEP_LABELS[step],
            "state": state,
            "url": asking.url(step) if begun and state == "done" else "",
        }
        for step, state in zip(steps, states, strict=True)
    ]


def question(request, asking: Asking, step: str, form) -> dict:
    context = {**frame(request, asking, step), "form": form}
    if step == sheets.WHERE:
        q = request.GET.get("q", "")
        hidden = [{"name": name, "value": request.GET[name]} for name in ("d", "step") if name in request.GET]
        return {**context, "q": q, "is_searched": q or len(asking.offered) > SEARCHED_FROM, "hidden": hidden}
    if step == sheets.KIND:
        kinds = kind_rows(asking, form)
        return {**context, "kinds": kinds, "is_closed": all(row["refusal"] for row in kinds)}
    return context


def kind_rows(asking: Asking, form) -> list[dict]:
    """Which of the two, in plain words: what it is, who may send it, and why not where this reader may not."""
    standing = asking.standing
    return [
        {
            "value": kind,
            "label": Kind(kind).label,
            "meaning": MEANING[kind],
            "who": standing.who(kind),
            "refusal": "" if standing.may(kind) else standing.refusal(kind),
            "is_chosen": (form["kind"].value() or "") == kind,
        }
        for kind in asking.sheet.kinds
    ]


def check(request, asking: Asking, form, *, now: datetime) -> dict:
    """Everything once more, what is alike, the dates, and for who has no account a new challenge."""
    organization, values = asking.about.organization, asking.values
    similar = similar_to(values.get("subject", ""), values.get("text", ""), organization, asking.reader, asking.on)
    return {
        **frame(request, asking, sheets.CHECK),
        "form": form,
        "rows": answer_rows(asking),
        "promises": promises(asking.kind, organization, asking.on, current_calendar()),
        "similar": similar,
        "challenge": None if asking.reader.is_authenticated else challenge(now=now),
    }


def answer_rows(asking: Asking) -> list[dict]:
    """What was answered, each with the way back to its question."""
    values = asking.values
    rows = [
        (sheets.WHERE, "向谁提", asking.about.organization.name),
        (sheets.KIND, "种类", Kind(asking.kind).label),
        (sheets.WHAT, "关于", asking.about.words),
        (sheets.WHAT, "标题", values.get("subject", "")),
        (sheets.WHAT, "内容", values.get("text", "")),
        (sheets.WHY, "用途", values.get("purpose", "") or "没有写"),
        (sheets.REPLY, "名义", who_words(asking)),
        (sheets.REPLY, "怎样答复", Case.ReplyBy(values["reply_by"]).label),
        *[(sheets.REPLY, label, values.get(name, "")) for name, label in CONTACTS if is_sent(asking, name)],
    ]
    return [
        {"label": label, "value": value, "url": asking.url(step) if step in asking.sheet.steps else ""}
        for step, label, value in rows
        if value and (step in asking.sheet.steps or step == sheets.KIND)
    ]


def who_words(asking: Asking) -> str:
    choices = dict(asking.form(sheets.REPLY).fields["who"].choices)
    return choices.get(asking.values.get("who", ""), "")


def is_sent(asking: Asking, name: str) -> bool:
    """Only who writes by name sends one, whatever was typed before."""
    return name != "name" or asking.values.get("who") == NAMED


def receipt(case: Case, code: str, promised: list[Promise]) -> dict:
    return {
        "case": case,
        "kind": case.get_kind_display(),
        "organization": case.organization,
        "code_groups": code.split("-"),
        "promises": promised,
        "by_hand": case.reply_by != Case.ReplyBy.SITE and case.get_reply_by_display(),
        "is_mine": Sender.objects.filter(case=case, person__isnull=False).exists(),
        "files": [row.name for row in case.files.order_by("pk")],
        "crumbs": home("回执"),
    }
