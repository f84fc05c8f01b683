"""Every component with sample content, for those who build pages."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from disclosure.web.components import Link
from disclosure.web.gallery import samples


@login_not_required
@require_safe
def gallery(request):
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    context = {
        "places": samples.PLACES,
        "crumbs": samples.CRUMBS,
        "metadata": samples.METADATA,
        "trace": samples.TRACE,
        "attachments": samples.ATTACHMENTS,
        "versions": samples.VERSIONS,
        "events": samples.EVENTS,
        "filters": samples.FILTERS,
        "chosen": [Link("时限：定期", "#")],
        "categories": samples.CATEGORIES,
        "sentence": samples.SENTENCE,
        "tabs": samples.TABS,
        "heat": samples.HEAT,
        "table": samples.TABLE,
        "tasks": samples.TASKS,
        "states": samples.STATES,
        "steps": samples.STEPS,
        "newest": samples.NEWEST,
        "receipt": samples.RECEIPT,
        "form": samples.SampleForm({"decided_on": "2026-09-28", "scope": "party", "text": "2026年第三季度……"}),
    }
    return TemplateResponse(request, "gallery.html", context)
