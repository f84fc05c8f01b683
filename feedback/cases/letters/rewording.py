"""An organisation's own words for its letters, saved and taken back."""

from django.core.exceptions import ValidationError

from disclosure.organizations.roles import APPROVE, HANDLE_REQUESTS
from disclosure.workflow.kit import Act, Holds, Workflow, require_text
from feedback.cases.letters.wording import check_places
from feedback.cases.models.replies import Letter, LetterTemplate

EDITORS = (APPROVE, HANDLE_REQUESTS)
TITLE, BODY = 40, 4000

templates = Workflow(
    LetterTemplate,
    code="lettertemplate",
    words={"saved": "修改答复书模板", "restored": "恢复答复书模板"},
    label=lambda row: Letter.Name(row.name).label,
)


@templates.start(
    "save_words", "修改本组织文书", who=Holds(*EDITORS), done="已保存。以后做的文书用这个写法，已经发出的不变。"
)
def save_words(act: Act, *, name: str, title: str, body: str) -> None:
    """Letters that went out keep the words they went out with."""
    template = own_words(act, name) or LetterTemplate(organization=act.subject, name=name)
    template.title = require_text(title, "请写明标题。", most=TITLE)
    template.body = require_text(body, "请写明正文。", most=BODY)
    for field in ("title", "body"):
        check_field(template, field)
    template.saved_by, template.saved_at = act.person, act.now
    act.create(template)
    act.record("saved")


@templates.start("restore_words", "修改本组织文书", who=Holds(*EDITORS), done="已恢复系统预设的写法。")
def restore_words(act: Act, *, name: str) -> None:
    """Back to the portal's own words; twice changes nothing."""
    template = own_words(act, name)
    if template is not None:
        act.record_of(templates, template, "restored")
        template.delete()


def own_words(act: Act, name: str) -> LetterTemplate | None:
    return LetterTemplate.objects.filter(organization=act.subject, name=name).first()


def check_field(template: LetterTemplate, field: str) -> None:
    try:
        check_places(template.name, getattr(template, field))
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
