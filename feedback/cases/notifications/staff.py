"""Telling the staff who has to do something next with a case: a notice names the kind and the number alone (QJ-05).
Nobody hears of their own act, nor the handler of a complaint about it. The queries are the same for one person and for
many."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from disclosure.deadlines.dates import local_day
from disclosure.notices.notify import notify
from disclosure.organizations.models.people import User
from disclosure.workflow.act import Act
from feedback.cases.conflict_of_interest import subjects_of
from feedback.cases.handlers import staff_for
from feedback.cases.models.cases import Case, Sender, Step
from feedback.cases.models.replies import Reply

Who = Callable[[Case, date], Iterable[User]]


def handler(case: Case, on: date) -> list[User]:
    return [case.handler] if case.handler and case.handler.is_active else []


def handler_or_staff(case: Case, on: date) -> list[User]:
    return handler(case, on) or staff_for(case, on)


# By the step's name, in what words and to whom. Who approves, decides above and writes anew is told by the actions on the
# answer (``feedback.cases.actions.answering``), which know them.
NOTICES: Mapping[str, tuple[str, Who]] = {
    "received": ("收到新的来件", staff_for),
    "taken_over": ("收到别的组织转来的来件", staff_for),
    "completed": ("来件人已经补正", handler_or_staff),
    "withdrawn": ("来件已经撤回", handler_or_staff),
    "third_party_end_announced": ("第三方还没有答复，到期后继续计时", handler_or_staff),
    "third_party_answered": ("第三方意见有了结果，继续计时", handler_or_staff),
    "assigned": ("分给您办理", handler),
    "extended": ("已经批准延期", handler_or_staff),
    "rectification_ordered": ("要求整改", handler),
    "handled": ("已经办理，待答复", staff_for),
    "judged": ("来件人作了评价", handler_or_staff),
    "reopened": ("要重新办理", handler_or_staff),
    "topic_owed": ("点题公开的内容撤了下来，仍应公开", handler_or_staff),
}


def notify_staff(act: Act) -> None:
    if act.context.step is not None:
        send_to_staff(act.subject, act.context.step, now=act.now)


def send_to_staff(case: Case, step: Step, *, now: datetime) -> None:
    """Once for every step, in the step's transaction."""
    if step.action not in NOTICES:
        return
    words, who = NOTICES[step.action]
    left_out = {step.by_id, *senders_and_subjects(case)}
    people = [person for person in who(case, local_day(now)) if person.pk not in left_out]
    notify(
        people,
        key=f"case:{case.pk}:step:{step.pk}:desk",
        title=f"{words}：{case.get_kind_display()}（{case.number}）",
        url=case.staff_url,
        now=now,
    )


def staff_of(reply: Reply) -> set[int]:
    """Who wrote it and who handles its case."""
    return {pk for pk in (reply.written_by_id, reply.case.handler_id) if pk}


def notify_about_reply(act: Act, reply: Reply, step: str, people: Iterable[int | None], title: str) -> None:
    """Who approves, decides above or writes anew: by kind and number, what the case says stands on its page alone."""
    case: Case = act.subject
    words = f"{case.get_kind_display()}（{case.number}）：{title}"
    key = f"case:{case.pk}:reply:{reply.round}:{step}"
    others = {pk for pk in people if pk} - senders_and_subjects(case)
    notify(others, key=key, title=words, url=case.staff_url, now=act.now)


def senders_and_subjects(case: Case) -> set[int]:
    """Its sender, if they have an account; of a complaint also whose work it is about."""
    found = set(Sender.objects.filter(case=case, person__isnull=False).values_list("person_id", flat=True))
    if case.complaint_about_id:
        found |= subjects_of(case.complaint_about_id)
    return found
