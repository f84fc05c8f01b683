"""Covering what was found in a text, asking that it may stand, and deciding on it: buttons of the findings' panel."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.items.actions.writing import EditConflict, mask_in_text
from catalog.items.decision_forms import WaiverForm
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from catalog.items.staff.frame import question

SEEN = forms.DateTimeField(required=False)
NOTE = "写清楚为什么一定要原样公开，例如“对外服务电话，已征得本人同意”。由保密审查员决定，不能由您自己决定。"


def waiver_pages(desk) -> list:
    wrap = desk.admin_site.admin_view
    return [
        path("<int:pk>/findings/mask/", wrap(require_POST(partial(mask, desk))), name="catalog_item_mask"),
        path("<int:pk>/waivers/ask/", wrap(partial(ask, desk)), name="catalog_item_ask_waiver"),
        path(
            "<int:pk>/waivers/<int:waiver>/decide/",
            wrap(require_POST(partial(decide, desk))),
            name="catalog_item_decide_waiver",
        ),
    ]


def back(request, pk) -> HttpResponseRedirect:
    step = request.POST.get("step", "")
    query = f"?step={step}" if step.isalpha() and step.isascii() else ""
    url = reverse("admin:catalog_item_change", args=[pk])
    return HttpResponseRedirect(f"{url}{query}#findings")


def mask(desk, request, pk):
    item, _context = desk.item_of(request, pk)
    try:
        seen = SEEN.clean(request.POST.get("seen_saved_at", ""))
        mask_in_text(
            item,
            kind=request.POST.get("kind", ""),
            mask=request.POST.get("mask", ""),
            by=request.user,
            now=timezone.now(),
            seen_saved_at=seen,
        )
    except EditConflict as conflict:
        messages.warning(request, f"{conflict} 没有遮盖。下面已经是最新的内容，请再按一次。")
    except ValidationError as error:
        desk.complain(request, error)
    else:
        messages.success(request, "已照建议遮盖。请看一遍正文。")
    return back(request, pk)


def ask(desk, request, pk):
    item, context = desk.item_of(request, pk)
    key = (request.GET.get("kind", ""), request.GET.get("mask", ""))
    spot = next((row for row in context.spots if row.key == key), None)
    if spot is None or not spot.is_clearable:
        messages.warning(request, "内容里已经没有这一处了。下面是最新的情况。")
        return HttpResponseRedirect(f"{item.staff_url}#findings")
    form = WaiverForm(request.POST or None)
    return question(
        desk, request, ask_waiver, item, form, given={"kind": spot.kind, "mask": spot.mask},
        title=f"申请保留：{spot.label}{spot.mask}", press="申请保留", back=f"{item.staff_url}#findings", note=NOTE,
    )  # fmt: skip


def decide(desk, request, pk, waiver):
    item, _context = desk.item_of(request, pk)
    row = Waiver.objects.select_related("version__item").filter(pk=waiver, version__item=item).first()
    answer = request.POST.get("agreed")
    if row is None or answer not in ("yes", "no"):
        raise Http404
    try:
        decide_waiver(row, agreed=answer == "yes", by=request.user, now=timezone.now())
    except ValidationError as error:
        desk.complain(request, error)
    else:
        messages.success(request, "已同意保留。" if answer == "yes" else "已决定不保留，申请人会收到通知。")
    return back(request, pk)
