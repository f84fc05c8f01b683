"""The first page of an import, and the template; who may see one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.serving import download
from disclosure.people.kept import keep
from disclosure.people.models import PeopleImport
from disclosure.people.reading.book import open_book
from disclosure.people.staff.forms import WorkbookForm
from disclosure.people.template_file import people_template
from disclosure.web.frame import framed

FOLDER = "admin/people/peopleimport"


def upload(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            book = open_book(file.read(), file.name)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            organization = form.cleaned_data["organization"]
            return redirect(keep(book, organization=organization, by=request.user, now=timezone.now()))
    return framed(model_admin, request, f"{FOLDER}/upload.html", "导入组织和人员", {"form": form})


def template(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    return download(people_template(), "组织和人员样表.xlsx")


def kept_of(model_admin, request, pk) -> PeopleImport:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    row = PeopleImport.objects.select_related("organization", "written_by", "posts_by").filter(pk=pk).first()
    if row is None:
        raise Http404("没有这次导入。")
    return row
