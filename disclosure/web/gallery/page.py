"""Every component with sample content, for those who build pages."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from disclosure.web.gallery.samples import gallery_context


@login_not_required
@require_safe
def gallery(request):
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return TemplateResponse(request, "gallery.html", gallery_context())
