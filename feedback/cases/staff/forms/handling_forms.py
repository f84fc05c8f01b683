"""The forms of the steps that run a request's clocks: accepting, completing, third party, extension, withdrawal."""

from datetime import date

from django import forms

from disclosure.web.forms import REASON_ROWS, DayInput
from feedback.cases.actions.accepting import accept, not_accept
from feedback.cases.actions.waiting.completing import ask_completion, complete
from feedback.cases.actions.waiting.extending import extend
from feedback.cases.actions.waiting.third_party import Outcome, ask_third_party, register_third_party
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.clocks.due_preview import after_accepting, after_coming, after_extending, after_waiting
from feedback.cases.clocks.waits import Waiting, preset_until
from feedback.cases.models.cases import Case
from feedback.cases.staff.forms.step_forms import CaseForm, StepForm

FOLLOWS = "admin/feedback/case/_what_follows.html"


def words(label: str, missing: str, *, most: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=REASON_ROWS, help_text=help_text, error_messages={"required": missing}
    )


def day(label: str, missing: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, help_text=help_text, error_messages={"required": missing})


class NotAcceptForm(CaseForm):
    reason = words("不予受理的理由", "请写明不予受理的理由。", most=2000, help_text="来件人会看到。")


class AskCompletionForm(CaseForm):
    what = words("要补正什么", "请写明要补正什么。", most=1000, help_text="来件人会看到。一次写全，只能要求一次。")
    until_on = day("最迟哪天补正", "请填最迟哪天补正。", "预设10个工作日。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until_on"].initial = preset_until(Waiting.COMPLETION, self.on)


class CameForm(CaseForm):
    came_on = day("哪天收到的", "请填哪天收到的。", "填真正收到的那一天，不是登记的这一天。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came_on"].initial = self.on


class CompletionForm(CameForm):
    text = words("补正的内容", "请写补正的内容。", most=5000)


class AskThirdPartyForm(CaseForm):
    whom = forms.CharField(
        label="向谁征求意见",
        max_length=100,
        help_text="几个人或者几个单位一次写全，只能征求一次。来件人看不到。",
        error_messages={"required": "请写明向谁征求意见。"},
    )
    what = words(
        "与第三方有关的内容", "请写明与第三方有关的内容。", most=1000, help_text="会写进意见书。不要写来件人是谁。"
    )
    until_on = day("最迟等到哪天", "请填最迟等到哪天。", "预设15个工作日。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until_on"].initial = preset_until(Waiting.THIRD_PARTY, self.on)


class ThirdPartyForm(CameForm):
    field_order = ["outcome", "text", "came_on"]

    outcome = forms.ChoiceField(
        label="第三方的意见",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选第三方的意见。"},
    )
    text = forms.CharField(
        label="意见内容",
        required=False,
        max_length=2000,
        widget=REASON_ROWS,
        help_text="不同意的，写明理由。来件人看不到。",
    )

    def __init__(self, *args, **kwargs):
        """Silence can be told only when the wait is over."""
        super().__init__(*args, **kwargs)
        until_on = self.case.waiting_until_on
        if until_on and self.on <= until_on:
            self.fields["outcome"].choices = [row for row in Outcome.choices if row[0] != Outcome.SILENT]


class ExtendForm(CaseForm):
    reason = words("延期的原因", "请写明延期的原因。", most=500, help_text="来件人会看到。")


class WithdrawalForm(CaseForm):
    reason = words(
        "来件人怎样提出撤回", "请写明来件人怎样提出撤回。", most=500, help_text="例如“9月28日来电话”。来件人看不到。"
    )


def on_accepting(case: Case, on: date) -> dict:
    return {"follows": after_accepting(case, on)}


def on_waiting(case: Case, on: date) -> dict:
    return {"follows": after_waiting(case, on)}


def on_coming(case: Case, on: date) -> dict:
    return {"follows": after_coming(case, on)}


def on_extending(case: Case, on: date) -> dict:
    return {"follows": after_extending(case, on)}


FORMS = {
    "accept": StepForm(
        accept,
        "已受理，通知书已经做好。",
        note="受理就是要办、要答复。能不能公开，答复时再定。",
        press="受理",
        is_main=True,
        template=FOLLOWS,
        context=on_accepting,
    ),
    "not_accept": StepForm(
        not_accept,
        "已办理不予受理，通知书已经做好。",
        NotAcceptForm,
        note="只用于不归本组织管、说不清要什么等情形。不宜公开的，请先受理，再按“不予公开”答复。来件人会收到理由，这一件就此结束。",
        press="不予受理",
        is_danger=True,
    ),
    "ask_completion": StepForm(
        ask_completion,
        "已请来件人补正，时限停下来等。",
        AskCompletionForm,
        note="等补正的日子不算在时限里，用过的日子照算。到期没有补正，系统当作撤回；到期前2个工作日会提醒来件人。",
        press="请对方补正",
        template=FOLLOWS,
        context=on_waiting,
    ),
    "register_completion": StepForm(
        complete,
        "补正已登记，时限继续计算。",
        CompletionForm,
        note="从收到补正的第二天起继续计算时限。",
        press="登记补正内容",
        is_main=True,
        template=FOLLOWS,
        context=on_coming,
    ),
    "ask_third_party": StepForm(
        ask_third_party,
        "征求意见书已经做好，答复时限停下来等。",
        AskThirdPartyForm,
        note="答复会影响别人的合法权益时才征求。到期没有答复，系统登记为没有答复，时限继续计算。",
        press="征求第三方意见",
        template=FOLLOWS,
        context=on_waiting,
    ),
    "register_third_party": StepForm(
        register_third_party,
        "第三方意见已登记，时限继续计算。",
        ThirdPartyForm,
        note="从收到意见的第二天起继续计算答复时限。公开不公开，仍由本组织决定。",
        press="登记第三方意见",
        is_main=True,
        template=FOLLOWS,
        context=on_coming,
    ),
    "extend": StepForm(
        extend,
        "已批准延期，告知书已经做好。",
        ExtendForm,
        note="要由承办人以外的人批准。来件人会收到原因和新的日期。",
        press="批准延期",
        template=FOLLOWS,
        context=on_extending,
    ),
    "register_withdrawal": StepForm(
        withdraw,
        "已登记撤回。",
        WithdrawalForm,
        note="只有来件人自己要求撤回，才能登记。登记以后这一件就此结束；已经逾期的，仍算逾期。",
        press="登记撤回",
        is_danger=True,
    ),
}
