"""What the sender may do on their case's page: each act with its form, when it is offered, and the one call it makes.

Whether it may still be done is decided by the action itself, behind the case's lock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from disclosure.deadlines.dates import plain
from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.actions.complaining import complain, has_result
from feedback.cases.actions.judging import judge, may_judge, verdict_until
from feedback.cases.actions.waiting.completing import complete
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.files import keep, looked_through
from feedback.cases.models.cases import Case
from feedback.cases.states import TRANSITIONS, IllegalMove, Kind, State
from feedback.cases.supervision import where_to_complain

S = State
TEXT = 5000
FAULTS = (ValidationError, IllegalMove, PermissionDenied)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is looked through when it is kept."""

    widget = FilesInput

    def clean(self, data, initial=None):
        rows = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(row, initial) for row in rows]


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CompletionForm(forms.Form):
    text = forms.CharField(
        label="补充的内容", max_length=TEXT, widget=lines(6), error_messages={"required": "请写要补充的内容。"}
    )
    files = FilesField(label="附件", required=False, help_text="最多5个文件。")


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label="为什么撤回", max_length=500, required=False, widget=lines(2))


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label="您对答复",
        choices=Case.Verdict.choices[1:],
        widget=forms.RadioSelect,
        error_messages={"required": "请选满意还是不满意。"},
    )
    text = forms.CharField(
        label="说明",
        max_length=500,
        required=False,
        widget=lines(3),
        help_text="不满意的，请写明哪里不满意，好照着重新办。",
    )


class ComplaintForm(forms.Form):
    text = forms.CharField(
        label="要反映什么", max_length=TEXT, widget=lines(5), error_messages={"required": "请写要反映什么。"}
    )


def complete_with_files(case: Case, *, text: str, files: list, now: datetime) -> None:
    """The files are looked through first; then text and files are kept together or not at all."""
    with looked_through(files) as taken, transaction.atomic():
        keep(complete(case, text=text, now=now), taken, by=None, now=now)


def completion_note(case: Case) -> str:
    """What is missing, in the words in which it was asked."""
    asked = case.steps.filter(action="completion_asked").order_by("-pk").values_list("words", flat=True).first()
    return f"{asked or '请把缺的补上。'}只能补充一次，请一次写全。"


def verdict_note(case: Case) -> str:
    """Of a case that somebody closed already, only until when."""
    again = "不满意的，我们再办一次" if case.reopened_count == 0 else "这件已经重新办过一次，评价以后就办结"
    until = verdict_until(case)
    if until is None:
        return f"{again}。"
    doubt = "（暂定）" if current_calendar().day(until).is_provisional else ""
    end = "，过了这天不评价就办结" if case.is_open else ""
    return f"{again}。请在{plain(until)}{doubt}以前评价{end}。"


def complaint_note(case: Case) -> str:
    told = "交给纪检机构办理；没有纪检机构的，交给上级党组织。署名和原来一样，会给您新的编号和查询码。"
    return f"{told}{where_to_complain(case.organization)}"


def may_complain(case: Case, _on: date) -> bool:
    return has_result(case) and not case.complaints.exists()


def may_withdraw(case: Case, _on: date) -> bool:
    """Before its answer, and while no other's case is handled with it."""
    return S.WITHDRAWN in TRANSITIONS[Kind(case.kind)][S(case.state)] and not case.merged.exists()


@dataclass(frozen=True)
class Act:
    """``do(case, now=, **cleaned_data)`` raises any of ``FAULTS``; ``Received``, if it returns one, is a new case whose
    receipt is shown. ``done`` is said afterwards. ``is_first``: what the page asks for now, not tucked away below."""

    title: str
    press: str
    note: Callable[[Case], str]
    form: type[forms.Form]
    fits: Callable[[Case, date], bool]
    do: Callable[..., object]
    done: str = ""
    is_first: bool = False


ACTS = {
    "complete": Act(
        title="补充内容",
        press="提交补充",
        note=completion_note,
        form=CompletionForm,
        fits=lambda case, _on: case.state == S.INCOMPLETE,
        do=complete_with_files,
        done="补充的内容已经收到。",
        is_first=True,
    ),
    "judge": Act(
        title="您满意吗",
        press="提交评价",
        note=verdict_note,
        form=VerdictForm,
        fits=may_judge,
        do=judge,
        done="您的评价已经记下。",
        is_first=True,
    ),
    "withdraw": Act(
        title="不想办了，撤回",
        press="撤回",
        note=lambda case: "撤回以后不再办理，也不能恢复；以后还想问，可以重新提。",
        form=WithdrawalForm,
        fits=may_withdraw,
        do=withdraw,
        done="已经撤回。",
    ),
    "complain": Act(
        title="对办理情况有意见，向纪检机构反映",
        press="提交反映",
        note=complaint_note,
        form=ComplaintForm,
        fits=may_complain,
        do=complain,
        done="已经提交。请记下新的编号和查询码。",
    ),
}


def offered(case: Case, on: date, failed: str = "", form: forms.Form | None = None) -> list[dict]:
    """The acts that a case's page shows; the one that failed stands there with what was typed, whether it fits or not."""
    return [
        act_row(name, act, case, form if name == failed else None)
        for name, act in ACTS.items()
        if name == failed or act.fits(case, on)
    ]


def act_row(name: str, act: Act, case: Case, form: forms.Form | None) -> dict:
    shown = form or act_form(name)
    return {
        "name": name,
        "title": act.title,
        "press": act.press,
        "note": act.note(case),
        "form": shown,
        "has_files": shown.is_multipart(),
        "is_open": form is not None or act.is_first,
        "is_first": act.is_first,
    }


def act_form(name: str, *data) -> forms.Form:
    """Each with names of its own for its fields: several forms stand on one page."""
    return ACTS[name].form(*data, auto_id=f"{name}-%s")


def words_of(error: Exception) -> list[str]:
    return list(error.messages) if isinstance(error, ValidationError) else [str(error)]
