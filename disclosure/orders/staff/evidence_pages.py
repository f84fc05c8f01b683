"""The files beside an order: added and taken away by who reports, read by who reads the order."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from disclosure.files.serving import serve
from disclosure.orders.evidence import add_evidence, remove_evidence
from disclosure.orders.forms import EvidenceForm
from disclosure.orders.models import Evidence
from disclosure.workflow.staff.admin import ProcedureAdmin


class EvidencePages(ProcedureAdmin):
    def get_urls(self):
        wrap, files = self.admin_site.admin_view, "<int:pk>/evidence/"
        own = [
            path(files, wrap(require_POST(self.add_file)), name="orders_order_add_evidence"),
            path(f"{files}<int:file>/", wrap(require_safe(self.file)), name="orders_order_evidence"),
            path(f"{files}<int:file>/remove/", wrap(require_POST(self.remove)), name="orders_order_remove_evidence"),
        ]
        return own + super().get_urls()

    def add_file(self, request: HttpRequest, pk: int) -> HttpResponse:
        order = self.context_of(request, pk).subject
        form = EvidenceForm(request.POST, request.FILES)
        try:
            if form.is_valid() and self.carry_out(request, add_evidence, order, form, form.cleaned_data):
                return HttpResponseRedirect(f"{order.get_absolute_url()}#evidence")
        except PermissionDenied as error:
            form.add_error(None, str(error))
        return self.show(request, pk, {add_evidence.name: form})

    def file(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        """To whoever reads the order."""
        return serve(request, self.found(request, pk, file))

    def remove(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        row = self.found(request, pk, file)
        back = f"{row.order.get_absolute_url()}#evidence"
        return self.press(request, remove_evidence, row.order, back=back, evidence=row)

    def found(self, request: HttpRequest, pk: int, file: int) -> Evidence:
        order = self.context_of(request, pk).subject
        row = Evidence.objects.select_related("order").filter(order=order, pk=file).first()
        if row is None:
            raise Http404("没有这份文件。")
        return row
