"""Opening a round, which freezes its roll (JG-15, YY-15, QJ-20)."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError

from disclosure.deadlines.dates import plain
from disclosure.oversight.evaluation.beginning import Slip, blank_slip
from disclosure.oversight.evaluation.forms import SubmitForm
from disclosure.oversight.evaluation.given import freeze_roll, owe_result
from disclosure.oversight.evaluation.secrecy import grouped, public_key, read
from disclosure.oversight.evaluation.table import OPENERS, S, evaluations
from disclosure.workflow.kit import Act, in_state


@evaluations.action(
    "open", "开始评议，领第二张字条", at=in_state(S.SUBMITTED), to={S.OPEN}, who=OPENERS, form=SubmitForm, style="main",
    others=("prepared_by", "submitted_by"), shows_blocked=True, waits=True, done="评议开始了。",
    same_person="这一次是您起草或者提交的，要由另一个人开始。", initial=blank_slip,
)  # fmt: skip
def open_evaluation(act: Act, *, slip: str) -> Slip:
    """From here on the roll is frozen: members of the day with accounts, and the names that were written."""
    evaluation = act.subject
    evaluation.slip_two, evaluation.code_key = public_key(slip), secrets.token_hex(32)
    if evaluation.slip_one == evaluation.slip_two:
        raise ValidationError({"slip": "两张字条不能一样。"})
    evaluation.opened_by, evaluation.opened_at = act.person, act.now
    last_on = act.on + timedelta(days=evaluation.open_days - 1)
    evaluation.until_on = last_on
    act.move(S.OPEN)
    people = freeze_roll(act, evaluation)
    owe_result(act, evaluation, last_on)
    act.record("opened", voters=evaluation.voters.count(), until_on=last_on.isoformat())
    title = f"请您参加党员评议：{evaluation.title}，{plain(last_on)}截止"
    act.notify_all("opened", people, title, url=evaluation.get_absolute_url())
    return Slip(grouped(read(slip)))
