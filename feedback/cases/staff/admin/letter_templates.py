"""The words of an organisation's letters at the desk: the list, one page a letter with its preview, back to the portal's own."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed
from feedback.cases.letters.letter_templates import (
    EDITORS,
    find_text,
    paragraphs,
    places_of,
    restore_words,
    save_words,
)
from feedback.cases.models.replies import Letter, LetterTemplate
from feedback.cases.staff.templates_page import WordsForm, letter_names, preview

LIST, PAGE = "admin/feedback/lettertemplate/list.html", "admin/feedback/lettertemplate/page.html"


@admin.register(LetterTemplate)
class LetterTemplateAdmin(ScopedAdmin):
    view_permissions = EDITORS

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return False

    def get_urls(self):
        page = path("<slug:name>/", self.admin_site.admin_view(self.words_page), name="feedback_lettertemplate_words")
        found = super().get_urls()
        return [found[0], page, *found[1:]]

    def changelist_view(self, request, extra_context=None):
        organizations = self.organizations(request)
        organization = chosen(request, organizations) or (organizations[0] if organizations else None)
        if organization is None:
            raise PermissionDenied("您没有修改文书的岗位。")
        letters = letter_names(organization)
        context = {"organization": organization, "organizations": organizations, "letters": letters}
        return framed(self, request, LIST, "答复书模板", context)

    def words_page(self, request, name):
        """Saved, looked at beforehand, or taken back; what was typed stays."""
        organization = chosen(request, self.organizations(request))
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

    def organizations(self, request) -> list[Organization]:
        return list(Organization.objects.filter(pk__in=access_for(request).organization_ids(*EDITORS)))
