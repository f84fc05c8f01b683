"""The desk's forms on items: plain questions, choices narrowed to what the scheme and the entry allow."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from catalog.carrying.choices import FormChoices, describe, form_choices
from catalog.carrying.suggesting import unfit_forms
from catalog.directory import DirectoryTree
from catalog.models.directory import Entry
from catalog.models.duties import Duty
from catalog.models.items import Item
from catalog.routes import explain_owners, required_route, route_by_owner
from catalog.rules import SchemeRules
from catalog.vocabulary import NARROWER, LimitKind, Scope
from catalog.works.open_stages import stage_words
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience, Membership, User
from disclosure.web.forms import REASON_ROWS, DayInput, DeskForm

OFF_CATALOGUE = "off"
NO_STAGE = "none"


def entry_choices(tree: DirectoryTree | None) -> list:
    """The catalogue's entries, grouped by category, off-catalogue last."""
    groups = (
        [(c.label or "目录", [(e.pk, f"{e.code}　{e.content}") for e in c.entries]) for c in tree.categories]
        if tree
        else []
    )
    return [("", "请选择"), *groups, ("目录里没有", [(OFF_CATALOGUE, "目录外事项（要附工作方案）")])]


def stage_choices(stages: Sequence[Duty]) -> list:
    """Stages and summaries that wait, by entry and work."""
    groups: dict[str, list] = {}
    for duty in stages:
        groups.setdefault(f"{duty.entry_code}　{duty.work}", []).append((str(duty.pk), stage_words(duty)))
    return [("", "请选择"), *groups.items(), (NO_STAGE, "不是其中的阶段")]


