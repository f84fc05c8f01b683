"""What the appointment of a supervisor asks, and what a supervisor suggests."""

from collections.abc import Iterable
from typing import Any

from django import forms

from catalog.schemes.choices import Constituency
from disclosure.organizations.fields import PersonByName
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.web.forms import DeskForm, day_field, reason_field
from feedback.cases.models.cases import Case

Channel = Case.Channel
BY_STAFF = [(each.value, each.label) for each in (Channel.ORAL, Channel.PHONE, Channel.VISIT, Channel.POST)]


class ProposalForm(DeskForm):
    """``constituencies``: what the scheme lists; all where it says nothing. ``replaceable``: those in office."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请写姓名。"})
    constituency = forms.ChoiceField(label="来自", choices=Constituency.choices, widget=forms.RadioSelect)
    unit = forms.CharField(
        label="单位或身份", max_length=100, required=False, help_text="会公布。如：某某公司工会主席。"
    )
    from_on = day_field("聘期从哪一天起", "请写聘期从哪一天起。")
    until_on = day_field("聘期到哪一天止", "请写聘期到哪一天止。", help_text="自这一天起不再是监督员。")
    person = PersonByName(label="账号", required=False)
    contact = forms.CharField(
        label="公布的联系办法", max_length=100, required=False, help_text="会公布，只写本人同意公布的；不同意就空着。"
    )
    replaces = forms.ModelChoiceField(
        Supervisor.objects.none(),
        label="接替谁",
        required=False,
        empty_label="不接替谁",
        help_text="原来的聘期同时结束。",
    )

    def __init__(self, *args: Any, constituencies: Iterable[str] = (), replaceable: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].help_text = "有账号的填姓名，聘期内可以看监督页面；没有就空着。"
        whom, replaces = self.fields["constituency"], self.fields["replaces"]
        assert isinstance(whom, forms.ChoiceField) and isinstance(replaces, forms.ModelChoiceField)
        if wanted := set(constituencies):
            whom.choices = [row for row in Constituency.choices if row[0] in wanted]
        if replaceable is not None:
            replaces.queryset = replaceable
            if not replaceable.exists():
                del self.fields["replaces"]


class WhyForm(forms.Form):
    reason = reason_field("原因", "请写明原因。", max_length=300)


class SuggestionForm(forms.Form):
    subject = forms.CharField(label="标题", max_length=100, error_messages={"required": "请写标题。"})
    text = forms.CharField(
        label="建议",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "请写建议。"},
    )


class EnteredForm(SuggestionForm):
    """Said or written to the office."""

    channel = forms.ChoiceField(label="怎样提的", choices=BY_STAFF, widget=forms.RadioSelect)
    received_on = day_field("哪一天收到", "请写哪一天收到。")
