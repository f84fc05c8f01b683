"""What a supervisor suggests: an opinion with its clock, that says whose it is (LK-24)."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.files.rich_text import one_line
from disclosure.organizations.roles import COLLECT_OPINIONS
from disclosure.oversight.supervisors.actions import supervisors
from disclosure.oversight.supervisors.forms import EnteredForm
from disclosure.oversight.supervisors.models import Suggestion
from disclosure.workflow.kit import SENDER, Act, Holds, Own, when
from feedback.cases.actions.receiving import receive_case
from feedback.cases.models.choices import SUBJECT
from feedback.cases.states import Kind

SAYS_SO = "监督员建议："
IN_OFFICE = when(
    lambda context: context.subject.is_in_office(context.on), not_now="聘期已满，或者还没有开始，不能{action}。"
)


@supervisors.action(
    "suggest", "登记监督员的建议", at=IN_OFFICE, who=Own("person") | Holds(COLLECT_OPINIONS),
    form=EnteredForm, is_folded=True, done="建议已登记，编号{found}，按意见建议的时限答复。",
)  # fmt: skip
def suggest(act: Act, *, subject: str, text: str, channel: str = "", received_on: date | None = None) -> Suggestion:
    """By the supervisor's own account, or as told to the office."""
    row = act.subject
    today = row.suggestions.filter(case__received_on=received_on or act.on, case__text=text.strip())
    if today.exists():
        raise ValidationError("这条建议已经提过，不用再提。")
    given = {"kind": Kind.OPINION, "subject": f"{SAYS_SO}{one_line(subject)}"[:SUBJECT], "text": text, "name": row.name}
    if row.person_id == act.person.pk:
        received = receive_case(row.organization, **given, person=row.person, by=SENDER, now=act.now)
    else:
        given |= {"channel": channel, "received_on": received_on, "person": row.person}
        received = receive_case(row.organization, **given, by=act.person, now=act.now)
    suggestion = Suggestion.objects.create(supervisor=row, case=received.case)
    act.record("suggested", case=received.case.number)
    return suggestion
