"""Writing at an item's workbench: the text, kept as it is typed; the plan; the files. Typed text is never lost."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.items.actions.attaching import add_attachment, remove_attachment
from catalog.items.actions.writing import EditConflict, change_plan, save_text
from catalog.items.models import Attachment
from catalog.items.staff.forms import PlanForm, TextForm
from catalog.items.staff.frame import item_page
from disclosure.web.forms import UploadForm

MINE_OR_THEIRS = "已保存的那份在右边“预览”里；您写的还在下面，再按一次保存就以您的为准。"


def writing_pages(model_admin) -> list:
    return [
        item_page(model_admin, "text/", text_page, "text", require_POST),
        item_page(model_admin, "plan/", plan_page, "plan", require_POST),
        item_page(model_admin, "files/", add_file, "files", require_POST),
        item_page(model_admin, "files/<int:file>/remove/", remove_file, "remove", require_POST),
    ]


def text_page(model_admin, request, item, context):
    """Answers a page to a person, JSON to the autosave. On a conflict both texts stand side by side."""
    return autosave(request, item) if request.headers.get("X-Autosave") == "1" else save(model_admin, request, item)


def autosave(request, item) -> JsonResponse:
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": [error for errors in form.errors.values() for error in errors]}, status=400)
    try:
        item = save_text(item, by=request.user, now=timezone.now(), **form.cleaned_data)
    except (EditConflict, PermissionDenied, ValidationError) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        return JsonResponse({"errors": words}, status=409)
    saved_at = item.working_version.saved_at
    shown = timezone.localtime(saved_at).strftime("%H:%M")
    return JsonResponse({"seen_saved_at": saved_at.isoformat(), "message": f"{shown} 已自动保存"})


def save(model_admin, request, item):
    form = TextForm(request.POST)
    try:
        if form.is_valid() and model_admin.carry_out(request, save_text, item, form, form.cleaned_data):
            return HttpResponseRedirect(f"{item.staff_url}?step={request.POST.get('next', 'files')}")
    except EditConflict as conflict:
        form.add_error(None, f"{conflict} {MINE_OR_THEIRS}")
        form.data = {**request.POST.dict(), "seen_saved_at": conflict.saved.saved_at.isoformat()}
    except PermissionDenied as error:
        form.add_error(None, str(error))
    return model_admin.show_step(request, item.pk, "content", save_text, form)


def plan_page(model_admin, request, item, context):
    form = PlanForm(request.POST, item=item, rules=context.rules, today=context.on)
    if form.is_valid() and model_admin.carry_out(request, change_plan, item, form, form.cleaned_data):
        return HttpResponseRedirect(f"{item.staff_url}?step=check")
    return model_admin.show_step(request, item.pk, "plan", change_plan, form)


def add_file(model_admin, request, item, context):
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = {"upload": form.cleaned_data["file"]}
        if model_admin.carry_out(request, add_attachment, item, form, given) is not None:
            return HttpResponseRedirect(files_url(item))
    return model_admin.show_step(request, item.pk, "files", add_attachment, form)


def remove_file(model_admin, request, item, context, file):
    attachment = Attachment.objects.filter(version_id=item.working_version_id, pk=file).first()
    if attachment is None:
        raise Http404
    return model_admin.press(request, remove_attachment, item, back=files_url(item), attachment=attachment)


def files_url(item) -> str:
    return f"{item.staff_url}?step=files"
