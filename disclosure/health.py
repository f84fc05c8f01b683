"""/healthz: is the portal able to work?"""

import shutil

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LEAST_FREE_BYTES = 200 * 1024 * 1024


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def disk_has_room() -> bool:
    place = settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR
    return shutil.disk_usage(place).free > LEAST_FREE_BYTES


def cache_answers() -> bool:
    cache.set("healthz", 1, 10)
    return cache.get("healthz") == 1


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 and {"status": "ok"} when every check holds, else 503 naming the check."""
    checks = {"database": database_answers(), "cache": cache_answers(), "disk": disk_has_room()}
    is_well = all(checks.values())
    return JsonResponse({"status": "ok" if is_well else "failing", **checks}, status=200 if is_well else 503)
