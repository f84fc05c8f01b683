"""How a round stands, in a word; and its result in words, for every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.oversight.evaluation.marks import MARKS, share_content, voted_in
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.web.components import Badge, Cell

S = Evaluation.State
COLOURS = {
    S.DRAFT: "draft",
    S.SUBMITTED: "waiting",
    S.OPEN: "soon",
    S.COUNTED: "waiting",
    S.PUBLISHED: "done",
    S.VOID: "returned",
}


def badge_of(evaluation: Evaluation, on: date) -> Badge:
    state = S(evaluation.state)
    if state == S.OPEN and not evaluation.is_open(on):
        return Badge("waiting", "已截止，等着计票")
    return Badge(COLOURS[state], str(state.label))


def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}%"


@dataclass(frozen=True)
class Outcome:
    """A published result. ``rows``: a question each, empty where so few voted that it would not be secret; ``codes`` and
    ``texts`` in the order of letters."""

    words: str
    rows: list[list[Cell]]
    share: str
    texts: list[str]
    codes: list[str]
    sheets: int


def outcome_of(evaluation: Evaluation) -> Outcome:
    result = result_of(evaluation)
    counts = result["counts"] or []
    return Outcome(
        words_of(result),
        [row_of(question, row) for question, row in zip(evaluation.questions, counts, strict=False)],
        percent(share_content(counts)),
        [text or "（涉及个人，不列原文）" for text in result["texts"]],
        result["codes"] if result["is_listed"] else [],
        result["sheets"],
    )


def result_of(evaluation: Evaluation) -> Mapping[str, Any]:
    """Once counted."""
    assert evaluation.result is not None
    return evaluation.result


def words_of(result: Mapping[str, Any]) -> str:
    voted = voted_in(result)
    paper = f"其中纸质票 {result['sheets']} 张。" if result["sheets"] else ""
    few = "" if result["counts"] is not None else "投票的人太少，只公布人数，不公布评价。"
    return f"名册上 {result['voters']} 人，{voted} 人投了票。{paper}{few}"


def row_of(question: str, counts: list[int]) -> list[Cell]:
    marks = [Cell(label, "number", str(number)) for label, number in zip(MARKS.values(), counts, strict=True)]
    return [
        Cell("评议内容", "title", question),
        *marks,
        Cell("满意和基本满意", "number", percent(share_content([counts])) or "–"),
    ]
