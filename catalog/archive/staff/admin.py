"""The archive at the desk: what was packed, what waits for it, and the registers to print (LK-08, PL-06, QJ-06)."""

from functools import partial
from http import HTTPStatus

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_sendfile import sendfile

from catalog.archive.models import ArchiveRecord
from catalog.archive.reading import READERS, lost_words, members_of, open_tasks, take_out
from catalog.archive.staff.panel import metadata_of, waiting
from catalog.archive.staff.registers_page import registers_page
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.components import Fact
from disclosure.web.frame import framed
from disclosure.web.page_links import listed

WAITING_SIZE = 50


@admin.register(ArchiveRecord)
class ArchiveRecordAdmin(ScopedAdmin):
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["archive_number", "title", "responsible", "dated_on", "pages", "retention"]
    list_filter = ["year", "retention"]
    search_fields = ["title", "archive_number", "item__index_number"]
    search_help_text = "按题名、档号或索引号查找"
    list_select_related = ["organization"]
    ordering = ["-pk"]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("waiting/", wrap(self.waiting_page), name="catalog_archiverecord_waiting"),
            path("registers/", wrap(partial(registers_page, self)), name="catalog_archiverecord_registers"),
            path("<int:pk>/change/", wrap(self.record_page), name="catalog_archiverecord_change"),
            path("<int:pk>/package/", wrap(require_POST(self.package)), name="catalog_archiverecord_package"),
        ]
        return own + super().get_urls()

    def record_page(self, request, pk):
        record = self.record_of(request, pk)
        members = members_of(record)
        access = access_for(request)
        context = {
            "record": record,
            "metadata": [*metadata_of(record), Fact("档案包", record.size_words)],
            "members": members,
            "lost": lost_words(record, members),
            "may_take_out": any(access.can(permission, record.organization) for permission in READERS),
            "item_url": reverse("admin:catalog_item_change", args=[record.item_id]),
        }
        return self.page(request, "record", record.archive_number, context)

    def package(self, request, pk):
        record = self.record_of(request, pk)
        try:
            place = take_out(record, by=request.user, now=timezone.now())
        except ValidationError as error:
            if record.is_destroyed:
                answer = self.record_page(request, pk)
                answer.status_code = HTTPStatus.GONE
                return answer
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(reverse("admin:catalog_archiverecord_change", args=[pk]))
        name = f"{record.archive_number}.zip"
        response = sendfile(request, place, attachment=True, attachment_filename=name, mimetype="application/zip")
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def waiting_page(self, request):
        """待归档, from the ledger: longest due first."""
        access = access_for(request)
        if not access.has_any(*self.view_permissions):
            raise PermissionDenied
        page = listed(request.GET, open_tasks(access), order=["due_on", "pk"], size=WAITING_SIZE)
        return self.page(request, "waiting", "待归档", {"rows": waiting(page.rows, access.on), "page": page})

    def record_of(self, request, pk) -> ArchiveRecord:
        rows = self.get_queryset(request).select_related("organization", "item", "packed_by")
        record = rows.filter(pk=pk).first()
        if record is None:
            raise Http404("没有这个档案，或者它不在您的工作范围内。")
        return record

    def page(self, request, template: str, title: str, context: dict):
        return framed(self, request, f"admin/catalog/archiverecord/{template}.html", title, context)
