"""查进度: one field for the query code, which never stands in an address."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from disclosure.audit.middleware import client_address
from feedback.cases.public.opened import LockedOut, open_case, try_code

CRUMBS = [{"label": "首页", "url": "/"}, {"label": "点题与申请", "url": "/requests/"}, {"label": "查进度"}]
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
        return page(request, errors=at_code(EMPTY))
    try:
        case = try_code(code, client_address(request), now=now)
    except LockedOut:
        return page(request, is_locked=True, status=429)
    if case is None:
        return page(request, errors=at_code(WRONG), code=code[:40])
    open_case(request, case, now=now)
    return redirect("feedback:case", number=case.number)


def at_code(text: str) -> list[dict]:
    return [{"text": text, "url": "#code"}]


def page(request, *, status: int = 200, **context) -> TemplateResponse:
    answer = TemplateResponse(request, "site/requests/track.html", {"crumbs": CRUMBS, **context}, status=status)
    if status == 429:
        answer["Retry-After"] = str(LOCK_SECONDS)
    return not_indexed(answer)


def not_indexed(answer):
    """Pages that one person opens: no search engine keeps them, and no other site learns their address."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
