"""登记来件: what came by word of mouth, by telephone, by post or in the box is entered by staff (LK-23, YY-10, QJ-17)."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from catalog.directory.contents import DirectoryTree
from catalog.directory.models import Entry
from catalog.items.models import Item
from disclosure.files.store import megabytes
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.web.forms import day_field
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.files import MOST, keep, looked_through
from feedback.cases.forms import fields
from feedback.cases.forms.received import ANONYMOUS, NAMED, ReceivedForm, names_sender
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.intake.used_tokens import spend_form

Channel, ReplyBy = Case.Channel, Case.ReplyBy
SALT = "case-entry"


def new_press(now: datetime) -> str:
    """What the page carries, so that however often its button is pressed one case comes of it."""
    return signing.dumps([secrets.token_urlsafe(12), now.isoformat()], salt=SALT)


def spend_press(press: str) -> bool:
    try:
        token, begun_at = signing.loads(press, salt=SALT)
    except signing.BadSignature as error:
        raise ValidationError("这一页不完整，请重新打开“登记来件”。") from error
    return spend_form(token, begun_at)


class EntryForm(ReceivedForm):
    """``access``: of who enters it for the organisation; ``tree``: the catalogue in force, if there is one."""

    press = forms.CharField(widget=forms.HiddenInput)
    kind = fields.choice_field("是哪一种", "请选是哪一种。")
    channel = fields.choice_field(
        "怎样来的",
        "请选是怎样来的。",
        choices=[row for row in Channel.choices if row[0] not in (Channel.WEB, Channel.ELSEWHERE)],
    )
    received_on = day_field(
        "哪一天收到的",
        "请填哪一天收到的。",
        help_text="填真正收到的那一天：当面听到、接到电话、信寄到、开意见箱的那天。期限从次日起算。",
    )
    subject = fields.subject_field(
        "请写标题。", label="标题", help_text="一句话说清楚，如“办公楼维修用了多少钱”。不要写来件人的姓名。"
    )
    text = fields.text_field(
        "请写内容。", label="内容", help_text="照来件人的话写。信件可以照抄，也可以写大意、把扫描件附在后面。"
    )
    purpose = fields.lines_field("用途或理由", rows=2, max_length=500)
    entry = forms.ChoiceField(label="说的是目录里哪一项", required=False)
    item = forms.CharField(
        label="说的是哪一件已经公开的事项", required=False, max_length=80, help_text="写它的索引号，在那一件的页面上。"
    )
    files = fields.FilesField(
        label="附件",
        required=False,
        allow_empty_file=True,
        help_text=f"信的扫描件、照片等，最多{MOST}个，每个不超过{megabytes(settings.LETTER_FILE_MAX_BYTES)}。",
    )
    who = fields.choice_field(
        "留不留名", "请选署名还是匿名。", choices=[(NAMED, "署名"), (ANONYMOUS, "匿名")], initial=NAMED
    )
    name = forms.CharField(label="姓名", required=False, max_length=60, help_text="单位来件写单位名称。")
    reply_by = fields.choice_field(
        "怎样答复",
        "请选怎样答复。",
        choices=ReplyBy.choices,
        initial=ReplyBy.SITE,
        help_text="问来件人愿意用哪一种。不管哪一种，都可以用查询码在网上看。",
    )
    phone = fields.phone_field()
    email = fields.email_field()
    address = forms.CharField(label="通信地址", required=False, max_length=200)

    def __init__(self, *args, organization: Organization, access: Access, tree: DirectoryTree | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization, self.by, self.today = organization, access.user, access.on
        kinds = [kind for kind in Kind if access.can(STAFF_PERMISSION[kind], organization)]
        self.fields["kind"].choices = [(kind, kind.label) for kind in kinds]
        if len(self.fields["kind"].choices) == 1:
            self.fields["kind"].initial = self.fields["kind"].choices[0][0]
        self.fields["received_on"].initial = self.today
        self.fields["received_on"].error_messages["invalid"] = "日期不对，请重新选。"
        if tree is None:
            del self.fields["entry"]
        else:
            self.fields["entry"].choices = [("", "请选择"), *tree.choices]

    def clean_entry(self) -> Entry | None:
        pk = self.cleaned_data["entry"]
        return Entry.objects.select_related("catalogue").get(pk=int(pk)) if pk else None

    def clean_item(self) -> Item | None:
        """By its number, among those the person may read."""
        number = self.cleaned_data["item"].replace("\x00", "")
        if not number:
            return None
        rows = Item.objects.visible_to(self.by, self.today).filter(organization=self.organization)
        item = rows.filter(index_number=number).first()
        if item is None:
            raise ValidationError("本组织没有这个索引号的公开事项。请核对，或者不填。")
        return item

    def clean(self):
        """The rules of receiving a case, all that are broken at once."""
        cleaned = super().clean()
        if names_sender(cleaned.get("name", ""), cleaned.get("subject", "")):
            self.add_error("subject", "标题里不要写来件人的姓名：标题在办理的人那里到处看得到。")
        case = Case(
            kind=cleaned.get("kind", ""),
            organization=self.organization,
            item=cleaned.get("item"),
            reply_by=cleaned.get("reply_by", ""),
            is_anonymous=cleaned.get("who") == ANONYMOUS,
            received_on=cleaned.get("received_on", self.today),
        )
        self.check(case, self.contacts(), self.today)
        return cleaned

    def values(self) -> Mapping[str, Any]:
        """As ``receive_case`` takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("press", "files", "who")}
        is_anonymous = self.cleaned_data["who"] == ANONYMOUS
        return {**given, "organization": self.organization, "is_anonymous": is_anonymous}


def enter(
    values: Mapping[str, Any], uploads: Sequence[UploadedFile], press: str, *, by, now: datetime
) -> Received | None:
    """The case with its files, or nothing of it; None where another press of the same page was first.

    Raises ``ValidationError`` by field, or ``PermissionDenied``.
    """
    with looked_through(uploads) as files, transaction.atomic():
        if not spend_press(press):
            return None
        found = receive_case(**values, by=by, now=now)
        keep(found.case, files, by=by, now=now)
    return found
