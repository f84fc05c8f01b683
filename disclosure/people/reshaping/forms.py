"""What each act asks; ``found`` is what it would change, ``carry_out`` does it."""

from datetime import date, datetime
from typing import ClassVar

from django import forms

from disclosure.organizations.fields import OrganizationByName, PeopleByName, PersonByName
from disclosure.organizations.forms import CODE_FIT
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.names.pinyin import code_from
from disclosure.people.reshaping import merging, moving, replacing
from disclosure.people.reshaping.outcome import Outcome
from disclosure.web.forms import day_field


class ReshapeForm(forms.Form):
    """``administrator``: whose act it is; ``about``: on whose list it stands."""

    title: ClassVar[str]
    lead: ClassVar[str]
    press: ClassVar[str]
    done: ClassVar[str]
    administrator: ClassVar[str] = User.Administrator.SYSTEM
    about: ClassVar[type[Organization] | type[Post]] = Organization

    def __init__(self, *args, by: User, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.on = by, on

    def found(self) -> Outcome:
        raise NotImplementedError

    def carry_out(self, now: datetime) -> None:
        raise NotImplementedError


class ReplaceForm(ReshapeForm):
    title, press, done = "换人", "确认换人", "已换人，权限从那天起跟着走。"
    lead = "一个人的全部任职，从哪天起由另一个人接。先看会改什么，再确认。"
    administrator, about = User.Administrator.SECURITY, Post
    old = PersonByName(label="谁不再担任", queryset=User.objects.all(), searches=True)
    new = PersonByName(label="由谁接替", searches=True)
    from_on = day_field("从哪天起", "请填日期。", help_text="自这一天起换人。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = self.on

    def found(self):
        values = self.cleaned_data
        return replacing.replacement(values["old"], values["new"], on=values["from_on"], by=self.by)

    def carry_out(self, now):
        values = self.cleaned_data
        replacing.replace(values["old"], values["new"], on=values["from_on"], by=self.by, now=now)


class MoveForm(ReshapeForm):
    title, press, done = "移动党组织", "确认移动", "已移动。"
    lead = "把一个党组织连同它的下级，移到另一个上级之下。"
    organization = OrganizationByName(label="移动哪个")
    superior = OrganizationByName(label="移到谁之下", required=False, help_text="填名称或代码；做最上级就留空。")

    def found(self):
        return moving.relocation(self.cleaned_data["organization"], self.cleaned_data["superior"], on=self.on)

    def carry_out(self, now):
        moving.move(self.cleaned_data["organization"], self.cleaned_data["superior"], by=self.by, now=now)


class MergeForm(ReshapeForm):
    title, press, done = "合并党组织", "确认合并", "已合并。原来的组织停用，办过的事都留着。"
    lead = "一个党组织并入另一个：人和下级转过去，原来的停用。"
    source = OrganizationByName(label="哪个并走")
    target = OrganizationByName(label="并到哪个", queryset=Organization.objects.active())

    def found(self):
        return merging.merger(self.cleaned_data["source"], self.cleaned_data["target"], on=self.on)

    def carry_out(self, now):
        merging.merge(self.cleaned_data["source"], self.cleaned_data["target"], by=self.by, now=now)


class SplitForm(ReshapeForm):
    title, press, done = "分立党组织", "确认分立", "已分立。新组织的任职请安全管理员办。"
    lead = "从一个党组织里分出一部分人，成立新的党组织，和它同一个上级。"
    source = OrganizationByName(label="从哪个分出来")
    name = forms.CharField(label="新党组织的名称", max_length=200)
    code = forms.CharField(
        label="新党组织的代码",
        max_length=40,
        required=False,
        validators=[CODE_FIT],
        help_text="写在网址里。空着不写，按名称的拼音编一个。",
    )
    people = PeopleByName(User.objects.filter(is_active=True), label="哪些人过去")

    def clean(self):
        cleaned = super().clean() or {}
        taken = set(Organization.objects.values_list("code", flat=True))
        if cleaned.get("code") in taken:
            self.add_error("code", "别的党组织已经用了这个代码。")
        elif cleaned.get("code") == "" and cleaned.get("name"):
            cleaned["code"] = code_from(cleaned["name"], taken)
        return cleaned

    def found(self):
        values = self.cleaned_data
        return merging.split_off(values["source"], list(values["people"]), values["name"], values["code"], on=self.on)

    def carry_out(self, now):
        values = self.cleaned_data
        people = list(values["people"])
        merging.split(values["source"], people, values["name"], values["code"], by=self.by, now=now)


FORMS: dict[str, type[ReshapeForm]] = {
    "replace": ReplaceForm,
    "move": MoveForm,
    "merge": MergeForm,
    "split": SplitForm,
}
