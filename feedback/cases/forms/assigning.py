"""The forms of taking on what came in, or not, and of who handles it when: 受理, 分办, 我来办, 先搁一搁, 并入相似的来件."""

from django import forms

from disclosure.organizations.models.directory import Department
from disclosure.organizations.models.people import Post, User
from disclosure.web.forms import day_field, reason_field
from feedback.cases.actions.merge_targets import alike, merge_targets
from feedback.cases.clocks.clocks import TOO_LATE, at_latest, first_due
from feedback.cases.clocks.due_preview import after_accepting
from feedback.cases.forms.base import CaseForm, FollowsForm, Values
from feedback.cases.forms.fields import choice_field
from feedback.cases.models.cases import Case
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


def people_of(organization, on):
    """Who holds a post there, whatever it is."""
    posts = Post.objects.current(on).filter(organization=organization, person__is_active=True)
    return User.objects.filter(pk__in=posts.values("person")).order_by("full_name", "pk")


class AssignForm(CaseForm):
    sometimes_required = ("handler", "department")

    handler = forms.ModelChoiceField(
        User.objects.none(),
        label="承办人",
        required=False,
        empty_label="先不定人",
        help_text="人和科室至少选一样。",
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label="承办科室", required=False, empty_label="不交给科室"
    )
    note = reason_field("给承办人的话", max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = people_of(self.case.organization, self.on)
        departments = self.case.organization.departments.filter(is_active=True)
        self.fields["department"].queryset = departments.order_by("position", "pk")

    def propose(self) -> Values:
        return {"handler": self.case.handler_id, "department": self.case.department_id}


class DeferForm(CaseForm):
    until_on = day_field("搁到哪一天再看", "请选一天。")
    note = reason_field("为什么", "请写明为什么先搁一搁。", max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if due_on := first_due(self.case):
            last = f"期限照样计算，{at_latest(due_on)}。"
            self.fields["until_on"].help_text = last if due_on > self.on else TOO_LATE


class MergeForm(CaseForm):
    press = "合并办理"
    template = "admin/feedback/case/_alike.html"

    into = forms.ModelChoiceField(
        Case.objects.none(),
        to_field_name="number",
        label="并入哪一件",
        widget=forms.TextInput,
        help_text="填那一件的编号。只能并入收到得更早、还没有答复的同一种来件。",
        error_messages={
            "required": "请填并入的那一件的编号。",
            "invalid_choice": "没有这个编号的来件，或者不能并入它。请核对编号。",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = merge_targets(self.case)

    def panel(self) -> list[Case]:
        return alike(self.case)
