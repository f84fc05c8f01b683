"""The forms of the steps on an opinion: screening, what was done, putting right, disclosing again, the sender's view."""

from django import forms

from disclosure.web.forms import REASON_ROWS
from feedback.cases.actions.judging import judge
from feedback.cases.actions.rectifying import finish_rectification, order_rectification, register_handling, usual_day
from feedback.cases.actions.redisclosing import redisclose
from feedback.cases.actions.screening import Reason, screen, screen_out
from feedback.cases.models.cases import Case
from feedback.cases.staff.forms.handling_forms import day, words
from feedback.cases.staff.forms.step_forms import CaseForm, StepForm


class ScreenForm(CaseForm):
    note = forms.CharField(
        label="给承办人的说明", required=False, max_length=2000, widget=REASON_ROWS, help_text="来件人看不到。"
    )


class ScreenOutForm(CaseForm):
    kind = forms.ChoiceField(
        label="哪一种原因",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一种原因。"},
    )
    reason = words("给来件人的说明", "请写明不予办理的原因。", most=500, help_text="来件人会看到。写明可以找谁。")


class HandlingForm(CaseForm):
    text = words(
        "查明了什么、怎样办的", "请写明查明了什么、怎样办的。", most=2000, help_text="来件人看不到，答复另外写。"
    )


class OrderForm(CaseForm):
    demand = words("要整改什么", "请写明要整改什么。", most=2000, help_text="来件人看不到这些话，只看到哪天前完成。")
    due_on = day("哪一天前完成", "请填哪一天前完成。", "预设15个工作日；遇到休息日，顺延到下一个工作日。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = usual_day(self.on)


class FinishForm(CaseForm):
    outcome = words("整改的情况", "请写明整改的情况。", most=1000, help_text="来件人会看到。不要写人名和电话。")


class RediscloseForm(CaseForm):
    reason = words(
        "为什么再次公开",
        "请写明为什么再次公开。",
        most=300,
        help_text="再次公开以后人人看得到。不要写是谁提的意见，也不要写编号。",
    )
    event_on = day("哪一天决定的", "请填是哪一天决定的。", "整改完成或决定再次公开的那一天，期限从次日起算。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].initial = "根据党员群众的意见，再次公开。"
        self.fields["event_on"].initial = self.on


class VerdictForm(CaseForm):
    verdict = forms.ChoiceField(
        label="来件人对答复",
        choices=Case.Verdict.choices[1:],
        widget=forms.RadioSelect,
        error_messages={"required": "请选满意或者不满意。"},
    )
    text = forms.CharField(
        label="来件人怎么说",
        required=False,
        max_length=500,
        widget=REASON_ROWS,
        help_text="不满意的，写明哪里不满意。照来件人的话写。",
    )


FORMS = {
    "screen": StepForm(screen, "筛选通过，接着分办。", ScreenForm, press="通过，要办理", is_main=True),
    "screen_out": StepForm(
        screen_out,
        "已告诉来件人不予办理。",
        ScreenOutForm,
        note="这件意见到此为止，不能再恢复。原因和监督电话会告诉来件人。",
        is_danger=True,
    ),
    "register_handling": StepForm(
        register_handling, "办理情况已登记，接着写答复。", HandlingForm, press="办好了，登记", is_main=True
    ),
    "order_rectification": StepForm(
        order_rectification, "已要求整改，开始计时。", OrderForm, note="整改有自己的期限，到期没有完成算逾期。"
    ),
    "finish_rectification": StepForm(
        finish_rectification,
        "整改已完成，结果已告诉来件人。",
        FinishForm,
        note="由承办人以外的人看过以后登记。",
        press="已经完成，登记",
    ),
    "redisclose": StepForm(
        redisclose,
        "已登记再次公开，和这件意见连在一起。接着到那一件里改内容。",
        RediscloseForm,
        note="会把这件意见说的公开事项重新登记一件，照样审核、保密审查和审批。已经在重新公开的，就和那一件连上。",
        press="登记再次公开",
    ),
    "register_verdict": StepForm(
        judge,
        "来件人的评价已登记。",
        VerdictForm,
        note="来件人打电话、当面说的，在这里登记。不满意的重新办理一次，再不满意就办结，告诉来件人监督电话。",
        press="登记评价",
    ),
}
