"""An organisation's directory as a file to take away."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from catalog.directory.contents import catalogue_for
from catalog.directory.exporting import CONTENT_TYPES, export_catalogue
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page


@public_page
def catalogue_file(request, code, kind):
    shown = get_object_or_404(Organization, code=code)
    catalogue = catalogue_for(shown)
    if catalogue is None or kind not in CONTENT_TYPES:
        raise Http404
    content = export_catalogue(catalogue, kind, for_excel=kind == "csv")
    name = f"{catalogue.title}（第{catalogue.version}版）.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)
