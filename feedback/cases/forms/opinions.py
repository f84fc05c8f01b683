"""The forms of the actions on an opinion: what was done, putting right, and the sender's view of any answer."""

from disclosure.orders.days import usual_day
from disclosure.web.forms import day_field, reason_field
from feedback.cases.forms.base import CaseForm, Values
from feedback.cases.forms.fields import choice_field
from feedback.cases.models.cases import Case


class HandlingForm(CaseForm):
    press = "办好了，登记"

    text = reason_field(
        "查明了什么、怎样办的", "请写明查明了什么、怎样办的。", max_length=2000, help_text="来件人看不到，答复另外写。"
    )


class OrderForm(CaseForm):
    demand = reason_field(
        "要整改什么", "请写明要整改什么。", max_length=2000, help_text="来件人看不到这些话，只看到哪天前完成。"
    )
    due_on = day_field(
        "哪一天前完成", "请填哪一天前完成。", help_text="预设15个工作日；遇到休息日，顺延到下一个工作日。"
    )

    def propose(self) -> Values:
        return {"due_on": usual_day(self.on)}


class FinishForm(CaseForm):
    press = "已经完成，登记"

    outcome = reason_field(
        "整改的情况", "请写明整改的情况。", max_length=1000, help_text="来件人会看到。不要写人名和电话。"
    )


class VerdictForm(CaseForm):
    press = "登记评价"

    verdict = choice_field("来件人对答复", "请选满意或者不满意。", choices=Case.Verdict.choices[1:])
    text = reason_field("来件人怎么说", max_length=500, help_text="不满意的，写明哪里不满意。照来件人的话写。")
