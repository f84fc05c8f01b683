"""The forms of an answer: writing it, approving it, sending it; and of having it done anew."""

from dataclasses import dataclass

from django import forms
from django.db.models import QuerySet

from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.superior import superior_for
from disclosure.web.forms import reason_field
from feedback.cases.forms.base import CaseForm, Values
from feedback.cases.forms.fields import choice_field, lines_field
from feedback.cases.forms.items import ITEM_HELP, item_named
from feedback.cases.forms.superior import ShownForm
from feedback.cases.models.replies import REPLY_RESULTS, CannedReply
from feedback.cases.replies import KEEPS_BACK, SCOPES, WITH_ITEM, ReplyState, Result, overturned_with
from feedback.cases.states import REQUESTS, Kind
from feedback.cases.superiors import needs_decision, needs_superior

MOST = 50  # Ready texts.


@dataclass(frozen=True)
class WritingRules:
    """What writing means here: whether another approves; to whom goes up what is kept back, if it does; why it came back;
    the superior's opinion where it wants another answer; ready texts of the organisation, for answers that come again."""

    is_request: bool
    superior: str
    returned: str
    overturned: str
    canned: QuerySet[CannedReply]


class WriteReplyForm(CaseForm):
    """Everything any result may need; the page shows what fits the result that is chosen."""

    press = "保存答复"
    template = "admin/feedback/case/_reply_rules.html"
    sometimes_required = ("scope", "reason", "legal_basis")

    result = choice_field("答复结果", "请选一种答复结果。")
    text = lines_field(
        "答复内容",
        "请写答复内容。",
        rows=10,
        max_length=5000,
        help_text="来件人会看到，也会写进答复书。不要写来件人的姓名和电话。",
    )
    item = forms.CharField(label="公开的是哪一件", required=False, max_length=300, help_text=ITEM_HELP)
    scope = forms.ChoiceField(
        label="在哪个范围内公开",
        required=False,
        choices=[("", "请选择"), *[(scope.value, scope.label) for scope in SCOPES]],
    )
    reason = forms.ChoiceField(
        label="不公开的理由", required=False, choices=[("", "请选择"), *Withholding.Reason.choices]
    )
    legal_basis = forms.ChoiceField(label="依据", required=False, help_text="从规则库里选，要和理由对得上。")
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
        self.fields["legal_basis"].choices = Withholding.grounds_on(self.on)
        self.fields["result"].choices = [(value, Result(value).label) for value in REPLY_RESULTS[kind]]
        if kind == Kind.TOPIC:
            self.fields["result"].help_text = "点题要公开；不能公开的，向提的人说明理由。只答复申请人的，时限不算完成。"
        for name, results in self.NEEDED.items():
            fitting = [result for result in results if result in REPLY_RESULTS[kind]]
            if fitting:
                self.fields[name].widget.attrs["data-for-results"] = " ".join(fitting)
            else:
                del self.fields[name]

    def propose(self) -> Values:
        """The draft as it stands, else the item that the case is about or led to."""
        case, draft = self.case, self.context.reply
        item = (draft and draft.item) or case.led_to or (None if draft else case.item)
        names = ("result", "text", "scope", "reason", "held_by")
        values = {**{name: getattr(draft, name) for name in names}, "legal_basis": draft.cites} if draft else {}
        return {**values, "item": item.index_number if item else ""}

    def clean_item(self):
        """What the page itself filled in is taken as it is: who answers need not be among an item's readers."""
        text, draft = self.cleaned_data["item"].strip(), self.context.reply
        if not text:
            return None
        filled_in = (draft and draft.item, self.case.led_to, self.case.item)
        shown = next((item for item in filled_in if item and item.index_number == text), None)
        return shown or item_named(text, self.by, self.on)

    def panel(self) -> WritingRules:
        case, draft, superior = self.case, self.context.reply, ""
        if needs_superior(case, Result.REFUSED, self.on):
            superior = str(superior_for(case.organization, self.on) or "上一级党组织")
        returned = case.steps.filter(action="reply_returned").order_by("-pk").values_list("note", flat=True).first()
        is_returned = draft is not None and draft.state == ReplyState.DRAFT and draft.approved_by_id is None
        return WritingRules(
            is_request=case.kind in REQUESTS,
            superior=superior,
            returned=returned or "" if is_returned else "",
            overturned=overturned_with(case),
            canned=CannedReply.objects.filter(organization=case.organization_id).order_by("title", "pk")[:MOST],
        )


class ApproveReplyForm(ShownForm):
    decision = reason_field(
        "哪一次会议研究的",
        "请写哪一天哪次会议研究的、纪要编号。",
        max_length=300,
        help_text="方案要求经党组织研究。写日期、会议和纪要编号，如“9月22日局党组会，纪要第12号”。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_decision(self.case, self.on):
            del self.fields["decision"]


class ReturnReplyForm(ShownForm):
    reason = reason_field("要改什么", "请写明要改什么。", max_length=500, help_text="起草人会看到，来件人看不到。")


class ReopenForm(CaseForm):
    press = "重新办理"

    reason = reason_field("为什么重办", "请写明为什么重办。", max_length=500, help_text="来件人会看到。")
