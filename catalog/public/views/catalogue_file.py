"""An organisation's directory as a file to take away."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from catalog.directory import exporting
from catalog.directory.contents import catalogue_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page


@public_page
def catalogue_file(request, code, kind):
    catalogue = catalogue_for(get_object_or_404(Organization, code=code))
    if catalogue is None:
        raise Http404
    return exporting.catalogue_file(catalogue, kind)
