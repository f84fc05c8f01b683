"""The people who watch over disclosure and how they meet: supervisors, meetings, contact and demonstration points."""

from django import forms

from catalog.directory.written_fields import LimitField, WordsField
from catalog.own_schemes.sections.blocks import Block, Rows
from catalog.own_schemes.sections.limits import SaidForm
from catalog.own_schemes.sections.parts import Grounded, Row, limit_words
from catalog.schemes.choices import Constituency, MeetingKind, PointKind


class SupervisorsForm(Grounded):
    shown = ("constituencies", "is_optional")
    constituencies = forms.MultipleChoiceField(
        label="从哪些人里聘请", choices=Constituency.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="文件没有说从哪些人里聘请，就都不勾。",
    )  # fmt: skip
    is_optional = forms.BooleanField(label="可以聘，也可以不聘", required=False)


class MeetingForm(Grounded):
    sometimes_required = ("rule",)
    kind = forms.ChoiceField(label="哪一种会议", choices=MeetingKind.choices)
    rule = LimitField(label="多久一次", required=False, help_text="如：每季度。文件只说“定期”的，先定一个，勾“预设”。")

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{dict(MeetingKind.choices).get(part.get('kind', ''), '')}：{limit_words(part.get('rule'))}"


class PointForm(SaidForm):
    field_order = ("kind", "standards")
    kind = forms.ChoiceField(label="哪一种", choices=PointKind.choices)
    standards = WordsField(label="按什么标准定", required=False, help_text="用顿号隔开，没有就空着。")

    @classmethod
    def say(cls, part: Row) -> str:
        said = "、".join(part.get("standards") or []) or part.get("sentence", "")
        return f"{dict(PointKind.choices).get(part.get('kind', ''), '')}：{said}"


SUPERVISORS = (Block("supervisors", SupervisorsForm),)
MEETINGS = (Rows("meetings", MeetingForm, row="种会议", extra=2),)
POINTS = (Rows("contact_points", PointForm, row="种", extra=2),)
