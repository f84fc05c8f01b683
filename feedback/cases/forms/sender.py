"""The forms of what a sender may do on their case's page; each with a note on what it means."""

from django import forms

from disclosure.deadlines.dates import plain
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.forms import reason_field
from feedback.cases.clocks.verdicts import verdict_until
from feedback.cases.forms.fields import FilesField, choice_field, lines_field
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import TEXT
from feedback.cases.supervision import where_to_complain


class SenderForm(forms.Form):
    """``press``: the words on its button."""

    press = ""

    def note(self, case: Case) -> str:
        raise NotImplementedError


class OwnCompletionForm(SenderForm):
    press = "提交补充"
    asked_besides = ("files",)

    text = lines_field("补充的内容", "请写要补充的内容。", rows=6, max_length=TEXT)
    files = FilesField(label="附件", required=False, help_text="最多5个文件。")

    def note(self, case):
        """What is missing, in the words in which it was asked."""
        asked = case.steps.filter(action="completion_asked").order_by("-pk").values_list("words", flat=True).first()
        return f"{asked or '请把缺的补上。'}只能补充一次，请一次写全。"


class OwnVerdictForm(SenderForm):
    press = "提交评价"

    verdict = choice_field("您对答复", "请选满意还是不满意。", choices=Case.Verdict.choices[1:])
    text = reason_field("说明", max_length=500, help_text="不满意的，请写明哪里不满意，好照着重新办。")

    def note(self, case):
        """Of a case that somebody closed already, only until when."""
        again = "不满意的，我们再办一次" if case.reopened_count == 0 else "这件已经重新办过一次，评价以后就办结"
        until = verdict_until(case)
        if until is None:
            return f"{again}。"
        doubt = "（暂定）" if current_calendar().day(until).is_provisional else ""
        end = "，过了这天不评价就办结" if case.is_open else ""
        return f"{again}。请在{plain(until)}{doubt}以前评价{end}。"


class OwnWithdrawalForm(SenderForm):
    press = "撤回"

    reason = lines_field("为什么撤回", rows=2, max_length=500)

    def note(self, case):
        return "撤回以后不再办理，也不能恢复；以后还想问，可以重新提。"


class ComplaintForm(SenderForm):
    press = "提交反映"

    text = lines_field("要反映什么", "请写要反映什么。", rows=5, max_length=TEXT)

    def note(self, case):
        handed_to = "交给纪检机构办理；没有纪检机构的，交给上级党组织。署名和原来一样，会给您新的编号和查询码。"
        return f"{handed_to}{where_to_complain(case.organization)}"
