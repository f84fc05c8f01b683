"""Members vote: a code is taken and cast at once; who has no account comes for paper."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from disclosure.oversight.evaluation.forms import PAPER
from disclosure.oversight.evaluation.marks import MARKS, Marked
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.secrecy import new_number
from disclosure.oversight.evaluation.voting import cast, hand_out, take_code
from disclosure.oversight.rehearsal.stage import Turn
from disclosure.workflow.kit import SENDER


def vote(turn: Turn, *, marks: Sequence[str], text: str = "") -> Evaluation:
    """``marks``: a word for each question, such as 满意."""
    numbers = {label: number for number, label in MARKS.items()}
    if wrong := [word for word in marks if word not in numbers]:
        raise ValidationError(f"没有“{wrong[0]}”，只有{'、'.join(numbers)}。")
    evaluation = turn.subject
    code = take_code(evaluation, number=new_number(), by=turn.staff, now=turn.now)
    marked = Marked([numbers[word] for word in marks], text)
    cast(evaluation, code=code, marked=marked, by=SENDER, now=turn.now)
    return evaluation


def hand_paper(turn: Turn, *, name: str) -> Evaluation:
    """To the member of this name on the roll."""
    evaluation = turn.subject
    voter = evaluation.voters.filter(name=name).order_by("pk").first()
    if voter is None:
        raise ValidationError(f"名册上没有“{name}”。")
    hand_out(evaluation, voter=voter, how=PAPER, number=new_number(), by=turn.staff, now=turn.now)
    return evaluation
