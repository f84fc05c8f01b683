"""The forms of handing a case over that belongs elsewhere: proposing it, confirming it, sending the proposal back."""

from dataclasses import dataclass
from typing import Any

from django import forms

from catalog.rules.register import choices as rules
from disclosure.organizations.models.directory import Organization
from disclosure.web.components import Fact
from disclosure.web.forms import reason_field
from feedback.cases.forms.base import CaseForm, Values
from feedback.cases.forms.fields import choice_field
from feedback.cases.handover.bodies import choices
from feedback.cases.handover.proposal import HANDOVER, NAME, REACH, REASON
from feedback.cases.handover.rows import handover_rows
from feedback.cases.models.handovers import Handover

Way = Handover.Way
FIELDS = ("body", "organization", "name", "way", "reach", "reason", "cites")


class HandoverForm(CaseForm):
    press = "提出转交"
    sometimes_required = ("organization", "name", "way", "reach")

    body = choice_field("转到哪里", "请选转到哪里。", choices=choices)
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="本站的哪个党组织",
        required=False,
        empty_label="不在本站转",
        help_text="转到“本站的另一个党组织”时选。那边会有一件新的来件，重新计算期限；看不到这里的办理情况。",
    )
    name = forms.CharField(
        label="单位的名称",
        required=False,
        max_length=NAME,
        help_text="来件人会看到。转到上级党组织、其他单位的必须写；别的可以写得具体些，如“某县信访局”。",
    )
    way = choice_field("怎样转", "", choices=[(row.value, row.label) for row in (Way.SENT, Way.TOLD)], required=False)
    reach = forms.CharField(
        label="怎样联系",
        required=False,
        max_length=REACH,
        help_text="来件人会看到：地址、电话、网址。不写的，用系统给这一类单位备好的话。",
    )
    reason = reason_field(
        "为什么不归本组织办理", "请写明为什么不归本组织办理。", max_length=REASON, help_text="来件人会看到。"
    )
    cites = forms.ChoiceField(label="依据", error_messages={"required": "请选依据。"}, help_text="从规则库里选。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organization.objects.active().exclude(pk=self.case.organization_id)
        fields: dict[str, Any] = self.fields
        fields["organization"].queryset = others.only("name", "short_name", "path")
        fields["cites"].choices = rules(self.on, HANDOVER)

    def propose(self) -> Values:
        """The proposal as it stands; else the one rule that there is."""
        row = self.context.handover
        if row is not None:
            return {name: getattr(row, name) for name in FIELDS}
        grounds = rules(self.on, HANDOVER)[1:]
        return {"cites": grounds[0][0]} if len(grounds) == 1 else {}


@dataclass(frozen=True)
class Shown:
    rows: list[Fact]


class ShownHandoverForm(CaseForm):
    """Shows the proposal that the action is about; alone it asks nothing."""

    template = "admin/feedback/case/_handover_panel.html"

    def panel(self) -> Shown:
        row = self.context.handover
        return Shown(handover_rows(row) if row else [])


class ConfirmHandoverForm(ShownHandoverForm):
    press = "确认转交"


class ReturnHandoverForm(ShownHandoverForm):
    reason = reason_field("为什么不转", "请写明为什么不转。", max_length=500, help_text="提出人会看到，来件人看不到。")
