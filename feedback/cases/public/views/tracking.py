"""Following one's cases: the receipt, 查进度 by the query code, which is never in an address, and 我的来件."""

from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.audit.middleware import client_address
from disclosure.organizations.site import open_outside, reading_of
from disclosure.web.components import HOME, MINE, Fault, Link, description
from disclosure.web.page_links import listed
from feedback.cases.models.cases import Case, Sender
from feedback.cases.public.asking.due_preview import kept_promises
from feedback.cases.public.browser import browser_of
from feedback.cases.public.opened import LockedOut, open_case, try_code
from feedback.cases.public.pages.mine import ORDER, rows, with_row_columns
from feedback.cases.public.views.opening import REQUESTS, own_page, writing_act, writing_page

WRONG = "没有这个查询码。请照着回执再输一遍：一共16位，没有数字0和1，也没有字母O、I和L。"
EMPTY = "请输入查询码。它印在回执上，一共16位。"
LOCK_SECONDS = 2 * 3600
JOINED = ("organization", "accept_deadline", "answer_deadline")


@own_page
def receipt(request):
    """Shown to the browser that sent the case, for some hours. The code is on this page and sealed for that browser: never in an
    address, a log or a referrer."""
    kept = browser_of(request).receipt()
    if kept is None:
        raise Http404("这里没有回执。用编号和查询码可以查进度。")
    case = Case.objects.select_related(*JOINED).get(pk=kept["case"])
    context = {
        "case": case,
        "code_groups": kept["code"].split("-"),
        "promises": kept_promises(case),
        "by_hand": case.reply_by != Case.ReplyBy.SITE and case.get_reply_by_display(),
        "is_mine": Sender.objects.filter(case=case, person__isnull=False).exists(),
        "files": case.files.order_by("pk"),
        "crumbs": [HOME, Link("回执")],
    }
    response = TemplateResponse(request, "site/asking/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@writing_act
def forget_receipt(request):
    """On a computer that others use too."""
    browser_of(request).forget_receipts()
    return redirect("catalog:home")


@writing_page
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
    open_case(request, case.pk, now=now)
    return redirect("feedback:case", number=case.number)


def page(request, *, status: int = 200, fault: str = "", **context) -> TemplateResponse:
    """``fault``: what is wrong with the code."""
    context |= {
        "description": description("输入回执上的查询码，看点题、申请、意见和咨询办到哪一步、哪天以前答复。"),
        "crumbs": [HOME, REQUESTS, Link("查进度")],
        "errors": [Fault(fault, "#code")] if fault else [],
    }
    answer = TemplateResponse(request, "site/requests/track.html", context, status=status)
    if status == 429:
        answer["Retry-After"] = str(LOCK_SECONDS)
    return not_indexed(answer)


def not_indexed(answer):
    """Pages that one person opens: no search engine keeps them, and no other site learns their address."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@open_outside
@require_safe
@never_cache
def my_cases(request):
    """What a signed-in person sent, with its state. Outside the intranet one reads as a passer-by."""
    reading = reading_of(request)
    sent = Case.objects.filter(sender__person=request.user) if reading.is_member else Case.objects.none()
    found = listed(request.GET, with_row_columns(sent), order=ORDER)
    context = {"crumbs": [HOME, MINE, Link("我的来件")], "rows": rows(found.rows, reading.on), "page": found}
    return TemplateResponse(request, "site/requests/mine.html", context)
