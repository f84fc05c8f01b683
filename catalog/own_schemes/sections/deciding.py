"""Who decides: approval, who must be different people, what is off the catalogue, who makes catalogues; how long it is shown."""

from django import forms

from catalog.own_schemes.sections.blocks import Block, Rows
from catalog.own_schemes.sections.choices import (
    APPROVERS,
    KINDS,
    MAKERS,
    MATTERS,
    OWNERS,
    PEOPLE,
    PLANNERS,
    POLICIES,
    ROUTES,
    SCOPES,
    SECTORS,
)
from catalog.own_schemes.sections.parts import GROUND, Grounded, PartForm, Row

TICKS = forms.CheckboxSelectMultiple


class RouteForm(Grounded):
    fold_title = "不常用的几项，和出自哪一条、原句"
    sometimes_required = ("label",)
    folded = ("owner", "reviewer", *GROUND)
    route = forms.ChoiceField(label="哪一种审批", choices=ROUTES)
    label = forms.CharField(label="在本方案里怎样说", max_length=60, required=False, help_text="如：党委会集体研究。")
    fixed_for = forms.MultipleChoiceField(
        label="哪些事项必须这样审批", choices=MATTERS, required=False, widget=TICKS, help_text="都不勾，由经办的人选。"
    )
    circulation = forms.BooleanField(label="可以不开会，传批", required=False)
    owner = forms.ChoiceField(label="只管谁的事项", choices=OWNERS, required=False)
    reviewer = forms.CharField(label="哪个科室审核把关", max_length=60, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        matters = "、".join(dict(MATTERS)[each] for each in part.get("fixed_for") or [])
        return part.get("label", "") + (f"（{matters}都要这样）" if matters else "")


class SeparationForm(Grounded):
    shown = ("distinct_people",)
    distinct_people = forms.MultipleChoiceField(
        label="哪几步必须由不同的人办", choices=PEOPLE, required=False, widget=TICKS,
        help_text="不管勾不勾，写的人不能自己审，至少两个人经手。",
    )  # fmt: skip

    @classmethod
    def say(cls, part: Row) -> str:
        people = "、".join(dict(PEOPLE)[each] for each in part.get("distinct_people") or [])
        return f"{people}是不同的人" if people else ""


class OffCatalogueForm(Grounded):
    shown = ("approver", "approver_name", "needs_work_plan")
    approver = forms.ChoiceField(label="由谁审核同意", choices=APPROVERS, widget=forms.RadioSelect)
    approver_name = forms.CharField(label="上级的名称", max_length=100, required=False)
    needs_work_plan = forms.BooleanField(label="要先写工作方案", required=False)
    work_plan_by = forms.ChoiceField(label="工作方案由谁写", choices=PLANNERS, required=False)
    files_with_superior = forms.BooleanField(label="工作方案要报上级备案", required=False)


class MakersForm(PartForm):
    article = forms.CharField(label="出自第几条", max_length=60, required=False)


class MakerForm(PartForm):
    sometimes_required = ("who", "makes")
    who = forms.CharField(label="由谁制定", max_length=100, required=False, help_text="照文件的写法。")
    makes = forms.CharField(label="谁的目录", max_length=100, required=False)
    maker = forms.ChoiceField(label="在本门户里是哪一个", choices=MAKERS)
    called = forms.CharField(label="按名称认的，写名称", max_length=60, required=False)
    sectors = forms.MultipleChoiceField(label="只管哪些类别", choices=SECTORS, required=False, widget=TICKS)
    agreed_with = forms.CharField(label="要和谁商定", max_length=100, required=False)
    sentence = forms.CharField(
        label="文件里的原句", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('makes', '')}的目录由{part.get('who', '')}制定"


class DisplayForm(Grounded):
    sometimes_required = ("kinds", "min_days", "max_days")
    scope = forms.ChoiceField(label="向谁公开的", choices=SCOPES)
    kinds = forms.MultipleChoiceField(label="哪几类", choices=KINDS, required=False, widget=TICKS)
    min_days = forms.IntegerField(label="最少几天", min_value=1, max_value=3660, required=False)
    max_days = forms.IntegerField(label="最多几天", min_value=1, max_value=3660, required=False)

    def clean(self):
        super().clean()
        least, most = self.cleaned_data.get("min_days"), self.cleaned_data.get("max_days")
        if least and most and least > most:
            self.add_error("max_days", "最多的天数不能比最少的少。")
        return self.cleaned_data

    @classmethod
    def say(cls, part: Row) -> str:
        kinds = "、".join(str(dict(KINDS)[each]) for each in part.get("kinds") or [])
        return (
            f"{dict(SCOPES).get(part.get('scope', ''), '')}，{kinds}：{part.get('min_days')}至{part.get('max_days')}天"
        )


class PolicyForm(Grounded):
    shown = ("policy",)
    policy = forms.ChoiceField(label="没有天数，但说了原则的", choices=POLICIES, required=False)


class ReleaseForm(Grounded):
    shown = ("inside_first",)
    inside_first = forms.BooleanField(label="先党内后党外", required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return "先党内后党外" if part.get("inside_first") else "按各事项的范围直接公开"


APPROVAL = (Rows("approval_routes", RouteForm, row="种审批"),)
SEPARATION = (Block("separation", SeparationForm),)
OFF_CATALOGUE = (Block("off_catalogue", OffCatalogueForm),)
CATALOGUE_MAKERS = (
    Block("catalogue_makers", MakersForm),
    Rows("catalogue_makers.rows", MakerForm, row="行", title="谁制定谁的目录"),
)
DISPLAY = (
    Rows("display", DisplayForm, row="条", title="展示几天"),
    Block("display_policy", PolicyForm, title="没有定天数的"),
)
RELEASE = (Block("release", ReleaseForm),)
