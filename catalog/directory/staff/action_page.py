"""An action on a catalogue, asked once more; and the catalogue as a file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from catalog.directory.actions import catalogues
from catalog.directory.exporting import CONTENT_TYPES, export_catalogue
from catalog.directory.staff.forms import posted
from catalog.directory.staff.frame import desk_page
from disclosure.workflow.offers import Offer


def confirm(desk, request, pk, name):
    """Ask once more on GET, act on POST."""
    context, action = desk.context_of(request, pk), catalogues.actions.get(name)
    catalogue = context.subject
    if action is None or not action.is_button:
        raise Http404
    if not action.who.allows(catalogue, context.access):
        raise PermissionDenied
    form = desk.form_of(Offer(action), context, posted(request))
    if request.method == "POST" and form.is_valid():
        found = desk.carry_out(request, action, catalogue, form, form.cleaned_data)
        if found is not None:
            return redirect(desk.url_after(catalogue, found))
    title = f"{action.label}：{catalogue}"
    return desk_page(desk, request, "confirm", title=title, catalogue=catalogue, form=form, action=action)


def download(desk, request, pk, kind):
    catalogue = desk.context_of(request, pk).subject
    if kind not in CONTENT_TYPES:
        raise Http404
    response = HttpResponse(export_catalogue(catalogue, kind, for_excel=True), content_type=CONTENT_TYPES[kind])
    name = f"{catalogue}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
