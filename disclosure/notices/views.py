"""A person's own inbox."""

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from disclosure.notices.inbox import mail_fault, unread_count
from disclosure.notices.links import is_local
from disclosure.notices.models import Notice
from disclosure.web.components import MINE, Link
from disclosure.web.page_links import listed


@require_GET
def inbox(request):
    context = {
        "page": listed(request.GET, Notice.objects.of(request.user), order=["-id"]),
        "unread": unread_count(request.user),
        "mail_fault": mail_fault(request.user),
        "crumbs": [MINE, Link("消息")],
    }
    return TemplateResponse(request, "notices/inbox.html", context)


@require_POST
def read(request, pk):
    get_object_or_404(Notice.objects.of(request.user), pk=pk).mark_read(now=timezone.now())
    return redirect("notices:inbox")


@require_POST
def read_all(request):
    Notice.objects.of(request.user).mark_read(now=timezone.now())
    return redirect("notices:inbox")


@require_POST
def open_notice(request, pk):
    """Reads the notice and goes where it leads."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    notice.mark_read(now=timezone.now())
    return redirect(notice.url if is_local(notice.url) else "notices:inbox")
