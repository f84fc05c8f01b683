"""What the page of an organisation's letters shows: which words stand, what can be put into them, how the letter reads."""

from datetime import date

from django import forms

from disclosure.organizations.models.directory import Organization
from feedback.cases.letters.letter_templates import BODY, TITLE, filled
from feedback.cases.letters.letters import NUMBERED
from feedback.cases.models.replies import Letter, LetterTemplate

# A case of nobody, to see how a letter reads.
EXAMPLE = {
    "标题": "办公楼维修用了多少钱",
    "种类": "点题公开",
    "收到日期": "2026年9月21日",
    "受理日期": "2026年9月22日",
    "答复期限": "2026年10月9日",
    "期限": "2026年10月9日",
    "内容": "（这里是写好的内容）",
    "答复结果": "只答复申请人",
    "公开事项": "办公楼维修情况（索引号 1-2-3-2026-0001）",
    "理由": "涉及个人隐私",
    "依据": "《中国共产党党务公开条例（试行）》第八条",
    "可能掌握的单位": "县档案馆",
    "上级组织": "上一级党组织",
    "审定结果": "同意不予公开",
    "上级意见": "（这里是上级的意见）",
}


class WordsForm(forms.Form):
    title = forms.CharField(label="标题", max_length=TITLE, error_messages={"required": "请写标题。"})
    body = forms.CharField(
        label="正文",
        max_length=BODY,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="一行一段。花括号里的词会换成这一件的实际内容；一段里的花括号都没有内容时，整段不出现。",
        error_messages={"required": "请写正文。"},
    )


def letter_names(organization: Organization) -> list[tuple[Letter.Name, bool]]:
    """Every letter, and whether the organisation words it itself."""
    own = set(LetterTemplate.objects.filter(organization=organization).values_list("name", flat=True))
    return [(name, name.value in own) for name in Letter.Name]


def preview(organization: Organization, name: str, form: WordsForm, on: date) -> Letter:
    """Of the words as they are typed, so that what is not saved yet can be looked at; never saved itself."""
    values = {
        **EXAMPLE,
        "编号": f"{organization.code}-{on.year}-D0001",
        "组织": organization.name,
        "联系电话": organization.supervision_phone or "（监督电话）",
    }
    return Letter(
        name=name,
        number=f"{organization.code}公开{NUMBERED[Letter.Name(name)]}字〔{on.year}〕1号",
        title=filled(form["title"].value() or "", values),
        body=filled(form["body"].value() or "", values),
        made_on=on,
    )
