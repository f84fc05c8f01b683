"""A file of what is written here and published by another person."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from disclosure.files.serving import serve
from disclosure.organizations.site import reading_of


def serve_file_of(request: HttpRequest, model: Any, row: int, pk: int) -> HttpResponseBase:
    """For readers of the row of this model, and for the desk that works on it."""
    reading = reading_of(request)
    readable = model.objects.visible_to(reading.reader, reading.on).values("pk")
    desk = model.objects.on_desk_of(reading.reader, reading.on).values("pk")
    written = get_object_or_404(model, Q(pk__in=readable) | Q(pk__in=desk), pk=row)
    return serve(request, get_object_or_404(written.files, pk=pk))