class RegisterForm(forms.Form):
    """登记一件事: which entry, what happened on which day, under what title."""

    entry = forms.ChoiceField(
        label="公开哪一项",
        help_text="按目录选。同一项可以公开多次。",
        error_messages={"required": "请选择公开哪一项。"},
    )
    event_on = forms.DateField(
        label="哪一天发生的",
        widget=DayInput,
        help_text="事项确定、完成或决定的那一天，期限从次日起算。",
        error_messages={"required": "请填事情是哪一天发生的。"},
    )
    duty = forms.ChoiceField(
        label="是哪项工作的哪个阶段",
        required=False,
        help_text="按阶段公开的事项才要选；选了以后，上面的日期就是这个阶段完成的那一天。",
    )
    title = forms.CharField(
        label="标题",
        max_length=200,
        help_text="读者看到的标题，如“第三季度党费收缴情况”。",
        error_messages={"required": "请写标题。"},
    )
    is_important = forms.BooleanField(label="重要事项", required=False, help_text="有的方案对重要事项另定期限。")
    scope = forms.ChoiceField(label="公开范围", choices=[("", "按目录"), *Scope.choices], required=False)
    limit_kind = forms.ChoiceField(label="时限类别", choices=[("", "按目录"), *LimitKind.choices], required=False)

    def __init__(self, *args, tree: DirectoryTree | None, today: date, stages: Sequence[Duty] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = entry_choices(tree)
        self.today = today
        self.stages = {str(duty.pk): duty for duty in stages}
        self.fields["duty"].choices = stage_choices(stages)
        self.fields["duty"].is_sometimes_required = True
        if not stages:
            del self.fields["duty"]

    def clean_event_on(self):
        event_on = self.cleaned_data["event_on"]
        if event_on > self.today:
            raise ValidationError("这一天还没有到。请填事情已经发生的日期。")
        return event_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("entry") == OFF_CATALOGUE:
            for name, words in (("scope", "请选择公开范围。"), ("limit_kind", "请选择时限类别。")):
                if not cleaned.get(name):
                    self.add_error(name, f"目录外事项：{words}")
        self.check_stage(cleaned)
        return cleaned

    def check_stage(self, cleaned: dict) -> None:
        """Under an entry with work under way a person says which stage it is, or that it is none."""
        entry, chosen = self.chosen_entry() if cleaned.get("entry") else None, cleaned.get("duty", "")
        codes = {duty.entry_code for duty in self.stages.values()}
        if chosen in self.stages:
            if entry is None or self.stages[chosen].entry_code != entry.code:
                self.add_error("duty", "这个阶段不属于上面选的目录事项，请改选其中一个。")
        elif not chosen and entry is not None and entry.code in codes:
            self.add_error("duty", "这一项有正在进行的工作。请选是哪个阶段；都不是就选“不是其中的阶段”。")

    def chosen_entry(self) -> Entry | None:
        chosen = self.cleaned_data["entry"]
        return None if chosen == OFF_CATALOGUE else Entry.objects.select_related("catalogue").get(pk=int(chosen))

    def plan(self) -> dict:
        """What of the plan differs from the entry's."""
        plan = {"is_important": self.cleaned_data["is_important"]}
        if self.cleaned_data["entry"] == OFF_CATALOGUE:
            plan |= {"scope": self.cleaned_data["scope"], "limit_kind": self.cleaned_data["limit_kind"]}
        if duty := self.stages.get(self.cleaned_data.get("duty", "")):
            plan |= {"duty": duty} | ({"department": duty.work.department} if duty.work.department else {})
        return plan


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


class PlanForm(forms.Form):
    """How the item is to be disclosed. Scope may be narrowed below the entry's, never widened (PL-02)."""

    event_on = forms.DateField(label="事项日期", widget=DayInput)
    is_important = forms.BooleanField(label="重要事项", required=False)
    department = forms.ModelChoiceField(
        Department.objects.none(), label="责任科室", required=False, empty_label="不指定"
    )
    scope = forms.ChoiceField(label="公开范围", widget=forms.RadioSelect, help_text="只能比目录窄，不能比目录宽。")
    inside_first = forms.BooleanField(label="先党内后党外", required=False, help_text="先在党内公开，再向社会公开。")
    audiences = forms.ModelMultipleChoiceField(
        Audience.objects.none(), label="特定对象", required=False, widget=forms.CheckboxSelectMultiple
    )
    recipients = forms.ModelMultipleChoiceField(
        User.objects.none(), label="告知的个人", required=False, widget=forms.CheckboxSelectMultiple
    )
    approval_route = forms.ChoiceField(label="谁来审批", choices=Item.ApprovalRoute.choices, widget=forms.RadioSelect)
    outside_after_days = forms.IntegerField(
        label="党内公开几天后向社会公开",
        required=False,
        min_value=0,
        max_value=365,
        help_text="到那一天自动向社会公开，可以提前按按钮。不填就由公开人按按钮。",
    )
    display_until = forms.DateField(label="展示到哪一天", widget=DayInput, required=False)
    work_plan = forms.CharField(
        label="工作方案",
        required=False,
        widget=REASON_ROWS,
        help_text="目录外事项必填：为什么公开、公开什么、怎样公开。",
    )
    is_truthful = forms.BooleanField(
        label="我对内容的真实性负责", required=False, help_text="谁主管谁负责，提交前必须确认。"
    )
    # Last: from here on the name means the field, no longer the module.
    forms = forms.MultipleChoiceField(label="公开形式", required=False, widget=FormChoices)
    field_order = [
        "event_on",
        "is_important",
        "department",
        "scope",
        "inside_first",
        "outside_after_days",
        "audiences",
        "recipients",
        "forms",
        "display_until",
        "approval_route",
        "work_plan",
        "is_truthful",
    ]

    def __init__(self, *args, item: Item, rules: SchemeRules | None, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.item, self.rules, self.today = item, rules, today
        self.fields["department"].queryset = item.organization.departments.filter(is_active=True).order_by(
            "position", "pk"
        )
        self.fields["scope"].choices = scope_choices(item.entry)
        self.fields["audiences"].queryset = item.organization.audiences.order_by("name")
        self.fields["recipients"].queryset = people_of(item.organization, today)
        self.offer_forms(item, rules)
        self.offer_routes(item, rules)
        self.fields["display_until"].help_text = display_help(rules, item.limit_kind)
        if item.entry is not None:
            del self.fields["work_plan"]
        if not item.organization.audiences.exists():
            del self.fields["audiences"]

    def offer_forms(self, item: Item, rules: SchemeRules | None) -> None:
        """What fits each scope and what suits the content; what the catalogue pins cannot be changed (QJ-08)."""
        field = self.fields["forms"]
        field.choices = form_choices(item, rules)
        if rules:
            scopes = [scope for scope, _label in self.fields["scope"].choices]
            describe(field.widget, item, rules, [form for form, _label in field.choices], scopes)
        if item.entry and item.entry.is_scope_pinned:
            self.initial = {**self.initial, "scope": item.scope, "forms": item.forms}
            for name in ("scope", "forms"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "这一项的公开范围和形式按有关规定，不得更改。"

    def offer_routes(self, item: Item, rules: SchemeRules | None) -> None:
        """The only route that will do is set; else the scheme's words on whose matter goes which way (PL-17)."""
        field = self.fields["approval_route"]
        required = required_route(item, rules) if rules else None
        if required:
            self.initial = {**self.initial, "approval_route": required}
            field.disabled = True
            field.help_text = "按实施方案，目录外事项只能这样审批。"
        elif words := explain_owners(rules):
            field.help_text = f"{words}换了责任科室而这里没有另选，会跟着换。"

    def clean_event_on(self):
        event_on = self.cleaned_data["event_on"]
        if event_on > self.today:
            raise ValidationError("这一天还没有到。请填事情已经发生的日期。")
        return event_on

    def clean_forms(self):
        """The scope stands before the forms, so it is known here."""
        chosen, scope = self.cleaned_data["forms"], self.cleaned_data.get("scope")
        if scope and self.rules:
            unfit = unfit_forms(self.rules, chosen, self.item.entry, scope)
            if unfit:
                raise ValidationError([f"{sentence}请去掉它的勾。" for sentence in unfit])
        return chosen

    def clean(self):
        """An interval means nothing where there are no two stages."""
        cleaned = super().clean()
        if cleaned.get("scope") != Scope.SOCIETY or not cleaned.get("inside_first"):
            cleaned["outside_after_days"] = None
        self.follow_owner(cleaned)
        return cleaned

    def follow_owner(self, cleaned: dict) -> None:
        """A route that nobody chose otherwise goes with the department."""
        before, after = self.item.department, cleaned.get("department")
        chosen = cleaned.get("approval_route")
        untouched = chosen == self.item.approval_route == route_by_owner(self.rules, before)
        if before != after and untouched and not self.fields["approval_route"].disabled:
            cleaned["approval_route"] = route_by_owner(self.rules, after)


def display_help(rules: SchemeRules | None, kind: str) -> str:
    """How long the scheme displays the kind: without end, between bounds (PL-10), else as long as possible (JG-13)."""
    limit = rules.limits.get(kind) if rules else None
    if limit is not None and limit.is_permanent:
        return "这一类事项长期公开，不用填。"
    bounds = rules.display_limits(Scope.SOCIETY, kind) if rules else None
    if bounds:
        return f"向社会展示{bounds[0]}至{bounds[1]}天，从公开的次日算起。不填就展示{bounds[1]}天。"
    return "公开时间尽量长：不填就一直展示。确有需要才填一个截止日期。"


def scope_choices(entry: Entry | None) -> list[tuple[str, str]]:
    allowed = NARROWER[entry.scope if entry else Scope.SOCIETY]
    return [(scope.value, scope.label) for scope in Scope if scope in allowed]


def people_of(organization: Organization, on: date):
    """Members of the organisation that day, by name."""
    members = Membership.objects.current(on).filter(organization=organization).values("person")
    return User.objects.filter(pk__in=members, is_active=True).order_by("full_name", "pk")


class ClearanceForm(forms.Form):
    reason = forms.CharField(
        label="为什么要原样公开",
        max_length=300,
        widget=REASON_ROWS,
        error_messages={"required": "请写明为什么要原样公开。"},
    )


class DecisionForm(DeskForm):
    """A reviewer's word: pass or return; a return needs its reason."""

    sometimes_required = ("reason",)

    passed = forms.ChoiceField(
        label="结论",
        choices=[("yes", "通过"), ("no", "退回")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择通过或退回。"},
    )
    reason = forms.CharField(
        label="理由", required=False, widget=REASON_ROWS, help_text="退回时必填，写清楚要改什么。通过时可不填。"
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "退回时请写明原因，让拟稿人知道要改什么。")
        if cleaned.get("passed") == "yes":
            self.require_checks(cleaned)
        return cleaned

    def require_checks(self, cleaned: dict) -> None:
        """What passing needs besides."""

    def facts(self, offer) -> dict:
        cleaned = dict(self.cleaned_data)
        return {
            "passed": cleaned.pop("passed") == "yes",
            "reason": cleaned.pop("reason").strip(),
            **self.given(cleaned),
        }

    def given(self, cleaned: dict) -> dict:
        return cleaned


class ReviewForm(DecisionForm):
    necessity = forms.BooleanField(label="有必要公开", required=False)
    accuracy = forms.BooleanField(label="内容准确", required=False)
    field_order = ["necessity", "accuracy", "passed", "reason"]

    def require_checks(self, cleaned):
        if not (cleaned.get("necessity") and cleaned.get("accuracy")):
            self.add_error("passed", "通过前请核对必要性和准确性，并在上面勾选。")

    def given(self, cleaned):
        return {
            "necessity": "有必要公开" if cleaned["necessity"] else "",
            "accuracy": "内容准确" if cleaned["accuracy"] else "",
        }


class SecrecyForm(DecisionForm):
    sometimes_required = ("reason", "conclusion")
    conclusion = forms.ChoiceField(
        label="保密审查意见",
        required=False,
        choices=[
            ("", "请选择"),
            ("不涉密，可以公开", "不涉密，可以公开"),
            ("涉及内部事项，限定范围公开", "涉及内部事项，限定范围公开"),
        ],
    )
    field_order = ["conclusion", "passed", "reason"]

    def require_checks(self, cleaned):
        if not cleaned.get("conclusion"):
            self.add_error("conclusion", "通过前请选择保密审查意见。")


class ApprovalForm(DecisionForm):
    """The facts an approval must record depend on its route; the rest are left out."""

    meeting_on = forms.DateField(label="会议日期", widget=DayInput, required=False)
    minutes_number = forms.CharField(label="会议纪要编号", max_length=60, required=False)
    reply_on = forms.DateField(label="上级批复日期", widget=DayInput, required=False)
    reply_number = forms.CharField(label="上级批复文号", max_length=60, required=False)
    sometimes_required = ("reason", "meeting_on", "minutes_number", "reply_on", "reply_number")
    field_order = ["meeting_on", "minutes_number", "reply_on", "reply_number", "passed", "reason"]

    def __init__(self, *args, needed: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = needed
        for name in ("meeting_on", "minutes_number", "reply_on", "reply_number"):
            if name not in needed:
                del self.fields[name]

    def require_checks(self, cleaned):
        for name, label in self.needed.items():
            if not cleaned.get(name):
                self.add_error(name, f"请填{label}。")
