"""The table of a password that is reset. No administrator ever knows a password: the code lets its owner choose one, once.

The code of an account without a post and without an administrator's role is given at once. Of any other who asks is shown the
first half, and another kind of administrator, who agrees, the second: none of them can sign in by it.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from disclosure.accounts.forms import DeclineForm, ResetForm
from disclosure.accounts.models import PasswordReset
from disclosure.accounts.who import Keeper, OtherKind
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.start_codes.codes import (
    digest_of,
    has_password,
    issue_start_code,
    keep_halves,
    keeper_of,
    new_half,
)
from disclosure.web.components import MINE
from disclosure.workflow.kit import Act, Workflow, in_state, lock_row, require_text

S = PasswordReset.State
ASKED = in_state(S.ASKED)
NOT_YOU = "不是您本人要求的，请马上告诉安全管理员。"

resets = Workflow(
    PasswordReset,
    code="password_reset",
    words={
        "asked": "提出重设密码",
        "agreed": "同意重设密码",
        "given": "发重设密码的开始码",
        "declined": "不同意重设密码",
        "withdrawn": "撤回重设密码",
    },
    reads=("person", "asked_by", "decided_by"),
    organization_of=lambda row: None,
)


def needs_two(person: User, on) -> bool:
    """Whoever could act in somebody's name by it: holders of posts, now or to come, and administrators."""
    return bool(person.administrator) or Post.objects.unended(on).filter(person=person).exists()


def guards() -> Iterable[User]:
    return User.objects.filter(administrator=User.Administrator.SECURITY, is_active=True)


@resets.start(
    "ask", "重设密码", to={S.ASKED, S.GIVEN}, who=Keeper(), form=ResetForm,
    lock=lambda person, _values: lock_row(User, person.pk),
)  # fmt: skip
def ask(act: Act, *, reason: str) -> tuple[PasswordReset, str]:
    """Of a person. Returns the row, and the code or its first half: shown once, to who asks."""
    person = User.objects.get(pk=act.subject.pk)
    if not person.is_active:
        raise ValidationError(f"{person}的账号已停用，先恢复账号。")
    if not has_password(person):
        raise ValidationError(f"{person}还没有设过密码，不用重设，发开始码就可以。")
    if waiting := PasswordReset.objects.filter(person=person, state=S.ASKED).first():
        raise ValidationError(f"{waiting.asked_by}已经提出，正等另一位管理员同意。")
    row = PasswordReset(person=person, asked_by=act.person, asked_at=act.now, asked_as=keeper_of(person))
    row.reason = require_text(reason, "请写明为什么重设，例如“本人忘记密码，当面核对过身份”。", most=300)
    code = new_half() if needs_two(person, act.on) else ""
    if code:
        row.first_digest = digest_of(code)
    act.move(S.ASKED if code else S.GIVEN, row)
    act.create(row)
    act.record("asked", person=str(person), reason=row.reason)
    owner = "有人请管理员重设您的密码" if code else "管理员重设了您的密码，旧密码不能用了"
    act.notify_all(f"owner:{row.pk}", [person], owner, NOT_YOU, url=str(MINE.url))
    if code:
        act.notify("asked", User.objects.filter(administrator=row.decided_as, is_active=True), "等您同意")
    else:
        code = give(act, row)
    act.notify("told", guards(), f"由{act.person}提出")
    return row, code


def give(act: Act, row: PasswordReset) -> str:
    """What was the password is none any more, and every session ends."""
    clear_password(row.person)
    act.record("given")
    return issue_start_code(row.person, by=act.person, now=act.now)


def clear_password(person: User) -> None:
    person.set_unusable_password()
    person.save(update_fields=["password"])


def lock_with_person(row: PasswordReset) -> None:
    lock_row(User, row.person_id)
    lock_row(PasswordReset, row.pk)


@resets.action(
    "agree", "同意，显示后一半", at=ASKED, to={S.GIVEN}, who=OtherKind(), others=("asked_by",), waits=True, style="main",
    lock=lambda row, _values: lock_with_person(row),
    text="核对是本人要求的，再同意。旧密码马上不能用；开始码的后一半只显示给您，您亲手交给本人。",
)  # fmt: skip
def agree(act: Act) -> str:
    """Returns the second half of the code: shown once, to who agrees."""
    row, second = act.subject, new_half()
    if not row.person.is_active:
        raise ValidationError(f"{row.person}的账号已停用，先恢复账号。")
    clear_password(row.person)
    keep_halves(row.person, row.first_digest, second, now=act.now)
    row.decided_by, row.decided_at = act.person, act.now
    act.move(S.GIVEN)
    act.record("agreed")
    act.notify_all(f"given:{row.pk}", [row.person], "管理员重设了您的密码，旧密码不能用了", NOT_YOU, url=str(MINE.url))
    act.notify("agreed", [row.asked_by], "同意了，请把前一半交给本人")
    return second


@resets.action(
    "decline", "不同意", at=ASKED, to={S.DECLINED}, who=OtherKind(), others=("asked_by",), form=DeclineForm,
    style="danger", is_folded=True, done="没有同意，密码没有动。",
)  # fmt: skip
def decline(act: Act, *, reason: str) -> None:
    row = act.subject
    row.decline_reason = require_text(reason, "请写明为什么不同意。", most=300)
    row.decided_by, row.decided_at = act.person, act.now
    act.move(S.DECLINED)
    act.record("declined", reason=row.decline_reason)
    act.notify("declined", [row.asked_by], f"没有同意：{row.decline_reason}")


@resets.action(
    "withdraw", "撤回", at=ASKED, to={S.WITHDRAWN}, who=Keeper(), style="quiet", is_folded=True, audit="password_reset.withdrawn",
    text="不重设了，或者前一半没有记下来，要重新提出。", done="已撤回，密码没有动。",
)  # fmt: skip
def withdraw(act: Act) -> None:
    act.move(S.WITHDRAWN)
