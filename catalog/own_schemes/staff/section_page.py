"""One section of a scheme on a page of its own: shown, refused beside the field, saved, and on to the next. So is its text."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from catalog.own_schemes.forms import TextForm
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.sections.form import SectionForm
from catalog.own_schemes.sections.table import Section, find_section, sections
from catalog.own_schemes.staff.saving import is_saved, posted, refused, under
from disclosure.web.frame import framed

TEMPLATES = "admin/catalog/schemedraft/{}.html"


def section_page(model_admin, request: HttpRequest, pk: int, name: str) -> HttpResponse:
    section = find_section(name)
    if section is None:
        raise Http404("方案里没有这一部分。")
    context = model_admin.context_of(request, pk)
    draft = context.subject
    form = SectionForm(posted(request), section=section, draft=draft)
    if answer := refused(model_admin, request, context, form):
        return answer
    if is_saved(model_admin, request, context, form):
        for words in form.understood():
            messages.info(request, f"读作：{words}")
        return HttpResponseRedirect(place_after(request, draft, section))
    missing = [] if form.is_bound else form.missing(context.checked.faults)
    shown = {"form": form, "section": section, "subject": draft, "following": next_of(section), "missing": missing}
    return framed(model_admin, request, TEMPLATES.format("section"), section.title, shown, under(draft))


def text_page(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    context = model_admin.context_of(request, pk)
    draft = context.subject
    form = TextForm(posted(request), draft=draft)
    if answer := refused(model_admin, request, context, form):
        return answer
    if is_saved(model_admin, request, context, form):
        return HttpResponseRedirect(draft.get_absolute_url())
    shown = {"form": form, "subject": draft}
    return framed(model_admin, request, TEMPLATES.format("text"), "名称和正文", shown, under(draft))


def next_of(section: Section) -> Section | None:
    every = list(sections())
    place = every.index(section) + 1
    return every[place] if place < len(every) else None


def place_after(request: HttpRequest, draft: SchemeDraft, section: Section) -> str:
    """By the button that was pressed: more rows of the same section, the next section, or back to the contents."""
    asked = request.POST.get("then")
    target = section if asked == "more" else next_of(section) if asked == "next" else None
    if target is None:
        return f"{draft.get_absolute_url()}#{section.name}"
    return reverse("admin:catalog_schemedraft_section", args=[draft.pk, target.name])
