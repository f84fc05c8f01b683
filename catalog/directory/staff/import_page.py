"""Importing a catalogue at the desk: upload, see every row with its raw words, answer the questions, confirm."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from catalog.directory.importing import kept
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import Preview, read_file
from catalog.directory.importing.wordings import Answers
from catalog.directory.staff.frame import desk_page, posted
from catalog.directory.staff.import_forms import (
    CatalogueAnswersForm,
    ColumnsForm,
    TemplateForm,
    UploadForm,
    offer_organizations,
)
from catalog.schemes.models import Scheme
from catalog.schemes.rules import NoScheme, SchemeRules, scheme_for
from disclosure.files.reading.errors import UnreadableFile
from disclosure.organizations.models.directory import Organization

GONE = "没有这次导入，或已经完成。请重新上传。"


def upload(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    organizations = model_admin.choices_in_scope(request, Organization)
    form = UploadForm(posted(request), request.FILES or None)
    offer_organizations(form, organizations)
    if request.method == "POST" and form.is_valid():
        found = take_in(request, form)
        if found:
            return redirect("admin:catalog_catalogue_preview", found.key)
    template_form = TemplateForm(auto_id="template_%s")
    offer_organizations(template_form, organizations)
    return desk_page(model_admin, request, "upload", title="导入目录", form=form, template_form=template_form)


def take_in(request, form) -> kept.KeptUpload | None:
    """Keep the file if it can be read as a catalogue; else say why at the form."""
    values, now = form.cleaned_data, timezone.now()
    data = values["file"].read()
    try:
        rules = scheme_for(values["organization"], timezone.localdate())
        read_file(data, values["file"].name, rules, organization=values["organization"])
    except (UnreadableFile, NoScheme) as error:
        form.add_error("organization" if isinstance(error, NoScheme) else "file", str(error))
        return None
    return kept.keep(
        data,
        now=now,
        user=request.user.pk,
        filename=values["file"].name,
        organization=values["organization"].pk,
        scheme=rules.scheme.pk,
        title=values["title"],
        applies_to=values["applies_to"],
        sectors=values["sectors"],
    )


def preview(model_admin, request, key):
    found = kept.find(key, user=request.user)
    if found is None:
        raise Http404(GONE)
    organization = Organization.objects.get(pk=found.organization)
    if not model_admin.choices_in_scope(request, Organization).filter(pk=organization.pk).exists():
        raise PermissionDenied
    scheme = Scheme.objects.get(pk=found.scheme)
    rules = SchemeRules(scheme, scheme.data)
    read = read_file(found.data, found.filename, rules, organization=organization, answers=found.answered())
    is_about_columns = "columns" in request.POST
    columns_form = ColumnsForm(read, request.POST if is_about_columns else None)
    if is_about_columns and columns_form.is_valid():
        return remembered(request, found, read, columns_form.answers())
    form = CatalogueAnswersForm(read.questions, None if is_about_columns else posted(request), options=read.options)
    if request.method == "POST" and form.is_valid():
        return answered(request, found, read, form)
    return desk_page(
        model_admin,
        request,
        "preview",
        title=f"导入预览：{found.title}",
        form=form,
        columns_form=columns_form,
        found=found,
        preview=read,
        errors=[{"text": error.message} for error in read.errors],
    )


def remembered(request, found, read: Preview, answers: Answers):
    """Keep the answers and show what they change, unless no catalogue would be left."""
    try:
        assert read.answered(answers).reading
        found.answer(answers)
    except UnreadableFile:
        messages.error(request, "这样就没有“公开内容”或者列太少了，没有改。")
    return redirect("admin:catalog_catalogue_preview", found.key)


def answered(request, found, read: Preview, form):
    """Show what the answers change; write only when the person has seen this preview, complete, and confirmed it."""
    again = redirect("admin:catalog_catalogue_preview", found.key)
    if read.questions:
        return remembered(request, found, read, form.answers())
    if request.POST.get("confirm") != read.stamp:
        messages.warning(request, "还没有导入。下面是最新的预览，请再看一遍，再按“确认导入”。")
        return again
    try:
        with found.taken():
            catalogue = write(request, found, read)
    except FileNotFoundError:
        raise Http404(GONE) from None
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return again
    messages.success(request, f"已导入 {len(read.rows)} 项，成为起草中的目录。")
    return redirect(catalogue)


def write(request, found, read: Preview):
    return commit_import(
        read.organization,
        preview=read,
        title=found.title,
        applies_to=found.applies_to,
        sectors=found.sectors,
        by=request.user,
        now=timezone.now(),
    )
