"""Evaluations by members at the desk: prepared, opened, counted, published; the two pages that show a secret once."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from disclosure.organizations.roles import DRAFT, PUBLISH
from disclosure.oversight.evaluation.beginning import prepare
from disclosure.oversight.evaluation.counting import enter_paper
from disclosure.oversight.evaluation.forms import HandForm, PaperForm
from disclosure.oversight.evaluation.given import usual_questions
from disclosure.oversight.evaluation.models import STAFF_PERMISSIONS, Evaluation
from disclosure.oversight.evaluation.once import ShownOnce
from disclosure.oversight.evaluation.page import WAITS_FOR, page_of
from disclosure.oversight.evaluation.status import badge_of
from disclosure.oversight.evaluation.table import evaluations
from disclosure.oversight.frame import View, add_view
from disclosure.web.frame import framed
from disclosure.workflow.kit import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage

USUAL_DAYS = 7
add_view(View("evaluations", "党员评议", "judge", "oversight:evaluations", "oversight:organization_evaluations"))


@admin.register(Evaluation)
class EvaluationAdmin(ShownOnce):
    workflow = evaluations
    start, start_title, start_press = prepare, "起草党员评议", "保存草稿"
    start_note = "写好以后提交，由另一个人开始。开始那一天定名册；投票不记名，门户里查不出谁投了什么。"
    page_template = "admin/oversight/evaluation/page.html"
    page_reads = ("organization", "prepared_by", "opened_by", "deadline")
    not_found = "没有这一次评议，或者它不在您的工作范围内。"
    view_permissions = STAFF_PERMISSIONS
    add_permissions = (DRAFT, PUBLISH)
    has_cards = True
    list_display = ["title", "status", "until_on", "organization"]
    list_select_related = ["organization"]
    ordering = ["-pk"]

    @admin.display(description="状态")
    def status(self, evaluation):
        return badge_of(evaluation, timezone.localdate()).word

    def start_form(self, request, organization):
        questions = usual_questions(organization, timezone.localdate())
        initial = {"questions": "\n".join(questions), "open_days": USUAL_DAYS, "asks_text": True}
        data = request.POST if request.method == "POST" else None
        return self.start.form(data, initial=initial)

    def page_of(self, context: Context) -> ProcedurePage:
        return page_of(context)

    def card_of(self, evaluation):
        return self.card(evaluation, badge_of(evaluation, timezone.localdate()).word, title=evaluation.title)

    def waits_for(self, context):
        return WAITS_FOR.get(context.subject.state, "")

    def form_of(self, action, context, data=None):
        if action.form is not HandForm:
            return super().form_of(action, context, data)
        return HandForm.of(context.subject, data, action.initial(context), action.name)

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "oversight_evaluation_paper"
        return [path("<int:pk>/paper/", wrap(self.paper_page), name=name), *super().get_urls()]

    # --- paper ballots ---

    def paper_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = self.context_of(request, pk)
        if offer_of(enter_paper, context) is None:
            messages.warning(request, self.taken)
            return self.back_to(context.subject)
        form = PaperForm(request.POST if request.method == "POST" else None, evaluation=context.subject)
        taken = (
            form.is_bound
            and form.is_valid()
            and self.carry_out(request, enter_paper, context.subject, form, form.values())
        )
        if taken:
            return self.back_to(context.subject)
        shown = {"form": form, "subject": context.subject}
        return framed(self, request, "admin/oversight/evaluation/paper.html", "录入纸质票", shown)
