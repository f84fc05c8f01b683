"""Opinions on a scheme's draft: one is entered on the draft's page, answered on a page of its own (PL-13)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from catalog.own_schemes.actions import add_opinion, answer_opinion
from catalog.own_schemes.forms import AnswerForm, OpinionForm
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from disclosure.web.frame import framed
from disclosure.workflow.offers import offer_of


def opinion_added(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    draft = model_admin.context_of(request, pk).subject
    form = OpinionForm(request.POST, prefix="opinion")
    if form.is_valid() and model_admin.carry_out(request, add_opinion, draft, form, form.cleaned_data) is not None:
        return back_to_opinions(draft)
    return model_admin.show_again(request, pk, add_opinion, form)


def answer_page(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    opinion = SchemeOpinion.objects.filter(pk=pk).first()
    if opinion is None:
        raise Http404("没有这条意见。")
    context = model_admin.context_of(request, opinion.draft_id)
    if offer_of(answer_opinion, context) is None:
        if request.method != "POST" or not answer_opinion.who.allows(context.subject, context.access):
            raise PermissionDenied("方案已经送审或办结，或者您不办这一步。")
        messages.warning(request, answer_opinion.not_now)
        return model_admin.show_with_text(request, opinion.draft_id, AnswerForm(request.POST))
    form = AnswerForm(request.POST or None, initial={"result": opinion.result, "reply": opinion.reply})
    if request.method == "POST" and form.is_valid():
        values = {"opinion": opinion, **form.cleaned_data}
        if model_admin.carry_out(request, answer_opinion, context.subject, form, values) is not None:
            return back_to_opinions(context.subject)
    around = {"opinion": opinion, "draft": context.subject, "form": form}
    return framed(model_admin, request, "admin/catalog/schemedraft/answer.html", "答复意见", around)


def back_to_opinions(draft: SchemeDraft) -> HttpResponse:
    return HttpResponseRedirect(f"{draft.get_absolute_url()}#received-opinions")
