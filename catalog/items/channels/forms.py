"""The desk's small forms: how a channel was carried out, its evidence, why it is given up, how a person was told."""

from datetime import date
from typing import cast

from django import forms
from django.db.models import Q

from catalog.items.channels.kinds import asked_of
from catalog.items.channels.models import Carrier, ChannelRecord, Delivery
from disclosure.organizations.models.people import User
from disclosure.organizations.scoped_admin import people_within
from disclosure.web.forms import DeskForm, day_field

TOLD_BY = ("面谈", "公文", "书信", "电子邮件")
INSTEAD = "上面选了登记过的，可以不填。"


class ChannelForm(DeskForm):
    """One form of one record, of which a page shows several."""

    name = ""

    def __init__(self, *args, record: ChannelRecord, **kwargs):
        super().__init__(*args, prefix=f"{self.name}-{record.pk}", **kwargs)


class RecordForm(ChannelForm):
    """What the channel asks for, in its own words. The record's item is read with its organisation."""

    name = "record"
    sometimes_required = ("place", "carrier")
    carrier = forms.ModelChoiceField(Carrier.objects.none(), required=False, empty_label="没有登记过，写在下面")
    place = forms.CharField(max_length=200, required=False)
    from_on = day_field("")
    until_on = day_field("", help_text="还没有撤下来的，可以填计划到哪一天，或者不填。")
    attendance = forms.IntegerField(min_value=0, required=False)
    expected = forms.IntegerField(min_value=0, required=False)
    document_number = forms.CharField(max_length=60, required=False)
    note = forms.CharField(max_length=500, required=False)

    def __init__(self, *args, record: ChannelRecord, **kwargs):
        initial = {name: getattr(record, name) for name in self.base_fields}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        asked = asked_of(record.channel)
        carriers, choice = carriers_for(record, asked.carriers), cast(forms.ModelChoiceField, self.fields["carrier"])
        choice.queryset = carriers
        if len(carriers) == 1 and not record.is_done:
            self.initial["carrier"] = carriers[0]
        dropped = {*self.fields} - {*asked.fields} | ({"carrier"} if not carriers else set())
        for name in dropped:
            del self.fields[name]
        self.order_fields(list(asked.fields))
        for name, field in self.fields.items():
            field.label = asked.fields[name]
        for name, words in asked.required.items():
            self.require(name, words)

    def require(self, name: str, words: str) -> None:
        """A registered carrier says where it is: then the place may be left open."""
        field = self.fields[name]
        if name == "place" and "carrier" in self.fields:
            field.help_text = INSTEAD
            return
        field.required, field.error_messages["required"] = True, words


def carriers_for(record: ChannelRecord, kinds: tuple[str, ...]):
    """In use, of the kinds that suit, and the one the record names."""
    rows = Carrier.objects.filter(organization_id=record.item.organization_id, kind__in=kinds)
    return rows.filter(Q(is_active=True) | Q(pk=record.carrier_id)).order_by("kind", "name")


class EvidenceForm(ChannelForm):
    name = "evidence"
    upload = forms.FileField(
        label="照片或扫描件", help_text="现场照片、签到表、文件扫描件、报纸版面都行。只有本组织工作台看得到。"
    )


class DropForm(ChannelForm):
    name = "drop"
    reason = forms.CharField(
        label="为什么不再采用", max_length=300, error_messages={"required": "请写明为什么不再采用这种形式。"}
    )


class DeliveryForm(DeskForm):
    """How one person was told."""

    sometimes_required = ("told_by",)
    channel = forms.ChoiceField(
        label="怎样告知的",
        choices=[("", "请选择"), *((word, word) for word in TOLD_BY)],
        error_messages={"required": "请选择怎样告知的。"},
    )
    told_on = day_field("哪一天", "请填哪一天告知的。")
    told_by = forms.ModelChoiceField(User.objects.none(), label="谁告知的", required=False, empty_label="我本人")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args, delivery: Delivery, on: date, **kwargs):
        super().__init__(*args, prefix=f"delivery-{delivery.pk}", **kwargs)
        tellers = cast(forms.ModelChoiceField, self.fields["told_by"])
        tellers.queryset = people_within(Q(organization=delivery.item.organization_id), on)
