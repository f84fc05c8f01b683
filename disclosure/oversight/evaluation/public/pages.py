"""Rounds as members and watchers see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from disclosure.deadlines.dates import plain
from disclosure.organizations.access import Access
from disclosure.oversight.evaluation.marks import MARKS, share_content, voted_in
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.secrecy import new_number
from disclosure.oversight.evaluation.status import Outcome, badge_of, outcome_of, percent, result_of
from disclosure.oversight.evaluation.voting import is_small, row_of
from disclosure.web.components import Badge, Cell

S = Evaluation.State


@dataclass(frozen=True)
class Standing:
    """What a round is to one reader. ``number``: of the form for taking a code, empty where none may be taken; ``told``: what
    is said to them; ``outcome``: once published."""

    badge: Badge
    told: str
    number: str
    outcome: Outcome | None
    until: str
    is_open: bool


def standing_of(evaluation: Evaluation, access: Access) -> Standing:
    is_open, number, told = evaluation.is_open(access.on), "", ""
    if is_open and (own := row_of(evaluation, access)):
        if own.is_handed:
            told = "您已经领过了。有投票码的，点“去投票”。码丢了不能再领，因为门户不知道哪个码是您的。"
        elif is_small(evaluation):
            told = "参加的人少，这一次用纸质票，请向本组织的办事人员领。"
        else:
            number = new_number()
    elif is_open:
        told = "您不在这一次评议的名册上。"
    outcome = outcome_of(evaluation) if evaluation.state == S.PUBLISHED else None
    until = plain(evaluation.until_on) if evaluation.until_on else ""
    return Standing(badge_of(evaluation, access.on), told, number, outcome, until, is_open)


def table_row(evaluation: Evaluation, on: date) -> list[Cell]:
    result = evaluation.result if evaluation.state == S.PUBLISHED else None
    badge = badge_of(evaluation, on)
    return [
        Cell("名称", "title", evaluation.title, reverse("oversight:evaluation", args=[evaluation.pk])),
        Cell("党组织", text=str(evaluation.organization)),
        Cell("情况", state=badge.state, word=badge.word),
        Cell("最后一天", "tight", plain(evaluation.until_on) if evaluation.until_on else ""),
        Cell("投票", "number", f"{voted_in(result)}/{result['voters']}" if result else "–"),
        Cell("满意和基本满意", "number", percent(share_content(result["counts"] or [])) or "–" if result else "–"),
    ]


def lines_to_recount(evaluation: Evaluation) -> Iterator[list[str]]:
    """The codes counted; and apart from them, of each question its marks, a line each, in the order of the marks: whoever adds
    them up comes to the published totals. Those on paper are among them."""
    result = result_of(evaluation)
    yield from (["投票码", "", code] for code in result["codes"])
    yield from (["纸质票", "", "一张"] for _sheet in range(result["sheets"]))
    for question, row in zip(evaluation.questions, result["counts"] or [], strict=False):
        for mark, number in zip(MARKS, row, strict=True):
            yield from (["评价", question, MARKS[mark]] for _ballot in range(number))
