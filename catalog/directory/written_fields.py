"""What is asked in words, as people write it: several words in a line; a time limit (每季度首月10日前, 决定后5个工作日内)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalog.directory.exchange.limit_cell import LimitCell, read_limit, read_rule
from catalog.directory.exchange.rows import SEPARATOR
from disclosure.deadlines.rules import Rule
from disclosure.files.reading.cells import words as words_in

EXAMPLES = "每季度首月10日前、每年6月底和12月底、次月15日前、决定后5个工作日内"
DAYS = "5个工作日、15日、1个月"


class WordsField(forms.CharField):
    """Several words in one line, split by 、, kept as a list."""

    def prepare_value(self, value):
        return SEPARATOR.join(value) if isinstance(value, list) else value

    def clean(self, value):
        return list(words_in(super().clean(value)).words)


class LimitField(forms.CharField):
    """A rule's mapping, given in words; None where nothing is written. What is not understood is named, never guessed."""

    def __init__(self, *, examples: str = EXAMPLES, **options: Any):
        options.setdefault("max_length", 100)
        options["help_text"] = f"照这样写：{examples}。{options.get('help_text', '')}"
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return words_of(value) if isinstance(value, Mapping) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Other words for the same days are no change."""
        try:
            return self.clean(data) != (initial or None)
        except ValidationError:
            return True

    def clean(self, value: Any) -> Mapping | None:
        words = super().clean(value)
        if not words:
            return None
        rule = read_rule(words) or read_rule(f"{words}内")  # a number of days alone is a limit here: 5日
        if rule is None:
            raise ValidationError(why_unread(read_limit(words)))
        return rule.to_mapping()


def words_of(rule: Mapping) -> str:
    return Rule.from_mapping(rule).describe()


def said_besides(cell: LimitCell) -> str:
    """What the words say that is no time limit, or that nobody can read."""
    shown = "展示的天数" if cell.display_days or cell.display_months else ""
    return cell.unread or cell.reference or cell.kind_word or shown


def why_unread(cell: LimitCell) -> str:
    besides = said_besides(cell)
    if cell.rule and not cell.unread:
        what = f"“{besides}”" if besides in cell.raw else besides
        return f"这里只写日子，{what}请不要写在这里。"
    return f"“{besides if besides in cell.raw and besides else cell.raw}”没有读懂，请照样子写。"
