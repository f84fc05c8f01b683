"""What naming a point and writing about it ask."""

from collections.abc import Iterable
from typing import Any

from django import forms

from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import PointKind
from disclosure.organizations.fields import OrganizationByName
from disclosure.oversight.points.models import PointRecord
from disclosure.web.forms import DeskForm, day_field, reason_field


class ProposalForm(DeskForm):
    """``standards``: those of the scheme."""

    kind = forms.ChoiceField(label="定为什么", choices=PointKind.choices, widget=forms.RadioSelect)
    point = OrganizationByName(label="哪个下级党组织")
    guide = forms.CharField(
        label="谁联系指导",
        max_length=100,
        error_messages={"required": "请写谁联系指导。"},
        help_text="写姓名、职务或者科室。",
    )
    standards = forms.MultipleChoiceField(label="符合哪些标准", required=False, widget=forms.CheckboxSelectMultiple)
    why = reason_field("理由", "请写明理由。", max_length=500)
    from_on = day_field("从哪一天起", "请写从哪一天起。")
    until_on = day_field("到哪一天止", "请写到哪一天止。", help_text="自这一天起不再是。")

    def __init__(self, *args: Any, standards: Iterable[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices, field = [(each, each) for each in standards], self.fields["standards"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields["standards"]


class WhyForm(forms.Form):
    reason = reason_field("原因", "请写明原因。", max_length=300)


class RecordForm(DeskForm):
    sometimes_required = ("bulletin",)
    kind = forms.ChoiceField(label="种类", choices=PointRecord.Kind.choices, widget=forms.RadioSelect)
    happened_on = day_field("哪一天", "请写哪一天。")
    text = forms.CharField(
        label="做了什么", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写做了什么。"},
    )  # fmt: skip
    learnt = forms.CharField(
        label="学到什么", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="别处可以照着做的，写在这里。",
    )  # fmt: skip
    bulletin = forms.ModelChoiceField(
        Bulletin.objects.none(),
        label="哪一份简报",
        required=False,
        empty_label="没有",
        help_text="种类是简报的必须选。",
    )
