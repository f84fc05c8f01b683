"""The one way in for whoever writes: counted and tested before anything is looked at, and spent whether it is taken then or not."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError

from feedback.intake import proof_of_work
from feedback.intake.rate_limit import SUM, count, is_locked

TOO_MANY = "从您这里发来的太多了，请过一两个小时再发。写好的内容都还在。"
TOO_MANY_SUMS = (
    "从您这里答小题发的太多了。请过一两个小时再发；或者在浏览器里允许脚本（JavaScript），就不用答小题；"
    "也可以打电话、写信或当面说。写好的内容都还在。"
)
NOT_PASSED = "下面的小题没有答对，或者放得太久了。请再答一次，写好的内容都还在。"
TOO_SOON = f"小题答得太快，像是程序在答。请看过页面，等{proof_of_work.SLOW.seconds}秒再发。写好的内容都还在。"
UNDERWAY = "刚才按的那一次正在处理，请稍等一会儿。过一分钟还没有结果，就再按一次，不会发成两份。写好的内容都还在。"


class Unproven(ValidationError):
    """Raised at ``answer`` where the test was not passed."""

    def __init__(self, words: str):
        super().__init__({"answer": words})


class Underway(Unproven):
    """Raised where another press of the same page was first."""

    def __init__(self):
        super().__init__(UNDERWAY)


def enter(source: str, what: str, *, test: Mapping[str, str] | None, now: datetime) -> None:
    """Called outside any transaction, so that what is spent stays spent. ``source``: whoever is counted; ``what``: one of
    ``rate_limit.MOST``; ``test``: challenge, proof and answer as they were sent, None for whoever needs none.

    Raises ``ValidationError``, of the test ``Unproven``.
    """
    if is_locked(source, what, now=now):
        raise ValidationError(TOO_MANY)
    count(source, what, now=now)
    if test is not None:
        pass_test(source, test, now)


def pass_test(source: str, test: Mapping[str, str], now: datetime) -> None:
    """A challenge is good for one try. The sum is no secret, so it is slow, and there are few."""
    token, proof, answer = (test.get(name, "") for name in ("challenge", "proof", "answer"))
    content = proof_of_work.valid_content(token, now=now)
    if content is None:
        raise Unproven(NOT_PASSED)
    if not proof_of_work.use(token, content, now=now):
        raise Underway
    if proof_of_work.is_worked(token, proof, content["b"]):
        return
    if is_locked(source, SUM, now=now):
        raise Unproven(TOO_MANY_SUMS)
    count(source, SUM, now=now)
    if not proof_of_work.is_answered(content, answer):
        raise Unproven(NOT_PASSED)
    if now.timestamp() < content["m"] + proof_of_work.SLOW.total_seconds():
        raise Unproven(TOO_SOON)
