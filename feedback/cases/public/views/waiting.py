"""Where who sent files waits until they are looked through. The page asks again by itself; it can be left and opened again."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.web.components import HOME, Link
from feedback.cases.public.asking import drafts, sheets
from feedback.cases.public.browser import browser_of
from feedback.cases.public.views.opening import own_page
from feedback.intake import line
from feedback.intake.models import Waiting

AGAIN_AFTER = 3
# Nobody has taken it up for so long: the background does not run, or much is before it.
LONG = timedelta(minutes=2)
SHEETS = {sheet.name: sheet for sheet in (sheets.REQUESTS, sheets.OPINIONS, sheets.QUESTIONS)}


@own_page
def waiting(request):
    """To the receipt once it is received, back to the form where it is refused. Opens only for the browser that sent it."""
    token, now = request.GET.get("d", ""), timezone.now()
    browser = browser_of(request)
    kept = browser.get(drafts.DRAFTS, {}).get(token)
    sent = line.of_form(token) if kept else None
    if kept is None or sent is None:
        if browser.receipt():
            return redirect("feedback:receipt")
        raise Http404("这里没有等着检查的件。用编号和查询码可以查进度。")
    if sent.stage == Waiting.Stage.DONE:
        drafts.drop(browser, token)
        sent.delete()
        return redirect("feedback:receipt")
    if sent.stage == Waiting.Stage.REFUSED:
        return redirect(f"{SHEETS[kept['sheet']].url}?d={token}&step={sheets.CHECK}")
    context = {
        "files": [file["name"] for file in sent.files],
        "is_begun": sent.tries > 0,
        "before": line.before(sent),
        "is_long": (sent.claimed_at or sent.sent_at) < now - LONG,
        "seconds": AGAIN_AFTER,
        "crumbs": [HOME, Link("正在检查附件")],
    }
    response = TemplateResponse(request, "site/asking/waiting.html", context)
    response["Refresh"] = str(AGAIN_AFTER)
    response["Referrer-Policy"] = "no-referrer"
    return response
