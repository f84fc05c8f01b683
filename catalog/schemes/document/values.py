"""What the parts of a scheme's document are made of: texts, rules, words of a catalogue, and the ground of a rule."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from catalog.schemes.choices import LimitKind, Scope
from disclosure.deadlines.rules import LimitError, Rule, recurrences_in
from disclosure.files.written.faults import ToFill
from disclosure.files.written.values import Part
from disclosure.web.whole_numbers import whole_number

T = TypeVar("T")


def filled(value: T) -> T:
    if not value:
        raise ToFill("“{field}”还没有写。")
    return value


def rule_of(value: Any) -> Mapping:
    """In the one way in which rules are kept; a file has its numbers as words."""
    if value is None or value == "":
        raise ToFill("“{field}”还没有写。")
    if not isinstance(value, Mapping):
        raise ValueError(f"看不懂这条时限：{value}")
    try:
        return Rule.from_mapping(numbers_in(value)).to_mapping()
    except LimitError as error:
        raise ValueError(str(error)) from None


def numbers_in(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: numbers_in(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [numbers_in(each) for each in value]
    number = whole_number(value) if isinstance(value, str) else None
    return value if number is None else number


def recurring(value: Mapping) -> Mapping:
    read = Rule.from_mapping(value)
    if not recurrences_in(read):
        raise ValueError(f"“{read.describe()}”不会按周期再来，不能写在“多久一次”里。")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(filled)]
# As long as the columns into which they are written when it is worked by the scheme.
ShortText = Annotated[Text, Field(max_length=60)]
Name = Annotated[Text, Field(max_length=20)]
Body = Annotated[Text, Field(max_length=100)]
Words = Annotated[list[Text], AfterValidator(filled)]
RuleRow = Annotated[dict[str, Any], BeforeValidator(rule_of)]
RecurringRule = Annotated[RuleRow, AfterValidator(recurring)]
Days = Annotated[int, Field(ge=0, le=3660)]


def one_of(choices: Iterable[tuple[str, str]], value: Any) -> str:
    """The key, which the label may stand for."""
    known = dict(choices)
    found = next((key for key, label in known.items() if value in (key, label)), None)
    if found is None:
        names = (key if key == label else f"{key}（{label}）" for key, label in known.items())
        raise ValueError(f"没有“{value}”这一种，只能是{'、'.join(names)}。")
    return found


def choice(choices: Sequence[tuple[str, str]]) -> Any:
    return Annotated[str, BeforeValidator(lambda value: one_of(choices, value))]


Kind, ScopeWord = choice(LimitKind.choices), choice(Scope.choices)


def once(words: Callable[[Any], Iterable[Any]], message: str) -> Any:
    """A list in whose rows no word stands twice; ``message`` names the word as ``{word}``."""

    def check(rows: list) -> list:
        seen: set = set()
        for row in rows:
            own = set(words(row))
            if twice := own & seen:
                raise ValueError(message.format(word=min(twice)))
            seen |= own
        return rows

    return AfterValidator(check)


class Grounded(Part):
    """The article and the sentence that say so, or the reason why a preset stands where the document says nothing."""

    article: str = Field("", title="条目")
    sentence: str = Field("", title="原句")
    preset: bool = Field(False, title="是预设")
    preset_reason: str = Field("", title="预设的理由")

    @model_validator(mode="after")
    def has_ground(self) -> Self:
        if not (self.article.strip() and self.sentence.strip()) and not (self.preset and self.preset_reason.strip()):
            raise ToFill("没有条目和原句（article、sentence），也没有写明预设的理由（preset_reason）。")
        return self


class Quoted(Part):
    """What is shown in the document's own sentence."""

    article: Text = Field(title="条目")
    sentence: Text = Field(title="原句")
