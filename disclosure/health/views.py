"""``/healthz`` for whoever watches the portal, ``/metrics`` for Prometheus."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView

from disclosure.health.parts import examine, status_of
from disclosure.organizations.intranet import comes_from


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """``status``, and from the listed networks each part by its name: well or not. 503 only where the portal cannot work."""
    results = examine(timezone.now())
    status = status_of(results)
    parts = {result.part.name: result.is_well for result in results}
    shown = parts if comes_from(request, settings.MONITOR_NETWORKS) else {}
    return JsonResponse({"status": status, **shown}, status=503 if status == "failing" else 200)


@login_not_required
@never_cache
@require_safe
def metrics(request):
    """What the requests of all processes were, and which part is well."""
    if not comes_from(request, settings.MONITOR_NETWORKS):
        raise PermissionDenied("这一页只给监控用。")
    response: HttpResponse = ExportToDjangoView(request)
    response.write(parts_as_metrics())
    return response


def parts_as_metrics() -> str:
    rows = [f'portal_part_well{{part="{result.part.name}"}} {result.is_well:d}' for result in examine(timezone.now())]
    head = ["# HELP portal_part_well 1 where the part of the portal is well", "# TYPE portal_part_well gauge"]
    return "\n".join([*head, *rows]) + "\n"
