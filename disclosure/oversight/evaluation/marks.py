"""What stands on a ballot: a mark for each question, a few words if the round asks for them; and how marks are added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

BLANK, SATISFIED, MOSTLY, UNSATISFIED = range(4)
MARKS = {SATISFIED: "满意", MOSTLY: "基本满意", UNSATISFIED: "不满意", BLANK: "弃权"}
TEXT_MOST = 300
# With fewer roll entries all vote on paper, with fewer ballots only the turnout is known; with fewer voters no list is published.
SECRET_LEAST, LISTED_LEAST = 5, 10
# UTF-8 needs at most four bytes for what Python counts as one sign.
BYTES = 4

Counts = list[list[int]]


@dataclass(frozen=True)
class Marked:
    """``marks``: one of ``MARKS`` for each question."""

    marks: Sequence[int]
    text: str = ""


def plain_of(marked: Marked, questions: int, *, asks_text: bool) -> bytes:
    """Of one length for all ballots of a round."""
    if len(marked.marks) != questions or not set(marked.marks) <= set(MARKS):
        raise ValidationError("请对每一项都选一个。")
    text = marked.text.replace("\0", "").strip() if asks_text else ""
    if len(text) > TEXT_MOST:
        raise ValidationError({"text": f"最多{TEXT_MOST}个字。"})
    size = questions + (TEXT_MOST * BYTES if asks_text else 0)
    return (bytes(marked.marks) + text.encode()).ljust(size, b"\0")


def marked_of(plain: bytes, questions: int) -> Marked:
    return Marked(list(plain[:questions]), plain[questions:].rstrip(b"\0").decode())


def no_counts(questions: int) -> Counts:
    return [[0] * len(MARKS) for _question in range(questions)]


def added(counts: Counts, ballots: Iterable[Marked]) -> Counts:
    """Of each question how many of each mark, in the order of ``MARKS``."""
    order = list(MARKS)
    found = [list(row) for row in counts]
    for ballot in ballots:
        for row, mark in zip(found, ballot.marks, strict=True):
            row[order.index(mark)] += 1
    return found


def content_of(counts: Counts) -> tuple[int, int]:
    """How many marks say 满意 or 基本满意, and how many were given. Blanks do not count."""
    given = [sum(row[at] for row in counts) for at in range(len(MARKS) - 1)]
    return given[0] + given[1], sum(given)


def share_content(counts: Counts) -> float | None:
    """Of all marks given the share of 满意 and 基本满意, from 0 to 1; None where there is none."""
    content, given = content_of(counts)
    return content / given if given else None


def voted_in(result: Mapping[str, Any]) -> int:
    """How many ballots were counted, with codes and on paper."""
    return len(result["codes"]) + result["sheets"]
