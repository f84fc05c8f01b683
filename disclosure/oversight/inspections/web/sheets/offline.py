"""The sheet for where there is no network: a page that the device keeps, the data it takes along, what comes back.

The page itself knows nothing of any inspection. What it takes along is encrypted on the device by the inspector's own words
(``static/js/sheet.js``), comes back once by a key, and is wiped.
"""

import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe
from pydantic import BaseModel, Field
from pydantic import ValidationError as WrongBody

from disclosure.oversight.inspections.actions.sheets import FoundRow, return_sheet, take_sheet
from disclosure.oversight.inspections.drawing import digest_of
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import SheetKey
from disclosure.oversight.inspections.web.reach import inspection_for, visit_for
from disclosure.oversight.inspections.web.sampled import LONGEST_REASON, SampledRow, rows_of

MOST_MARKS, MOST_FINDINGS, LONGEST_FINDING = 2_000, 100, 500
JSON = {"ensure_ascii": False}


@require_safe
@ensure_csrf_cookie
def shell(request) -> HttpResponse:
    """Kept by the device whoever is signed in: it says nothing of a person or an inspection."""
    return TemplateResponse(request, "oversight/inspection_offline.html")


@require_safe
def worker(request) -> HttpResponse:
    """Below the address of the page, so that it answers for it."""
    response = TemplateResponse(request, "oversight/inspection_worker.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@require_POST
def take(request, inspection: int, pk: int) -> JsonResponse:
    context, seen = inspection_for(request, inspection), visit_for(request, inspection, pk)
    key = secrets.token_urlsafe(32)
    try:
        take_sheet(context.inspection, visit=seen.visit, digest=digest_of(key), by=request.user, now=timezone.now())
    except ValidationError as error:
        return refused(error)
    visit = seen.visit
    rows = [row for row in rows_of(visit, context.access) if not row.is_own]
    sheet = {
        "key": key,
        "title": f"{visit.organization.name}：{visit.inspection.title}",
        "return_url": f"{visit.get_absolute_url()}sheet/return/",
        "visit_url": visit.get_absolute_url(),
        "rows": [of_row(row) for row in rows],
        "points": [point["name"] for point in visit.points],
    }
    response = JsonResponse(sheet, json_dumps_params=JSON)
    response["Cache-Control"] = "no-store"
    return response


def of_row(row: SampledRow) -> Mapping[str, Any]:
    """Its title, its line, its points: nothing else of it leaves."""
    points = [
        {
            "point": point.mark.point, "name": point.name, "told": point.told_word, "told_grade": point.mark.told,
            "mark": point.mark.mark, "why": point.mark.why, "revision": point.mark.revision,
        }
        for point in row.points
    ]  # fmt: skip
    sampled = row.sampled
    title = row.title or sampled.get_subject_display()
    return {"sampled": sampled.pk, "position": sampled.position, "title": title, "line": sampled.line, "points": points}


class Entered(BaseModel):
    sampled: int
    point: Annotated[int, Field(ge=0, le=1000)]
    mark: Annotated[str, Field(max_length=4)]
    why: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    revision: Annotated[int, Field(ge=0)]


class FoundThere(BaseModel):
    text: Annotated[str, Field(max_length=LONGEST_FINDING)]
    is_good: bool = False
    sampled: int | None = None
    point: Annotated[int | None, Field(ge=0, le=1000)] = None


class Returned(BaseModel):
    key: Annotated[str, Field(max_length=100)]
    marks: Annotated[list[Entered], Field(max_length=MOST_MARKS)]
    findings: Annotated[list[FoundThere], Field(max_length=MOST_FINDINGS)] = []


@require_POST
def give_back(request, inspection: int, pk: int) -> JsonResponse:
    """The same body sent twice is answered the same; another one with the same key is refused."""
    context, seen = inspection_for(request, inspection), visit_for(request, inspection, pk)
    try:
        body = Returned.model_validate_json(request.body)
    except WrongBody:
        return refused(ValidationError("交回的内容不完整，请再试一次。"))
    sheet = SheetKey.objects.select_related("visit").filter(visit=seen.visit, digest=digest_of(body.key)).first()
    if sheet is None:
        return JsonResponse({"error": "门户没有发出过这张检查表。"}, status=404, json_dumps_params=JSON)
    marks = [(row.sampled, MarkRow(row.point, row.mark, row.why, row.revision)) for row in body.marks]
    findings = [FoundRow(**row.model_dump()) for row in body.findings]
    given = {
        "digest": digest_of(request.body.decode()),
        "findings": findings,
        "by": request.user,
        "now": timezone.now(),
    }
    try:
        answer = return_sheet(context.inspection, sheet=sheet, marks=marks, **given)
    except ValidationError as error:
        return refused(error)
    except PermissionDenied as error:
        return JsonResponse({"error": str(error)}, status=403, json_dumps_params=JSON)
    return JsonResponse(answer, json_dumps_params=JSON)


def refused(error: ValidationError) -> JsonResponse:
    return JsonResponse({"error": "".join(error.messages)}, status=409, json_dumps_params=JSON)
