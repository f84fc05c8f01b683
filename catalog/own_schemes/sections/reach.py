"""For whom and in which forms: scopes, channels, which suit what, categories, the catalogue."""

from typing import Any

from django import forms
from django.utils import timezone

from catalog.directory.written_fields import DAYS, LimitField, WordsField
from catalog.own_schemes.sections.blocks import Block, Rows
from catalog.own_schemes.sections.choices import APPLIES_TO, NONE, PORTALS, PRESETS, SCOPES, SECTORS, SIDES
from catalog.own_schemes.sections.parts import Grounded, PartForm, Row, limit_words
from catalog.rules.register import PIN, choices

STAGE = ("second_stage__article", "second_stage__sentence", "second_stage__preset", "second_stage__preset_reason")


class ScopeForm(PartForm):
    fold_title = "党外一段的出处"
    sometimes_required = ("label",)
    folded = STAGE
    scope = forms.ChoiceField(label="这是哪一种范围", choices=SCOPES)
    label = forms.CharField(
        label="在本方案里叫什么", max_length=40, required=False, help_text="如：社会、党内、全体党员、本院职工。"
    )
    raw_words = WordsField(label="目录里怎样写都算这一种", required=False, help_text="用顿号隔开。")
    inside_first = forms.BooleanField(label="先党内后党外", required=False)
    second_stage__rule = LimitField(
        examples=DAYS,
        label="党内公开以后，多久向党外公开",
        required=False,
        help_text="只在范围本身就写“先党内后党外”时填。",
    )
    second_stage__article = forms.CharField(label="党外一段出自第几条", max_length=60, required=False)
    second_stage__sentence = forms.CharField(label="党外一段的原句", max_length=1000, required=False)
    second_stage__preset = forms.BooleanField(label="党外一段的天数是预设的", required=False)
    second_stage__preset_reason = forms.CharField(label="为什么这样定", max_length=300, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        days = limit_words((part.get("second_stage") or {}).get("rule"))
        said = [
            part.get("label", ""),
            "先党内后党外" if part.get("inside_first") else "",
            f"党外一段{days}" if days else "",
        ]
        return "，".join(dict.fromkeys(filter(None, said)))


class ChannelForm(PartForm):
    fold_title = "不常用的几项，和出自哪一条"
    sometimes_required = ("name",)
    shown = ("name", "side")
    folded = ("only_scope", "article", "preset", "preset_reason")
    name = forms.CharField(label="名称", max_length=40, required=False, help_text="如：会议、公开栏、网站、微信群。")
    raw_words = WordsField(label="目录里还可以怎样写", required=False, help_text="用顿号隔开。")
    side = forms.ChoiceField(label="党内用还是党外用", choices=SIDES)
    portal = forms.ChoiceField(label="由谁来办", choices=PORTALS, required=False)
    only_scope = forms.ChoiceField(label="只用于哪一种范围", choices=[NONE, *SCOPES], required=False)
    article = forms.CharField(label="出自第几条", max_length=60, required=False)
    preset = forms.BooleanField(label="文件里没有写，是我们先这样定的（预设）", required=False)
    preset_reason = forms.CharField(label="为什么这样定", max_length=300, required=False)

    def part(self) -> Row:
        """It is called by its own name, too."""
        found = super().part()
        return {**found, "raw_words": found.get("raw_words") or [found["name"]]} if found else found


class ChannelRuleForm(Grounded):
    sometimes_required = ("number", "about")
    number = forms.IntegerField(label="第几条", min_value=1, max_value=200, required=False)
    about = forms.CharField(label="哪类内容", max_length=100, required=False)
    scope = forms.ChoiceField(label="只说一种范围的", choices=[NONE, *SCOPES], required=False)
    forms_ = WordsField(label="宜用哪些形式", required=False, help_text="用上面的名称，顿号隔开。")

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('about', '')}：{'、'.join(part.get('forms') or []) or '适当形式'}"


class CategoryForm(PartForm):
    sometimes_required = ("number", "name")
    number = forms.IntegerField(label="第几类", min_value=1, max_value=99, required=False)
    name = forms.CharField(label="名称", max_length=100, required=False)
    home_for_off_catalogue = forms.BooleanField(label="目录外的事项放在这一类", required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('number', '')} {part.get('name', '')}"


class CatalogueForm(PartForm):
    fold_title = "出自哪一条，哪几栏是预设的"
    sometimes_required = ("title",)
    shown = ("title", "applies_to__kind", "applies_to__sectors", "filed_with")
    folded = ("applies_to__article", "presets", "presets_reason")
    title = forms.CharField(label="目录名称", max_length=200, required=False)
    applies_to__kind = forms.ChoiceField(label="给谁用", choices=APPLIES_TO, widget=forms.RadioSelect)
    applies_to__sectors = forms.MultipleChoiceField(
        label="适用的类别", choices=SECTORS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="给下级用的必须选。",
    )  # fmt: skip
    filed_with = forms.CharField(
        label="目录报哪里备案", max_length=100, required=False, help_text="文件没有要求就不填。"
    )
    applies_to__article = forms.CharField(label="给谁用，出自第几条", max_length=60, required=False)
    presets = forms.MultipleChoiceField(
        label="目录里哪几栏是我们先定的（预设）", choices=PRESETS, required=False, widget=forms.CheckboxSelectMultiple
    )
    presets_reason = forms.CharField(label="为什么", max_length=300, required=False)


class PinForm(PartForm):
    """Entries whose scope and channels a rule fixes; it is chosen from the register."""

    sometimes_required = ("codes", "article", "sentence")
    codes = WordsField(label="哪些代码", required=False, help_text="用顿号隔开，如：5-1、5-2。")
    cites = forms.ChoiceField(label="哪一条规定", required=False)
    article = forms.CharField(label="出自第几条", max_length=60, required=False)
    sentence = forms.CharField(label="文件里的原句", max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rules = self.fields["cites"]
        assert isinstance(rules, forms.ChoiceField)
        rules.choices = [("", "文件没有指明"), *choices(timezone.localdate(), PIN)[1:]]

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{'、'.join(part.get('codes') or [])}的范围和形式由规定定死"


class NoteForm(PartForm):
    sometimes_required = ("note",)
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(label="说的是哪个代码", max_length=40, required=False)
    also = forms.CharField(label="和哪个代码相近", max_length=40, required=False)
    raw = forms.CharField(label="原来的写法", max_length=200, required=False)
    note = forms.CharField(label="说明", max_length=500, required=False)

    def part(self) -> Row:
        found = super().part()
        return {**found, "kind": found.get("kind") or "other"} if found else found

    @classmethod
    def say(cls, part: Row) -> str:
        return ""


SCOPE_ROWS = (Rows("scopes", ScopeForm, row="种范围", extra=2),)
CHANNELS = (
    Rows("forms", ChannelForm, row="种形式", extra=5),
    Rows("form_rules", ChannelRuleForm, row="条", title="哪类内容宜用哪些形式", help="只作建议；没有就空着。"),
)
CATEGORIES = (Rows("categories", CategoryForm, row="类", extra=5),)
CATALOGUE = (
    Block("catalogue", CatalogueForm),
    Rows("catalogue.pinned", PinForm, row="条", title="范围和形式由上级规定定死的事项", help="没有就空着。"),
    Rows("catalogue.notes", NoteForm, row="条", title="对目录的说明", help="目录和原文有出入的，在这里说明；没有就空着。"),
)  # fmt: skip
