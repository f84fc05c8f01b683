"""The desk's forms on items: plain questions, choices narrowed to what the scheme and the entry allow."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from catalog.directory.government import matter_field, require_matter, url_field
from catalog.directory.models import Entry
from catalog.items.channels.choices import ChannelChoices, channel_choices, describe
from catalog.items.channels.suggestions import unfit_channels
from catalog.items.models import Item
from catalog.items.routes import explain_owners, required_route, rule_of_owner
from catalog.schemes.choices import NARROWER, Scope
from catalog.schemes.rules import SchemeRules
from catalog.schemes.sources import source_words
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience, Membership, User
from disclosure.web.forms import DeskForm, RowsField, day_field, reason_field


def stage_field(help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label="党内公开几天后向社会公开", required=False, min_value=0, max_value=365, help_text=help_text
    )


class TextForm(DeskForm):
    sometimes_required = ("body",)
    title = forms.CharField(label="标题", max_length=200)
    body = forms.CharField(
        label="正文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-editor": ""}),
        help_text="可以从 Word 粘贴，表格会保留。正文和附件至少要有一样。每隔一会儿自动保存。",
    )
    seen_saved_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class EventForm(forms.Form):
    """``event_on``: the day on which something happened, today at the latest."""

    not_yet = "这一天还没有到。请填事情已经发生的日期。"

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_event_on(self):
        event_on = self.cleaned_data["event_on"]
        if event_on > self.today:
            raise ValidationError(self.not_yet)
        return event_on


class PlanForm(EventForm):
    """How the item is to be disclosed. Scope may be narrowed below the entry's, never widened (PL-02)."""

    event_on = day_field("事项日期", "这个字段是必填项。")
    is_important = forms.BooleanField(label="重要事项", required=False)
    department = forms.ModelChoiceField(
        Department.objects.none(), label="责任科室", required=False, empty_label="不指定"
    )
    scope = forms.ChoiceField(label="公开范围", widget=forms.RadioSelect, help_text="只能比目录窄，不能比目录宽。")
    inside_first = forms.BooleanField(label="先党内后党外", required=False, help_text="先在党内公开，再向社会公开。")
    outside_after_days = stage_field("到那一天自动向社会公开，可以提前按按钮。不填就由公开人按按钮。")
    audiences = RowsField(
        Audience.objects.none(), label="特定对象", required=False, widget=forms.CheckboxSelectMultiple
    )
    recipients = RowsField(User.objects.none(), label="告知的个人", required=False, widget=forms.CheckboxSelectMultiple)
    channels = forms.MultipleChoiceField(label="公开形式", required=False, widget=ChannelChoices)
    channels_reason = forms.CharField(
        label="为什么不采用目录列明的形式",
        max_length=300,
        required=False,
        help_text="目录列明的形式有没选的，写明原因，审核人和审批人会看到。",
    )
    display_until = day_field("展示到哪一天")
    government_entry = matter_field("和目录里写的一样的不用填。")
    government_url = url_field()
    approval_route = forms.ChoiceField(label="谁来审批", choices=Item.ApprovalRoute.choices, widget=forms.RadioSelect)
    work_plan = reason_field("工作方案", help_text="目录外事项必填：为什么公开、公开什么、怎样公开。")
    is_truthful = forms.BooleanField(
        label="我对内容的真实性负责", required=False, help_text="谁主管谁负责，提交前必须确认。"
    )

    def __init__(self, *args, item: Item, rules: SchemeRules | None, today: date, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.item, self.rules = item, rules
        self.fields["department"].queryset = item.organization.departments.filter(is_active=True).order_by(
            "position", "pk"
        )
        self.fields["scope"].choices = scope_choices(item.entry)
        self.fields["audiences"].queryset = item.organization.audiences.order_by("name")
        self.fields["recipients"].queryset = people_of(item.organization, today)
        self.offer_channels(item, rules)
        self.offer_routes(item, rules)
        self.fields["display_until"].help_text = display_help(rules, item.limit_kind)
        if item.entry is not None:
            del self.fields["work_plan"]
        if not item.organization.audiences.exists():
            del self.fields["audiences"]

    def offer_channels(self, item: Item, rules: SchemeRules | None) -> None:
        """What fits each scope and what suits the content; what the catalogue pins cannot be changed (QJ-08)."""
        field = self.fields["channels"]
        field.choices = channel_choices(item, rules)
        if rules:
            scopes = [scope for scope, _label in self.fields["scope"].choices]
            describe(field.widget, item, rules, [form for form, _label in field.choices], scopes)
        if item.entry and item.entry.is_scope_pinned:
            self.initial = {**self.initial, "scope": item.scope, "channels": item.channels}
            for name in ("scope", "channels"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "这一项的公开范围和形式按有关规定，不得更改。"

    def offer_routes(self, item: Item, rules: SchemeRules | None) -> None:
        """The only route that will do is set; else the scheme's words on whose matter goes which way (PL-17)."""
        field = self.fields["approval_route"]
        required = required_route(item, rules) if rules else None
        if required:
            self.initial = {**self.initial, "approval_route": required}
            field.disabled = True
            field.help_text = "按实施方案，这件事只能这样审批。"
        elif words := explain_owners(rules):
            field.help_text = f"{words}换了责任科室而这里没有另选，会跟着换。"

    def clean_channels(self):
        """The scope stands before the channels, so it is known here."""
        chosen, scope = self.cleaned_data["channels"], self.cleaned_data.get("scope")
        if scope and self.rules:
            unfit = unfit_channels(self.rules, chosen, self.item.entry, scope)
            if unfit:
                raise ValidationError([f"{sentence}请去掉它的勾。" for sentence in unfit])
        return chosen

    def clean(self):
        """An interval means nothing where there are no two stages."""
        cleaned = super().clean()
        require_matter(self)
        if cleaned.get("scope") != Scope.SOCIETY or not cleaned.get("inside_first"):
            cleaned["outside_after_days"] = None
        self.follow_owner(cleaned)
        return cleaned

    def follow_owner(self, cleaned: dict) -> None:
        """A route that nobody chose otherwise goes with the department."""
        before, after = self.item.department, cleaned.get("department")
        chosen = cleaned.get("approval_route")
        untouched = chosen == self.item.approval_route == rule_of_owner(self.rules, before).route
        if before != after and untouched and not self.fields["approval_route"].disabled:
            cleaned["approval_route"] = rule_of_owner(self.rules, after).route


def display_help(rules: SchemeRules | None, kind: str) -> str:
    """How long the scheme displays the kind: without end, between bounds (PL-10), else as long as possible (JG-13)."""
    limit = rules.limits.get(kind) if rules else None
    if limit is not None and limit.is_permanent:
        return "这一类事项长期公开，不用填。"
    bounds = rules.display_limits(Scope.SOCIETY, kind) if rules else None
    if bounds:
        return f"向社会展示{bounds[0]}至{bounds[1]}天，从公开的次日算起。不填就展示{bounds[1]}天。"
    policy = (rules.data.get("display_policy") if rules else None) or {}
    if policy.get("policy") == "per_item":
        said = f"（{source_words(policy)}）" if source_words(policy) else ""
        return f"展示多久逐项确定{said}。不填就一直展示。"
    return "公开时间尽量长：不填就一直展示。确有需要才填一个截止日期。"


def scope_choices(entry: Entry | None) -> list[tuple[str, str]]:
    allowed = NARROWER[entry.scope if entry else Scope.SOCIETY]
    return [(scope.value, scope.label) for scope in Scope if scope in allowed]


def people_of(organization: Organization, on: date):
    """Members of the organisation that day, by name."""
    members = Membership.objects.current(on).filter(organization=organization).values("person")
    return User.objects.filter(pk__in=members, is_active=True).order_by("full_name", "pk")
