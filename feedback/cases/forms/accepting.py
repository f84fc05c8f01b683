"""The forms of taking on what came in, or not."""

from disclosure.web.forms import reason_field
from feedback.cases.clocks.due_preview import after_accepting
from feedback.cases.forms.base import CaseForm, FollowsForm
from feedback.cases.forms.fields import choice_field
from feedback.cases.models.choices import NotHandled


class AcceptForm(FollowsForm):
    follows = staticmethod(after_accepting)


class NotAcceptForm(CaseForm):
    reason = reason_field("不予受理的理由", "请写明不予受理的理由。", max_length=2000, help_text="来件人会看到。")


class ScreenForm(CaseForm):
    press = "通过，要办理"

    note = reason_field("给承办人的说明", max_length=2000, help_text="来件人看不到。")


class ScreenOutForm(CaseForm):
    kind = choice_field("哪一种原因", "请选一种原因。", choices=NotHandled.choices)
    reason = reason_field(
        "给来件人的说明", "请写明不予办理的原因。", max_length=500, help_text="来件人会看到。写明可以找谁。"
    )
