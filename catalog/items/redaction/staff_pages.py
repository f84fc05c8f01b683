"""Masking sensitive data, asking for a waiver, and deciding on it: buttons of the findings' panel."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_POST

from catalog.items.actions.writing import EditConflict, mask_in_text
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from catalog.items.staff.frame import item_page, question
from disclosure.web.forms import reason_field

NOTE = "写清楚为什么一定要原样公开，例如“对外服务电话，已征得本人同意”。由保密审查员决定，不能由您自己决定。"


class WaiverForm(forms.Form):
    reason = reason_field("为什么要原样公开", "请写明为什么要原样公开。", max_length=300)


class MaskForm(forms.Form):
    kind = forms.CharField(required=False)
    mask = forms.CharField(required=False)
    seen_saved_at = forms.DateTimeField(required=False)


def waiver_pages(model_admin) -> list:
    return [
        item_page(model_admin, "findings/mask/", mask, "mask", require_POST),
        item_page(model_admin, "waivers/ask/", ask, "ask_waiver"),
        item_page(model_admin, "waivers/<int:waiver>/decide/", decide, "decide_waiver", require_POST),
    ]


def back(request, item) -> str:
    step = request.POST.get("step", "")
    query = f"?step={step}" if step.isalpha() and step.isascii() else ""
    return f"{item.staff_url}{query}#findings"


def mask(model_admin, request, item, context):
    form = MaskForm(request.POST)
    try:
        if form.is_valid():
            return model_admin.press(request, mask_in_text, item, back=back(request, item), **form.cleaned_data)
        model_admin.say_errors(request, form)
    except EditConflict as conflict:
        messages.warning(request, f"{conflict} 没有遮盖。下面已经是最新的内容，请再按一次。")
    return HttpResponseRedirect(back(request, item))


def ask(model_admin, request, item, context):
    key = (request.GET.get("kind", ""), request.GET.get("mask", ""))
    spot = next((row for row in context.spots if row.key == key), None)
    if spot is None or not spot.is_clearable:
        messages.warning(request, "内容里已经没有这一处了。下面是最新的情况。")
        return HttpResponseRedirect(f"{item.staff_url}#findings")
    form = WaiverForm(request.POST or None)
    return question(
        model_admin, request, ask_waiver, item, form, given={"kind": spot.kind, "mask": spot.mask},
        title=f"申请保留：{spot.label}{spot.mask}", press="申请保留", back=f"{item.staff_url}#findings", note=NOTE,
    )  # fmt: skip


def decide(model_admin, request, item, context, waiver):
    row = Waiver.objects.select_related("version__item").filter(pk=waiver, version__item=item).first()
    answer = request.POST.get("agreed")
    if row is None or answer not in ("yes", "no"):
        raise Http404
    given = {"waiver": row, "agreed": answer == "yes"}
    return model_admin.press(request, decide_waiver, item, back=back(request, item), **given)
