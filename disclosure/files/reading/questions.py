"""What a person is asked about a file before it is imported: each word once, for all rows that use it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django import forms

# (column, word as the file has it) → meaning; the word is "" where the cell is empty.
Answers = Mapping[tuple[str, str], str]
Options = tuple[tuple[str, str], ...]
MOST_RADIOS = 7


@dataclass(frozen=True)
class Question:
    """What does ``word`` of ``column`` mean? Asked once for all ``rows`` that use it."""

    column: str
    word: str
    message: str
    suggestion: str
    rows: tuple[int, ...]
    options: Options = ()


def options_of(question: Question) -> Options:
    return question.options


class AnswersForm(forms.Form):
    """One field for each question; a suggestion is chosen beforehand. ``options``: the answers one may have, with their labels."""

    def __init__(
        self, questions: Iterable[Question], *args, options: Callable[[Question], Options] = options_of, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.asked = dict(enumerate(questions))
        for number, question in self.asked.items():
            self.fields[f"q{number}"] = self.field_for(question, options(question))

    def field_for(self, question: Question, options: Options) -> forms.Field:
        choices = [(value, f"{label}（建议）" if value == question.suggestion else label) for value, label in options]
        widget = forms.RadioSelect if len(choices) <= MOST_RADIOS else forms.Select
        if widget is forms.Select and not question.suggestion:
            choices = [("", "请选择"), *choices]
        return forms.ChoiceField(label=question.message, choices=choices, initial=question.suggestion, widget=widget)

    def answers(self) -> dict[tuple[str, str], str]:
        return {
            (question.column, question.word): self.cleaned_data[f"q{number}"]
            for number, question in self.asked.items()
            if self.cleaned_data.get(f"q{number}")
        }
