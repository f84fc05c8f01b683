"""The words of an organisation's letters at the desk: the list, one page a letter with its preview, back to the portal's own."""

from datetime import date

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed
from feedback.cases.letters.letter_templates import (
    BODY,
    EDITORS,
    TITLE,
    filled,
    find_text,
    paragraphs,
    places_of,
    restore_words,
    save_words,
)
from feedback.cases.letters.letters import NUMBERED
from feedback.cases.models.replies import Letter, LetterTemplate

LIST, PAGE = "admin/feedback/lettertemplate/list.html", "admin/feedback/lettertemplate/page.html"
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
    "依据": "《中华人民共和国个人信息保护法》第二十五条",
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


@admin.register(LetterTemplate)
class LetterTemplateAdmin(ScopedAdmin):
    view_permissions = EDITORS

    def get_urls(self):
        page = path("<slug:name>/", self.admin_site.admin_view(self.words_page), name="feedback_lettertemplate_words")
        found = super().get_urls()
        return [found[0], page, *found[1:]]

    def changelist_view(self, request, extra_context=None):
        organizations = organizations_with(request, *EDITORS)
        organization = chosen(request, organizations) or (organizations[0] if organizations else None)
        if organization is None:
            raise PermissionDenied("您没有修改文书的岗位。")
        letters = letter_names(organization)
        context = {"organization": organization, "organizations": organizations, "letters": letters}
        return framed(self, request, LIST, "答复书模板", context)

    def words_page(self, request, name):
        """Saved, looked at beforehand, or taken back; what was typed stays."""
        organization = chosen(request, organizations_with(request, *EDITORS))
        if organization is None or name not in Letter.Name.values:
            raise Http404("没有这种文书，或者它不在您的工作范围内。")
        text = find_text(organization, name)
        form = WordsForm(request.POST if request.method == "POST" else None, initial=vars(text))
        if request.method == "POST" and self.done(request, organization, name, form):
            return HttpResponseRedirect(request.get_full_path())
        letter = preview(organization, name, form, timezone.localdate())
        context = {
            "form": form,
            "organization": organization,
            "is_own": text.is_own,
            "places": [f"{{{place}}}" for place in places_of(name)],
            "letter": letter,
            "paragraphs": paragraphs(letter.body),
        }
        return framed(self, request, PAGE, letter.get_name_display(), context)

    def done(self, request, organization, name, form) -> bool:
        who = {"by": request.user, "now": timezone.now()}
        if "restore" in request.POST:
            restore_words(organization, name=name, **who)
            messages.success(request, restore_words.done)
            return True
        if not form.is_valid() or "preview" in request.POST:
            return False
        try:
            save_words(organization, name=name, **form.cleaned_data, **who)
        except ValidationError as error:
            add_errors(form, error)
            return False
        messages.success(request, save_words.done)
        return True


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
