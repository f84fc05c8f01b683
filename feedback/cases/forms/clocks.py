"""The forms of the actions that run a request's clocks: completing, third party, extension, withdrawal."""

from django import forms

from disclosure.web.forms import day_field, reason_field
from feedback.cases.clocks.due_preview import after_coming, after_extending, after_waiting
from feedback.cases.clocks.waits import Waiting, preset_until
from feedback.cases.forms.base import CaseForm, FollowsForm, Values
from feedback.cases.forms.fields import choice_field
from feedback.cases.models.choices import Outcome


class WaitForm(FollowsForm):
    follows = staticmethod(after_waiting)
    waiting = Waiting.COMPLETION

    def propose(self) -> Values:
        return {"until_on": preset_until(self.waiting, self.on)}


class AskCompletionForm(WaitForm):
    what = reason_field(
        "要补正什么", "请写明要补正什么。", max_length=1000, help_text="来件人会看到。一次写全，只能要求一次。"
    )
    until_on = day_field("最迟哪天补正", "请填最迟哪天补正。", help_text="预设10个工作日。")


class AskThirdPartyForm(WaitForm):
    waiting = Waiting.THIRD_PARTY

    whom = forms.CharField(
        label="向谁征求意见",
        max_length=100,
        help_text="几个人或者几个单位一次写全，只能征求一次。来件人看不到。",
        error_messages={"required": "请写明向谁征求意见。"},
    )
    what = reason_field(
        "与第三方有关的内容",
        "请写明与第三方有关的内容。",
        max_length=1000,
        help_text="会写进意见书。不要写来件人是谁。",
    )
    until_on = day_field("最迟等到哪天", "请填最迟等到哪天。", help_text="预设15个工作日。")


class CameForm(FollowsForm):
    follows = staticmethod(after_coming)

    came_on = day_field("哪天收到的", "请填哪天收到的。", help_text="填真正收到的那一天，不是登记的这一天。")

    def propose(self) -> Values:
        return {"came_on": self.on}


class CompletionForm(CameForm):
    text = reason_field("补正的内容", "请写补正的内容。", max_length=5000)


class ThirdPartyForm(CameForm):
    field_order = ["outcome", "text", "came_on"]

    outcome = choice_field("第三方的意见", "请选第三方的意见。", choices=Outcome.choices)
    text = reason_field("意见内容", max_length=2000, help_text="不同意的，写明理由。来件人看不到。")

    def __init__(self, *args, **kwargs):
        """That nothing came can be registered only when the wait is over."""
        super().__init__(*args, **kwargs)
        until_on = self.case.waiting_until_on
        if until_on and self.on <= until_on:
            self.fields["outcome"].choices = [row for row in Outcome.choices if row[0] != Outcome.SILENT]


class ExtendForm(FollowsForm):
    press = "批准延期"
    follows = staticmethod(after_extending)

    reason = reason_field("延期的原因", "请写明延期的原因。", max_length=500, help_text="来件人会看到。")


class WithdrawalForm(CaseForm):
    reason = reason_field(
        "来件人怎样提出撤回",
        "请写明来件人怎样提出撤回。",
        max_length=500,
        help_text="例如“9月28日来电话”。来件人看不到。",
    )
