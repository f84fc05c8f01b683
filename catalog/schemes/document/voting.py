"""What a scheme says of judging by members and of answering for what was not done: 党员评议, 责任追究 (JG-15, YY-15, QJ-20, QJ-21,
PL-18)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from catalog.schemes.document.values import Grounded, Name, RuleRow, filled


class Evaluation(Grounded):
    """``rule``: from the last day for ballots to the publishing of the result."""

    rule: RuleRow = Field(title="评议截止后几天公布结果")
    results_for: Literal["party", "society"] = Field("party", title="结果给谁看")


Steps = Annotated[list[Name], AfterValidator(filled)]


class Accountability(Grounded):
    """``steps``: from the lightest to the heaviest; ``commends``: how good work is made known; ``seen_by``: who reads a record
    beside those who keep it, ``head`` the secretary of the organisation concerned, ``person`` whoever it names."""

    steps: Steps = Field(title="怎样处理")
    commends: list[Name] = Field([], title="怎样表扬推广")
    keep_years: Annotated[int, Field(ge=1, le=100)] = Field(title="保存几年")
    seen_by: list[Literal["head", "person"]] = Field([], title="还有谁看得到")
