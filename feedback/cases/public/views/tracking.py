"""查进度: one field for the query code, which never stands in an address."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from disclosure.audit.middleware import client_address
from disclosure.web.components import HOME, Fault, Link
from feedback.cases.public.opened import LockedOut, open_case, try_code
from feedback.cases.public.views.opening import REQUESTS

WRONG = "没有这个查询码。请照着回执再输一遍：一共16位，没有数字0和1，也没有字母O、I和L。"
EMPTY = "请输入查询码。它印在回执上，一共16位。"
LOCK_SECONDS = 2 * 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    if request.method != "POST":
        return page(request)
    code, now = request.POST.get("code", "").strip(), timezone.now()
    if not code:
        return page(request, fault=EMPTY)
    try:
        case = try_code(code, client_address(request), now=now)
    except LockedOut:
        return page(request, is_locked=True, status=429)
    if case is None:
        return page(request, fault=WRONG, code=code[:40])
    open_case(request, case, now=now)
    return redirect("feedback:case", number=case.number)


def page(request, *, status: int = 200, fault: str = "", **context) -> TemplateResponse:
    """``fault``: what is wrong with the code."""
    context |= {"crumbs": [HOME, REQUESTS, Link("查进度")], "errors": [Fault(fault, "#code")] if fault else []}
    answer = TemplateResponse(request, "site/requests/track.html", context, status=status)
    if status == 429:
        answer["Retry-After"] = str(LOCK_SECONDS)
    return not_indexed(answer)


def not_indexed(answer):
    """Pages that one person opens: no search engine keeps them, and no other site learns their address."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
