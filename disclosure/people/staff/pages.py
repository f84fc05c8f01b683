"""The pages of an import: hand in a workbook, see what it would do, answer, confirm; print the start codes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone

from disclosure.files.reading.questions import AnswersForm
from disclosure.people.again import preview_again
from disclosure.people.models import PeopleImport
from disclosure.people.staff.forms import CodesForm, EndingsForm
from disclosure.people.staff.parts import Parts, parts_of
from disclosure.people.staff.upload_page import FOLDER, kept_of
from disclosure.people.understanding.preview import Preview
from disclosure.people.writing.write import write_posts, write_structure
from disclosure.web.frame import framed

AGAIN = "还没有写入。下面是最新的预览，请再看一遍，再按确认。"


def show(model_admin, request, pk):
    kept = kept_of(model_admin, request, pk)
    preview = preview_again(kept, on=timezone.localdate(), by=request.user)
    parts = parts_of(kept, preview, request.user)
    sent = request.POST if request.method == "POST" else None
    if sent and "confirm" in sent:
        return confirm(request, kept, preview, parts)
    forms: dict[str, AnswersForm | CodesForm | EndingsForm] = {
        "answers": AnswersForm(preview.questions, sent if sent and "answers" in sent else None),
        "codes": CodesForm(preview.plan.new_places, sent if sent and "codes" in sent else None),
        "endings": EndingsForm(parts.endings, sent if sent and "endings" in sent else None),
    }
    for form in forms.values():
        if form.is_bound and form.is_valid():
            kept.answer(form.answers())
            return redirect(kept)
    shown = {"kept": kept, "preview": preview, "parts": parts, "forms": forms}
    shown["errors"] = [{"text": text} for text in preview.errors]
    return framed(model_admin, request, f"{FOLDER}/preview.html", f"导入：{kept.filename}", shown)


def confirm(request, kept: PeopleImport, preview: Preview, parts: Parts):
    """Written only when the person has seen this preview, complete, and confirmed it."""
    if request.POST["confirm"] != preview.stamp or not parts.may_write:
        messages.warning(request, AGAIN)
        return redirect(kept)
    write = write_posts if parts.are_posts else write_structure
    try:
        write(kept, preview, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(kept)
    messages.success(request, parts.done)
    return redirect(kept)
