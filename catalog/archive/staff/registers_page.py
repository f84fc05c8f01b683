"""The registers, chosen on a page and taken away as a file."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalog.archive.registers.exporting import export_register
from catalog.archive.registers.forms import RegisterForm
from catalog.archive.registers.kinds import KINDS, kinds_for
from disclosure.files.serving import download
from disclosure.organizations.access import access_for
from disclosure.web.frame import framed


def registers_page(model_admin, request):
    access = access_for(request)
    if not kinds_for(access):
        raise PermissionDenied("您没有可以导出的登记簿。")
    form = RegisterForm(request.POST if request.method == "POST" else None, access=access)
    if request.method == "POST" and form.is_valid():
        return register_file(request, **form.cleaned_data)
    return framed(model_admin, request, "admin/catalog/archiverecord/registers.html", "登记簿", {"form": form})


def register_file(request, *, register, organization, year, format):
    kind, given = KINDS[register], {"organization": organization, "year": year, "format": format}
    data = export_register(kind, **given, by=request.user, now=timezone.now())
    return download(data, f"{organization.name}{year}年{kind.label}.{format}")
