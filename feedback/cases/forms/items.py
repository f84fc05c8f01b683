"""The forms of the actions by which a case leads to an item."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items.models import Item
from disclosure.web.forms import day_field, reason_field
from feedback.cases.forms.base import CaseForm, Values

ITEM_HELP = "写公开事项的索引号，或者把它的网址粘贴进来。"


def item_named(text: str, by, on: date) -> Item:
    """By its index number or its page's address, among those that the person can read or works on."""
    before, _, after = reverse("catalog:item", args=[0]).partition("0")
    found = re.search(rf"{re.escape(before)}(\d{{1,18}})({re.escape(after)})?", text)
    lookup: dict[str, Any] = {"pk": int(found[1])} if found else {"index_number": text.strip()}
    for rows in (Item.objects.visible_to(by, on), Item.objects.on_desk_of(by, on)):
        if item := rows.filter(**lookup).first():
            return item
    raise ValidationError("没有找到这一件。请核对索引号，或者打开它的网页，把网址粘贴过来。")


class MakeItemForm(CaseForm):
    press = "登记公开事项"

    entry = forms.ChoiceField(
        label="公开哪一项",
        help_text="按目录选。目录里没有的，请用“登记一件事”登记，再回来关联。",
        error_messages={"required": "请选择公开哪一项。"},
    )
    title = forms.CharField(
        label="标题",
        max_length=200,
        help_text="读者看到的标题。不要写谁提出的，也不要写来件的编号。",
        error_messages={"required": "请写标题。"},
    )
    event_on = day_field("哪一天决定公开的", "请填是哪一天。", help_text="期限从次日起算。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        catalogue = catalogue_for(self.case.organization)
        self.fields["entry"].choices = [("", "请选择"), *(entries_of(catalogue).choices if catalogue else [])]

    def propose(self) -> Values:
        return {"title": self.case.subject, "event_on": self.on, "entry": self.case.entry_id}

    def clean_entry(self):
        return Entry.objects.get(pk=self.cleaned_data["entry"])


class LinkItemForm(CaseForm):
    press = "关联"

    item = forms.CharField(
        label="哪一件", max_length=300, help_text=ITEM_HELP, error_messages={"required": "请写索引号或者网址。"}
    )

    def clean_item(self):
        return item_named(self.cleaned_data["item"], self.by, self.on)


class RediscloseForm(CaseForm):
    press = "登记再次公开"

    reason = reason_field(
        "为什么再次公开",
        "请写明为什么再次公开。",
        max_length=300,
        help_text="再次公开以后人人看得到。不要写是谁提的意见，也不要写编号。",
    )
    event_on = day_field(
        "哪一天决定的", "请填是哪一天决定的。", help_text="整改完成或决定再次公开的那一天，期限从次日起算。"
    )

    def propose(self) -> Values:
        return {"reason": "根据党员群众的意见，再次公开。", "event_on": self.on}
