"""What a scheme says of the yearly assessment (LK-26, JG-19, YY-14, QJ-20): who is assessed, by which indicators, how much each
counts, how long one may object. The documents say that there is one; the numbers in it are presets."""

from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from catalog.schemes.document.values import Grounded, RuleRow, filled, once, one_of
from disclosure.files.written.values import Part

INDICATORS = (
    ("on_time", "按时公开"),
    ("answers", "申请、点题和意见按时答复"),
    ("reports", "备案和报告按时报送"),
    ("rectification", "整改按期完成"),
    ("inspection", "检查得分"),
    ("evaluation", "党员评议满意"),
)
ASSESSED = (("organization", "党组织"), ("department", "责任科室"), ("head", "主要负责人"))
WHOLE = 100
Indicator = Annotated[str, BeforeValidator(lambda value: one_of(INDICATORS, value))]
Assessed = Annotated[str, BeforeValidator(lambda value: one_of(ASSESSED, value))]


class Weight(Part):
    indicator: Indicator = Field(title="指标")
    weight: Annotated[int, Field(ge=1, le=WHOLE)] = Field(title="占几分")


def whole(rows: list[Weight]) -> list[Weight]:
    if (found := sum(row.weight for row in rows)) != WHOLE:
        raise ValueError(f"各项指标加起来要正好{WHOLE}分，现在是{found}分。")
    return rows


Weights = Annotated[
    list[Weight],
    AfterValidator(filled),
    once(lambda row: [dict(INDICATORS)[row.indicator]], "指标“{word}”写了两次。"),
    AfterValidator(whole),
]


class Assessment(Grounded):
    """``rule``: within what the assessed may object, from the day after the preview; ``by_hand``: how many points may be given
    or taken with a reason; ``passing``: below it nobody passes; ``ranks``: whether results are put in the order of their points."""

    assessed: Annotated[list[Assessed], AfterValidator(filled)] = Field(title="考核谁")
    weights: Weights = Field(title="指标和分值")
    rule: RuleRow = Field(title="几天以内可以提异议")
    passing: Annotated[int, Field(ge=0, le=WHOLE)] = Field(60, title="几分合格")
    by_hand: Annotated[int, Field(ge=0, le=50)] = Field(5, title="酌情加减最多几分")
    ranks: bool = Field(False, title="排名次")

    @model_validator(mode="after")
    def ends_some_time(self) -> Self:
        if not {"working_days", "calendar_days"} & set(self.rule):
            raise ValueError("提异议的期限要写成几日或者几个工作日。")
        return self
