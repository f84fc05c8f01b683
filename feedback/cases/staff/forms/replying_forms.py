"""The forms of the steps of an answer: writing, approving, sending, the superior's word, the end, an item that comes of it."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.items.staff.register_form import entry_choices
from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.choices import Scope
from feedback.cases.actions.answering.replying import (
    approve_reply,
    needs_decision,
    return_reply,
    send_reply,
    write_reply,
)
from feedback.cases.actions.answering.superior import decide_above, register_decision, send_up
from feedback.cases.actions.closing import close, reopen
from feedback.cases.actions.turning import link_item, make_item
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import REPLY_RESULTS
from feedback.cases.replies import KEEPS_BACK, SCOPES, WITH_ITEM, ReplyState, Result, reply_at_hand
from feedback.cases.staff.forms.handling_forms import day, words
from feedback.cases.staff.forms.step_forms import CaseForm, StepForm
from feedback.cases.staff.next_steps import overturned_with
from feedback.cases.staff.panels.replies import reply_row
from feedback.cases.states import REQUESTS, Kind
from feedback.cases.superiors import needs_superior, superior_for

SHOWN = "admin/feedback/case/_reply_at_hand.html"
RULES = "admin/feedback/case/_reply_rules.html"
ADDRESS = re.compile(r"/i/(\d{1,18})/?")
ITEM_HELP = "写公开事项的索引号，或者把它的网址粘贴进来。"


def item_named(text: str, by, on: date) -> Item:
    """By its index number or its page's address, among those that the person can read or works on."""
    found = ADDRESS.search(text)
    lookup = {"pk": int(found[1])} if found else {"index_number": text.strip()}
    for rows in in_reach(by, on):
        if item := rows.filter(**lookup).first():
            return item
    raise ValidationError("没有找到这一件。请核对索引号，或者打开它的网页，把网址粘贴过来。")


def in_reach(by, on: date) -> tuple[QuerySet[Item], ...]:
    return Item.objects.visible_to(by, on), Item.objects.on_desk_of(by, on)


