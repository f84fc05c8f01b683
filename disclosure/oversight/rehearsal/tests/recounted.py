"""What the year came to for those who watch, reckoned here from the rows of the ledger and from what the script says: no
indicator, no source of an assessment and no page is asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from disclosure.oversight.rehearsal.tests.counted import COUNTY
from disclosure.oversight.rehearsal.tests.watched import Watched, marks_of

Row = Mapping[str, Any]
Figure = tuple[int, int]
POINTS, MOST_A_LOT = 6, 12
KINDS = {
    "on_time": ("duty", "item", "outside"),
    "answers": ("request", "opinion"),
    "reports": ("filing", "report"),
    "rectification": ("rectification",),
}


def became_of(row: Row, on: date) -> str:
    """good, late, overdue, open or none of them, as it stood on the day."""
    due, closed = row["due_on"], row["closed_on"] if row["closed_on"] and row["closed_on"] <= on else None
    if closed is None:
        return "overdue" if due < on else "open"
    if closed > due:
        return "late"
    return "good" if row["closed_as"] == "done" else ""


def rate(rows: Iterable[Row], on: date) -> Figure:
    found = [became_of(row, on) for row in rows]
    return found.count("good"), len([each for each in found if each in ("good", "late", "overdue")])


def inspected(of: Watched) -> Figure:
    """Every lot by six points of two each. What is owed and not there loses two of them: that it is whole, and its procedure."""
    assert MOST_A_LOT == 2 * POINTS and of.reached == MOST_A_LOT + (of.sampled - 1) * (MOST_A_LOT - 4)
    return of.reached, MOST_A_LOT * of.sampled


def counts(of: Watched) -> list[list[int]]:
    """Of each question: 满意, 基本满意, 不满意, 弃权."""
    given = [marks_of(at) for at in range(len(of.voters))]
    return [
        [[marks[question] for marks in given].count(word) for word in ("满意", "基本满意", "不满意", "弃权")]
        for question in (0, 1)
    ]


def voted(of: Watched) -> Figure:
    rows = counts(of)
    return sum(row[0] + row[1] for row in rows), sum(sum(row[:3]) for row in rows)


def figures(of: Watched, unit: Row, rows: Sequence[Row], on: date) -> Mapping[str, Figure]:
    """Of one of the assessed, an organisation or a department; nobody visits departments or votes on them."""
    due = [
        row for row in rows
        if row["due_on"].year == 2026 and row["organization"] == unit["organization"]
        and unit["department"] in (None, row["department"])
    ]  # fmt: skip
    found = {key: rate([row for row in due if row["kind"] in kinds], on) for key, kinds in KINDS.items()}
    is_organization = unit["department"] is None
    found["inspection"] = inspected(of) if is_organization and unit["organization"] == of.inspected else (0, 0)
    found["evaluation"] = voted(of) if is_organization and unit["organization"] == of.voting else (0, 0)
    return found


def points(of: Watched, unit: Row, found: Mapping[str, Figure]) -> Fraction | None:
    """By the weights of its document; a tenth, a half of it counts up."""
    weights = {row["indicator"]: row["weight"] for row in of.scheme["assessment"]["weights"]}
    counted = [(weights[key], Fraction(good, whole)) for key, (good, whole) in found.items() if whole]
    if not counted:
        return None
    reached = sum(weight * share for weight, share in counted) * 100 / sum(weight for weight, _share in counted)
    tenths = (reached + Fraction(unit["by_hand"])) * 10 + Fraction(1, 2)
    return min(Fraction(tenths.numerator // tenths.denominator, 10), Fraction(100))


def month_words(of: Watched, rows: Sequence[Row], month: tuple[int, int], on: date) -> tuple[str, str]:
    """How its circular begins to tell of all rows of the month at the organisation and below."""
    codes = COUNTY if of.code == "qijiang" else [of.code]
    found = [
        became_of(row, on) for row in rows
        if row["organization"] in codes and (row["due_on"].year, row["due_on"].month) == month and row["kind"] != "confirmation"
    ]  # fmt: skip
    due, good, open_ = len([each for each in found if each]), found.count("good"), found.count("overdue")
    late = found.count("late") + open_
    assert late
    return f"应办{due}件，按时{good}件，", f"逾期{late}件，{f'其中{open_}件现在还没办' if open_ else '都已补办'}。"
