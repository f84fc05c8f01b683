"""The texts of the letters that go to a sender: an organisation's own, or the portal's, with named places in braces.

A place is a plain Chinese name, ``{编号}``; nothing else in braces is understood, so no text can reach into the program.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE, HANDLE_REQUESTS
from disclosure.workflow.kit import Act, Holds, Workflow, require_text
from feedback.cases.models.replies import Letter, LetterTemplate

Name = Letter.Name
FOLDER = Path(__file__).parent / "presets"
EDITORS = (APPROVE, HANDLE_REQUESTS)
TITLE, BODY = 40, 4000
PLACE = re.compile(r"\{([^{}\n]*)\}")
COMMON = ("编号", "标题", "种类", "组织", "收到日期", "受理日期", "答复期限", "联系电话")
# What each letter can say beyond what all of them can.
OWN = {
    Name.ACCEPTANCE: (),
    Name.NON_ACCEPTANCE: ("理由", "依据"),
    Name.COMPLETION: ("内容", "期限"),
    Name.EXTENSION: ("理由", "期限"),
    Name.THIRD_PARTY: ("内容", "期限"),
    Name.REPLY: ("内容", "答复结果", "公开事项", "理由", "依据", "可能掌握的单位", "上级组织", "上级意见"),
    Name.REFUSAL: ("内容", "理由", "依据", "上级组织", "上级意见"),
    Name.SUPERIOR: ("上级组织", "审定结果", "上级意见"),
    Name.HANDOVER: ("转到", "怎样转", "怎样联系", "理由", "依据"),
}


templates = Workflow(
    LetterTemplate,
    code="lettertemplate",
    words={"saved": "修改答复书模板", "restored": "恢复答复书模板"},
    label=lambda row: Name(row.name).label,
)


@dataclass(frozen=True)
class LetterText:
    title: str
    body: str
    is_own: bool = False


@templates.start(
    "save_words", "修改本组织文书", who=Holds(*EDITORS), done="已保存。以后做的文书用这个写法，已经发出的不变。"
)
def save_words(act: Act, *, name: str, title: str, body: str) -> None:
    """Letters that went out keep the words they went out with."""
    template = find_template(act.subject, name) or LetterTemplate(organization=act.subject, name=name)
    template.title = require_text(title, "请写明标题。", most=TITLE)
    template.body = require_text(body, "请写明正文。", most=BODY)
    check_places(name, template.title, field="title")
    check_places(name, template.body, field="body")
    template.saved_by, template.saved_at = act.person, act.now
    act.create(template)
    act.record("saved")


@templates.start("restore_words", "修改本组织文书", who=Holds(*EDITORS), done="已恢复系统预设的写法。")
def restore_words(act: Act, *, name: str) -> None:
    """Back to the portal's own words; twice changes nothing."""
    template = find_template(act.subject, name)
    if template is not None:
        act.record_of(templates, template, "restored")
        template.delete()


def places_of(name: str) -> tuple[str, ...]:
    """A third party learns by its number that there is a case, and nothing of what it says but the question put to it."""
    common = [place for place in COMMON if name != Name.THIRD_PARTY or place != "标题"]
    return (*common, *OWN[Name(name)])


@cache
def read_preset(name: str) -> LetterText:
    """The portal's own. The file's first line is the title."""
    title, _blank, body = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n", 2)
    return LetterText(title, body.strip())


def find_text(organization: Organization, name: str) -> LetterText:
    own = find_template(organization, name)
    return LetterText(own.title, own.body, is_own=True) if own else read_preset(name)


def find_template(organization: Organization, name: str) -> LetterTemplate | None:
    return LetterTemplate.objects.filter(organization=organization, name=name).first()


def check_places(name: str, text: str, *, field: str) -> None:
    """Raises ``ValidationError`` at the field for a place that this letter has no value for."""
    unknown = [f"{{{place}}}" for place in PLACE.findall(text) if place not in places_of(name)]
    if unknown:
        known = "、".join(f"{{{place}}}" for place in places_of(name))
        raise ValidationError({field: f"{Name(name).label}里没有{'、'.join(unknown)}。可以用的有：{known}。"})


def filled(text: str, values: dict[str, str]) -> str:
    """Every place with its value. A paragraph all of whose places are empty is left out: it has nothing to say."""
    found = []
    for paragraph in paragraphs(text):
        places = PLACE.findall(paragraph)
        if not places or any(values.get(place) for place in places):
            found.append(PLACE.sub(lambda match: values.get(match[1], ""), paragraph))
    return "\n\n".join(found)


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
