"""点题公开、依申请公开、意见建议、党内事务咨询: one question a page. What was typed waits for its browser until it is sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from disclosure.organizations.site import asked, reading_of
from disclosure.web.components import description
from feedback.cases.public.asking import drafts, sheets
from feedback.cases.public.asking.drafts import Draft
from feedback.cases.public.asking.forms import AskingForm, CheckForm
from feedback.cases.public.asking.pages import StepPage
from feedback.cases.public.asking.progress import Asking, begun
from feedback.cases.public.asking.sending import send
from feedback.cases.public.asking.sheets import Sheet
from feedback.cases.public.browser import browser_of
from feedback.cases.public.views.opening import counted_as, writing_page
from feedback.intake import line
from feedback.intake.gate import Underway
from feedback.intake.models import Waiting
from feedback.intake.proof_of_work import challenge

WRONG = "wrong"


@writing_page
def ask(request, sheet: Sheet):
    """The step asked for; a step whose turn has not come leads to the first open one, a form that was sent to its receipt."""
    token = request.GET.get("d", "")
    draft = drafts.draft_of(browser_of(request), token, sheet.name)
    if token and draft is None:
        # A second press, or a page from yesterday.
        return redirect("feedback:receipt" if browser_of(request).receipt() else str(sheet.url))
    if draft and (sent := line.of_form(draft.token)) and sent.stage != Waiting.Stage.REFUSED:
        return redirect(waiting_url(draft))
    if draft and request.POST.get("go") == "drop":
        return drop_draft(request, draft)
    reading = reading_of(request)
    draft = draft or begun(sheet, request.GET, reading.reader, reading.on)
    asking = Asking(sheet, draft, reading.reader, reading.on, asked(request, "q"))
    step = request.GET.get("step", "") if token else asking.first_open()
    if not asking.may_open(step):
        return redirect(asking.url(asking.first_open()))
    if step == sheets.CHECK:
        return check_page(request, asking)
    if request.method == "POST":
        return take_answers(request, asking, step)
    return step_page(request, asking, step, asking.form(step, is_asked_anew=WRONG not in request.GET))


def drop_draft(request, draft: Draft):
    """On a computer that others use too, nothing stays behind."""
    drafts.drop(browser_of(request), draft.token)
    messages.info(request, "没有发出的内容已经全部清除。")
    return redirect("catalog:home")


def take_answers(request, asking: Asking, step: str):
    """Keep what was typed, then lead on: to the next question, back to the last, or to the same with what is wrong.

    Every page is one that was asked for, none the answer to a form: Back always works.
    """
    form = asking.form(step, request.POST)
    asking.take(form)
    drafts.keep(browser_of(request), asking.draft, now=timezone.now())
    if request.POST.get("go") == "back":
        return redirect(asking.url(asking.beside(step, -1) or step))
    if not form.is_valid():
        return redirect(f"{asking.url(step)}&{WRONG}=1")
    return redirect(asking.url(asking.beside(step, 1)))


def step_page(request, asking: Asking, step: str, form: AskingForm, **more):
    page = StepPage(asking, step, form, request.GET, request.get_full_path())
    context = {
        "page": page,
        "crumbs": page.crumbs,
        "description": description(f"{asking.sheet.title}：", asking.sheet.lead),
    }
    return TemplateResponse(request, f"site/asking/{step}.html", {**context, **more})


def check_page(request, asking: Asking):
    if request.method == "POST":
        return take_press(request, asking)
    browser_of(request).expect_receipt()
    error = drafts.take_error(browser_of(request), asking.draft) or refusal_of(asking.draft)
    form = CheckForm({} if error else None, asking=asking, error=error)
    test = None if asking.reader.is_authenticated else challenge(now=timezone.now())
    return step_page(request, asking, sheets.CHECK, form, challenge=test)


def refusal_of(draft: Draft) -> ValidationError | None:
    """Why nothing came of what was sent with the form before."""
    sent = line.of_form(draft.token)
    return ValidationError(sent.answer) if sent and sent.stage == Waiting.Stage.REFUSED else None


def take_press(request, asking: Asking):
    if request.POST.get("go") == "back":
        return redirect(asking.url(asking.beside(sheets.CHECK, -1)))
    form = CheckForm(request.POST, request.FILES, asking=asking)
    try:
        is_first = receive(request, asking, form)
    except Underway as underway:
        # The first press is about to write its receipt.
        messages.info(request, underway.messages[0])
        return redirect(asking.url(sheets.CHECK))
    except ValidationError as error:
        drafts.keep_error(browser_of(request), asking.draft, error)
        return redirect(asking.url(sheets.CHECK))
    if form.cleaned_data["files"] or not is_first:
        return redirect(waiting_url(asking.draft))
    drafts.drop(browser_of(request), asking.draft.token)
    return redirect("feedback:receipt")


def waiting_url(draft: Draft) -> str:
    return f"{reverse('feedback:waiting')}?d={draft.token}"


def receive(request, asking: Asking, form: CheckForm) -> bool:
    """False where another press was first."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return send(
        asking,
        uploads=form.cleaned_data["files"],
        test=form.cleaned_data,
        source=counted_as(request),
        now=timezone.now(),
        receipt=browser_of(request).receipt_locker,
    )
