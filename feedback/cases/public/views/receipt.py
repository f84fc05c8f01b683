"""The receipt: number, query code, the dates. Shown to the browser that sent the case, until its session ends."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.web.components import HOME, Link
from feedback.cases.models.cases import Case, Sender
from feedback.cases.public.asking import drafts
from feedback.cases.public.asking.due_preview import kept_promises
from feedback.cases.public.views.opening import writing_act

JOINED = ("organization", "accept_deadline", "answer_deadline")


@login_not_required
@never_cache
@require_safe
def receipt(request):
    """The code stands in the session and on this page: never in an address, a log or a referrer."""
    kept = drafts.receipt_of(request.session)
    if kept is None:
        raise Http404("这里没有回执。用编号和查询码可以查进度。")
    pk, code = kept
    case = Case.objects.select_related(*JOINED).get(pk=pk)
    context = {
        "case": case,
        "code_groups": code.split("-"),
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
    request.session.pop(drafts.RECEIPT, None)
    return redirect("catalog:home")
