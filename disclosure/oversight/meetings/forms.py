"""What meetings, their resolutions and the office's report ask."""

from typing import Any

from django import forms

from catalog.schemes.choices import MeetingKind
from disclosure.organizations.models.people import User
from disclosure.oversight.meetings.models import Invitation
from disclosure.web.forms import DeskForm, RowsField, day_field, reason_field

LONG = forms.Textarea(attrs={"rows": 14})


class CallForm(forms.Form):
    kind = forms.ChoiceField(label="开什么会", choices=MeetingKind.choices, widget=forms.RadioSelect)
    planned_on = day_field("哪一天开", "请写哪一天开。")
    place = forms.CharField(label="地点", max_length=200, error_messages={"required": "请写地点。"})
    with_supervisors = forms.BooleanField(label="领导小组开会，也请监督员参加", required=False)


class AgendaForm(forms.Form):
    planned_on = day_field("哪一天开", "请写哪一天开。")
    place = forms.CharField(label="地点", max_length=200, error_messages={"required": "请写地点。"})
    agenda = forms.CharField(label="议程", widget=LONG, error_messages={"required": "请写议程。"})


class MinutesForm(DeskForm):
    held_on = day_field("哪一天开的", "请写哪一天开的。")
    attended = RowsField(
        Invitation.objects.none(), label="谁到会了", widget=forms.CheckboxSelectMultiple, required=False
    )
    others_present = forms.CharField(
        label="还有谁到会", max_length=300, required=False, help_text="没有通知到、也来了的人。"
    )
    minutes = forms.CharField(label="纪要", widget=LONG, error_messages={"required": "请写纪要。"})


class ResolutionForm(DeskForm):
    """``people``: who may be named by their account."""

    what = forms.CharField(label="议定什么", max_length=200, error_messages={"required": "请写议定了什么。"})
    person = forms.ModelChoiceField(User.objects.none(), label="谁负责", required=False, empty_label="下面写名字")
    responsible = forms.CharField(
        label="负责人或科室", max_length=100, required=False, help_text="上面没有选人的，在这里写。"
    )
    due_on = day_field("哪一天前办好", "请写哪一天前办好。")


class OutcomeForm(forms.Form):
    outcome = reason_field("怎样办的", "请写明怎样办的。", max_length=500)


class WhyForm(forms.Form):
    reason = reason_field("原因", "请写明原因。", max_length=300)


class PeriodForm(DeskForm):
    from_on = day_field("报告从哪一天", "请写从哪一天。")
    until_on = day_field("到哪一天", "请写到哪一天。")
    due_on = day_field("哪一天前要签发", help_text="上级或者领导小组定了日子的才填，到期没有签发算逾期。")


class ReportForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200, error_messages={"required": "请写标题。"})
    body = forms.CharField(
        label="正文", widget=forms.Textarea(attrs={"rows": 20}), help_text="空一行是新的一段。",
        error_messages={"required": "请写正文。"},
    )  # fmt: skip


def of_people(form: Any, name: str, people: Any) -> Any:
    field = form.fields[name]
    field.queryset = people
    return form
