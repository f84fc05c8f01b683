"""Taking a code, signed in, and casting a ballot with it, not signed in. Neither leaves a word in the log or a moment in a row."""

from typing import Any

from django.core.exceptions import ValidationError

from disclosure.organizations.access import Access
from disclosure.oversight.evaluation.forms import CODE, HandForm
from disclosure.oversight.evaluation.marks import SECRET_LEAST, Marked, plain_of
from disclosure.oversight.evaluation.models import Ballot, Evaluation, Voter
from disclosure.oversight.evaluation.secrecy import code_of, is_genuine, mark_of, new_number, parts_of, seal
from disclosure.oversight.evaluation.table import STILL_OPEN, TELLERS, evaluations
from disclosure.workflow.kit import Act, Anyone, Blocker, Context, Nobody

WRONG = "没有这个投票码，请对照着再写一遍。"
CLOSED = "这一次评议已经截止，不能再投。"
USED = "这个投票码已经用过了。一个码只能投一次。"
HANDED = "您已经领过了，一个人只领一次。"


class Code(str):
    """For the one page that shows it."""


def row_of(evaluation: Evaluation, access: Access) -> Voter | None:
    """The person's own row of the roll."""
    return evaluation.voters.filter(person=access.user_id).first() if access.is_known else None


def not_on_roll(context: Context, values: Any):
    if row_of(context.subject, context.access) is None:
        yield Blocker("not_on_roll", "您不在这一次评议的名册上。名册在评议开始那一天定下，以后不再增减。")
    elif is_small(context.subject):
        yield Blocker("paper", f"参加的党员不到{SECRET_LEAST}人，用纸质票评议，不发投票码。")


def is_small(evaluation: Evaluation) -> bool:
    return evaluation.voters.count() < SECRET_LEAST


@evaluations.action("take", "领投票码", at=STILL_OPEN, who=Anyone(), blockers=not_on_roll, is_button=False)
def take_code(act: Act, *, number: str) -> Code:
    """``number``: of the form that was sent; sent again it gives the same code again."""
    voter = row_of(act.subject, act.access)
    assert voter is not None
    return hand(act.subject, voter, number)


def hand(evaluation: Evaluation, voter: Voter, number: str) -> Code:
    mark = mark_of(number)
    if voter.is_handed and voter.repeat != mark:
        raise ValidationError(HANDED)
    Voter.objects.filter(pk=voter.pk).update(is_handed=True, repeat=mark)
    return Code(code_of(evaluation.pk, evaluation.code_key, number))


@evaluations.action(
    "hand_out", "登记领票", at=STILL_OPEN, who=TELLERS, form=HandForm, initial=lambda context: {"number": new_number()},
    is_folded=True, text="没有账号、不用自己账号的党员，来领纸质票的；没有账号的也可以领码。", done="已登记。",
)  # fmt: skip
def hand_out(act: Act, *, voter: Voter, how: str, number: str) -> Code | None:
    """To a member who comes for it. A code only to who has no account: whoever sits at the desk sees it, and could use those of
    the absent; paper ballots take two people."""
    row = act.subject.voters.get(pk=voter.pk)
    if how == CODE and is_small(act.subject):
        raise ValidationError({"how": f"参加的党员不到{SECRET_LEAST}人，只用纸质票。"})
    if how == CODE and row.person_id:
        raise ValidationError({"how": "有账号的党员自己登录领投票码；不方便登录的，领纸质票。"})
    if how == CODE:
        return hand(act.subject, row, number)
    if not act.subject.voters.filter(pk=row.pk, is_handed=False).update(is_handed=True):
        raise ValidationError({"voter": f"{row.name}已经领过了。"})
    return None


def find_by_code(text: str) -> tuple[Evaluation, str]:
    """The round of a genuine code, and the code as it is kept. Raises ``ValidationError`` for any other."""
    parts = parts_of(text)
    evaluation = Evaluation.objects.filter(pk=parts[0]).first() if parts else None
    if parts is None or evaluation is None or not is_genuine(evaluation.pk, evaluation.code_key, parts[1]):
        raise ValidationError({"code": WRONG})
    return evaluation, f"{parts[0]}-{parts[1]}"


def require_unused(evaluation: Evaluation, code: str) -> None:
    if evaluation.ballots.filter(code=code).exists():
        raise ValidationError({"code": USED})


@evaluations.action("cast", "投票", at=STILL_OPEN, who=Nobody(), by_sender=True, is_button=False, not_now=CLOSED)
def cast(act: Act, *, code: str, marked: Marked) -> None:
    """Kept sealed. Behind the lock of the round: two with one code come one after the other."""
    evaluation = act.subject
    found, kept = find_by_code(code)
    if found.pk != evaluation.pk:
        raise ValidationError({"code": WRONG})
    require_unused(evaluation, kept)
    plain = plain_of(marked, len(evaluation.questions), asks_text=evaluation.asks_text)
    sealed = seal(plain, evaluation.slip_one, evaluation.slip_two)
    Ballot.objects.create(evaluation=evaluation, code=kept, sealed=sealed)