class WriteReplyForm(CaseForm):
    """Everything any result may need; the page shows what fits the result that is chosen."""

    result = forms.ChoiceField(
        label="答复结果", widget=forms.RadioSelect, error_messages={"required": "请选一种答复结果。"}
    )
    text = forms.CharField(
        label="答复内容",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="来件人会看到，也会写进答复书。不要写来件人的姓名和电话。",
        error_messages={"required": "请写答复内容。"},
    )
    item = forms.CharField(label="公开的是哪一件", required=False, max_length=300, help_text=ITEM_HELP)
    scope = forms.ChoiceField(
        label="在哪个范围内公开",
        required=False,
        choices=[("", "请选择"), *[(scope.value, scope.label) for scope in map(Scope, SCOPES)]],
    )
    reason = forms.ChoiceField(
        label="不公开的理由", required=False, choices=[("", "请选择"), *Withholding.Reason.choices]
    )
    legal_basis = forms.CharField(
        label="依据",
        required=False,
        max_length=300,
        help_text="哪个文件、第几条，如“《中国共产党党务公开条例（试行）》第八条”。",
    )
    held_by = forms.CharField(
        label="可能掌握这项信息的单位", required=False, max_length=200, help_text="知道的话，告诉来件人可以找谁。"
    )

    NEEDED = {
        "item": WITH_ITEM,
        "scope": (Result.IN_SCOPE,),
        "reason": KEEPS_BACK,
        "legal_basis": KEEPS_BACK,
        "held_by": (Result.NOT_HELD,),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = Kind(self.case.kind)
        self.fields["result"].choices = [(value, Result(value).label) for value in REPLY_RESULTS[kind]]
        for name, results in self.NEEDED.items():
            fitting = [result for result in results if result in REPLY_RESULTS[kind]]
            if not fitting:
                del self.fields[name]
                continue
            self.fields[name].widget.attrs["data-for-results"] = " ".join(fitting)
        for name in ("scope", "reason", "legal_basis"):
            if name in self.fields:
                self.fields[name].is_sometimes_required = True
        self.initial.update(written_before(self.case))

    def clean_item(self):
        """What the page itself filled in is taken as it is: who answers need not be among an item's readers."""
        text = self.cleaned_data["item"].strip()
        if not text:
            return None
        return next((item for item in items_of(self.case) if item.index_number == text), None) or item_named(
            text, self.by, self.on
        )


def items_of(case: Case) -> list[Item]:
    draft = reply_at_hand(case)
    return [item for item in (draft and draft.item, case.led_to, case.item) if item]


def written_before(case: Case) -> dict:
    """The draft as it stands, else the item that the case is about or led to."""
    draft = reply_at_hand(case)
    if draft is None:
        found = case.led_to or case.item
        return {"item": found.index_number if found else ""}
    fields = ("result", "text", "scope", "reason", "legal_basis", "held_by")
    values = {name: getattr(draft, name) for name in fields}
    item = draft.item or case.led_to
    return {**values, "item": item.index_number if item else ""}


class ReadForm(CaseForm):
    """``seen_at`` goes with the text that is shown: what was written anew meanwhile is read before it is approved or sent."""

    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        draft = reply_at_hand(self.case)
        self.written_at = draft.written_at if draft else None
        self.initial["seen_at"] = stamp(self.written_at)

    def clean_seen_at(self) -> datetime | None:
        """Once more on the page with the text of now, so that the next press is for that one."""
        seen = self.cleaned_data["seen_at"]
        self.data = {**self.data.dict(), "seen_at": stamp(self.written_at)}
        try:
            return datetime.fromisoformat(seen)
        except ValueError:
            return None


class ApproveReplyForm(ReadForm):
    decision = words(
        "哪一次会议研究的",
        "请写哪一天哪次会议研究的、纪要编号。",
        most=300,
        help_text="方案要求经党组织研究。写日期、会议和纪要编号，如“9月22日局党组会，纪要第12号”。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_decision(self.case, self.on):
            del self.fields["decision"]


def stamp(at: datetime | None) -> str:
    return at.isoformat() if at else ""


class ReturnReplyForm(CaseForm):
    reason = words("要改什么", "请写明要改什么。", most=500, help_text="起草人会看到，来件人看不到。")


class DecideForm(CaseForm):
    upheld = forms.TypedChoiceField(
        label="审定意见",
        choices=[("yes", "同意不予公开"), ("no", "不同意，应当另行答复")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "请选同意还是不同意。"},
    )
    opinion = words("说明", "请写明审定的意见。", most=2000, help_text="会反馈给来件人。不要写人名和电话。")


class RegisterDecisionForm(DecideForm):
    decided_on = day("批复日期", "请填批复日期。", "批复上写的那一天。")
    number = forms.CharField(label="批复文号", max_length=60, error_messages={"required": "请写批复文号。"})


class ReopenForm(CaseForm):
    reason = words("为什么重办", "请写明为什么重办。", most=500, help_text="来件人会看到。")


class MakeItemForm(CaseForm):
    entry = forms.ChoiceField(
        label="公开哪一项",
        help_text="按目录选。目录里没有的，请用“登记一件事”登记，再回来关联。",
        error_messages={"required": "请选择公开哪一项。"},
    )
    title = forms.CharField(
        label="标题",
        max_length=200,
        help_text="读者看到的标题。不要写谁提出的，也不要写来件的编号。",
        error_messages={"required": "请写标题。"},
    )
    event_on = day("哪一天决定公开的", "请填是哪一天。", "期限从次日起算。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        catalogue = catalogue_for(self.case.organization)
        *choices, _off = entry_choices(entries_of(catalogue) if catalogue else None)
        self.fields["entry"].choices = choices
        self.initial.update({"title": self.case.subject, "event_on": self.on, "entry": self.case.entry_id})

    def clean_entry(self):
        return Entry.objects.get(pk=self.cleaned_data["entry"])


class LinkItemForm(CaseForm):
    item = forms.CharField(
        label="哪一件", max_length=300, help_text=ITEM_HELP, error_messages={"required": "请写索引号或者网址。"}
    )

    def clean_item(self):
        return item_named(self.cleaned_data["item"], self.by, self.on)


def at_hand(case: Case, _on: date) -> dict:
    reply = reply_at_hand(case)
    return {"reply": reply_row(reply) if reply else None}


def rules_shown(case: Case, on: date) -> dict:
    """What writing means here: who approves, and whether the superior decides on what is kept back."""
    goes_up = needs_superior(case, Result.REFUSED, on)
    superior = superior_for(case.organization, on) if goes_up else None
    returned = case.steps.filter(action="reply_returned").order_by("-pk").values_list("note", flat=True).first()
    draft = reply_at_hand(case)
    is_returned = draft is not None and draft.state == ReplyState.DRAFT and draft.approved_by_id is None
    return {
        "is_request": case.kind in REQUESTS,
        "goes_up": goes_up,
        "superior": str(superior or "上一级党组织"),
        "returned": returned if is_returned else "",
        "overturned": overturned_with(case),
    }


FORMS = {
    "write_reply": StepForm(
        write_reply,
        "答复已保存，还没有发给来件人。",
        WriteReplyForm,
        press="保存答复",
        is_main=True,
        template=RULES,
        context=rules_shown,
    ),
    "approve_reply": StepForm(
        approve_reply,
        "已批准。",
        ApproveReplyForm,
        note="要由起草人以外的人批准。批准以后才能答复或者报上级审定。",
        press="批准答复",
        is_main=True,
        template=SHOWN,
        context=at_hand,
    ),
    "return_reply": StepForm(
        return_reply,
        "已退回，起草人会收到通知。",
        ReturnReplyForm,
        note="起草人改好以后，再请您批准。",
        press="退回答复",
        template=SHOWN,
        context=at_hand,
    ),
    "send_reply": StepForm(
        send_reply,
        "已答复来件人，答复书已经做好。",
        ReadForm,
        note="按下以后就答复了，不能收回。答复时限到此为止；按方案要备案的，备案事项自动登记。",
        press="答复来件人",
        is_main=True,
        template=SHOWN,
        context=at_hand,
    ),
    "send_up": StepForm(
        send_up,
        "已报上级审定。",
        note="上级会看到来件和写好的理由。上级有了意见才能答复；等上级的时候，答复时限照常计算。",
        press="报上级审定",
        is_main=True,
        template=SHOWN,
        context=at_hand,
    ),
    "decide_above": StepForm(
        decide_above,
        "审定意见已经发给下级。",
        DecideForm,
        note="同意的，下级照写好的答复来件人；不同意的，下级要另行答复。您的意见都会反馈给来件人。",
        press="作出审定",
        is_main=True,
        template=SHOWN,
        context=at_hand,
    ),
    "register_decision": StepForm(
        register_decision,
        "上级批复已登记。",
        RegisterDecisionForm,
        note="上级不在本系统里审定的，把书面批复登记在这里。意见会反馈给来件人。",
        press="登记批复",
        template=SHOWN,
        context=at_hand,
    ),
    "close": StepForm(
        close,
        "已办结。",
        note="来件人还可以评价。不办结也可以：过了评价的日子，系统自动办结。",
        press="办结",
    ),
    "reopen": StepForm(
        reopen,
        "已重新开始办理。",
        ReopenForm,
        note="发现答复有误时才重办。原来的答复留着，答复时限从今天起重新计算。",
        press="重新办理",
    ),
    "make_item": StepForm(
        make_item,
        "已登记公开事项，接着到“公开事项”里写内容、送审。",
        MakeItemForm,
        note="一个人问的，大家都可能想知道。登记以后照样审核、保密审查和审批，公开以后再答复“向所有人公开”。",
        press="登记公开事项",
    ),
    "link_item": StepForm(
        link_item,
        "已关联。",
        LinkItemForm,
        note="由这件来件促成的公开事项，正在办的或者已经公开的都可以。",
        press="关联",
    ),
}
